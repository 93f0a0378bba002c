import type { ClockFigure, Figure } from '../reports/behind.js'
import type { ReportQuery } from '../reports/query.js'
import { DIMENSIONS } from '../reports/sample-table.js'
import { MEASURES } from '../reports/samples.js'
import { reportHref } from './report-query.js'

/** The address of the cases behind a figure of a report. */
export const behindHref = (query: ReportQuery, figure: Figure, page?: number): string =>
  reportHref('/reports/cases', query, {
    ...figureParameters(figure),
    ...(page === undefined ? {} : { page: String(page) }),
  })

/** A figure as parameters of an address. */
export function figureParameters(figure: Figure): Readonly<Record<string, string>> {
  if ('count' in figure) return { of: 'count', what: figure.count }
  if ('promises' in figure) return { of: 'promises', what: figure.promises }
  if ('backlog' in figure) return { of: 'backlog', what: figure.backlog, ...said({ band: figure.band }) }
  if ('repaired' in figure) {
    const group = 'group' in figure ? figure.group : undefined
    return { of: 'repaired', what: figure.repaired, ...said({ group }) }
  }
  if ('opened' in figure) {
    const { severity, hourOfWeek: hour, bucket } = figure
    return { of: 'opened', ...said({ severity, hour, bucket }) }
  }
  const { measure, part, by, group, bucket, clock, mark } = figure
  return { of: measure, part, ...said({ by, group, bucket, clock, mark }) }
}

const said = (all: Readonly<Record<string, string | number | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )

const PARTS = ['all', 'done', 'running', 'met', 'missed', 'decided'] as const
const STATES = ['all', 'ours', 'open', 'claimed', 'waiting'] as const
const PROMISES = ['kept', 'late', 'open', 'share'] as const

type Get = (name: string) => string | undefined

/** The figure that an address asks for; `null` where it names none. */
export function readFigure(get: Get): Figure | null {
  const what = get('what') ?? ''
  switch (get('of')) {
    case 'count':
      return what === '' || what.length > 200 ? null : { count: what }
    case 'opened':
      return readOpened(get)
    case 'promises': {
      const promises = PROMISES.find((known) => known === what)
      return promises === undefined ? null : { promises }
    }
    case 'backlog': {
      const backlog = STATES.find((known) => known === what)
      return backlog === undefined ? null : { backlog, band: get('band') }
    }
    case 'repaired':
      if (what === 'all') return { repaired: what }
      return what === 'byOutcome' || what === 'bySpeed' ? { repaired: what, group: get('group') ?? '' } : null
    default:
      return readClock(get)
  }
}

function readOpened(get: Get): Figure | null {
  const [severity, hour, bucket] = [get('severity'), get('hour'), get('bucket')]
  if (severity !== undefined && !/^[0-4]$/.test(severity)) return null
  if (hour !== undefined && !(/^\d{1,3}$/.test(hour) && Number(hour) < 168)) return null
  if (bucket !== undefined && !BUCKET.test(bucket)) return null
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
  return { opened: 'all', severity: number(severity), hourOfWeek: number(hour), bucket }
}

/** A month, a day or an hour, as {@link Bucket.name} writes it. */
const BUCKET = /^\d{4}-\d{2}(-\d{2}(T\d{2})?)?$/

function readClock(get: Get): ClockFigure | null {
  const measure = MEASURES.find((known) => known === get('of'))
  if (measure === undefined) return null
  const by = DIMENSIONS.find((known) => known === get('by'))
  const bucket = get('bucket')
  return {
    measure,
    part: PARTS.find((known) => known === get('part')) ?? 'all',
    by,
    group: by === undefined ? undefined : (get('group') ?? ''),
    bucket: bucket !== undefined && BUCKET.test(bucket) ? bucket : undefined,
    clock: (['wall', 'worked'] as const).find((known) => known === get('clock')),
    mark: (['median', 'p90'] as const).find((known) => known === get('mark')),
  }
}
