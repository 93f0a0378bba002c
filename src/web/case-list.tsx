import type { Card } from '../domain/card.js'
import type { DuePromise } from '../domain/outreach.js'
import type { Instant } from '../domain/time.js'
import { BulkBar, mayDismiss, Pick } from './bulk.js'
import { QuickActions, Standing } from './case-actions.js'
import { Filters, Pager, Tabs } from './case-filters.js'
import { RowFlags } from './case-flags.js'
import { type CaseQuery, filterOf, hrefOf, isFiltered, PAGE_SIZE, type Tab } from './case-query.js'
import type { Reader, Rooms } from './context.js'
import { Coverage } from './coverage.js'
import { KeysHelp } from './keys-help.js'
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
  const count = (tab: Tab) => cases.count(filterOf({ ...query, tab }, me))
  const [open, mine, claimed] = [count('open'), count('mine'), count('claimed')]
  const [waiting, snoozed, resolved] = [count('waiting'), count('snoozed'), count('resolved')]
  // Every case stands under one of these; "mine" are some of them again.
  const all = open + claimed + waiting + snoozed + resolved
  const counts = { open, mine, claimed, waiting, snoozed, resolved, all }
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
      <Overdue
        promises={rooms.desk.store.clockwork.promisesOverdue(reader.now, OVERDUE_SHOWN)}
        reader={reader}
      />
      {cards.length === 0 ? (
        <Nothing reader={reader} query={query} lastPostAt={health.lastPostAt} />
      ) : (
        <ol class="cases" id="cases">
          {cards.map((card) => (
            <Row reader={reader} card={card} query={query} />
          ))}
        </ol>
      )}
      {cards.some((card) => mayDismiss(reader, card)) && <BulkBar reader={reader} query={query} />}
      <Pager reader={reader} query={query} all={counts[query.tab]} shown={cards.length} />
      <p class="by-hand">
        <button type="button" class="plain needs-script" data-keys="">
          {reader.texts.desk.report.keys.title} <kbd>?</kbd>
        </button>{' '}
        <a href="/open">{reader.texts.desk.care.open.link}</a>
      </p>
      <KeysHelp reader={reader} />
      <Coverage reader={reader} health={health} where="below" />
    </>
  )
}

const OVERDUE_SHOWN = 8

/** What we said we would do by now stands under other tabs, where nobody looks in the morning: it is told above all of them. */
function Overdue({ promises, reader }: { promises: readonly DuePromise[]; reader: Reader }) {
  const ids = [...new Set(promises.map(({ caseId }) => caseId))]
  if (ids.length === 0) return null
  return (
    <section class="blind" id="overdue">
      <p>
        <b>{reader.texts.desk.care.flag.overdue(ids.length)}</b>{' '}
        {ids.map((id) => (
          <>
            <a href={`/cases/${id}`}>#{id}</a>{' '}
          </>
        ))}
      </p>
    </section>
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
        {mayDismiss(reader, card) && <Pick reader={reader} id={current.id} />}
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
                <Moment at={current.waitingSince} now={now} as="span" />
              </b>
            </>
          )}
          {card.joined.length > 0 && <span class="joined">{words.morePosts(card.joined.length)}</span>}
        </p>
        {current.status !== 'open' && <Standing reader={reader} current={current} />}
        <p class="row-flags">
          <RowFlags reader={reader} card={card} />
        </p>
      </div>
      <QuickActions reader={reader} current={current} back={hrefOf(query)} canReply={canReply(card)} />
    </li>
  )
}

/** Not while a reply is on its way, nor to somebody who took every word back. */
const canReply = (card: Card): boolean =>
  [card.opening, ...card.joined].some(({ removedAt }) => removedAt === null) &&
  !card.outreaches.some(({ status }) => ['to-approve', 'owed', 'sending'].includes(status))

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
