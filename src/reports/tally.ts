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
  readonly opened: Opened[]
  readonly backlog: Waiting[]
  readonly judged: Judged[]
  /** Case ids by what happened (`expired`, `outcome:fixed`, …), one for each time it happened. */
  readonly counts: Map<string, CaseId[]>
  /** The same lists by the number of what happened among the names. */
  readonly lists: (CaseId[] | undefined)[]
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
    opened: [],
    backlog: [],
    judged: [],
    counts: new Map(),
    lists: [],
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

/** Where cases are counted, and what their numbers mean there. */
export type Adding = {
  readonly tally: Tally
  readonly facts: Facts
  /** By the number that a brand has among the facts' names. */
  readonly ways: readonly (Ways | null)[]
  /** The tally's numbers of the facts' names, of {@link LEVELS}, categories and bands of followers. */
  readonly numbers: readonly number[]
  readonly levels: readonly number[]
  readonly categories: readonly number[]
  readonly followers: readonly number[]
  readonly counted: Counted
}

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

function addCase(adding: Adding, i: number): void {
  const { tally, facts, numbers } = adding
  const { period, asOf } = tally
  const { cases, states, events } = facts
  const id = cases.id[i] as number
  const lastEvent = cases.eventsFrom[i + 1] ?? events.at.length
  for (let k = cases.eventsFrom[i] as number; k < lastEvent; k++)
    if (isWithin(tally, events.at[k] as number)) count(tally, numbers[events.name[k] as number] as number, id)

  const openedAt = cases.openedAt[i] as number
  // The period ends before `to`; what happened at `asOf` itself is known.
  const end = Math.min(period.to, asOf + 1)
  const lastState = cases.statesFrom[i + 1] ?? states.at.length
  let state: CaseState | null = null
  for (let k = cases.statesFrom[i] as number; k < lastState; k++)
    if ((states.at[k] as number) < end) state = STATES[states.state[k] as number] ?? state
  if (state !== null && state !== 'resolved') {
    const level = LEVELS[cases.level[i] as number] as Level
    tally.backlog.push({ caseId: id, level, state, age: Math.min(period.to, asOf) - openedAt })
  }

  if (isWithin(tally, openedAt)) addOpened(adding, i)
  if (cases.dismissed[i] === 0) addClocks(adding, i)
}

/** @param what its number among the tally's names */
function count(tally: Tally, what: number, id: CaseId): void {
  const known = tally.lists[what]
  if (known !== undefined) {
    known.push(id)
    return
  }
  const list = [id]
  tally.lists[what] = list
  tally.counts.set(tally.names.name(what), list)
}

function addOpened({ tally, facts, ways, counted }: Adding, i: number): void {
  const { cases } = facts
  const caseId = cases.id[i] as number
  const at = cases.openedAt[i] as number
  const level = LEVELS[cases.level[i] as number] as Level
  const severity = cases.severity[i] as number
  const hourOfWeek = ways[cases.brand[i] as number]?.clock.hourOfWeek(at) ?? 0
  tally.opened.push({ caseId, at, severity, level, hourOfWeek })
  count(tally, counted.levels[cases.level[i] as number] as number, caseId)
  countSteps(tally, facts, counted, i)

  const verdict = VERDICTS[(cases.verdict[i] as number) - 1]
  if (verdict === undefined) return
  const signs = cases.signs[i] as number
  for (let bit = 0; bit < SIGNS.length; bit++)
    if ((signs & (1 << bit)) !== 0) count(tally, counted.signs[bit] as number, caseId)
  count(tally, counted.verdicts[(cases.verdict[i] as number) - 1] as number, caseId)
  const outcome = OUTCOME_NAMES[(cases.outcome[i] as number) - 1] ?? 'not resolved'
  tally.judged.push({ caseId, verdict, outcome, wait: cases.answeredAfter[i] as number })
}

/** How far an opened case came, and who was right about it. */
function countSteps(tally: Tally, { cases, responses, problems }: Facts, counted: Counted, i: number): void {
  const id = cases.id[i] as number
  const bits = cases.bits[i] as number
  const dismissed = DISMISSALS[(cases.dismissed[i] as number) - 1] ?? null
  const first = cases.responsesFrom[i] as number
  const hasResponse = first < (cases.responsesFrom[i + 1] ?? responses.beganAt.length)
  const problem = cases.problemsFrom[i] as number
  const hasProblem = problem < (cases.problemsFrom[i + 1] ?? problems.beganAt.length)
  const resolved = hasProblem && !Number.isNaN(problems.resolvedAt[problem])
  if ((bits & SPLIT_OFF) === 0) {
    if ((bits & OPENED_BY_PERSON) !== 0) count(tally, counted.byHand, id)
    else if (resolved) {
      count(tally, counted.judged, id)
      if (dismissed === 'not-a-complaint') count(tally, counted.forNothing, id)
    }
  }
  if (!Number.isNaN(cases.alertedAt[i])) count(tally, counted.alerted, id)
  if (dismissed !== null || !hasResponse) return
  if (!Number.isNaN(responses.takenUpAt[first])) count(tally, counted.claimed, id)
  if (Number.isNaN(responses.repliedAt[first])) return
  count(tally, counted.answered, id)
  if (resolved) count(tally, counted.resolved, id)
}

type Counted = ReturnType<typeof countedAs>

/** The numbers that a tally has for what is counted of opened cases. */
const countedAs = ({ names: { numberOf } }: Tally) => ({
  levels: LEVELS.map((level) => numberOf(`level:${level}`)),
  signs: SIGNS.map((sign) => numberOf(`trust:${sign}`)),
  verdicts: VERDICTS.map((verdict) => numberOf(`trust:${verdict}`)),
  byHand: numberOf('opened-by-hand'),
  judged: numberOf('judged'),
  forNothing: numberOf('for-nothing'),
  alerted: numberOf('alerted'),
  claimed: numberOf('claimed'),
  answered: numberOf('answered'),
  resolved: numberOf('resolved'),
})
