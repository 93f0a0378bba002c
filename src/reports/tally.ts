import type { BrandPolicy, Policy } from '../app/policy.js'
import type { CaseId } from '../domain/case.js'
import type { Deadlines } from '../domain/ladder.js'
import type { Level } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { CaseRecord, ReportFilter } from '../ports.js'
import { type Adding, addCase, countedAs } from './count-case.js'
import { CATEGORY_NAMES, type Facts, LEVELS, OUTCOME_NAMES, VERDICTS } from './facts.js'
import { factsOf } from './facts-of.js'
import { type Growing, growing } from './growing.js'
import { type LocalClock, localClock } from './local-clock.js'
import {
  type CaseTable,
  caseTable,
  type Names,
  nameTable,
  type SampleTable,
  sampleTable,
} from './sample-table.js'
import { FOLLOWER_BANDS, MEASURES, type Measure } from './samples.js'
import type { TrustVerdict } from './trust.js'
import { quickly } from './worked-time.js'

export type Period = { readonly from: Instant; readonly to: Instant }

/** A case that was not resolved when the period ended. */
export type Waiting = {
  readonly caseId: CaseId
  readonly level: Level
  readonly state: 'open' | 'claimed' | 'waiting'
  readonly age: number
}

/** A case opened in the period. */
export type Opened = {
  readonly caseId: CaseId
  readonly at: Instant
  readonly severity: number
  readonly level: Level
  readonly hourOfWeek: number
}

export type Judged = {
  readonly caseId: CaseId
  readonly verdict: TrustVerdict
  readonly outcome: string
  /** Wall-clock ms to the first reply. */
  readonly wait: number
}

/** What was gathered of a period, one case at a time, in any order. */
export type Tally = {
  readonly period: Period
  readonly asOf: Instant
  readonly samples: Readonly<Record<Measure, SampleTable>>
  /** The cases that samples are of, and the names that they have numbers of. */
  readonly cases: CaseTable
  readonly names: Names
  /** As {@link openedIn} and {@link judgedIn} tell them. */
  readonly opened: Growing<typeof OPENED>
  readonly judged: Growing<typeof JUDGED>
  readonly backlog: Waiting[]
  /** Case ids by what happened (`expired`, `outcome:fixed`, …), one for each time it happened. */
  readonly counts: Map<string, Growing<typeof CASE_ID>>
  /** The same lists by the number of what happened among the names. */
  readonly lists: (Growing<typeof CASE_ID> | undefined)[]
}

/** `level` is a place in {@link LEVELS}. */
const OPENED = {
  caseId: Uint32Array,
  at: Float64Array,
  severity: Uint8Array,
  level: Uint8Array,
  hourOfWeek: Uint8Array,
} as const
/** `verdict` is a place in {@link VERDICTS}, `outcome` one in the outcomes by one higher, 0: not resolved. */
const JUDGED = { caseId: Uint32Array, wait: Float64Array, verdict: Uint8Array, outcome: Uint8Array } as const
export const CASE_ID = { id: Uint32Array } as const

export function* openedIn({ opened: { size, columns } }: Tally): Generator<Opened> {
  for (let i = 0; i < size; i++)
    yield {
      caseId: columns.caseId[i] as number,
      at: columns.at[i] as number,
      severity: columns.severity[i] as number,
      level: LEVELS[columns.level[i] as number] as Level,
      hourOfWeek: columns.hourOfWeek[i] as number,
    }
}

export function* judgedIn({ judged: { size, columns } }: Tally): Generator<Judged> {
  for (let i = 0; i < size; i++)
    yield {
      caseId: columns.caseId[i] as number,
      verdict: VERDICTS[columns.verdict[i] as number] as TrustVerdict,
      outcome: outcomeName(columns.outcome[i] as number),
      wait: columns.wait[i] as number,
    }
}

/** @param number as columns of outcomes have it: a place by one higher */
export const outcomeName = (number: number): string => OUTCOME_NAMES[number - 1] ?? 'not resolved'

/** The cases to which it happened, once for each time. */
export function casesCounted({ counts }: Tally, what: string): Uint32Array {
  const list = counts.get(what)
  return list === undefined ? new Uint32Array() : list.columns.id.subarray(0, list.size)
}

/** Counts cases into tallies of one or more periods at once: each case is read only once. */
export type Counter = {
  readonly tallies: readonly Tally[]
  add(record: CaseRecord): void
  /** Those of them that the filter lets through. */
  addFacts(facts: Facts): void
}

export function counter(
  policy: Policy,
  periods: readonly Period[],
  asOf: Instant,
  filter: ReportFilter = {},
): Counter {
  const tallies = periods.map((period) => newTally(period, asOf))
  const ways = new Map<string, Ways>()
  const waysTo = (brand: string): Ways => {
    const known = ways.get(brand) ?? waysOf(policy.of(brand))
    ways.set(brand, known)
    return known
  }
  const addFacts = (facts: Facts) => {
    const { brand } = facts.cases
    const waysByName = facts.names.map((name, number) => (brand.includes(number) ? waysTo(name) : null))
    const wanted = passes(facts, filter)
    for (const tally of tallies) {
      const { numberOf } = tally.names
      const adding: Adding = {
        tally,
        facts,
        ways: waysByName,
        numbers: facts.names.map(numberOf),
        levels: LEVELS.map(numberOf),
        categories: CATEGORY_NAMES.map(numberOf),
        followers: FOLLOWER_BANDS.map(numberOf),
        counted: countedAs(tally),
      }
      for (let i = 0; i < brand.length; i++) if (concerns(tally, facts, i) && wanted(i)) addCase(adding, i)
    }
  }
  return { tallies, addFacts, add: (record) => addFacts(factsOf([record])) }
}

export function newTally(period: Period, asOf: Instant): Tally {
  const [names, cases] = [nameTable(), caseTable()]
  const samples = Object.fromEntries(MEASURES.map((measure) => [measure, sampleTable(names, cases)]))
  return {
    period,
    asOf,
    samples: samples as Record<Measure, SampleTable>,
    cases,
    names,
    opened: growing(OPENED),
    backlog: [],
    judged: growing(JUDGED),
    counts: new Map(),
    lists: [],
  }
}

/** Once its figures are made, for the cases behind them: a busy year is kept in half the room. */
export function settle({ samples, cases, opened, judged, counts }: Tally): void {
  for (const table of [...Object.values(samples), cases, opened, judged, ...counts.values()]) table.fit()
}

/** How a brand counts: its deadlines, its working time, its clock on the wall. */
export type Ways = {
  /** In the order of {@link LEVELS}. */
  readonly ladder: readonly Deadlines[]
  readonly worked: readonly ((from: Instant, to: Instant) => number)[]
  readonly clock: LocalClock
}

const waysOf = (policy: BrandPolicy): Ways => ({
  ladder: LEVELS.map((level) => policy.ladder[level]),
  worked: LEVELS.map((level) => quickly(policy.calendar(level))),
  clock: localClock(policy.zone),
})

export const isWithin = ({ period, asOf }: Tally, at: Instant): boolean =>
  period.from <= at && at < period.to && at <= asOf

/** Nothing that is counted happens to a case before it opens or after it is resolved for good. */
const concerns = ({ period, asOf }: Tally, { cases }: Facts, i: number): boolean =>
  (cases.openedAt[i] as number) < period.to &&
  (cases.openedAt[i] as number) <= asOf &&
  (cases.closedAt[i] as number) >= period.from

function passes({ names, cases }: Facts, filter: ReportFilter): (i: number) => boolean {
  const { brand, network, lang, category, level } = filter
  const place = (name: string | undefined) => (name === undefined ? null : names.indexOf(name))
  const wanted = [
    [cases.brand, place(brand)],
    [cases.network, place(network)],
    [cases.language, place(lang)],
    [cases.category, category === undefined ? null : CATEGORY_NAMES.indexOf(category)],
    [cases.levelNow, level === undefined ? null : LEVELS.indexOf(level)],
  ] as const
  const asked = wanted.filter(([, number]) => number !== null)
  return (i) => asked.every(([column, number]) => column[i] === number)
}
