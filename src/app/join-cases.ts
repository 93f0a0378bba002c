import type { Case, CaseId } from '../domain/case.js'
import type { MentionId } from '../domain/mention.js'
import type { Actor, Person } from '../domain/people.js'
import type { Instant } from '../domain/time.js'
import type { Desk } from './desk.js'
import { openCase } from './open-case.js'
import { raisePriority } from './raise-priority.js'
import { saveCase } from './save-case.js'

export type JoinRefusal =
  | { readonly reason: 'no-such-case'; readonly id: CaseId }
  | { readonly reason: 'same-case' }
  | { readonly reason: 'another-author' }
  | { readonly reason: 'case-resolved'; readonly id: CaseId }
  | { readonly reason: 'not-a-later-post' }

export type JoinResult =
  | { readonly ok: true; readonly case: Case }
  | { readonly ok: false; readonly refusal: JoinRefusal }

/** Two cases of one author become one: the posts go over, the emptied case is resolved as a duplicate. */
export function mergeCases(desk: Desk, from: CaseId, into: CaseId, by: Person): JoinResult {
  const now = desk.clock()
  const actor: Actor = { type: 'rep', person: by }
  const { cases, outreaches, clockwork, pulses } = desk.store
  const result = desk.store.transaction((): JoinResult => {
    if (from === into) return refuse({ reason: 'same-case' })
    const [left, right] = [cases.card(from), cases.card(into)]
    if (left === null) return refuse({ reason: 'no-such-case', id: from })
    if (right === null) return refuse({ reason: 'no-such-case', id: into })
    const [author, other] = [left.opening.post.author.id, right.opening.post.author.id]
    if (author !== other || author === '' || left.case.brand !== right.case.brand)
      return refuse({ reason: 'another-author' })
    for (const { case: one } of [left, right])
      if (one.status === 'resolved') return refuse({ reason: 'case-resolved', id: one.id })

    const moved = [left.opening, ...left.joined].map(({ id }) => id)
    cases.move(moved, into)
    cases.setMergedInto(from, into)
    // What the customer says to our replies is then heard where their posts are.
    outreaches.move(from, into)
    clockwork.movePromises(from, into)
    pulses.move(from, into)
    const closed: Case = {
      ...baseOf(left.case),
      status: 'resolved',
      resolvedBy: by,
      resolvedAt: now,
      outcome: 'duplicate',
      note: null,
      cause: null,
      version: left.case.version + 1,
    }
    saveCase(desk, left.case, closed, [{ type: 'merged', into }], actor, now)
    return { ok: true, case: grown(desk, right.case, { type: 'absorbed', from }, actor, now) }
  })
  if (result.ok) {
    desk.changes.publish({ caseId: into, version: result.case.version, what: 'absorbed' })
    desk.changes.publish({ caseId: from, version: 0, what: 'merged' })
  }
  return result
}

/** A post that joined a case, and is about something else, becomes a case of its own. */
export function splitCase(desk: Desk, id: CaseId, mentionId: MentionId, by: Person): JoinResult {
  const now = desk.clock()
  const actor: Actor = { type: 'rep', person: by }
  const result = desk.store.transaction((): JoinResult => {
    const card = desk.store.cases.card(id)
    if (card === null) return refuse({ reason: 'no-such-case', id })
    const mention = card.joined.find((one) => one.id === mentionId && one.removedAt === null)
    if (mention === undefined) return refuse({ reason: 'not-a-later-post' })
    const opened = openCase(desk, mention, actor, now)
    desk.store.cases.move([mentionId], opened.caseId)
    grown(desk, card.case, { type: 'split-off', into: opened.caseId }, actor, now)
    const made = desk.store.cases.get(opened.caseId)
    if (made === null) throw new Error(`case ${opened.caseId} was not kept`)
    return { ok: true, case: made }
  })
  if (result.ok) {
    desk.changes.publish({ caseId: id, version: 0, what: 'split-off' })
    desk.changes.publish({ caseId: result.case.id, version: result.case.version, what: 'opened' })
  }
  return result
}

const refuse = (refusal: JoinRefusal): JoinResult => ({ ok: false, refusal })

const baseOf = ({ id, brand, network, openedAt, waitingSince, priority }: Case) => ({
  id,
  brand,
  network,
  openedAt,
  waitingSince,
  priority,
})

function grown(
  desk: Desk,
  current: Case,
  event:
    | { readonly type: 'absorbed'; readonly from: CaseId }
    | { readonly type: 'split-off'; readonly into: CaseId },
  by: Actor,
  now: Instant,
): Case {
  const raised = raisePriority(desk, current, now)
  const events = [event, raised.event].filter((one) => one !== null)
  const next = { ...raised.next, version: current.version + 1 }
  saveCase(desk, current, next, events, by, now)
  return next
}
