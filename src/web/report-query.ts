import { CATEGORIES } from '../domain/assessment.js'
import type { Instant } from '../domain/time.js'
import { LEVEL_NAMES, NARROWED_BY, type ReportQuery } from '../reports/query.js'

/** What there is to ask for; other values count as not said. */
export type Offered = { readonly brands: readonly string[]; readonly networks: readonly string[] }
type Get = (name: string) => string | undefined

export function readReportQuery(get: Get, { brands, networks }: Offered, now: Instant): ReportQuery {
  const at = /^\d{10,15}$/.test(get('at') ?? '') ? Number(get('at')) : null
  const [from, to] = [get('from') ?? '', get('to') ?? '']
  const oneOf = (known: readonly string[], name: string) => known.find((one) => one === get(name)) ?? ''
  const language = get('language') ?? ''
  return {
    last: from === '' && to === '' ? (get('last') ?? '') : '',
    from,
    to,
    brand: oneOf(brands, 'brand'),
    network: oneOf(networks, 'network'),
    // Posts come in more languages than are offered.
    language: /^[a-z]{2,3}$/.test(language) ? language : '',
    category: oneOf(CATEGORIES, 'category'),
    priority: oneOf(LEVEL_NAMES, 'priority'),
    at: at === null ? null : Math.min(at, now),
  }
}

/** The address of a report, of its pictures, or of the cases behind one of its figures. */
export function reportHref(path: string, query: ReportQuery, more: Readonly<Record<string, string>> = {}) {
  const parameters = new URLSearchParams()
  for (const name of ['last', 'from', 'to', ...NARROWED_BY] as const)
    if (query[name] !== '') parameters.set(name, query[name])
  if (query.at !== null) parameters.set('at', String(query.at))
  for (const [name, value] of Object.entries(more)) parameters.set(name, value)
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}
