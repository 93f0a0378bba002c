import { OUTCOMES } from '../domain/case.js'
import type { Instant } from '../domain/time.js'
import type { ReportQuery } from '../reports/keep-reports.js'
import type { Figure } from '../reports/report.js'
import { DIMENSIONS } from '../reports/sample-table.js'
import { MEASURES } from '../reports/samples.js'

type Get = (name: string) => string | undefined

export function readReportQuery(get: Get, now: Instant): ReportQuery {
  const at = /^\d{10,15}$/.test(get('at') ?? '') ? Number(get('at')) : null
  const [from, to] = [get('from') ?? '', get('to') ?? '']
  return {
    last: from === '' && to === '' ? (get('last') ?? '') : '',
    from,
    to,
    brand: get('brand') ?? '',
    at: at === null ? null : Math.min(at, now),
  }
}

/** The address of a report, of its pictures, or of the cases behind one of its figures. */
export function reportHref(path: string, query: ReportQuery, more: Readonly<Record<string, string>> = {}) {
  const parameters = new URLSearchParams()
  for (const name of ['last', 'from', 'to', 'brand'] as const)
    if (query[name] !== '') parameters.set(name, query[name])
  if (query.at !== null) parameters.set('at', String(query.at))
  for (const [name, value] of Object.entries(more)) parameters.set(name, value)
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}

/** A figure as parameters of an address. */
export function figureParameters(figure: Figure): Readonly<Record<string, string>> {
  if ('count' in figure) return { of: 'count', what: figure.count }
  if ('severity' in figure) return { of: 'severity', what: String(figure.severity) }
  if ('hourOfWeek' in figure) return { of: 'hour', what: String(figure.hourOfWeek) }
  if ('backlog' in figure) return { of: 'backlog', what: figure.backlog }
  if ('opened' in figure) return { of: 'opened' }
  if ('repaired' in figure) return { of: 'repaired', what: figure.repaired, group: figure.group }
  const { measure, part, by, group } = figure
  const narrowed = by === undefined || group === undefined ? {} : { by, group }
  return { of: measure, part, ...narrowed }
}

const PARTS = ['all', 'done', 'running', 'met', 'missed'] as const
const STATES = ['all', 'ours', 'open', 'claimed', 'waiting'] as const

/** The figure that an address asks for; `null` where it names none. */
export function readFigure(get: Get): Figure | null {
  const of = get('of') ?? ''
  const what = get('what') ?? ''
  switch (of) {
    case 'count':
      return what === '' || what.length > 200 ? null : { count: what }
    case 'severity':
      return /^[0-4]$/.test(what) ? { severity: Number(what) } : null
    case 'hour':
      return /^\d{1,3}$/.test(what) && Number(what) < 168 ? { hourOfWeek: Number(what) } : null
    case 'repaired':
      return what === 'byOutcome' || what === 'bySpeed' ? { repaired: what, group: get('group') ?? '' } : null
    case 'opened':
      return { opened: 'all' }
    case 'backlog': {
      const backlog = STATES.find((state) => state === what)
      return backlog === undefined ? null : { backlog }
    }
  }
  const measure = MEASURES.find((known) => known === of)
  if (measure === undefined) return null
  const part = PARTS.find((known) => known === get('part')) ?? 'all'
  const by = DIMENSIONS.find((known) => known === get('by'))
  return { measure, part, by, group: by === undefined ? undefined : (get('group') ?? '') }
}

export const isOutcome = (name: string): name is (typeof OUTCOMES)[number] =>
  OUTCOMES.some((known) => known === name)
