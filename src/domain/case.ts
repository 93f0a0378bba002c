import type { Category, Severity, Urgency } from './assessment.js'
import type { Rung } from './ladder.js'
import type { Person } from './people.js'
import type { Network } from './post.js'
import type { Level, Priority } from './priority.js'
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

/** Put aside by its owner until a moment, or until the customer writes again (`null`: only that wakes it). */
export type Snooze = { readonly until: Instant | null }

/** Each status carries just what is true in it. */
export type CaseState =
  | { readonly status: 'open' }
  | {
      readonly status: 'claimed'
      readonly owner: Person
      readonly claimedAt: Instant
      readonly leaseUntil: Instant
      readonly snooze: Snooze | null
    }
  /** We answered; the customer's turn. Keeps its owner for as long as it takes. */
  | {
      readonly status: 'waiting'
      readonly owner: Person
      readonly claimedAt: Instant
      readonly repliedAt: Instant
      readonly snooze: Snooze | null
    }
  | {
      readonly status: 'resolved'
      readonly resolvedBy: Person
      readonly resolvedAt: Instant
      readonly outcome: Outcome
      readonly note: string | null
      /** What lay behind it, in a word or two of the team's own; `null` when nobody said. */
      readonly cause: string | null
    }

export type Case = CaseState & {
  readonly id: CaseId
  readonly brand: string
  readonly network: Network
  readonly openedAt: Instant
  /** Since when the customer waits for us: the opening, or the latest reopening or answer of theirs. Ladders count from here. */
  readonly waitingSince: Instant
  readonly priority: Priority
  /** Counts every change, from 1: two who read the same version cannot both write. */
  readonly version: number
}

export type Command =
  | { readonly type: 'claim' }
  | { readonly type: 'release' }
  /** Anybody may, with a reason while the claim runs; the former owner is told. */
  | { readonly type: 'take-over'; readonly reason?: string }
  | { readonly type: 'hand'; readonly to: Person }
  | { readonly type: 'still-on-it' }
  | { readonly type: 'snooze'; readonly until: Instant | null }
  | { readonly type: 'wake' }
  | { readonly type: 'note'; readonly text: string }
  | {
      readonly type: 'resolve'
      readonly outcome: Outcome
      readonly note: string | null
      readonly cause?: string | null
    }
  | { readonly type: 'reopen' }
  /** The clock: a claim on which nobody worked. */
  | { readonly type: 'expire' }
  /** The network has our reply: sent through us, or found there (`elsewhere`). */
  | { readonly type: 'replied'; readonly at: Instant; readonly elsewhere: boolean }
  /** Our last standing reply was taken down again. */
  | { readonly type: 'take-back' }
  /** The customer wrote again in the case's thread. */
  | { readonly type: 'hear' }
  /** A link was made by which the customer can be asked how far they trust us. */
  | { readonly type: 'ask-pulse' }

/** What happened, for history. Never holds words of the customer, so that deleting a post leaves none behind. */
export type CaseEvent =
  | { readonly type: 'opened'; readonly priority: Priority }
  | { readonly type: 'joined'; readonly mentionId: number }
  | { readonly type: 'claimed'; readonly leaseUntil: Instant }
  | { readonly type: 'released' }
  | {
      readonly type: 'taken-over'
      readonly from: Person
      readonly leaseUntil: Instant
      readonly reason?: string
    }
  | { readonly type: 'handed'; readonly from: Person; readonly to: Person; readonly leaseUntil: Instant }
  | { readonly type: 'renewed'; readonly leaseUntil: Instant }
  | { readonly type: 'expired'; readonly owner: Person }
  | { readonly type: 'snoozed'; readonly until: Instant | null }
  | { readonly type: 'woken' }
  | { readonly type: 'noted'; readonly text: string }
  | {
      readonly type: 'resolved'
      readonly outcome: Outcome
      readonly note: string | null
      readonly cause?: string | null
    }
  | { readonly type: 'reopened' }
  /** A reply of ours stands under the post. `elsewhere`: not sent through Amends. */
  | { readonly type: 'replied'; readonly elsewhere: boolean }
  /** Something within the rep's authority was offered with a reply: logged, not approved. */
  | { readonly type: 'offered'; readonly what: string }
  | { readonly type: 'reply-failed'; readonly why: string }
  /** A reply is on its way. */
  | { readonly type: 'reply-written' }
  | { readonly type: 'reply-approved' }
  | { readonly type: 'reply-withdrawn' }
  | { readonly type: 'reply-removed' }
  | { readonly type: 'heard' }
  | { readonly type: 'escalated'; readonly rung: Rung }
  | { readonly type: 'corrected'; readonly from: Labels; readonly to: Labels }
  | { readonly type: 'merged'; readonly into: CaseId }
  | { readonly type: 'absorbed'; readonly from: CaseId }
  | { readonly type: 'split-off'; readonly into: CaseId }
  | { readonly type: 'priority-changed'; readonly from: Priority; readonly to: Priority }
  | { readonly type: 'post-edited'; readonly mentionId: number }
  | { readonly type: 'post-removed'; readonly mentionId: number }
  | { readonly type: 'alerted'; readonly board: string }
  /** The customer can be asked how far they trust us; by a rep, in a message of their own. */
  | { readonly type: 'pulse-asked' }
  /** They answered. What they answered stands nowhere in history: no rep is to hold it against them. */
  | { readonly type: 'pulse-answered' }

/** What a rep may put right in a verdict. */
export type Labels = { readonly severity: Severity; readonly urgency: Urgency; readonly category: Category }

/** Why a press changed nothing, with what the rep needs to know. Returned, never thrown. */
export type Refusal =
  | {
      readonly reason: 'already-claimed'
      readonly owner: Person
      readonly since: Instant
      readonly leaseUntil: Instant
    }
  /** Taking over a running claim needs a reason. */
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
  | { readonly reason: 'not-snoozed' }
  | { readonly reason: 'in-the-past' }
  | { readonly reason: 'empty' }
  | { readonly reason: 'no-such-case'; readonly id: CaseId }

export type Decision =
  /** `event` is `null` when the press repeats what is already so: nothing is written. */
  | { readonly ok: true; readonly next: Case; readonly event: CaseEvent | null }
  | { readonly ok: false; readonly refusal: Refusal }

/** How long a claim lasts without work on the case, in milliseconds; levels may have a length of their own. */
export type Lease = { readonly length: number; readonly byLevel?: Partial<Readonly<Record<Level, number>>> }
