import type { Case, CaseEvent } from '../domain/case.js'
import type { Actor } from '../domain/people.js'
import { rankOf } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { Desk } from './desk.js'

/** State, history and the cards owed, together: to be called inside a transaction. */
export function saveCase(
  desk: Desk,
  next: Case,
  events: readonly CaseEvent[],
  by: Actor,
  now: Instant,
): void {
  // Inside an IMMEDIATE transaction nobody can have been faster: a refusal here is a fault of ours.
  if (!desk.store.cases.save(next)) throw new Error(`case ${next.id} changed under a transaction`)
  for (const event of events) desk.store.history.append(next.id, event, by, now)
  oweCards(desk, next, now)
}

export function oweCards(desk: Desk, current: Case, now: Instant): void {
  for (const board of desk.boards)
    desk.store.outbox.oweCard(board, current.id, current.version, rankOf(current.priority), now)
}
