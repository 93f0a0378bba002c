import { type CaseQuery, hrefOf, isFiltered, PAGE_SIZE, PRIORITIES, TABS, type Tab } from './case-query.js'
import type { Reader, Rooms } from './context.js'

/** What the list can be narrowed to. Plain links and a GET form: every view has an address. */
export function Tabs(props: { reader: Reader; query: CaseQuery; counts: Readonly<Record<Tab, number>> }) {
  const words = props.reader.texts.desk
  return (
    <nav class="tabs" aria-label={words.menu.cases}>
      {TABS.map((tab) => (
        <a
          id={`tab-${tab}`}
          href={hrefOf({ ...props.query, tab, page: 1 })}
          aria-current={tab === props.query.tab ? 'page' : undefined}
        >
          {words.tab[tab]} <span class="count">{props.counts[tab]}</span>
        </a>
      ))}
    </nav>
  )
}

export function Filters({ rooms, reader, query }: { rooms: Rooms; reader: Reader; query: CaseQuery }) {
  const { texts } = reader
  const words = texts.desk.filter
  const names = (values: readonly string[]) => values.map((value) => [value, value] as const)
  return (
    <details id="filters" class="filters" open={isFiltered(query)}>
      <summary>{words.title}</summary>
      <form method="get" action="/" data-filter="">
        {query.tab === 'mine' ? (
          <input type="hidden" name="mine" value="1" />
        ) : (
          query.tab !== 'open' && <input type="hidden" name="status" value={query.tab} />
        )}
        <Choice
          name="priority"
          label={words.priority}
          any={words.any}
          chosen={query.priority}
          offered={names(PRIORITIES)}
        />
        <Choice
          name="brand"
          label={words.brand}
          any={words.any}
          chosen={query.brand}
          offered={names(rooms.brands)}
        />
        <Choice
          name="network"
          label={words.network}
          any={words.any}
          chosen={query.network}
          offered={rooms.networks.map((network) => [network, texts.network(network)])}
        />
        <Choice
          name="language"
          label={words.language}
          any={words.any}
          chosen={query.language}
          offered={rooms.languages.map((code) => [code, texts.language(code)])}
        />
        <button type="submit">{words.show}</button>
        {isFiltered(query) && (
          <a href={hrefOf({ tab: query.tab, brand: '', network: '', priority: '', language: '', page: 1 })}>
            {words.clear}
          </a>
        )}
      </form>
    </details>
  )
}

/** One of several, or any. */
export function Choice(props: {
  name: string
  label: string
  any: string
  chosen: string
  offered: readonly (readonly [value: string, name: string])[]
}) {
  // One to choose from is no choice.
  if (props.offered.length < 2 && props.chosen === '') return null
  const unknown = props.chosen !== '' && !props.offered.some(([value]) => value === props.chosen)
  return (
    <label class="filter">
      <span>{props.label}</span>
      <select name={props.name} id={`filter-${props.name}`}>
        <option value="">{props.any}</option>
        {(unknown ? [...props.offered, [props.chosen, props.chosen] as const] : props.offered).map(
          ([value, name]) => (
            <option value={value} selected={value === props.chosen}>
              {name}
            </option>
          ),
        )}
      </select>
    </label>
  )
}

export function Pager(props: { reader: Reader; query: CaseQuery; all: number; shown: number }) {
  const { query, all, shown } = props
  const words = props.reader.texts.desk.page
  if (all <= PAGE_SIZE) return null
  const before = (query.page - 1) * PAGE_SIZE
  return (
    <nav class="pager" aria-label={words.of(before + 1, before + shown, all)}>
      {query.page > 1 && <a href={hrefOf({ ...query, page: query.page - 1 })}>← {words.earlier}</a>}
      <span>{words.of(before + 1, before + shown, all)}</span>
      {before + shown < all && <a href={hrefOf({ ...query, page: query.page + 1 })}>{words.later} →</a>}
    </nav>
  )
}
