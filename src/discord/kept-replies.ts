import type { CaseId } from '../domain/case.js'
import type { Outreach } from '../domain/outreach.js'

/** A rep's words between the form and the network, while the coach's advice is being read. */
export type KeptReply = {
  readonly caseId: CaseId
  readonly text: string
  readonly lang: string
  readonly kind: Outreach['kind']
  readonly offered?: string | undefined
}

/** In memory alone, and not for long: words that were not sent are nobody's business after a restart. */
export type KeptReplies = {
  keep(key: string, reply: KeptReply): void
  of(key: string): KeptReply | null
  forget(key: string): void
}

const MOST = 200

export function keptReplies(): KeptReplies {
  const kept = new Map<string, KeptReply>()
  return {
    keep(key, reply) {
      kept.delete(key)
      kept.set(key, reply)
      const [oldest] = kept.keys()
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
    },
    of: (key) => kept.get(key) ?? null,
    forget: (key) => void kept.delete(key),
  }
}
