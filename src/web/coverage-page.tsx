import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { quantile, survival } from '../reports/kaplan-meier.js'
import type { Report } from '../reports/report.js'
import { groupOf, stretches } from '../reports/samples.js'
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
  app.get('/coverage', signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    const { report } = await rooms.reports.of({
      last: '7d',
      from: '',
      to: '',
      brand: '',
      at: wholeMinutes(reader.now),
    })
    const inside = <CoveragePage reader={reader} health={rooms.health()} report={report} />
    if (wantsFragment(c)) return c.html(inside)
    return c.html(
      <Page texts={texts} title={texts.desk.report.coverage} me={me} demo={rooms.demo} here="coverage" live>
        {inside}
      </Page>,
    )
  })
  return app
}

/** Many windows may stand open: they share one reading of history every five minutes. */
const wholeMinutes = (now: number): number => now - (now % 300_000)

function CoveragePage({ reader, health, report }: { reader: Reader; health: DeskHealth; report: Report }) {
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
              <Part reader={reader} part={part} facts={aboutSource(reader, part, report)} />
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

function aboutSource({ texts, now }: Reader, part: HealthPart, report: Report): readonly Fact[] {
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
  return [
    [words.reach, tameLine(source.reach, 500)],
    success,
    ...failing,
    [words.lag, lagOf(report, source.network, words)],
  ]
}

/** From when complaints were posted until we had them, of the network that a source brings. */
function lagOf(report: Report, network: string, words: Reader['texts']['desk']['report']['cover']): string {
  const samples = report.tally.samples.seen.filter((one) => groupOf(one, 'network') === network)
  const curve = survival(stretches(samples, 'wall'))
  const [median, p90] = [quantile(curve, 0.5), quantile(curve, 0.9)]
  return median === null || p90 === null
    ? words.noLag
    : words.lagOf(duration(median), duration(p90), samples.length)
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
