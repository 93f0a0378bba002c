import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { type Instant, MINUTE } from '../domain/time.js'
import { quantile } from '../reports/kaplan-meier.js'
import { NOT_NARROWED } from '../reports/query.js'
import type { Report } from '../reports/report.js'
import { whole } from '../reports/sample-table.js'
import { split, waits } from '../reports/samples.js'
import { duration } from '../reports/say.js'
import type { Asked, Reader, Rooms, WebEnv } from './context.js'
import { tameLine } from './foreign-text.js'
import { Page } from './layout.js'
import { Moment, sentence } from './moment.js'
import type { DeskHealth, HealthPart } from './options.js'
import { signedIn } from './signed-in.js'

/** What Amends hears from and writes to, for everybody at the desk; it follows what happens. */
export function coverageRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { texts } = rooms
  const wantsFragment = (c: Asked): boolean => c.req.header('x-fragment') === '1'
  let known: { readonly at: Instant; readonly lags: Promise<Lags> } | null = null
  const lags = (now: Instant): Promise<Lags> => {
    if (known !== null && known.at <= now && now - known.at < AGAIN) return known.lags
    const query = { ...NOT_NARROWED, last: '7d', from: '', to: '', at: now }
    const found = rooms.reports.of(query).then(({ report }) => lagsOf(report))
    known = { at: now, lags: found }
    found.catch(() => {
      known = null
    })
    return found
  }

  app.get('/coverage', signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    const inside = <CoveragePage reader={reader} health={rooms.health()} lags={await lags(reader.now)} />
    if (wantsFragment(c)) return c.html(inside)
    return c.html(
      <Page texts={texts} title={texts.desk.report.coverage} me={me} demo={rooms.demo} here="coverage" live>
        {inside}
      </Page>,
    )
  })
  return app
}

/** Many windows may stand open: they share one reading of history. */
const AGAIN = 5 * MINUTE

/** From when complaints were posted until we had them, by network. */
type Lags = ReadonlyMap<string, { readonly n: number; readonly median: number; readonly p90: number }>

function lagsOf({ tally }: Report): Lags {
  const all = whole(tally.samples.seen)
  return new Map(
    [...split(all, 'network'), [EVERYWHERE, all] as const].flatMap(([network, part]) => {
      const curve = waits(part, 'wall')
      const [median, p90] = [quantile(curve, 0.5), quantile(curve, 0.9)]
      return median === null || p90 === null ? [] : [[network, { n: part.rows.length, median, p90 }]]
    }),
  )
}
const EVERYWHERE = ''

function CoveragePage({ reader, health, lags }: { reader: Reader; health: DeskHealth; lags: Lags }) {
  const { report: all } = reader.texts.desk
  const words = all.cover
  const sources = health.parts.filter(({ source }) => source !== undefined)
  const boards = health.parts.filter(({ source }) => source === undefined)
  const deaf = sources.length === 0 && health.parts.every(({ board }) => board !== undefined)
  const broken = health.parts.filter(({ ok }) => !ok)
  return (
    <article class="cover">
      <h1>{all.coverage}</h1>
      <p>{words.help}</p>
      {broken.length > 0 || deaf ? (
        <section class="blind loud" id="blind" role="alert">
          <h2>{deaf ? words.nobody : words.blind}</h2>
          <ul>
            {broken.map((part) => (
              <li>
                <b>{part.name}</b>: {tameLine(part.detail, 300)}
              </li>
            ))}
          </ul>
          <p>{words.blindHelp}</p>
        </section>
      ) : (
        <p class="all-well" id="all-well">
          ✓ {words.allWell}
        </p>
      )}
      <p>{sentence(reader.now, (write) => reader.texts.desk.lastPost(write, health.lastPostAt))}</p>
      {sources.length > 0 && (
        <>
          <h2>{words.sources}</h2>
          <div class="parts">
            {sources.map((part) => (
              <Part reader={reader} part={part} facts={aboutSource(reader, part, lags)} />
            ))}
          </div>
        </>
      )}
      {boards.length > 0 && (
        <>
          <h2>{words.boards}</h2>
          <div class="parts">
            {boards.map((part) => (
              <Part reader={reader} part={part} facts={aboutBoard(reader, part)} />
            ))}
          </div>
        </>
      )}
      <h2>{words.notSeen}</h2>
      <p>
        {words.notSeenHelp} <a href="/open">{reader.texts.desk.care.open.link}</a>
      </p>
    </article>
  )
}

type Fact = readonly [name: string, said: Child]

function Part({ reader, part, facts }: { reader: Reader; part: HealthPart; facts: readonly Fact[] }) {
  const words = reader.texts.desk.report.cover
  return (
    <section class={`part ${part.ok ? 'is-ok' : 'is-broken'}`}>
      <h3>
        {part.name}{' '}
        <span class="state">
          {part.ok ? '✓' : '✕'} {part.ok ? words.works : words.broken}
        </span>
      </h3>
      <dl>
        {facts.map(([name, said]) => (
          <>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}

function aboutSource({ texts, now }: Reader, part: HealthPart, lags: Lags): readonly Fact[] {
  const words = texts.desk.report.cover
  const { source, lastSuccessAt } = part
  if (source === undefined) return []
  const success: Fact = [
    words.lastSuccess,
    lastSuccessAt === null ? words.never : <Moment at={lastSuccessAt} now={now} as="ago" />,
  ]
  const { failingSince, failures } = source
  const failing: readonly Fact[] =
    failingSince === null
      ? []
      : [
          [words.failingSince, <Moment at={failingSince} now={now} as="ago" />],
          [
            words.error,
            <>
              <bdi>{tameLine(part.detail, 500)}</bdi> <small>{words.failures(failures)}</small>
            </>,
          ],
        ]
  // A replay brings posts of several networks.
  const lag = lags.get(source.network) ?? (source.network === 'replay' ? lags.get(EVERYWHERE) : undefined)
  const delay = lag === undefined ? words.noLag : words.lagOf(duration(lag.median), duration(lag.p90), lag.n)
  return [[words.reach, tameLine(source.reach, 500)], success, ...failing, [words.lag, delay]]
}

function aboutBoard({ texts, now }: Reader, { ok, detail, board }: HealthPart): readonly Fact[] {
  const words = texts.desk.report.cover
  const why: readonly Fact[] = ok && board !== undefined ? [] : [[words.error, tameLine(detail, 500)]]
  if (board === undefined) return why
  return [
    ...why,
    [words.owed, sentence(now, (write) => words.owedSince(write, board.owed, board.oldestAt))],
    [words.abandoned, words.abandonedHelp(board.abandoned)],
  ]
}
