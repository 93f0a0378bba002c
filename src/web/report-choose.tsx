import { CATEGORIES } from '../domain/assessment.js'
import { groupName } from '../reports/group-name.js'
import { LEVEL_NAMES, NARROWED_BY, type NarrowedBy, type ReportQuery } from '../reports/query.js'
import { Choice } from './case-filters.js'
import type { Reader, Rooms } from './context.js'
import { reportHref } from './report-query.js'

const LASTS = ['24h', '7d', '30d', '90d'] as const

type Props = { readonly rooms: Rooms; readonly reader: Reader; readonly query: ReportQuery }

/** Which days, and of what: links and a GET form, so that every report has an address. */
export function Choose({ rooms, reader, query }: Props) {
  const words = reader.texts.desk.report
  const plain = { ...query, at: null }
  const chosen = query.from !== '' ? '' : query.last || '7d'
  return (
    <nav class="choose" aria-label={words.period}>
      <p class="lasts">
        {LASTS.map((last) => (
          <a
            href={reportHref('/reports', { ...plain, last, from: '', to: '' })}
            aria-current={last === chosen ? 'page' : undefined}
          >
            {words.last[last]}
          </a>
        ))}
      </p>
      <form method="get" action="/reports" data-filter="">
        <label class="filter">
          <span>{words.from}</span>
          <input type="date" name="from" value={query.from} />
        </label>
        <label class="filter">
          <span>{words.to}</span>
          <input type="date" name="to" value={query.to} />
        </label>
        {NARROWED_BY.map((by) => (
          <Choice
            name={by}
            label={words.by[by]}
            any={reader.texts.desk.filter.any}
            chosen={query[by]}
            offered={offered(rooms, by).map((value) => [value, groupName(reader.texts, by, value)])}
          />
        ))}
        {query.last !== '' && <input type="hidden" name="last" value={query.last} />}
        <button type="submit">{words.show}</button>
        <a class="button" href={reportHref('/reports.csv', query)} download>
          {words.csv}
        </a>
      </form>
    </nav>
  )
}

/** What the report is narrowed to, each with a way to be rid of it. */
export function Narrowed(props: Omit<Props, 'rooms'> & { readonly href: (other: ReportQuery) => string }) {
  const { reader, query, href } = props
  const { texts } = reader
  const words = texts.desk.report
  const chosen = NARROWED_BY.filter((by) => query[by] !== '')
  if (chosen.length === 0) return null
  const without = (some: readonly NarrowedBy[]) =>
    href({ ...query, ...Object.fromEntries(some.map((by) => [by, ''])) })
  return (
    <p class="narrowed">
      {words.only}{' '}
      {chosen.map((by) => (
        <a href={without([by])}>
          {words.by[by]}: {groupName(texts, by, query[by])} <span aria-hidden="true">✕</span>
          <span class="unseen"> {words.without}</span>
        </a>
      ))}
      {chosen.length > 1 && <a href={without(chosen)}>{words.withoutAll}</a>}
    </p>
  )
}

function offered(rooms: Rooms, by: NarrowedBy): readonly string[] {
  switch (by) {
    case 'brand':
      return rooms.brands
    case 'network':
      return rooms.networks
    case 'language':
      return rooms.languages
    case 'category':
      return CATEGORIES.filter((category) => category !== 'none')
    case 'priority':
      return LEVEL_NAMES
  }
}
