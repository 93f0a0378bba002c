import type { Share } from './chance.js'
import { type Count, type Figures, HUMAN_MEASURES } from './figures.js'
import type { Pulse, Said } from './pulse.js'
import type { Report } from './report.js'
import { DIMENSIONS } from './sample-table.js'
import { MEASURES, type Times } from './samples.js'

/** One figure on a line of its own, for spreadsheets and other programs. */
export type Row = {
  /** `this` or `before`. */
  readonly period: 'this' | 'before'
  readonly section: string
  /** What the group is one of: a dimension, or a section's own; empty for the whole. */
  readonly by: string
  readonly group: string
  readonly figure: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  /** What it is counted from. */
  readonly n: number | null
  /** `s`, `share`, `count`, or `grade` (1 to 5). */
  readonly unit: 's' | 'share' | 'count' | 'grade'
}

type About = Pick<Row, 'period' | 'section' | 'by' | 'group'>

/** Every figure of a report and of the period before, always in the same order. */
export const rowsOf = ({ figures, before }: Report): readonly Row[] => [
  ...rowsOfOne(figures, 'this'),
  ...rowsOfOne(before, 'before'),
  ...pulseRows(figures.pulse, 'this'),
  ...pulseRows(before.pulse, 'before'),
]

function rowsOfOne(figures: Figures, period: Row['period']): readonly Row[] {
  const about = (section: string, by = '', group = ''): About => ({ period, section, by, group })
  const { times, splits, backlog, trust, fairness, promises, precision } = figures
  return [
    count(about('volume'), 'cases', figures.volume),
    ...figures.bySeverity.map(({ severity, n }) =>
      count(about('volume', 'severity', String(severity)), 'cases', n),
    ),
    ...MEASURES.flatMap((measure) => timeRows(about('times'), measure, times[measure])),
    ...DIMENSIONS.flatMap((by) =>
      splits[by].flatMap((row) =>
        HUMAN_MEASURES.flatMap((measure) => timeRows(about('times', by, row.group), measure, row[measure])),
      ),
    ),
    ...figures.week.flatMap(({ n, median }, hour) => [
      count(about('week', 'hour of week', String(hour)), 'cases', n),
      seconds(about('week', 'hour of week', String(hour)), 'wait median', median, n),
    ]),
    count(about('backlog'), 'cases', backlog.n),
    count(about('backlog'), 'waiting for us', backlog.ours),
    seconds(about('backlog'), 'oldest', backlog.oldest, backlog.n),
    ...backlog.ages.flatMap((age) =>
      (['open', 'claimed', 'waiting'] as const).map((state) =>
        count(about('backlog', 'age', age.band), state, age[state]),
      ),
    ),
    ...counts(about('escalated', 'rung'), figures.escalated),
    count(about('events'), 'leases expired', figures.expired),
    count(about('events'), 'reopened', figures.reopened),
    ...counts(about('outcomes', 'outcome'), figures.outcomes),
    ...counts(about('causes', 'cause'), figures.causes),
    shareRow(about('alerts'), 'precision', precision),
    count(about('alerts'), 'opened by hand', figures.missed),
    ...figures.funnel.map(({ step, n }) => count(about('funnel', 'step', step), 'cases', n)),
    shareRow(about('trust'), 'repaired', trust.repaired),
    count(about('trust'), 'silent', trust.silent),
    ...counts(about('trust', 'sign'), trust.signs),
    ...trust.byOutcome.map(({ group, repaired }) =>
      shareRow(about('trust', 'outcome', group), 'repaired', repaired),
    ),
    ...trust.bySpeed.map(({ group, repaired }) =>
      shareRow(about('trust', 'speed', group), 'repaired', repaired),
    ),
    ...fairness.flatMap(({ by, group, n, median, p, flag }) => {
      const where = about('fairness', by, group)
      const wait = row(where, 'reply median worked', inSeconds(median.value), 's', n)
      return [
        { ...wait, low: inSeconds(median.low), high: inSeconds(median.high) },
        row(where, 'p', p, 'share', n),
        row(
          where,
          'waits longer beyond chance',
          p === null ? null : flag === 'waits longer' ? 1 : 0,
          'count',
          n,
        ),
        row(where, 'waits less beyond chance', p === null ? null : flag === 'waits less' ? 1 : 0, 'count', n),
      ]
    }),
    shareRow(about('promises'), 'kept', promises.share),
    count(about('promises'), 'late', promises.late),
    count(about('promises'), 'open', promises.open),
  ]
}

/** Last of all: what came later stands behind what programs know. */
function pulseRows(pulse: Pulse | null, period: Row['period']): readonly Row[] {
  if (pulse === null) return []
  const { asked, said, byOutcome } = pulse
  const about = (by = '', group = ''): About => ({ period, section: 'pulse', by, group })
  const told = (where: About, { answered, trusting, median }: Said): readonly Row[] => [
    count(where, 'answered', answered),
    shareRow(where, 'say 4 or 5', trusting),
    row(where, 'median', median, 'grade', answered),
  ]
  return [
    count(about(), 'asked', asked),
    ...told(about(), said),
    ...byOutcome.flatMap(({ group, said }) => told(about('outcome', group), said)),
  ]
}

function timeRows(about: About, measure: string, times: Times): readonly Row[] {
  const { n, done, running, wall, worked, inTime, undecided } = times
  const clocks = [['wall', wall] as const, ['worked', worked] as const]
  return [
    count(about, `${measure} n`, n),
    count(about, `${measure} done`, done),
    count(about, `${measure} running`, running),
    ...clocks.flatMap(([clock, { median, p90 }]) => [
      {
        ...seconds(about, `${measure} median ${clock}`, median.value, n),
        low: inSeconds(median.low),
        high: inSeconds(median.high),
      },
      seconds(about, `${measure} p90 ${clock}`, p90, n),
    ]),
    ...(inTime === null
      ? []
      : [shareRow(about, `${measure} in time`, inTime), count(about, `${measure} undecided`, undecided)]),
  ]
}

const row = (
  about: About,
  figure: string,
  value: number | null,
  unit: Row['unit'],
  n: number | null,
): Row => ({
  ...about,
  figure,
  value,
  low: null,
  high: null,
  n,
  unit,
})
const count = (about: About, figure: string, value: number | null): Row =>
  row(about, figure, value, 'count', null)
const inSeconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000))
const seconds = (about: About, figure: string, ms: number | null, n: number): Row =>
  row(about, figure, inSeconds(ms), 's', n)
const shareRow = (about: About, figure: string, { share, low, high, of }: Share): Row => ({
  ...row(about, figure, share, 'share', of),
  low,
  high,
})
const counts = (about: About, all: readonly Count[]): readonly Row[] =>
  all.map(({ name, n }) => count({ ...about, group: name }, 'count', n))
