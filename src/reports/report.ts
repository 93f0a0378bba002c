import type { Policy } from '../app/policy.js'
import type { Instant } from '../domain/time.js'
import type { PromiseRecord, ReportFilter, ReportStore } from '../ports.js'
import { type Figures, figuresOf } from './figures.js'
import { factsIn, othersWork } from './kept-facts.js'
import { counter, type Period, settle, type Tally } from './tally.js'

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
  /** What the figures were made from, for the cases behind them and for persons' own times. */
  readonly tally: Tally
  readonly promises: readonly PromiseRecord[]
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

  const promises = ({ period }: Tally) => store.promises({ ...period, asOf, filter })
  const figures = (tally: Tally) => {
    const query = { ...tally.period, asOf, filter }
    const { brand, network, lang, category, level } = filter
    const told = category === undefined && level === undefined
    // Two reports of which one is narrower would give away what the few said who are in the other alone.
    const mayTell = told && network === undefined && lang === undefined
    return figuresOf(tally, {
      mentions: told ? store.mentions(query) : null,
      promises: promises(tally),
      pulses: mayTell ? store.pulses({ ...tally.period, asOf, brand }) : null,
      zone,
    })
  }
  return {
    facts: factsIn(store, { from: before.from, to: period.to, asOf }),
    add: count.addFacts,
    figures: () => figures(tally),
    end(made: Figures): Report {
      settle(tally)
      return { order, figures: made, before: figures(earlier), tally, promises: promises(tally), zone }
    },
  }
}
