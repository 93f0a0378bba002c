import { Hono } from 'hono'
import { LRUCache } from 'lru-cache'
import type { Summary, SummaryLine } from '../domain/summary.js'
import { HOUR, type Instant, MINUTE } from '../domain/time.js'
import { blindOf } from '../reports/digest.js'
import { summaryOf } from '../reports/digest-words.js'
import { heardBefore, makeDigest } from '../reports/make-digest.js'
import type { DigestTimes } from '../reports/owe-digest.js'
import { NOT_NARROWED, type ReportQuery } from '../reports/query.js'
import { onlyFor } from './by-role.js'
import type { Rooms, WebEnv } from './context.js'
import { tameLine } from './foreign-text.js'
import { Page, Plain } from './layout.js'
import { Chart } from './report-pictures.js'
import { reportHref } from './report-query.js'
import { signedIn } from './signed-in.js'

/** The last digest on a page: the same as the channel was told, for those who have none and for those who look again. */
export function digestRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { texts, desk, digest: times } = rooms
  const words = texts.digest
  // Where none is made there is no page.
  if (times == null) return app
  const said = keepDigest(rooms, times)

  app.get('/digest', signedIn(rooms), onlyFor(rooms, 'manager', words.last, words.forManagers), async (c) => {
    const { me } = c.var
    const now = desk.clock()
    const due = times.lastDue(now)
    const heard = due !== null && heardBefore(desk.store, times.brand, due)
    return c.html(
      <Page texts={texts} title={words.last} me={me} demo={rooms.demo} here="reports">
        {heard ? (
          <DigestPage rooms={rooms} summary={await said(due, now)} query={queryOf(times, due)} />
        ) : (
          <Plain title={words.notYet} help={words.notYetHelp} />
        )}
      </Page>,
    )
  })
  return app
}

/** Weeks of history are read for it: not anew for everybody who comes by. */
function keepDigest({ desk, texts, health }: Rooms, { last, brand }: DigestTimes) {
  const kept = new LRUCache<Instant, Promise<Summary>>({ max: 1, ttl: 2 * MINUTE })
  return (due: Instant, now: Instant): Promise<Summary> => {
    const known = kept.get(due)
    if (known !== undefined) return known
    const order = { period: { from: due - last, to: due }, brand, blind: blindOf(health().parts) }
    const making = makeDigest(desk, order, now).then((digest) => summaryOf(digest, texts, now))
    kept.set(due, making)
    making.catch(() => kept.delete(due))
    return making
  }
}

/** The report of the same days, as it stood when they were over. */
const queryOf = ({ last, brand }: DigestTimes, due: Instant): ReportQuery => ({
  ...NOT_NARROWED,
  ...{ last: `${Math.max(Math.round(last / HOUR), 1)}h`, from: '', to: '', brand: brand ?? '', at: due },
})

function DigestPage(props: { rooms: Rooms; summary: Summary; query: ReportQuery }) {
  const { rooms, summary, query } = props
  const words = rooms.texts.digest
  return (
    <article class="report digest">
      <h1>{tameLine(summary.title)}</h1>
      <p class="span">{summary.about}</p>
      <div class="told">
        <div>
          {summary.sections.map(({ title, lines }) => (
            <section>
              <h2>{title}</h2>
              <ul>
                {lines.map((line) => (
                  <li>
                    <Line line={line} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <figure class="picture">
          <Chart name="volume" query={query} />
          <figcaption>
            <a href={reportHref('/reports', query)}>{words.wholeReport}</a>
          </figcaption>
        </figure>
      </div>
      <p>
        <small>{words.namedHelp}</small>
      </p>
    </article>
  )
}

function Line({ line: { text, name, cases } }: { line: SummaryLine }) {
  return (
    <>
      {tameLine(text, 600)}
      {name !== null && (
        <>
          {' '}
          <bdi>{tameLine(name)}</bdi>
        </>
      )}
      {cases.map((id, i) => (
        <>
          {i === 0 ? ' · ' : ', '}
          <a href={`/cases/${id}`}>#{id}</a>
        </>
      ))}
    </>
  )
}
