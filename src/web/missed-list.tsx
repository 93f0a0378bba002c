import type { StoredMention } from '../domain/mention.js'
import type { Miss } from '../domain/missed.js'
import type { RegressionRun } from '../ports.js'
import type { Reader, Rooms } from './context.js'
import { MissForm, Sentences } from './missed-words.js'
import { Moment, sentence } from './moment.js'
import { AuthorLine, Quote } from './post.js'

const PAGE = 50
const STATES = ['to-look-at', 'in-the-set', 'set-aside'] as const

/** What the list shows, as its address says it. */
export type MissedQuery = { readonly state: Miss['state']; readonly brand: string; readonly page: number }

export function readMissedQuery(get: (name: string) => string | undefined): MissedQuery {
  return {
    state: STATES.find((state) => state === get('state')) ?? 'to-look-at',
    brand: (get('brand') ?? '').slice(0, 100),
    page: /^[1-9]\d{0,5}$/.test(get('page') ?? '') ? Number(get('page')) : 1,
  }
}

export function missedHref({ state, brand, page }: MissedQuery): string {
  const parameters = new URLSearchParams()
  if (state !== 'to-look-at') parameters.set('state', state)
  if (brand !== '') parameters.set('brand', brand)
  if (page > 1) parameters.set('page', String(page))
  const text = parameters.toString()
  return text === '' ? '/missed' : `/missed?${text}`
}

type Listing = {
  readonly query: MissedQuery
  readonly counts: Readonly<Record<Miss['state'], number>>
  readonly rows: readonly { readonly miss: Miss; readonly mention: StoredMention }[]
  readonly run: RegressionRun | null
}

export function listMisses({ desk: { store } }: Rooms, asked: MissedQuery): Listing {
  const brand = asked.brand === '' ? undefined : asked.brand
  const count = (state: Miss['state']) => store.missed.count({ state, brand })
  const counts = {
    'to-look-at': count('to-look-at'),
    'in-the-set': count('in-the-set'),
    'set-aside': count('set-aside'),
  }
  const page = Math.min(asked.page, Math.max(Math.ceil(counts[asked.state] / PAGE), 1))
  const rows = store.missed
    .list({ state: asked.state, brand }, { limit: PAGE, offset: (page - 1) * PAGE })
    .flatMap((miss) => {
      const mention = store.mentions.get(miss.mentionId)
      return mention === null ? [] : [{ miss, mention }]
    })
  return { query: { ...asked, page }, counts, rows, run: store.missed.lastRun() }
}

export function MissedList(props: { rooms: Rooms; reader: Reader; listing: Listing }) {
  const { rooms, reader, listing } = props
  const { query, counts, rows } = listing
  const words = reader.texts.desk.missed
  const page = reader.texts.desk.page
  const first = (query.page - 1) * PAGE
  const all = counts[query.state]
  return (
    <section class="missed">
      <p>
        <a href="/reports">← {reader.texts.desk.report.title}</a>
      </p>
      <h1>{words.title}</h1>
      <p>{words.help}</p>
      <TheSet reader={reader} run={listing.run} />
      <nav class="tabs" aria-label={words.title}>
        {STATES.map((state) => (
          <a
            href={missedHref({ ...query, state, page: 1 })}
            aria-current={state === query.state ? 'page' : undefined}
          >
            {words.tab[state]} <span class="count">{counts[state]}</span>
          </a>
        ))}
      </nav>
      <BrandFilter brands={rooms.brands} reader={reader} query={query} />
      {rows.length === 0 && <p class="nothing">{words.nothing[query.state]}</p>}
      <ol class="misses">
        {rows.map(({ miss, mention }) => (
          <Row rooms={rooms} reader={reader} miss={miss} mention={mention} back={missedHref(query)} />
        ))}
      </ol>
      {all > PAGE && (
        <nav class="pager" aria-label={words.all}>
          {query.page > 1 && <a href={missedHref({ ...query, page: query.page - 1 })}>← {page.earlier}</a>}
          <span>{page.of(first + 1, first + rows.length, all)}</span>
          {first + PAGE < all && <a href={missedHref({ ...query, page: query.page + 1 })}>{page.later} →</a>}
        </nav>
      )}
    </section>
  )
}

/** How the classifier stood when it was last held against the set. */
function TheSet({ reader, run }: { reader: Reader; run: RegressionRun | null }) {
  const words = reader.texts.desk.missed.set
  return (
    <p class={run !== null && run.worse > 0 ? 'set-state is-worse' : 'set-state'}>
      <b>{words.title}</b>{' '}
      {run === null
        ? words.never
        : sentence(reader.now, (write) => words.ran({ ...run, ago: write.ago(run.at) }))}{' '}
      <small>{words.help}</small>
    </p>
  )
}

function BrandFilter(props: { brands: readonly string[]; reader: Reader; query: MissedQuery }) {
  const { brands, reader, query } = props
  const words = reader.texts.desk.filter
  if (brands.length < 2 && query.brand === '') return null
  const offered = query.brand === '' || brands.includes(query.brand) ? brands : [...brands, query.brand]
  return (
    <form class="by-brand" method="get" action="/missed" data-filter="">
      {query.state !== 'to-look-at' && <input type="hidden" name="state" value={query.state} />}
      <label class="filter">
        <span>{words.brand}</span>
        <select name="brand">
          <option value="">{words.any}</option>
          {offered.map((brand) => (
            <option value={brand} selected={brand === query.brand}>
              {brand}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{words.show}</button>
    </form>
  )
}

function Row(props: { rooms: Rooms; reader: Reader; miss: Miss; mention: StoredMention; back: string }) {
  const { rooms, reader, miss, mention, back } = props
  const { texts, now } = reader
  const words = texts.desk.missed
  const { store } = rooms.desk
  const result = miss.state === 'in-the-set' ? store.missed.lastResult(miss.mentionId) : null
  const caseId = store.cases.ofMention(miss.mentionId)
  return (
    <li class="miss" id={`miss-${miss.mentionId}`}>
      <div class="what">
        <p class="place">
          <b>{words.kind[miss.kind]}</b> · {miss.brand} · {texts.network(mention.post.network)} ·{' '}
          <Moment at={miss.noticedAt} now={now} as="ago" />
          {result !== null && (
            <>
              {' · '}
              <span class={result.passes ? 'passes' : 'fails'}>
                {words.set.result(result.alerts, result.passes, result.complaint)}
              </span>
            </>
          )}
        </p>
        <Quote reader={reader} mention={mention} clamp={true} />
        <AuthorLine reader={reader} mention={mention} earlierCases={0} brief />
        <Sentences reader={reader} miss={miss} />
      </div>
      <div class="presses">
        <a class="button primary" href={`/missed/${miss.mentionId}`}>
          {words.look}
          <span class="unseen"> {words.post.title(miss.mentionId)}</span>
        </a>
        {miss.state === 'to-look-at' && (
          <MissForm reader={reader} miss={miss} decision="set-aside" back={back}>
            <button type="submit">{words.post.aside}</button>
          </MissForm>
        )}
        {caseId !== null && <a href={`/cases/${caseId}`}>{words.openCase(caseId)}</a>}
      </div>
    </li>
  )
}
