import type { Case, CaseId, Command } from '../domain/case.js'
import { climb } from '../domain/ladder.js'
import type { DuePromise } from '../domain/outreach.js'
import type { Actor } from '../domain/people.js'
import { onCallNow } from '../domain/rota.js'
import type { Instant } from '../domain/time.js'
import { transition } from '../domain/transition.js'
import type { Change } from '../ports.js'
import type { Desk } from './desk.js'
import { oweCards, oweNotice, record, saveCase } from './save-case.js'
import { latestPost } from './write-outreach.js'

/** Cases in one transaction: short, so that a rep's press never waits for the clock. */
const A_STEP = 50
const CLOCK: Actor = { type: 'schedule' }

/**
 * Does what the clock owes: claims that ran out, snoozes that are over, rungs that are due, promises that are due.
 * Returns whether there may be more. Every step is written down as it is taken, so that none is taken twice, whatever
 * restarts or clock changes come between.
 */
export function keepWatch(desk: Desk): boolean {
  const now = desk.clock()
  const { clockwork } = desk.store
  const { changes, more } = desk.store.transaction(() => {
    const expired = clockwork.expiredClaims(now, A_STEP)
    const awake = clockwork.snoozesOver(now, A_STEP)
    const changed = [
      ...expired.map((id) => byTheClock(desk, id, { type: 'expire' }, now)),
      ...awake.map((id) => byTheClock(desk, id, { type: 'wake' }, now)),
    ]
    // After the leases: a case that has just come back is on its ladder again at once.
    const ladders = clockwork.laddersDue(now, A_STEP)
    for (const id of ladders) climbLadder(desk, id, now)
    const promises = clockwork.promisesDue(now, A_STEP)
    for (const promise of promises) changed.push(ring(desk, promise, now))
    const full = [expired, awake, ladders, promises].some((list) => list.length === A_STEP)
    return { changes: changed.filter((change) => change !== null), more: full }
  })
  for (const change of changes) desk.changes.publish(change)
  return more
}

function byTheClock(desk: Desk, id: CaseId, command: Command, now: Instant): Change | null {
  const current = desk.store.cases.get(id)
  if (current === null) return null
  const decision = transition(current, command, CLOCK, now, desk.lease)
  if (!decision.ok || decision.event === null) return null
  saveCase(desk, current, decision.next, [decision.event], CLOCK, now)
  return { caseId: id, version: decision.next.version, what: decision.event.type }
}

function climbLadder(desk: Desk, id: CaseId, now: Instant): void {
  const { clockwork, cases, team } = desk.store
  const current = cases.get(id)
  if (current === null) return
  // Its author took every word back: there is nothing left to be late with.
  if (latestPost(desk, id) === null) {
    clockwork.setLadder(id, null)
    return
  }
  const policy = desk.policy.of(current.brand)
  const taken = clockwork.rungsTaken(id, current.waitingSince)
  const { rung, merged, next } = climb(
    current,
    taken,
    policy.ladder,
    policy.calendar(current.priority.level),
    now,
  )
  for (const lower of merged) clockwork.takeRung(id, current.waitingSince, lower, now, true)
  if (rung !== null) {
    clockwork.takeRung(id, current.waitingSince, rung, now, false)
    record(desk, current, { type: 'escalated', rung }, CLOCK, now)
    oweCards(desk, current, now)
    const onCall = onCallNow(desk.policy.rota, team.overrides(now), now)
    const topic = `rung:${id}:${current.waitingSince}:${rung}`
    oweNotice(desk, topic, { type: 'escalation', caseId: id, rung, onCall, owner: ownerOf(current) }, now)
  }
  clockwork.setLadder(id, next)
}

const ownerOf = (current: Case) =>
  current.status === 'claimed' || current.status === 'waiting' ? current.owner : null

/** A word given to a customer wakes the case that was put aside beyond it. */
function ring(desk: Desk, promise: DuePromise, now: Instant): Change | null {
  const { id, caseId, phrase, dueAt, outreachId } = promise
  desk.store.clockwork.rang(id, now)
  const current = desk.store.cases.get(caseId)
  const owner =
    current === null ? null : (ownerOf(current) ?? desk.store.outreaches.get(outreachId)?.by ?? null)
  if (current === null || current.status === 'resolved' || owner === null) return null
  oweNotice(desk, `promise:${id}`, { type: 'promise-due', caseId, owner, phrase, dueAt }, now)
  return current.status !== 'open' && current.snooze !== null
    ? byTheClock(desk, caseId, { type: 'wake' }, now)
    : null
}
