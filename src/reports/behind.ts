import type { CaseId } from '../domain/case.js'
import { AGE_BANDS, SPEED_BANDS } from './figures.js'
import { quantile } from './kaplan-meier.js'
import { type PromiseState, promiseState } from './promises.js'
import type { Report } from './report.js'
import { type Dimension, partWhere, type Target, whole } from './sample-table.js'
import { type Measure, waits } from './samples.js'
import { casesCounted, judgedIn, openedIn, type Tally } from './tally.js'
import { bucketNamer } from './trend.js'

/** Which figure somebody wants to look behind. */
export type Figure =
  | ClockFigure
  /** A counter: `reopened`, `expired`, `escalated:unclaimed-call`, `outcome:fixed`, `trust:repaired`, `judged`, `opened-by-hand`, … */
  | { readonly count: string }
  /** Opened in the period: all, or of a severity, an hour of the week, a bucket of the trend. */
  | {
      readonly opened: 'all'
      readonly severity?: number | undefined
      readonly hourOfWeek?: number | undefined
      readonly bucket?: string | undefined
    }
  /** `ours`: all but those in which it is the customer's turn. `band`: a name of {@link AGE_BANDS}. */
  | {
      readonly backlog: 'all' | 'ours' | 'open' | 'claimed' | 'waiting'
      readonly band?: string | undefined
    }
  /** Answered cases that showed whether trust was repaired: all, or a row of {@link Figures.trust}. */
  | { readonly repaired: 'all' }
  | { readonly repaired: 'byOutcome' | 'bySpeed'; readonly group: string }
  /** `share`: those that were kept or are late. */
  | { readonly promises: PromiseState | 'share' }

/**
 * `part`: all of a clock, those that ended or still run, met or missed their deadline, or (`decided`) one of the two.
 * `groups` as in {@link Figures.splits}. `mark`: the figure is this point among the lengths on `clock`.
 */
export type ClockFigure = {
  readonly measure: Measure
  readonly part: 'all' | 'done' | 'running' | 'met' | 'missed' | 'decided'
  readonly by?: Dimension | undefined
  readonly group?: string | undefined
  readonly bucket?: string | undefined
  readonly clock?: 'wall' | 'worked' | undefined
  readonly mark?: 'median' | 'p90' | undefined
}

/** A case behind a figure, and what the figure counted of it. A case in which a clock ran twice has two of them. */
export type Behind = {
  readonly caseId: CaseId
  /** Milliseconds: how long its clock ran, or how old it was in the backlog. */
  readonly length: number | null
  readonly running: boolean
  /** The side of a share on which it stands. */
  readonly verdict: Verdict | null
}
export type Verdict =
  | Exclude<Target, null>
  | 'repaired'
  | 'not-repaired'
  | 'right'
  | 'for-nothing'
  | 'kept'
  | 'late'
  | 'promised'

export type Found = {
  /** Longest first, a median's shortest first; without lengths by case. */
  readonly cases: readonly Behind[]
  /** What the figure says: more than there are cases where something happened to one twice. */
  readonly counted: number
  /** The length at which the figure stands; `null` where it is none, or is not reached. */
  readonly mark: number | null
}

/** The cases behind a figure of a report's own period. Narrower: ask for a report with a filter. */
export function behind(report: Report, figure: Figure): Found {
  if ('measure' in figure) return clockCases(report, figure)
  const counted = casesOf(report, figure)
  const cases = [...new Map(counted.map((one) => [`${one.caseId} ${one.verdict}`, one])).values()]
  return { cases: cases.sort(longestFirst), counted: counted.length, mark: null }
}

const longestFirst = (a: Behind, b: Behind): number =>
  (b.length ?? 0) - (a.length ?? 0) || a.caseId - b.caseId

function casesOf(report: Report, figure: Exclude<Figure, ClockFigure>): readonly Behind[] {
  const { tally, promises, figures } = report
  if ('count' in figure) {
    const ids = casesCounted(tally, figure.count)
    const wrong = new Set(figure.count === 'judged' ? casesCounted(tally, 'for-nothing') : [])
    const sided = (id: CaseId) => (wrong.has(id) ? ('for-nothing' as const) : ('right' as const))
    return Array.from(ids, (id) => one(id, figure.count === 'judged' ? sided(id) : null))
  }
  if ('promises' in figure)
    return promises.flatMap((promise) => {
      const state = promiseState(promise, figures.asOf)
      const wanted = figure.promises === 'share' ? state !== 'open' : state === figure.promises
      return state === null || !wanted ? [] : one(promise.caseId, state === 'open' ? 'promised' : state)
    })
  if ('repaired' in figure) return judgedCases(tally, figure)
  if ('backlog' in figure) {
    const { backlog: wanted, band } = figure
    return tally.backlog
      .filter(({ state }) => wanted === 'all' || (wanted === 'ours' ? state !== 'waiting' : state === wanted))
      .filter(({ age }) => band === undefined || ageBand(age) === band)
      .map(({ caseId, age }) => ({ ...one(caseId), length: age, running: true }))
  }
  const { severity, hourOfWeek, bucket } = figure
  const nameAt = bucketNamer(tally.period, report.zone)
  return [...openedIn(tally)]
    .filter((opened) => severity === undefined || opened.severity === severity)
    .filter((opened) => hourOfWeek === undefined || opened.hourOfWeek === hourOfWeek)
    .filter(({ at }) => bucket === undefined || nameAt(at) === bucket)
    .map(({ caseId }) => one(caseId))
}

const one = (caseId: CaseId, verdict: Verdict | null = null): Behind => ({
  caseId,
  length: null,
  running: false,
  verdict,
})

function judgedCases(tally: Tally, figure: Figure & { repaired: string }): readonly Behind[] {
  return [...judgedIn(tally)].flatMap(({ caseId, verdict, outcome, wait }) => {
    const group = figure.repaired === 'byOutcome' ? outcome : speedBand(wait)
    const isMeant = figure.repaired === 'all' || ('group' in figure && figure.group === group)
    return verdict === 'silent' || !isMeant ? [] : one(caseId, verdict)
  })
}

function clockCases({ tally, zone }: Report, figure: ClockFigure): Found {
  const { measure, part, by, group, bucket, clock = 'worked', mark } = figure
  const table = tally.samples[measure]
  const nameAt = bucketNamer(tally.period, zone)
  const found = partWhere(whole(table), (i) => {
    if (by !== undefined && table.groupName(table.group(i, by)) !== group) return false
    if (bucket !== undefined && nameAt(table.beganAt(i)) !== bucket) return false
    if (part === 'all') return true
    if (part === 'done' || part === 'running') return table.done(i) === (part === 'done')
    const target = table.target(i)
    return part === 'decided' ? target === 'met' || target === 'missed' : target === part
  })
  const lengthOf = clock === 'wall' ? table.wall : table.worked
  const cases = Array.from(found.rows, (i) => ({
    caseId: table.caseId(i),
    length: lengthOf(i),
    running: !table.done(i),
    verdict: table.target(i),
  })).sort(longestFirst)
  return {
    cases: mark === 'median' ? cases.reverse() : cases,
    counted: cases.length,
    mark: mark === undefined ? null : quantile(waits(found, clock), mark === 'median' ? 0.5 : 0.9),
  }
}

const speedBand = (wait: number): string | undefined => SPEED_BANDS.find(([, most]) => wait <= most)?.[0]
const ageBand = (age: number): string | undefined => AGE_BANDS.find(([, below]) => age < below)?.[0]
