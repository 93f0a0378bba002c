import type { CaseEvent, CaseId } from './case.js'
import type { Actor } from './people.js'
import type { Instant } from './time.js'

/** One line of a case's history: append-only, never changed, never deleted. */
export type HistoryEntry = {
  readonly id: number
  readonly caseId: CaseId
  readonly at: Instant
  readonly by: Actor
  readonly event: CaseEvent
}
