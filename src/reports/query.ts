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

/** Most pressing first. */
export const LEVEL_NAMES = LEVELS.map(([, level]) => level)

export const filterOf = ({ brand, network, language, category, priority }: ReportQuery): ReportFilter => ({
  brand: brand || undefined,
  network: network || undefined,
  lang: language || undefined,
  category: CATEGORIES.find((known) => known === category),
  level: LEVEL_NAMES.find((known) => known === priority),
})
