import type { EChartsCoreOption } from 'echarts/core'
import type { Figures } from '../figures.js'
import { SHORT_DAYS } from '../say.js'
import { categories, words } from './axes.js'
import { SMALL, type Theme } from './theme.js'

/** Complaints opened in each hour of the team's week. */
export function week({ week: hours }: Figures, theme: Theme): EChartsCoreOption {
  const counts = hours.map(({ n }) => n)
  const most = Math.max(...counts, 1)
  const deepest = deepestOf(counts)
  return {
    grid: {
      left: 20,
      right: 24,
      top: 62,
      bottom: 70,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      ...categories(
        Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
        theme,
      ),
      axisLabel: { ...words(theme), interval: (i: number) => i % 4 === 0 },
    },
    yAxis: { ...categories(SHORT_DAYS, theme), inverse: true, axisLabel: { ...words(theme), interval: 0 } },
    visualMap: {
      min: 0,
      max: deepest,
      orient: 'horizontal',
      left: 'center',
      bottom: 12,
      itemWidth: 18,
      itemHeight: 220,
      calculable: false,
      text: [deepest < most ? `${deepest} or more` : String(most), '0'],
      textStyle: { color: theme.text, fontSize: SMALL },
      inRange: { color: [...theme.ramp] },
    },
    series: [
      {
        type: 'heatmap',
        data: hours.map(({ n }, hour) => [hour % 24, Math.floor(hour / 24), n]),
        itemStyle: { borderColor: theme.ground, borderWidth: 2 },
      },
    ],
  }
}

/** One evening of storm would leave all other hours the same pale colour: far above most of them, one colour holds for all. */
const FAR_ABOVE = 2
function deepestOf(counts: readonly number[]): number {
  const sorted = counts.filter((n) => n > 0).sort((a, b) => a - b)
  const most = sorted.at(-1) ?? 1
  const usual = sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 1
  return most > FAR_ABOVE * usual ? FAR_ABOVE * usual : most
}
