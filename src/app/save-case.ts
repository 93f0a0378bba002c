import type { Case, CaseEvent } from '../domain/case.js'
import { type Notice, noticesOf } from '../domain/notice.js'
import type { Actor } from '../domain/people.js'
import { rankOf } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { Desk } from './desk.js'

/** State, history, and all that is owed for it (cards, notices, a look at the ladder): to be called inside a transaction. */
export function saveCase(
  desk: Desk,
  before: Case,
  next: Case,
  events: readonly CaseEvent[],
  by: Actor,
  now: Instant,
): void {
  // Inside an IMMEDIATE transaction nobody can have been faster: a refusal here is a fault of ours.
  if (!desk.store.cases.save(next)) throw new Error(`case ${next.id} changed under a transaction`)
  for (const event of events) record(desk, before, event, by, now)
  desk.store.clockwork.setLadder(next.id, next.status === 'resolved' ? null : now)
  oweCards(desk, next, now)
}

/** One line of history, and what the team is to be told of it. */
export function record(desk: Desk, before: Case, event: CaseEvent, by: Actor, now: Instant): void {
  const entry = desk.store.history.append(before.id, event, by, now)
  for (const { topic, notice } of noticesOf(before, event, by, entry)) oweNotice(desk, topic, notice, now)
  for (const board of desk.boards) {
    if (desk.store.team.place(board, `thread:${before.id}`) === null) continue
    const notice: Notice = { type: 'history', caseId: before.id, entryId: entry }
    desk.store.notices.owe(board, `history:${entry}`, notice, now)
  }
}

export function oweNotice(desk: Desk, topic: string, notice: Notice, now: Instant): void {
  for (const board of desk.boards) desk.store.notices.owe(board, topic, notice, now)
}

export function oweCards(desk: Desk, current: Case, now: Instant): void {
  for (const board of desk.boards)
    desk.store.outbox.oweCard(board, current.id, current.version, rankOf(current.priority), now)
}
