import type { Card } from '../domain/card.js'
import type { Instant } from '../domain/time.js'
import { QuickActions, Standing } from './case-actions.js'
import {
  type CaseQuery,
  filterOf,
  hrefOf,
  isFiltered,
  PAGE_SIZE,
  PRIORITIES,
  TABS,
  type Tab,
} from './case-query.js'
import type { Reader, Rooms } from './context.js'
import { Coverage } from './coverage.js'
import { Moment, sentence } from './moment.js'
import { AuthorLine, Quote } from './post.js'
import { Level, VerdictLine } from './verdict.js'

export type CaseListing = {
  readonly query: CaseQuery
  readonly cards: readonly Card[]
  readonly counts: Readonly<Record<Tab, number>>
}

export function listCases(rooms: Rooms, query: CaseQuery, me: string): CaseListing {
  const { cases } = rooms.desk.store
  const counts = Object.fromEntries(
    TABS.map((tab) => [tab, cases.count(filterOf({ ...query, tab }, me))]),
  ) as Record<Tab, number>
  const pages = Math.max(Math.ceil(counts[query.tab] / PAGE_SIZE), 1)
  // Cases leave the list while it is read: past the end means the last page, not an empty one.
  const page = Math.min(query.page, pages)
  const cards = cases.list(filterOf(query, me), { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })
  return { query: { ...query, page }, cards, counts }
}

export function CaseList({ rooms, reader, listing }: { rooms: Rooms; reader: Reader; listing: CaseListing }) {
  const { query, cards, counts } = listing
  const health = rooms.health()
  return (
    <>
      <h1 class="unseen">{reader.texts.desk.menu.cases}</h1>
      <Tabs reader={reader} query={query} counts={counts} />
      <Filters rooms={rooms} reader={reader} query={query} />
      <Coverage reader={reader} health={health} where="above" />
      {cards.length === 0 ? (
        <Nothing reader={reader} query={query} lastPostAt={health.lastPostAt} />
      ) : (
        <ol class="cases" id="cases">
          {cards.map((card) => (
            <Row reader={reader} card={card} query={query} />
          ))}
        </ol>
      )}
      <Pager reader={reader} query={query} all={counts[query.tab]} shown={cards.length} />
      <Coverage reader={reader} health={health} where="below" />
    </>
  )
}

function Tabs(props: { reader: Reader; query: CaseQuery; counts: CaseListing['counts'] }) {
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

function Filters({ rooms, reader, query }: { rooms: Rooms; reader: Reader; query: CaseQuery }) {
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

function Choice(props: {
  name: string
  label: string
  any: string
  chosen: string
  offered: readonly (readonly [value: string, name: string])[]
}) {
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

function Row({ reader, card, query }: { reader: Reader; card: Card; query: CaseQuery }) {
  const { case: current, opening } = card
  const { texts, now } = reader
  const words = texts.desk
  const said = {
    level: current.priority.level,
    severity: texts.severity[opening.assessment.severity],
    brand: current.brand,
    network: texts.network(current.network),
  }
  return (
    <li
      id={`case-${current.id}`}
      class={`case ${current.priority.level.toLowerCase()} is-${current.status}`}
      data-arrived={words.arrived(said)}
    >
      <div class="rank">
        <Level priority={current.priority} />
      </div>
      <div class="what">
        <VerdictLine reader={reader} assessment={opening.assessment} />
        <Quote reader={reader} mention={opening} clamp={true} />
      </div>
      <div class="side">
        <p class="place">
          <a class="open-case" href={`/cases/${current.id}`}>
            #{current.id}
          </a>{' '}
          · {current.brand} · {texts.network(current.network)}
          {opening.assessment.lang !== 'und' && <> · {texts.language(opening.assessment.lang)}</>}
        </p>
        <AuthorLine reader={reader} mention={opening} earlierCases={card.earlierCases} brief />
        <p class="waits">
          {current.status === 'open' && (
            <>
              {words.waiting}{' '}
              <b>
                <Moment at={waitingSince(card)} now={now} as="span" />
              </b>
            </>
          )}
          {card.joined.length > 0 && <span class="joined"> +{card.joined.length}</span>}
        </p>
        {current.status !== 'open' && <Standing reader={reader} current={current} />}
      </div>
      <QuickActions reader={reader} current={current} back={hrefOf(query)} />
    </li>
  )
}

/** A case that was reopened waits anew. */
export function waitingSince(card: Card): Instant {
  const reopened = card.history.findLast(({ event }) => event.type === 'reopened')
  return reopened?.at ?? card.case.openedAt
}

function Nothing(props: { reader: Reader; query: CaseQuery; lastPostAt: Instant | null }) {
  const { reader, query } = props
  const words = reader.texts.desk
  return (
    <div class="nothing" id="cases">
      <p>
        <b>{isFiltered(query) ? words.nothing.filtered : words.nothing[query.tab]}</b>
      </p>
      <p>{sentence(reader.now, (write) => words.lastPost(write, props.lastPostAt))}</p>
    </div>
  )
}

function Pager(props: { reader: Reader; query: CaseQuery; all: number; shown: number }) {
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
