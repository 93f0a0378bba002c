import type { EChartsCoreOption } from 'echarts/core'
import type { LadderPolicy } from '../../domain/ladder.js'
import { DAY, HOUR, MINUTE } from '../../domain/time.js'
import { type Figures, PRIORITIES } from '../figures.js'
import { doneBy } from '../kaplan-meier.js'
import type { Report } from '../report.js'
import { curveOf } from '../samples.js'
import { bucketName, duration } from '../say.js'
import type { Bucket } from '../trend.js'
import { amounts, categories, GRID, legend, words } from './axes.js'
import type { Theme } from './theme.js'

/** Where the curve is read: even steps for the eye, from a minute to a week. */
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
  const lines = PRIORITIES.flatMap((level, i) => {
    const samples = tally.samples[measure].filter((one) => one.level === level)
    if (samples.length === 0) return []
    const curve = curveOf(samples, 'worked')
    const deadline = ladder[level][measure]
    const marked = deadline === null ? -1 : MARKS.findIndex((mark) => mark >= deadline)
    return [
      {
        name: deadline === null ? level : `${level}, target ${duration(deadline)}`,
        type: 'line',
        showSymbol: true,
        lineStyle: { width: 4 },
        itemStyle: { color: theme.kinds[i] },
        data: MARKS.map((mark, at) => ({
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
    legend: legend(theme, { width: 720, itemWidth: 26 }),
    xAxis: {
      ...categories(
        MARKS.map((mark) => duration(mark)),
        theme,
      ),
      boundaryGap: false,
      axisLabel: { ...words(theme), interval: (i: number) => SHOWN.has(MARKS[i] ?? 0) },
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

/** Shares in time, bucket by bucket; where nothing was due the line is broken. */
export function trend({ trend: buckets }: Figures, theme: Theme): EChartsCoreOption {
  const line = (
    name: string,
    color: string | undefined,
    symbol: string,
    of: (bucket: Bucket) => number | null,
  ) => ({
    name,
    type: 'line',
    symbol,
    symbolSize: 11,
    lineStyle: { width: 4, color },
    itemStyle: { color },
    data: buckets.map((bucket) => {
      const share = of(bucket)
      return share === null ? '-' : Math.round(share * 1000) / 10
    }),
  })
  return {
    grid: { ...GRID, right: 40 },
    legend: legend(theme, { itemWidth: 30 }),
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
      line('claimed', theme.kinds[1], 'circle', ({ claimInTime }) => claimInTime.share),
      line('answered', theme.kinds[0], 'rect', ({ replyInTime }) => replyInTime.share),
    ],
  }
}
