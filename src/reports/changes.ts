import type { Level } from '../domain/priority.js'
import type { Share } from './chance.js'
import { type Compared, compareCounts, compareShares, compareWaits, type Turn } from './compare.js'
import { type Figures, PRIORITIES } from './figures.js'
import type { Report } from './report.js'
import { type Part, whole } from './sample-table.js'
import { split } from './samples.js'

/** Figures that a digest holds against the period before. */
export type What = 'volume' | 'ours' | 'in-time' | 'wait' | 'precision' | 'missed' | 'repaired' | 'kept'

export type Changed = {
  readonly what: What
  /** Of one priority, or of all (`null`). */
  readonly level: Level | null
  readonly now: Amount
  /** `null`: nothing to hold it against. */
  readonly was: Amount | null
  /** Beyond chance; otherwise `null`. */
  readonly turn: Turn | null
}

export type Amount =
  | { readonly type: 'count'; readonly n: number }
  | { readonly type: 'share'; readonly share: Share }
  /** Working ms by which half had an answer; `null`: fewer than half have one. */
  | { readonly type: 'wait'; readonly median: number | null }

export type Candidate = Omit<Changed, 'turn'> & { readonly compared: Compared | null }

/** Figures that there are, in the order in which they are told. `then`: the period before, at its own end. */
export function changesOf(now: Report, then: Report | null): readonly Candidate[] {
  const [here, there] = [now.figures, then?.figures ?? null]
  const counted = (what: What, of: (figures: Figures) => number): readonly Candidate[] => [
    {
      what,
      level: null,
      now: { type: 'count', n: of(here) },
      was: there === null ? null : { type: 'count', n: of(there) },
      compared: there === null ? null : compareCounts(of(here), of(there)),
    },
  ]
  const shared = (
    what: What,
    of: (figures: Figures) => Share | null,
    level: Level | null = null,
  ): readonly Candidate[] => {
    const [share, before] = [of(here), there === null ? null : of(there)]
    if (share === null || share.share === null) return []
    const was = before === null || before.share === null ? null : ({ type: 'share', share: before } as const)
    return [{ what, level, now: { type: 'share', share }, was, compared: compareShares(share, before) }]
  }
  const inTime = (level: Level) => (figures: Figures) =>
    figures.byPriority.find((row) => row.level === level)?.reply.inTime ?? null
  return [
    ...counted('volume', ({ volume }) => volume),
    ...PRIORITIES.flatMap((level) => [
      ...shared('in-time', inTime(level), level),
      ...waitOf(now, then, level),
    ]),
    ...counted('ours', ({ backlog }) => backlog.ours),
    ...shared('precision', ({ precision }) => precision),
    ...counted('missed', ({ missed }) => missed),
    ...shared('repaired', ({ trust }) => trust.repaired),
    ...shared('kept', ({ promises }) => promises.share),
  ]
}

function waitOf(now: Report, then: Report | null, level: Level): readonly Candidate[] {
  const amount = ({ figures }: Report): Amount | null => {
    const reply = figures.byPriority.find((row) => row.level === level)?.reply
    return reply === undefined || reply.n === 0 ? null : { type: 'wait', median: reply.worked.median.value }
  }
  const [here, there] = [repliesOf(now, level), then === null ? undefined : repliesOf(then, level)]
  const said = amount(now)
  if (said === null || here === undefined) return []
  return [
    {
      what: 'wait',
      level,
      now: said,
      was: then === null ? null : amount(then),
      compared: there === undefined ? null : compareWaits(here, there),
    },
  ]
}

const repliesOf = ({ tally }: Report, level: Level): Part | undefined =>
  split(whole(tally.samples.reply), 'priority').find(([name]) => name === level)?.[1]
