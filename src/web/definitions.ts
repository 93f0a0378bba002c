import type { Figure } from '../reports/behind.js'
import type { ChartName } from '../reports/charts/index.js'
import type { Measure } from '../reports/samples.js'

/** Where the page of definitions says what a figure means: the ids of {@link DefinitionsTexts}. */
export const defines = (id: string): string => `/figures#${id}`

export const clockDefined = (measure: Measure): string => defines(`clock-${measure}`)

export const PICTURE_DEFINED: Readonly<Record<ChartName, string>> = {
  'claim-times': clockDefined('claim'),
  'reply-times': clockDefined('reply'),
  trend: defines('in-time'),
  volume: defines('complaints'),
  week: defines('week'),
  backlog: defines('complaints'),
  funnel: defines('funnel'),
}

const SIGNS: Readonly<Record<string, string>> = {
  thanked: 'thanked',
  calmer: 'calmer',
  tookBack: 'took-back',
  edited: 'took-back',
  cameBack: 'took-back',
  othersJoined: 'others-joined',
}

export function figureDefined(figure: Figure): string {
  if ('measure' in figure)
    return figure.part === 'all' || figure.part === 'running'
      ? clockDefined(figure.measure)
      : defines('in-time')
  if ('opened' in figure) return defines(figure.hourOfWeek === undefined ? 'complaints' : 'week')
  if ('backlog' in figure) return defines('complaints')
  if ('repaired' in figure) return defines('repaired')
  if ('promises' in figure) return defines('promises')
  return counterDefined(figure.count)
}

/** Of a counter, as {@link Tally.counts} names it. */
export function counterDefined(name: string): string {
  const [kind, of = ''] = name.split(':')
  if (kind === 'trust') return defines(SIGNS[of] ?? 'repaired')
  if (name === 'judged' || name === 'for-nothing' || name === 'opened-by-hand') return defines('precision')
  const isStep = name === 'alerted' || name === 'claimed' || name === 'answered' || name === 'resolved'
  return defines(isStep ? 'funnel' : 'happened')
}
