import type { Policy } from '../app/policy.js'
import type { CaseId } from '../domain/case.js'
import type { Instant } from '../domain/time.js'
import type { ReportFilter, ReportStore } from '../ports.js'
import { type Figures, figuresOf, SPEED_BANDS } from './figures.js'
import { factsIn, othersWork } from './kept-facts.js'
import { type Dimension, partWhere, whole } from './sample-table.js'
import type { Measure } from './samples.js'
import { counter, type Period, type Tally } from './tally.js'

export type ReportOrder = {
  readonly period: Period
  readonly filter: ReportFilter
  /** Nothing later is known; usually now. */
  readonly asOf: Instant
}

/** A period's figures, those of the period before, and the way to the cases behind them. */
export type Report = {
  readonly order: ReportOrder
  readonly figures: Figures
  /** As long, and just before. */
  readonly before: Figures
  /** What the figures were made from, for {@link behind} and for persons' own times. */
  readonly tally: Tally
  /** IANA zone of its days. */
  readonly zone: string
}

/**
 * Reads history run by run and lets others work between runs: a desk that answers people is never kept waiting
 * for longer than one run, or the sums of one period.
 */
export async function reportOf(store: ReportStore, policy: Policy, order: ReportOrder): Promise<Report> {
  const work = begin(store, policy, order)
  for (const facts of work.facts) {
    work.add(facts)
    await othersWork()
  }
  const figures = work.figures()
  await othersWork()
  return work.end(figures)
}

/** The same at one go, where nobody else is kept waiting: the command line. */
export function reportAtOnce(store: ReportStore, policy: Policy, order: ReportOrder): Report {
  const work = begin(store, policy, order)
  for (const facts of work.facts) work.add(facts)
  return work.end(work.figures())
}

function begin(store: ReportStore, policy: Policy, order: ReportOrder) {
  const { period, filter, asOf } = order
  const before: Period = { from: period.from - (period.to - period.from), to: period.from }
  const zone = policy.of(filter.brand ?? '').zone
  const count = counter(policy, [period, before], asOf, filter)
  const [tally, earlier] = count.tallies as [Tally, Tally]

  const figures = (tally: Tally) => {
    const query = { ...tally.period, asOf, filter }
    const told = filter.category === undefined && filter.level === undefined
    return figuresOf(tally, {
      mentions: told ? store.mentions(query) : null,
      promises: store.promises(query),
      pulses: store.pulses(query),
      zone,
    })
  }
  return {
    facts: factsIn(store, { from: before.from, to: period.to, asOf }),
    add: count.addFacts,
    figures: () => figures(tally),
    end: (made: Figures): Report => ({ order, figures: made, before: figures(earlier), tally, zone }),
  }
}

/** Which figure somebody wants to look behind. */
export type Figure =
  /** `part`: all of a clock, or those that ended, still run, met or missed their deadline. `groups` as in {@link Figures.splits}. */
  | {
      readonly measure: Measure
      readonly part: 'all' | 'done' | 'running' | 'met' | 'missed'
      readonly level?: string | undefined
      readonly by?: Dimension | undefined
      readonly group?: string | undefined
    }
  /** A counter: `reopened`, `expired`, `escalated:unclaimed-call`, `outcome:fixed`, `trust:repaired`, `for-nothing`, `opened-by-hand`, … */
  | { readonly count: string }
  | { readonly severity: number }
  | { readonly hourOfWeek: number }
  /** `ours`: all but those in which it is the customer's turn. */
  | { readonly backlog: 'all' | 'ours' | 'open' | 'claimed' | 'waiting' }
  /** Cases of a row of {@link Figures.trust} in which trust was repaired. */
  | { readonly repaired: 'byOutcome' | 'bySpeed'; readonly group: string }
  /** All that were opened in the period. */
  | { readonly opened: 'all' }

/** The cases behind a figure of the tallied period, each once, in order of id. Narrower: ask for a report with a filter. */
export function behind(tally: Tally, figure: Figure): readonly CaseId[] {
  return [...new Set(idsOf(tally, figure))].sort((a, b) => a - b)
}

function idsOf(tally: Tally, figure: Figure): readonly CaseId[] {
  if ('count' in figure) return tally.counts.get(figure.count) ?? []
  if ('severity' in figure)
    return tally.opened.filter(({ severity }) => severity === figure.severity).map(({ caseId }) => caseId)
  if ('hourOfWeek' in figure)
    return tally.opened.filter((one) => one.hourOfWeek === figure.hourOfWeek).map(({ caseId }) => caseId)
  if ('repaired' in figure) {
    const { repaired: by, group } = figure
    return tally.judged
      .filter(({ verdict }) => verdict === 'repaired')
      .filter(({ outcome, wait }) => (by === 'byOutcome' ? outcome : speedBand(wait)) === group)
      .map(({ caseId }) => caseId)
  }
  if ('opened' in figure) return tally.opened.map(({ caseId }) => caseId)
  if ('backlog' in figure) {
    const { backlog: wanted } = figure
    return tally.backlog
      .filter(({ state }) => wanted === 'all' || (wanted === 'ours' ? state !== 'waiting' : state === wanted))
      .map(({ caseId }) => caseId)
  }
  const { measure, part, level, by, group } = figure
  const table = tally.samples[measure]
  const wanted = (i: number) => {
    if (level !== undefined && table.groupName(table.group(i, 'priority')) !== level) return false
    if (by !== undefined && table.groupName(table.group(i, by)) !== group) return false
    if (part === 'done' || part === 'running') return table.done(i) === (part === 'done')
    return part === 'all' || table.target(i) === part
  }
  return [...partWhere(whole(table), wanted).rows].map((i) => table.caseId(i))
}

const speedBand = (wait: number): string | undefined => SPEED_BANDS.find(([, most]) => wait <= most)?.[0]
