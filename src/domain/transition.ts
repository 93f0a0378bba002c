import {
  AT_A_GLANCE,
  type Case,
  type CaseEvent,
  type CaseState,
  type Command,
  type Decision,
  type Lease,
  type Refusal,
} from './case.js'
import type { Actor, Person } from './people.js'
import type { Instant } from './time.js'

/**
 * The only place that decides what may happen to a case; every path, from a button to a schedule, comes through here.
 * Pure: `now` is handed in, the next case is handed back with its version counted up.
 */
export function transition(current: Case, command: Command, by: Actor, now: Instant, lease: Lease): Decision {
  const leaseUntil = now + (lease.byLevel?.[current.priority.level] ?? lease.length)
  switch (command.type) {
    case 'claim':
      return claim(current, personOf(by), now, leaseUntil)
    case 'take-over':
      return takeOver(current, command, personOf(by), now, leaseUntil)
    case 'hand':
      return hand(current, command.to, personOf(by), now, leaseUntil)
    case 'release':
      return release(current, personOf(by), now)
    case 'still-on-it':
      return asOwner(current, personOf(by), (held) =>
        accept(held, renewed(held, leaseUntil), { type: 'renewed', leaseUntil }),
      )
    case 'snooze':
      return snooze(current, command, personOf(by), now, leaseUntil)
    case 'wake':
      return wake(current, leaseUntil)
    case 'note':
      return note(current, command.text, personOf(by), leaseUntil)
    case 'resolve':
      return resolve(current, command, personOf(by), now)
    case 'reopen':
      return reopen(current, now)
    case 'expire':
      return expire(current, now)
    case 'replied':
      return replied(current, command, by)
    case 'take-back':
      return takeBack(current, leaseUntil)
    case 'hear':
      return hear(current, now, leaseUntil)
    case 'ask-pulse':
      return workOn(current, { type: 'pulse-asked' }, personOf(by), leaseUntil)
  }
}

type Held = Case & { status: 'claimed' | 'waiting' }

function claim(current: Case, by: Person, now: Instant, leaseUntil: Instant): Decision {
  switch (current.status) {
    case 'open':
      return accept(current, claimedBy(by, now, leaseUntil), { type: 'claimed', leaseUntil })
    case 'claimed':
      // A second press by the owner is a slow network, not a mistake.
      if (current.owner.id === by.id) return unchanged(current)
      return refuse({
        reason: 'already-claimed',
        owner: current.owner,
        since: current.claimedAt,
        leaseUntil: current.leaseUntil,
      })
    case 'waiting':
      return current.owner.id === by.id ? unchanged(current) : notYours(current)
    case 'resolved':
      return refuseResolved(current)
  }
}

function takeOver(
  current: Case,
  { reason }: Command & { type: 'take-over' },
  by: Person,
  now: Instant,
  leaseUntil: Instant,
): Decision {
  switch (current.status) {
    case 'open':
      return claim(current, by, now, leaseUntil)
    case 'claimed':
    case 'waiting': {
      if (current.owner.id === by.id) return unchanged(current)
      const why = reason?.trim() ?? ''
      const running = current.status === 'waiting' || now < current.leaseUntil
      if (running && why === '')
        return current.status === 'waiting'
          ? notYours(current)
          : refuse({ reason: 'lease-running', owner: current.owner, leaseUntil: current.leaseUntil })
      const event = {
        type: 'taken-over',
        from: current.owner,
        leaseUntil,
        ...(why === '' ? {} : { reason: why }),
      } as const
      return accept(current, handedTo(current, by, now, leaseUntil), event)
    }
    case 'resolved':
      return refuseResolved(current)
  }
}

function hand(current: Case, to: Person, by: Person, now: Instant, leaseUntil: Instant): Decision {
  // Whoever is handed an unclaimed case has it as if they had pressed Claim themselves.
  if (current.status === 'open')
    return accept(current, claimedBy(to, now, leaseUntil), { type: 'handed', from: by, to, leaseUntil })
  return asOwner(current, by, (held) =>
    to.id === by.id
      ? unchanged(held)
      : accept(held, handedTo(held, to, now, leaseUntil), { type: 'handed', from: by, to, leaseUntil }),
  )
}

function release(current: Case, by: Person, now: Instant): Decision {
  if (current.status === 'open') return unchanged(current)
  return asOwner(current, by, (held) => {
    // Nobody has kept a customer waiting whom we had answered.
    const freed = held.status === 'waiting' ? { ...held, waitingSince: now } : held
    return accept(freed, { status: 'open' }, { type: 'released' })
  })
}

function snooze(
  current: Case,
  { until }: Command & { type: 'snooze' },
  by: Person,
  now: Instant,
  leaseUntil: Instant,
): Decision {
  if (until !== null && until <= now) return refuse({ reason: 'in-the-past' })
  return asOwner(current, by, (held) => {
    if (held.snooze !== null && held.snooze.until === until) return unchanged(held)
    // The lease does not run while the case sleeps.
    const kept = renewed(held, Math.max(leaseUntil, until ?? leaseUntil))
    return accept(held, { ...kept, snooze: { until } }, { type: 'snoozed', until })
  })
}

/** By anybody, or by the clock. */
function wake(current: Case, leaseUntil: Instant): Decision {
  if (current.status === 'resolved') return refuseResolved(current)
  if (current.status === 'open' || current.snooze === null) return refuse({ reason: 'not-snoozed' })
  return accept(current, awake(current, leaseUntil), { type: 'woken' })
}

/** Anybody may add a note, at any time; the owner's counts as work on the case. */
function note(current: Case, text: string, by: Person, leaseUntil: Instant): Decision {
  const words = text.trim()
  if (words === '') return refuse({ reason: 'empty' })
  return workOn(current, { type: 'noted', text: words }, by, leaseUntil)
}

/** What changes nothing but that somebody worked on the case. */
function workOn(current: Case, event: CaseEvent, by: Person, leaseUntil: Instant): Decision {
  const mine = (current.status === 'claimed' || current.status === 'waiting') && current.owner.id === by.id
  return accept(current, mine ? renewed(current, leaseUntil) : current, event)
}

function resolve(current: Case, command: Command & { type: 'resolve' }, by: Person, now: Instant): Decision {
  const { outcome, note, cause = null } = command
  const next = { status: 'resolved', resolvedBy: by, resolvedAt: now, outcome, note, cause } as const
  const event: CaseEvent = { type: 'resolved', outcome, note, ...(cause === null ? {} : { cause }) }
  switch (current.status) {
    case 'open':
      return AT_A_GLANCE.includes(outcome) ? accept(current, next, event) : refuse({ reason: 'not-claimed' })
    case 'claimed':
    case 'waiting':
      return asOwner(current, by, (held) => accept(held, next, event))
    case 'resolved':
      // The same press twice, or the same thought by the same person.
      if (current.resolvedBy.id === by.id && current.outcome === outcome) return unchanged(current)
      return refuseResolved(current)
  }
}

function reopen(current: Case, now: Instant): Decision {
  if (current.status === 'open') return unchanged(current)
  if (current.status !== 'resolved') return refuse({ reason: 'not-resolved' })
  return accept({ ...current, waitingSince: now }, { status: 'open' }, { type: 'reopened' })
}

/** Only a claim that nobody worked on, and that was not put aside on purpose. */
function expire(current: Case, now: Instant): Decision {
  if (current.status !== 'claimed' || current.snooze !== null || now < current.leaseUntil)
    return unchanged(current)
  return accept(current, { status: 'open' }, { type: 'expired', owner: current.owner })
}

function replied(current: Case, { at, elsewhere }: Command & { type: 'replied' }, by: Actor): Decision {
  const event = { type: 'replied', elsewhere } as const
  switch (current.status) {
    case 'claimed':
    case 'waiting':
      return accept(
        current,
        {
          status: 'waiting',
          owner: current.owner,
          claimedAt: current.claimedAt,
          repliedAt: at,
          snooze: null,
        },
        event,
      )
    case 'open':
      // Somebody of ours answered in the network's own app. Nobody here has the case yet, and its ladder begins anew.
      if (by.type !== 'rep') return accept({ ...current, waitingSince: at }, { status: 'open' }, event)
      return accept(
        current,
        { status: 'waiting', owner: by.person, claimedAt: at, repliedAt: at, snooze: null },
        event,
      )
    case 'resolved':
      // A closing line.
      return accept(current, current, event)
  }
}

/** Nothing of ours stands under the post any more: the customer waits for us again, and has all along. */
function takeBack(current: Case, leaseUntil: Instant): Decision {
  const event = { type: 'reply-removed' } as const
  if (current.status !== 'waiting') return accept(current, current, event)
  return accept(current, claimedBy(current.owner, current.claimedAt, leaseUntil), event)
}

/** The customer wrote again: whoever has the case is to look at it now. Nobody's case, or a resolved one, is not touched. */
function hear(current: Case, now: Instant, leaseUntil: Instant): Decision {
  switch (current.status) {
    case 'open':
    case 'resolved':
      return unchanged(current)
    case 'claimed':
      // What customers write is no work of the owner's: it holds no claim, but one that slept begins anew.
      return accept(current, awake(current, leaseUntil), { type: 'heard' })
    case 'waiting':
      return accept(
        { ...current, waitingSince: now },
        claimedBy(current.owner, current.claimedAt, leaseUntil),
        {
          type: 'heard',
        },
      )
  }
}

const claimedBy = (owner: Person, claimedAt: Instant, leaseUntil: Instant) =>
  ({ status: 'claimed', owner, claimedAt, leaseUntil, snooze: null }) as const

function handedTo(held: Held, owner: Person, now: Instant, leaseUntil: Instant): CaseState {
  if (held.status === 'claimed') return claimedBy(owner, now, leaseUntil)
  return { status: 'waiting', owner, claimedAt: now, repliedAt: held.repliedAt, snooze: null }
}

/** A waiting case has no lease: it stays with its owner. */
const renewed = <State extends Held>(held: State, leaseUntil: Instant): State =>
  held.status === 'claimed' ? { ...held, leaseUntil: Math.max(held.leaseUntil, leaseUntil) } : held

/** The lease that was held for the whole of the sleep ends with it. */
function awake(held: Held, leaseUntil: Instant): CaseState {
  if (held.snooze === null) return held
  return held.status === 'claimed' ? { ...held, leaseUntil, snooze: null } : { ...held, snooze: null }
}

function asOwner(current: Case, by: Person, act: (held: Held) => Decision): Decision {
  switch (current.status) {
    case 'open':
      return refuse({ reason: 'not-claimed' })
    case 'claimed':
    case 'waiting':
      return current.owner.id === by.id ? act(current) : notYours(current)
    case 'resolved':
      return refuseResolved(current)
  }
}

function accept(current: Case, state: CaseState, event: CaseEvent): Decision {
  const { id, brand, network, openedAt, waitingSince, priority, version } = current
  const kept = { id, brand, network, openedAt, waitingSince, priority, version: version + 1 }
  return { ok: true, next: { ...stateOf(state), ...kept }, event }
}

/** Only what belongs to the status: `state` may be a whole case. */
function stateOf(state: CaseState): CaseState {
  switch (state.status) {
    case 'open':
      return { status: 'open' }
    case 'claimed': {
      const { status, owner, claimedAt, leaseUntil, snooze } = state
      return { status, owner, claimedAt, leaseUntil, snooze }
    }
    case 'waiting': {
      const { status, owner, claimedAt, repliedAt, snooze } = state
      return { status, owner, claimedAt, repliedAt, snooze }
    }
    case 'resolved': {
      const { status, resolvedBy, resolvedAt, outcome, note, cause } = state
      return { status, resolvedBy, resolvedAt, outcome, note, cause }
    }
  }
}

const unchanged = (current: Case): Decision => ({ ok: true, next: current, event: null })
const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal })
const notYours = ({ owner, claimedAt }: Held): Decision =>
  refuse({ reason: 'not-yours', owner, since: claimedAt })
const refuseResolved = (current: Case & { status: 'resolved' }): Decision =>
  refuse({
    reason: 'already-resolved',
    by: current.resolvedBy,
    at: current.resolvedAt,
    outcome: current.outcome,
  })

/** What only people do; a schedule that tried would be our mistake. */
function personOf(by: Actor): Person {
  if (by.type !== 'rep') throw new Error(`only a rep can do this, not ${by.type}`)
  return by.person
}
