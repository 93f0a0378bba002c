import type { CaseStatus } from '../domain/case.js'
import { LEVELS, type Level } from '../domain/priority.js'
import type { CaseFilter } from '../ports.js'

/** Most pressing first. */
export const PRIORITIES: readonly Level[] = LEVELS.map(([, level]) => level)
export const TABS = ['open', 'mine', 'claimed', 'waiting', 'snoozed', 'resolved', 'all'] as const
export type Tab = (typeof TABS)[number]

/** What the list shows, as its address says it. Empty strings do not filter. */
export type CaseQuery = {
  readonly tab: Tab
  readonly brand: string
  readonly network: string
  readonly priority: Level | ''
  readonly language: string
  /** From 1. */
  readonly page: number
}

export const PAGE_SIZE = 40

/** Reads the GET parameters `status`, `mine`, `brand`, `network`, `priority`, `language`, `page`; nonsense counts as absent. */
export function readCaseQuery(get: (name: string) => string | undefined): CaseQuery {
  const status = get('status') ?? 'open'
  const tab = get('mine') === '1' ? 'mine' : (TABS.find((known) => known === status) ?? 'open')
  const page = Number(get('page') ?? 1)
  return {
    tab,
    brand: get('brand') ?? '',
    network: get('network') ?? '',
    priority: PRIORITIES.find((level) => level === get('priority')) ?? '',
    language: get('language') ?? '',
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  }
}

/** The address of a list: `/` for the plain one. */
export function hrefOf(query: CaseQuery): string {
  const parameters = new URLSearchParams()
  if (query.tab === 'mine') parameters.set('mine', '1')
  else if (query.tab !== 'open') parameters.set('status', query.tab)
  for (const name of ['brand', 'network', 'priority', 'language'] as const)
    if (query[name] !== '') parameters.set(name, query[name])
  if (query.page > 1) parameters.set('page', String(query.page))
  const text = parameters.toString()
  return text === '' ? '/' : `/?${text}`
}

export const isFiltered = (query: CaseQuery): boolean =>
  query.brand !== '' || query.network !== '' || query.priority !== '' || query.language !== ''

export function filterOf(query: CaseQuery, me: string): CaseFilter {
  return {
    statuses: statusesOf(query.tab),
    snoozed: isSnoozedTab(query.tab),
    ownerId: query.tab === 'mine' ? me : undefined,
    brand: query.brand || undefined,
    network: query.network || undefined,
    level: query.priority || undefined,
    lang: query.language || undefined,
  }
}

function statusesOf(tab: Tab): readonly CaseStatus[] | undefined {
  switch (tab) {
    case 'all':
      return undefined
    case 'mine':
    case 'snoozed':
      return ['claimed', 'waiting']
    case 'open':
    case 'claimed':
    case 'waiting':
    case 'resolved':
      return [tab]
  }
}

/** What is put aside stands in its own list until it wakes. */
function isSnoozedTab(tab: Tab): boolean | undefined {
  switch (tab) {
    case 'snoozed':
      return true
    case 'mine':
    case 'claimed':
    case 'waiting':
      return false
    case 'open':
    case 'resolved':
    case 'all':
      return undefined
  }
}
