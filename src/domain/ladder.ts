import type { Case } from './case.js'
import type { Calendar } from './hours.js'
import type { Level } from './priority.js'
import { HOUR, type Instant, MINUTE } from './time.js'

/** How soon a case of a level is to be claimed and answered, in ms of the brand's hours; `null`: nobody is called for it. */
export type Deadlines = {
  readonly claim: number
  readonly escalate: number | null
  readonly reply: number | null
}
export type LadderPolicy = Readonly<Record<Level, Deadlines>>

/** From what customers expect and what the field promises: see docs/workflow.md. */
export const DEFAULT_LADDER: LadderPolicy = {
  P1: { claim: 5 * MINUTE, escalate: 10 * MINUTE, reply: 15 * MINUTE },
  P2: { claim: 15 * MINUTE, escalate: 30 * MINUTE, reply: 60 * MINUTE },
  P3: { claim: 4 * HOUR, escalate: null, reply: null },
  P4: { claim: 24 * HOUR, escalate: null, reply: null },
}

/**
 * The steps, mildest first. Nobody has claimed: `remind` the channel, `call` whoever is on call, call the `managers`.
 * Claimed, and the customer has no answer: remind the `owner`, then call on call, then the managers.
 */
export const RUNGS = [
  'unclaimed-remind',
  'unclaimed-call',
  'unclaimed-managers',
  'unanswered-owner',
  'unanswered-call',
  'unanswered-managers',
] as const
export type Rung = (typeof RUNGS)[number]

export type Climb = {
  /** The rung to take now, the highest that is due; `null`: none. */
  readonly rung: Rung | null
  /** Lower rungs that are due too and merged into it: marked as taken, told to nobody. */
  readonly merged: readonly Rung[]
  /** When to look again; `null`: nothing more, as things stand. */
  readonly next: Instant | null
}

/**
 * Where a case stands on its ladder, with the rungs `taken` since the customer began to wait. Deadlines count from that
 * moment, so a claim that expires gives the case back to the rung it had reached. After a downtime the highest overdue rung speaks for those below it.
 */
export function climb(
  current: Case,
  taken: ReadonlySet<Rung>,
  policy: LadderPolicy,
  calendar: Calendar,
  now: Instant,
): Climb {
  const steps = stepsOf(current, policy[current.priority.level])
    .map(({ rung, after }) => ({ rung, at: calendar.after(current.waitingSince, after) }))
    .filter(({ rung }) => !taken.has(rung))
  const due = steps.filter(({ at }) => at <= now).map(({ rung }) => rung)
  const coming = steps.filter(({ at }) => at > now).map(({ at }) => at)
  return {
    rung: due.at(-1) ?? null,
    merged: due.slice(0, -1),
    next: coming.length === 0 ? null : Math.min(...coming),
  }
}

type Step = { readonly rung: Rung; readonly after: number }

function stepsOf(current: Case, deadlines: Deadlines): readonly Step[] {
  const { claim, escalate, reply } = deadlines
  switch (current.status) {
    case 'open':
      return steps([
        ['unclaimed-remind', claim],
        ['unclaimed-call', escalate],
        ['unclaimed-managers', reply],
      ])
    case 'claimed':
      if (current.snooze !== null) return []
      return steps([
        ['unanswered-owner', reply],
        ['unanswered-call', reply === null ? null : 1.5 * reply],
        ['unanswered-managers', reply === null ? null : 2 * reply],
      ])
    case 'waiting':
    case 'resolved':
      return []
  }
}

const steps = (all: readonly (readonly [Rung, number | null])[]): readonly Step[] =>
  all.flatMap(([rung, after]) => (after === null ? [] : [{ rung, after }]))
