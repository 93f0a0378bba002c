import type { Actor, Person } from './people.js'
import type { Network } from './post.js'
import type { Priority } from './priority.js'
import type { Instant } from './time.js'

export const OUTCOMES = [
  'fixed',
  'answered',
  'no-reply-needed',
  'not-a-complaint',
  'duplicate',
  'unreachable',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** These need no claim first: a rep sees at a glance that there is nothing to do, and one press says so. */
export const AT_A_GLANCE: readonly Outcome[] = ['not-a-complaint', 'duplicate', 'no-reply-needed']

/** Shown to people as `#127`. */
export type CaseId = number

export type CaseStatus = CaseState['status']

/** Each status carries just what is true in it. */
export type CaseState =
  | { readonly status: 'open' }
  | {
      readonly status: 'claimed'
      readonly owner: Person
      readonly claimedAt: Instant
      readonly leaseUntil: Instant
    }
  /** We answered; the customer's turn. */
  | {
      readonly status: 'waiting'
      readonly owner: Person
      readonly claimedAt: Instant
      readonly repliedAt: Instant
    }
  | {
      readonly status: 'resolved'
      readonly resolvedBy: Person
      readonly resolvedAt: Instant
      readonly outcome: Outcome
      readonly note: string | null
    }

export type Case = CaseState & {
  readonly id: CaseId
  readonly brand: string
  readonly network: Network
  readonly openedAt: Instant
  readonly priority: Priority
  /** Counts every change, from 1: two who read the same version cannot both write. */
  readonly version: number
}

export type Command =
  | { readonly type: 'claim' }
  | { readonly type: 'release' }
  | { readonly type: 'take-over' }
  | { readonly type: 'resolve'; readonly outcome: Outcome; readonly note: string | null }
  | { readonly type: 'reopen' }

/** What happened, for history. Never holds words of the customer, so that deleting a post leaves none behind. */
export type CaseEvent =
  | { readonly type: 'opened'; readonly priority: Priority }
  | { readonly type: 'joined'; readonly mentionId: number }
  | { readonly type: 'claimed'; readonly leaseUntil: Instant }
  | { readonly type: 'released' }
  | { readonly type: 'taken-over'; readonly from: Person; readonly leaseUntil: Instant }
  | { readonly type: 'resolved'; readonly outcome: Outcome; readonly note: string | null }
  | { readonly type: 'reopened' }
  | { readonly type: 'priority-changed'; readonly from: Priority; readonly to: Priority }
  | { readonly type: 'post-edited'; readonly mentionId: number }
  | { readonly type: 'post-removed'; readonly mentionId: number }
  | { readonly type: 'alerted'; readonly board: string }

/** Why a press changed nothing, with what the rep needs to know. Returned, never thrown. */
export type Refusal =
  | {
      readonly reason: 'already-claimed'
      readonly owner: Person
      readonly since: Instant
      readonly leaseUntil: Instant
    }
  | { readonly reason: 'lease-running'; readonly owner: Person; readonly leaseUntil: Instant }
  | { readonly reason: 'not-yours'; readonly owner: Person; readonly since: Instant }
  | { readonly reason: 'not-claimed' }
  | {
      readonly reason: 'already-resolved'
      readonly by: Person
      readonly at: Instant
      readonly outcome: Outcome
    }
  | { readonly reason: 'not-resolved' }
  | { readonly reason: 'no-such-case'; readonly id: CaseId }

export type Decision =
  /** `event` is `null` when the press repeats what is already so: nothing is written. */
  | { readonly ok: true; readonly next: Case; readonly event: CaseEvent | null }
  | { readonly ok: false; readonly refusal: Refusal }

/** How long a claim lasts without work on the case, in milliseconds. */
export type Lease = { readonly length: number }

/**
 * The only place that decides what may happen to a case; every path, from a button to a schedule, comes through here.
 * Pure: `now` is handed in, the next case is handed back with its version counted up.
 */
export function transition(current: Case, command: Command, by: Actor, now: Instant, lease: Lease): Decision {
  switch (command.type) {
    case 'claim':
      return claim(current, personOf(by), now, lease)
    case 'take-over':
      return takeOver(current, personOf(by), now, lease)
    case 'release':
      return release(current, personOf(by))
    case 'resolve':
      return resolve(current, command, personOf(by), now)
    case 'reopen':
      return reopen(current)
  }
}

function claim(current: Case, by: Person, now: Instant, lease: Lease): Decision {
  switch (current.status) {
    case 'open': {
      const leaseUntil = now + lease.length
      return accept(
        current,
        { status: 'claimed', owner: by, claimedAt: now, leaseUntil },
        { type: 'claimed', leaseUntil },
      )
    }
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
      if (current.owner.id === by.id) return unchanged(current)
      return refuse({ reason: 'not-yours', owner: current.owner, since: current.claimedAt })
    case 'resolved':
      return refuseResolved(current)
  }
}

function takeOver(current: Case, by: Person, now: Instant, lease: Lease): Decision {
  switch (current.status) {
    case 'open':
      return claim(current, by, now, lease)
    case 'claimed': {
      if (current.owner.id === by.id) return unchanged(current)
      if (now < current.leaseUntil)
        return refuse({ reason: 'lease-running', owner: current.owner, leaseUntil: current.leaseUntil })
      const leaseUntil = now + lease.length
      return accept(
        current,
        { status: 'claimed', owner: by, claimedAt: now, leaseUntil },
        { type: 'taken-over', from: current.owner, leaseUntil },
      )
    }
    case 'waiting':
      if (current.owner.id === by.id) return unchanged(current)
      return refuse({ reason: 'not-yours', owner: current.owner, since: current.claimedAt })
    case 'resolved':
      return refuseResolved(current)
  }
}

function release(current: Case, by: Person): Decision {
  switch (current.status) {
    case 'open':
      return unchanged(current)
    case 'claimed':
    case 'waiting':
      if (current.owner.id !== by.id)
        return refuse({ reason: 'not-yours', owner: current.owner, since: current.claimedAt })
      return accept(current, { status: 'open' }, { type: 'released' })
    case 'resolved':
      return refuseResolved(current)
  }
}

function resolve(current: Case, command: Command & { type: 'resolve' }, by: Person, now: Instant): Decision {
  const { outcome, note } = command
  switch (current.status) {
    case 'open':
      if (!AT_A_GLANCE.includes(outcome)) return refuse({ reason: 'not-claimed' })
      break
    case 'claimed':
    case 'waiting':
      if (current.owner.id !== by.id)
        return refuse({ reason: 'not-yours', owner: current.owner, since: current.claimedAt })
      break
    case 'resolved':
      // The same press twice, or the same thought by the same person.
      if (current.resolvedBy.id === by.id && current.outcome === outcome) return unchanged(current)
      return refuseResolved(current)
  }
  return accept(
    current,
    { status: 'resolved', resolvedBy: by, resolvedAt: now, outcome, note },
    { type: 'resolved', outcome, note },
  )
}

function reopen(current: Case): Decision {
  if (current.status === 'open') return unchanged(current)
  if (current.status !== 'resolved') return refuse({ reason: 'not-resolved' })
  return accept(current, { status: 'open' }, { type: 'reopened' })
}

function accept(current: Case, state: CaseState, event: CaseEvent): Decision {
  const { id, brand, network, openedAt, priority, version } = current
  return { ok: true, next: { id, brand, network, openedAt, priority, ...state, version: version + 1 }, event }
}

const unchanged = (current: Case): Decision => ({ ok: true, next: current, event: null })
const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal })
const refuseResolved = (current: Case & { status: 'resolved' }): Decision =>
  refuse({
    reason: 'already-resolved',
    by: current.resolvedBy,
    at: current.resolvedAt,
    outcome: current.outcome,
  })

/** Only people claim, release, take over and resolve; a schedule that tried would be our mistake. */
function personOf(by: Actor): Person {
  if (by.type !== 'rep') throw new Error(`only a rep can do this, not ${by.type}`)
  return by.person
}
