import { SMALL, type Theme } from './theme.js'

export const words = (theme: Theme) => ({ color: theme.quiet, fontSize: SMALL })

export const categories = (names: readonly string[], theme: Theme) => ({
  type: 'category' as const,
  data: [...names],
  axisLabel: { ...words(theme), hideOverlap: true },
  axisLine: { lineStyle: { color: theme.line } },
  axisTick: { show: false },
})

export const amounts = (theme: Theme, more: object = {}) => ({
  type: 'value' as const,
  minInterval: 1,
  splitNumber: 4,
  axisLabel: words(theme),
  splitLine: { lineStyle: { color: theme.line } },
  ...more,
})

export const legend = (theme: Theme, more: object = {}) => ({
  top: 48,
  left: 16,
  itemWidth: 18,
  itemHeight: 12,
  itemGap: 18,
  textStyle: { color: theme.text, fontSize: SMALL },
  ...more,
})

export const GRID = {
  left: 20,
  right: 28,
  top: 96,
  bottom: 16,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
}
