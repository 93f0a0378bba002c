import type { EChartsCoreOption } from 'echarts/core'
import type { Figures } from '../figures.js'
import { SHORT_DAYS } from '../say.js'
import { categories, words } from './axes.js'
import { SMALL, type Theme } from './theme.js'

/** Complaints opened in each hour of the team's week. */
export function week({ week: hours }: Figures, theme: Theme): EChartsCoreOption {
  const most = Math.max(...hours.map(({ n }) => n), 1)
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
      max: most,
      orient: 'horizontal',
      left: 'center',
      bottom: 12,
      itemWidth: 18,
      itemHeight: 220,
      calculable: false,
      text: [String(most), '0'],
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
