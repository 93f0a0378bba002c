import type { Case } from './case.js'
import type { HistoryEntry } from './history.js'
import type { StoredMention } from './mention.js'
import type { DuePromise, Outreach } from './outreach.js'
import type { Instant } from './time.js'

/** A case with all that a board needs to show it: a projection of the store at one moment. */
export type Card = {
  readonly case: Case
  /** The post that opened the case. */
  readonly opening: StoredMention
  /** Later posts of the same author that joined, oldest first. */
  readonly joined: readonly StoredMention[]
  /** Cases of the same author with the same brand, opened before this one. */
  readonly earlierCases: number
  /** When the first board accepted the card; `null` until then. */
  readonly alertedAt: Instant | null
  /** Replies of ours, oldest first. */
  readonly outreaches: readonly Outreach[]
  /** What those replies promised, soonest first. */
  readonly promises: readonly DuePromise[]
  /** Oldest first. */
  readonly history: readonly HistoryEntry[]
}
