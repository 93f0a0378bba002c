import type { EChartsCoreOption } from 'echarts/core'
import type { LadderPolicy } from '../../domain/ladder.js'
import { DAY, HOUR, MINUTE } from '../../domain/time.js'
import type { Share } from '../chance.js'
import { type Figures, PRIORITIES } from '../figures.js'
import { doneBy } from '../kaplan-meier.js'
import type { Report } from '../report.js'
import { whole } from '../sample-table.js'
import { waits as curveOf, split } from '../samples.js'
import { bucketName, duration } from '../say.js'
import type { Bucket } from '../trend.js'
import { amounts, categories, GRID, legend, words } from './axes.js'
import { DASHES, type Theme } from './theme.js'

/** Where the curve is read, beside the deadlines: even steps for the eye, from a minute to a week. */
const MARKS = [1, 2, 5, 10, 15, 30]
  .map((n) => n * MINUTE)
  .concat([1, 2, 4, 8, 12].map((n) => n * HOUR))
  .concat([1, 2, 4, 7].map((n) => n * DAY))

/** Share done as time goes by, a line a priority, its deadline as a dot on the line. Cases that still wait count for as long as they have. */
export function waits(
  { tally }: Report,
  theme: Theme,
  ladder: LadderPolicy,
  measure: 'claim' | 'reply',
): EChartsCoreOption {
  const deadlines = PRIORITIES.flatMap((level) => ladder[level][measure] ?? [])
  const marks = [...new Set([...MARKS, ...deadlines])].sort((a, b) => a - b)
  const levels = new Map(split(whole(tally.samples[measure]), 'priority'))
  const lines = PRIORITIES.flatMap((level, i) => {
    const part = levels.get(level)
    if (part === undefined) return []
    const curve = curveOf(part, 'worked')
    const deadline = ladder[level][measure]
    const marked = deadline === null ? -1 : marks.indexOf(deadline)
    return [
      {
        name: deadline === null ? level : `${level}, target ${duration(deadline)}`,
        type: 'line',
        showSymbol: true,
        lineStyle: { width: 4, type: DASHES[i] },
        itemStyle: { color: theme.kinds[i] },
        data: marks.map((mark, at) => ({
          value: 100 * doneBy(curve, mark),
          symbol: at === marked ? 'circle' : 'none',
          symbolSize: 17,
          itemStyle: { color: theme.kinds[i], borderColor: theme.text, borderWidth: 2 },
        })),
      },
    ]
  })
  return {
    grid: { ...GRID, top: 104 },
    legend: legend(theme, { right: 16, itemWidth: 26 }),
    xAxis: {
      ...categories(
        marks.map((mark) => duration(mark)),
        theme,
      ),
      boundaryGap: false,
      axisLabel: { ...words(theme), interval: (i: number) => SHOWN.has(marks[i] ?? 0) },
    },
    yAxis: {
      ...amounts(theme),
      min: 0,
      max: 100,
      interval: 25,
      axisLabel: { ...words(theme), formatter: '{value} %' },
    },
    series: lines,
  }
}

const SHOWN: ReadonlySet<number> = new Set([
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  4 * HOUR,
  12 * HOUR,
  2 * DAY,
  7 * DAY,
])

/** Fewer than these tell nothing: their share would jump between nought and all. */
const LEAST = 3

/** Shares in time, bucket by bucket, with the deadlines they are held against; a line passes over buckets in which too few were due. */
export function trend(
  { trend: buckets, byPriority }: Figures,
  theme: Theme,
  ladder: LadderPolicy,
): EChartsCoreOption {
  const within = (done: string, measure: 'claim' | 'reply') => {
    const goals = byPriority.flatMap(({ level }) => {
      const deadline = ladder[level][measure]
      return deadline === null ? [] : [`${level} ${duration(deadline)}`]
    })
    return goals.length === 0 ? done : `${done} (target ${goals.join(', ')})`
  }
  const line = (name: string, color: string | undefined, symbol: string, of: (bucket: Bucket) => Share) => ({
    name,
    type: 'line',
    symbol,
    symbolSize: 11,
    showAllSymbol: true,
    connectNulls: true,
    lineStyle: { width: 4, color },
    itemStyle: { color },
    data: buckets.map((bucket) => {
      const { share, of: due } = of(bucket)
      return share === null || due < LEAST ? '-' : Math.round(share * 1000) / 10
    }),
  })
  return {
    grid: { ...GRID, top: 112, right: 40 },
    legend: legend(theme, { width: 720, itemWidth: 30, orient: 'vertical', itemGap: 6 }),
    xAxis: categories(
      buckets.map(({ name }) => bucketName(name)),
      theme,
    ),
    yAxis: {
      ...amounts(theme),
      min: 0,
      max: 100,
      interval: 25,
      axisLabel: { ...words(theme), formatter: '{value} %' },
    },
    series: [
      line(within('claimed', 'claim'), theme.kinds[1], 'circle', ({ claimInTime }) => claimInTime),
      line(within('answered', 'reply'), theme.kinds[0], 'rect', ({ replyInTime }) => replyInTime),
    ],
  }
}
