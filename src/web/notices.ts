import { LRUCache } from 'lru-cache'
import type { Case, CaseId, Refusal } from '../domain/case.js'
import { MINUTE } from '../domain/time.js'
import type { Writers } from '../texts/texts.js'

/** What a press led to, told once: on the page that follows it, or at once to the script that sent it. */
export type Notice =
  | { readonly type: 'done'; readonly case: Case; readonly verb: string; readonly changed: boolean }
  | { readonly type: 'refused'; readonly caseId: CaseId; readonly refusal: Refusal }
  | {
      readonly type: 'said'
      readonly ok: boolean
      /** The case it is about; `null` when it is about none. */
      readonly caseId: CaseId | null
      say(write: Writers): string
      /** The press that takes it back. */
      readonly undo?: { readonly action: string; readonly word: string; readonly cases?: readonly CaseId[] }
    }

/** Held in memory, by session: losing one costs a sentence, no data. */
export type Notices = {
  leave(tokenHash: string, notice: Notice): void
  take(tokenHash: string): readonly Notice[]
}

export function keepNotices(): Notices {
  const waiting = new LRUCache<string, readonly Notice[]>({ max: 1_000, ttl: MINUTE })
  return {
    leave: (tokenHash, notice) =>
      void waiting.set(tokenHash, [...(waiting.get(tokenHash) ?? []), notice].slice(-5)),
    take(tokenHash) {
      const notices = waiting.get(tokenHash) ?? []
      waiting.delete(tokenHash)
      return notices
    },
  }
}
