import type { EChartsCoreOption } from 'echarts/core'
import type { Figures, FunnelStep } from '../figures.js'
import { stepsOf } from '../funnel-steps.js'
import type { Report } from '../report.js'
import { bucketName, number, percent } from '../say.js'
import { amounts, categories, GRID, legend, words } from './axes.js'
import { SMALL, type Theme } from './theme.js'

const SEVERITY_NAMES = ['none', 'grumble', 'problem', 'serious', 'critical'] as const

/** Complaints opened, piled by severity, the worst at the foot where it is read best. */
export function volume({ trend }: Figures, theme: Theme): EChartsCoreOption {
  const there = [4, 3, 2, 1, 0].filter((severity) =>
    trend.some(({ severities }) => (severities[severity] ?? 0) > 0),
  )
  return {
    grid: GRID,
    legend: legend(theme),
    xAxis: categories(
      trend.map(({ name }) => bucketName(name)),
      theme,
    ),
    yAxis: amounts(theme),
    series: there.map((severity) => ({
      name: SEVERITY_NAMES[severity],
      type: 'bar',
      stack: 'all',
      barCategoryGap: '22%',
      itemStyle: { color: theme.severities[severity] },
      data: trend.map(({ severities }) => severities[severity] ?? 0),
    })),
  }
}

/** Open cases by age, piled by whose turn it is. */
export function backlog({ backlog: { ages } }: Figures, theme: Theme): EChartsCoreOption {
  const rows = [
    ['nobody has it', 'open', theme.kinds[0]],
    ['claimed', 'claimed', theme.kinds[1]],
    ["customer's turn", 'waiting', theme.severities[0]],
  ] as const
  return {
    grid: GRID,
    legend: legend(theme),
    xAxis: {
      ...categories(
        ages.map(({ band }) => band.replace(' days', ' d')),
        theme,
      ),
      // On two lines: beside each other they would run together on a phone.
      axisLabel: {
        ...words(theme),
        interval: 0,
        formatter: (band: string) => band.replace(/^(under|over|\d+ to) /, '$1\n'),
      },
    },
    yAxis: amounts(theme),
    series: rows.map(([name, state, color], i) => ({
      name,
      type: 'bar',
      stack: 'all',
      barCategoryGap: '30%',
      itemStyle: { color },
      data: ages.map((age) => age[state]),
      ...(i < rows.length - 1
        ? {}
        : {
            label: totals(
              ages.map((age) => age.open + age.claimed + age.waiting),
              theme,
            ),
          }),
    })),
  }
}

/** The sum above each pile; nothing above an empty one. */
const totals = (sums: readonly number[], theme: Theme) => ({
  show: true,
  position: 'top',
  color: theme.text,
  fontSize: SMALL,
  formatter: ({ dataIndex }: { dataIndex: number }) => (sums[dataIndex] ? number(sums[dataIndex]) : ''),
})

const STEP_NAMES: Readonly<Record<FunnelStep, string>> = {
  mentions: 'Mentions',
  complaints: 'Complaints',
  alerted: 'Alerted',
  claimed: 'Claimed',
  answered: 'Answered',
  resolved: 'Resolved',
  repaired: 'Trust repaired',
}

/** Bars of complaints; mentions are many times more, and stand above as a number alone. */
export function funnel(report: Report, theme: Theme): EChartsCoreOption {
  const complaints = report.figures.volume
  const shown = stepsOf(report)
  return {
    grid: {
      left: 20,
      right: 190,
      top: 64,
      bottom: 16,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { type: 'value', show: false, max: Math.max(complaints, 1) },
    yAxis: {
      ...categories(
        shown.map(({ step }) => STEP_NAMES[step]),
        theme,
      ),
      inverse: true,
      axisLine: { show: false },
      axisLabel: { ...words(theme), color: theme.text, interval: 0 },
    },
    series: [
      {
        type: 'bar',
        barCategoryGap: '26%',
        data: shown.map(({ step, n }) => ({
          value: step === 'mentions' ? 0 : (n ?? 0),
          itemStyle: {
            color: step === 'repaired' ? theme.kinds[2] : theme.kinds[1],
            borderRadius: 3,
          },
        })),
        label: {
          show: true,
          position: 'right',
          color: theme.text,
          fontSize: SMALL,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const one = shown[dataIndex]
            if (one === undefined) return ''
            const n = one.n ?? 0
            if (one.step === 'mentions' || one.step === 'complaints' || complaints === 0) return number(n)
            return `${number(n)}  ${percent(n / complaints)}`
          },
        },
      },
    ],
  }
}
