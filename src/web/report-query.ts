import { CATEGORIES } from '../domain/assessment.js'
import { LEVELS } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { ReportFilter } from '../ports.js'

/** What a report is narrowed to, in the order of its form. */
export const NARROWED_BY = ['brand', 'network', 'language', 'category', 'priority'] as const
export type NarrowedBy = (typeof NARROWED_BY)[number]

/** What a report is asked for, as its address says it. Empty strings: not said. */
export type ReportQuery = Readonly<Record<NarrowedBy, string>> & {
  /** `7d`, `30d`; not read where days are given. */
  readonly last: string
  /** Local days, as `2026-01-05`. */
  readonly from: string
  readonly to: string
  /** The moment it speaks of, so that pictures and cases agree with the page that leads to them; `null`: now. */
  readonly at: Instant | null
}

export const NOT_NARROWED: Readonly<Record<NarrowedBy, string>> = {
  brand: '',
  network: '',
  language: '',
  category: '',
  priority: '',
}

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

/** Most pressing first. */
export const LEVEL_NAMES = LEVELS.map(([, level]) => level)

export const filterOf = ({ brand, network, language, category, priority }: ReportQuery): ReportFilter => ({
  brand: brand || undefined,
  network: network || undefined,
  lang: language || undefined,
  category: CATEGORIES.find((known) => known === category),
  level: LEVEL_NAMES.find((known) => known === priority),
})

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
