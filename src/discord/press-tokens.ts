import { type Instant, MINUTE } from '../domain/time.js'
import type { Clock } from '../ports.js'

export type PressToken = { readonly applicationId: string; readonly token: string }

/**
 * The token of the last press on each message. With it a message is edited in that press's own rate limit instead of
 * the channel's (about five edits in five seconds for all cards), which keeps cards quick when many are pressed at once.
 */
export type PressTokens = {
  remember(messageId: string, token: PressToken): void
  /** `null` when nobody pressed lately. */
  of(messageId: string): PressToken | null
  forget(messageId: string): void
}

/** Discord takes a token for 15 minutes. */
const LIFE = 14 * MINUTE
const MOST = 1_000

export function pressTokens(clock: Clock): PressTokens {
  const kept = new Map<string, PressToken & { readonly at: Instant }>()
  return {
    remember(messageId, token) {
      kept.delete(messageId)
      kept.set(messageId, { ...token, at: clock() })
      const [oldest] = kept.keys()
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
    },
    of(messageId) {
      const found = kept.get(messageId)
      return found !== undefined && clock() - found.at < LIFE ? found : null
    },
    forget: (messageId) => void kept.delete(messageId),
  }
}
