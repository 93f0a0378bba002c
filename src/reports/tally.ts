import type { BrandPolicy, Policy } from '../app/policy.js'
import type { CaseId } from '../domain/case.js'
import type { Deadlines } from '../domain/ladder.js'
import type { Level } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { CaseRecord, ReportFilter } from '../ports.js'
import { addClocks } from './clocks.js'
import {
  CATEGORY_NAMES,
  DISMISSALS,
  type Facts,
  LEVELS,
  OPENED_BY_PERSON,
  OUTCOME_NAMES,
  SIGNS,
  SPLIT_OFF,
  STATES,
  VERDICTS,
} from './facts.js'
import { factsOf } from './facts-of.js'
import { type LocalClock, localClock } from './local-clock.js'
import type { CaseState } from './responses.js'
import {
  type CaseTable,
  caseTable,
  type Names,
  nameTable,
  type SampleTable,
  sampleTable,
} from './sample-table.js'
import { MEASURES, type Measure } from './samples.js'
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
  readonly opened: Opened[]
  readonly backlog: Waiting[]
  readonly judged: Judged[]
  /** Case ids by what happened (`expired`, `outcome:fixed`, …), one for each time it happened. */
  readonly counts: Map<string, CaseId[]>
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
    const byBrand = facts.names.map((name, number) => (brand.includes(number) ? waysTo(name) : null))
    const wanted = passes(facts, filter)
    for (const tally of tallies) {
      const numbers = facts.names.map(tally.names.numberOf)
      const levels = LEVELS.map(tally.names.numberOf)
      for (let i = 0; i < brand.length; i++) {
        const way = byBrand[brand[i] as number]
        if (way != null && concerns(tally, facts, i) && wanted(i))
          addCase({ tally, way, facts, numbers, levels }, i)
      }
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
    opened: [],
    backlog: [],
    judged: [],
    counts: new Map(),
  }
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

/** Where a case is counted, and what its numbers mean there. */
export type Adding = {
  readonly tally: Tally
  readonly way: Ways
  readonly facts: Facts
  /** Of the tally, by those of the facts. */
  readonly numbers: readonly number[]
  /** The same of priorities, in the order of {@link LEVELS}. */
  readonly levels: readonly number[]
}

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

function addCase(adding: Adding, i: number): void {
  const { tally, facts } = adding
  const { period, asOf } = tally
  const { cases, states, events } = facts
  const id = cases.id[i] as number
  const within = (at: Instant) => period.from <= at && at < period.to && at <= asOf
  const count = (what: string) => {
    const known = tally.counts.get(what)
    if (known === undefined) tally.counts.set(what, [id])
    else known.push(id)
  }

  for (let k = cases.eventsFrom[i] as number; k < (cases.eventsFrom[i + 1] ?? events.at.length); k++)
    if (within(events.at[k] as number)) count(facts.names[events.name[k] as number] ?? '')

  const openedAt = cases.openedAt[i] as number
  // The period ends before `to`; what happened at `asOf` itself is known.
  const end = Math.min(period.to, asOf + 1)
  let state: CaseState | null = null
  for (let k = cases.statesFrom[i] as number; k < (cases.statesFrom[i + 1] ?? states.at.length); k++)
    if ((states.at[k] as number) < end) state = STATES[states.state[k] as number] ?? state
  if (state !== null && state !== 'resolved')
    tally.backlog.push({
      caseId: id,
      level: LEVELS[cases.level[i] as number] ?? 'P4',
      state,
      age: Math.min(period.to, asOf) - openedAt,
    })

  if (within(openedAt)) addOpened(adding, i, count)
  if (cases.dismissed[i] === 0) addClocks(adding, i, within)
}

function addOpened({ tally, way, facts }: Adding, i: number, count: (what: string) => void): void {
  const { cases, responses, problems } = facts
  const caseId = cases.id[i] as number
  const at = cases.openedAt[i] as number
  const level = LEVELS[cases.level[i] as number] ?? 'P4'
  const severity = cases.severity[i] as number
  tally.opened.push({ caseId, at, severity, level, hourOfWeek: way.clock.hourOfWeek(at) })
  count(LEVEL_COUNTS[cases.level[i] as number] as string)

  const bits = cases.bits[i] as number
  const dismissed = DISMISSALS[(cases.dismissed[i] as number) - 1] ?? null
  const [first, problem] = [cases.responsesFrom[i] as number, cases.problemsFrom[i] as number]
  const hasResponse = first < (cases.responsesFrom[i + 1] ?? responses.beganAt.length)
  const hasProblem = problem < (cases.problemsFrom[i + 1] ?? problems.beganAt.length)
  const resolved = hasProblem && !Number.isNaN(problems.resolvedAt[problem])
  if ((bits & SPLIT_OFF) === 0) {
    if ((bits & OPENED_BY_PERSON) !== 0) count('opened-by-hand')
    else if (resolved) {
      count('judged')
      if (dismissed === 'not-a-complaint') count('for-nothing')
    }
  }
  if (!Number.isNaN(cases.alertedAt[i])) count('alerted')
  if (dismissed === null && hasResponse) {
    if (!Number.isNaN(responses.takenUpAt[first])) count('claimed')
    if (!Number.isNaN(responses.repliedAt[first])) {
      count('answered')
      if (resolved) count('resolved')
    }
  }

  const verdict = VERDICTS[(cases.verdict[i] as number) - 1]
  if (verdict === undefined) return
  const signs = cases.signs[i] as number
  for (let bit = 0; bit < SIGNS.length; bit++)
    if ((signs & (1 << bit)) !== 0) count(SIGN_COUNTS[bit] as string)
  count(VERDICT_COUNTS[(cases.verdict[i] as number) - 1] as string)
  const outcome = OUTCOME_NAMES[(cases.outcome[i] as number) - 1] ?? 'not resolved'
  tally.judged.push({ caseId, verdict, outcome, wait: cases.answeredAfter[i] as number })
}

const LEVEL_COUNTS = LEVELS.map((level) => `level:${level}`)
const SIGN_COUNTS = SIGNS.map((sign) => `trust:${sign}`)
const VERDICT_COUNTS = VERDICTS.map((verdict) => `trust:${verdict}`)
