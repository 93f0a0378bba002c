import type { Category, Severity } from '../domain/assessment.js'
import type { CaseId } from '../domain/case.js'
import type { Person } from '../domain/people.js'
import type { Instant } from '../domain/time.js'
import { holm } from './chance.js'
import { type Changed, changesOf } from './changes.js'
import type { Compared } from './compare.js'
import { ALARM_LEVEL } from './fairness.js'
import type { Report } from './report.js'
import type { Period } from './tally.js'
import { isWorthAWord, type Warned, warningsOf } from './warnings.js'

/** How a period went, for those who read along: what changed, what to watch, what waits, and whom we won back. */
export type Digest = {
  readonly period: Period
  /** IANA zone of its days. */
  readonly zone: string
  readonly brand: string | null
  /** Nothing came in. */
  readonly quiet: boolean
  /** `null` where mentions cannot be told. */
  readonly mentions: number | null
  /** `false`: nobody was listening yet in all of the period before, so nothing is held against it. */
  readonly comparable: boolean
  readonly changes: readonly Changed[]
  readonly warnings: readonly Warned[]
  readonly blind: readonly Blind[]
  readonly overdue: readonly Waits[]
  readonly unanswered: readonly Waits[]
  readonly catches: readonly Catch[]
}

/** A source that hears nothing. */
export type Blind = { readonly name: string; readonly since: Instant }

/** Of the parts of the whole, those sources. */
export const blindOf = (
  parts: readonly {
    readonly name: string
    readonly source?: { readonly failingSince: Instant | null } | undefined
  }[],
): readonly Blind[] =>
  parts.flatMap(({ name, source }) =>
    source === undefined || source.failingSince === null ? [] : [{ name, since: source.failingSince }],
  )

/** A case that somebody waits for, since when; longest first. */
export type Waits = { readonly caseId: CaseId; readonly since: Instant }

/** A case in which trust was repaired and the customer thanked us. Nothing in it is the customer's. */
export type Catch = {
  readonly caseId: CaseId
  readonly severity: Severity
  readonly category: Category
  readonly lang: string
  /** Wall-clock ms to the first reply. */
  readonly wait: number
  /** Whoever wrote it, if they chose to be named. */
  readonly by: Person | null
}

/** What a digest needs that no report holds. */
export type Gathered = Pick<Digest, 'comparable' | 'blind' | 'overdue' | 'unanswered' | 'catches'>

/**
 * Pure. `then` is the period before as it stood when it ended, not as it stands now: customers have had as long to
 * thank, and cases as long to wait, as in the period that is told of.
 */
export function digestOf(now: Report, then: Report, gathered: Gathered): Digest {
  const { figures, order, zone } = now
  const held = gathered.comparable ? then : null
  const changes = changesOf(now, held)
  const warnings = held === null ? [] : warningsOf(now, held)
  // One family of tests: no digest has more than one chance in twenty of a word that chance alone brought about.
  const stand = standing([...changes, ...warnings])
  return {
    ...gathered,
    period: order.period,
    zone,
    brand: order.filter.brand ?? null,
    quiet: figures.volume === 0,
    mentions: figures.funnel.find(({ step }) => step === 'mentions')?.n ?? null,
    changes: changes.map(({ compared, ...change }, i) => ({
      ...change,
      turn: stand[i] === true ? (compared?.turn ?? null) : null,
    })),
    warnings: oncePerGroup(
      warnings
        .filter(({ compared }, i) => stand[changes.length + i] === true && compared.turn === 'up')
        .map(({ compared: _, ...warning }) => warning)
        .filter(isWorthAWord),
    ),
  }
}

function standing(all: readonly { readonly compared: Compared | null }[]): readonly boolean[] {
  const tested = all.flatMap(({ compared }, i) => (compared === null ? [] : [{ i, p: compared.p }]))
  const stands = holm(
    tested.map(({ p }) => p),
    ALARM_LEVEL,
  )
  const found = new Set(tested.filter((_, k) => stands[k]).map(({ i }) => i))
  return all.map((_, i) => found.has(i))
}

/** Who waits longer than the week before is not named again for waiting longer than others. */
const oncePerGroup = (warnings: readonly Warned[]): readonly Warned[] =>
  warnings.filter(
    ({ by, group }, i) => warnings.findIndex((other) => other.by === by && other.group === group) === i,
  )
