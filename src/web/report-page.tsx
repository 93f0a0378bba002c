import type { Share } from '../reports/chance.js'
import type { Figure } from '../reports/report.js'
import { dayAndTime, number, percent } from '../reports/say.js'
import type { Rooms } from './context.js'
import { missedHref } from './missed-list.js'
import { Clocks, Counts, interval, Repaired, Splits } from './report-figures.js'
import { Together } from './report-people.js'
import { Picture, type Told } from './report-pictures.js'
import { Asked } from './report-pulse.js'
import { figureParameters, reportHref } from './report-query.js'
import { Table } from './report-table.js'

const LASTS = ['24h', '7d', '30d', '90d'] as const

/** A period's figures, from the first glance to the cases behind each. */
export function ReportPage({ rooms, fault, ...told }: Told & { rooms: Rooms; fault: boolean }) {
  const { reader, report, query } = told
  const words = reader.texts.desk.report
  const { figures, zone } = report
  const { trust, promises, precision } = figures
  const { from, to } = figures.period
  return (
    <article class="report">
      <h1>{words.title}</h1>
      <Choose rooms={rooms} {...told} />
      {fault && (
        <p class="fault" role="alert">
          {words.noPeriod}
        </p>
      )}
      <p class="span">
        {words.span(dayAndTime(from, zone), dayAndTime(to, zone), zone, query.brand || words.allBrands)}{' '}
        {rooms.digest != null && <a href="/digest">{reader.texts.digest.last}</a>}{' '}
        <small>{words.definitions}</small>
      </p>

      <h2 class="unseen">{words.sections.glance}</h2>
      <Glance {...told} />

      <h2>{words.sections.fast}</h2>
      <div class="pictures">
        <Picture name="claim-times" {...told} />
        <Picture name="reply-times" {...told} />
      </div>
      <Clocks {...told} />
      <Together rooms={rooms} reader={reader} report={report} />

      <h2>{words.sections.slow}</h2>
      <div class="pictures">
        <Picture name="trend" {...told} />
        <Picture name="week" {...told} />
      </div>
      <Splits {...told} />

      <h2>{words.sections.much}</h2>
      <div class="pictures">
        <Picture name="volume" {...told} />
        <Picture name="backlog" {...told} />
      </div>
      <div class="sheets">
        <Counts
          {...told}
          caption={words.tables.happened}
          prefix=""
          counts={[
            { name: 'reopened', n: figures.reopened },
            { name: 'expired', n: figures.expired },
            ...figures.escalated.map(({ name, n }) => ({ name: `escalated:${name}`, n })),
          ]}
        />
        <Counts {...told} caption={words.tables.outcomes} prefix="outcome:" counts={figures.outcomes} />
        <Counts {...told} caption={words.tables.causes} prefix="cause:" counts={figures.causes} />
      </div>

      <h2>{words.sections.trust}</h2>
      <div class="pictures">
        <Picture name="funnel" {...told} />
      </div>
      <div class="sheets">
        <Repaired {...told} of="byOutcome" />
        <Repaired {...told} of="bySpeed" />
        <Counts {...told} caption={words.tables.signs} prefix="trust:" counts={trust.signs} />
        <Table
          caption={words.tables.promises}
          head={[words.column.what, words.column.n]}
          rows={[
            [words.kept, number(promises.kept)],
            [words.late, number(promises.late)],
            [words.open, number(promises.open)],
          ]}
        />
      </div>
      <Asked {...told} />

      <h2>{words.sections.alerts}</h2>
      <p>
        <ShareLine told={told} share={precision} figure={{ count: 'judged' }} /> {words.precision};{' '}
        <Linked told={told} n={figures.missed} figure={{ count: 'opened-by-hand' }} /> {words.missed}.{' '}
        <a href={missedHref({ state: 'to-look-at', brand: told.query.brand, page: 1 })}>
          {reader.texts.desk.missed.fromReport}
        </a>
      </p>
      <p>
        <a href="/coverage">{words.seeCoverage}</a>
      </p>
    </article>
  )
}

function Choose({ rooms, reader, query }: Told & { rooms: Rooms }) {
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
        {rooms.brands.length > 1 && (
          <label class="filter">
            <span>{words.brand}</span>
            <select name="brand">
              <option value="">{words.allBrands}</option>
              {rooms.brands.map((brand) => (
                <option value={brand} selected={brand === query.brand}>
                  {brand}
                </option>
              ))}
            </select>
          </label>
        )}
        {query.last !== '' && <input type="hidden" name="last" value={query.last} />}
        <button type="submit">{words.show}</button>
        <a class="button" href={reportHref('/reports.csv', query)} download>
          {words.csv}
        </a>
      </form>
    </nav>
  )
}

/** What a manager wants to know before anything else, with the period before in brackets. */
function Glance(told: Told) {
  const { reader, report } = told
  const words = reader.texts.desk.report
  const { figures, before } = report
  const share = (one: Share | null) => (one?.share == null ? words.nothing : percent(one.share))
  const tile = (
    what: keyof typeof words.tile,
    value: string,
    was: string | null,
    small: string,
    figure: Figure | null,
  ) => (
    <div class="tile">
      <dt>{words.tile[what]}</dt>
      <dd>
        {figure === null || value === words.nothing || value === '0' ? (
          <b>{value}</b>
        ) : (
          <a href={reportHref('/reports/cases', told.query, figureParameters(figure))}>{value}</a>
        )}{' '}
        {was !== null && <small>{words.was(was)}</small>}
        <small class="of">{small}</small>
      </dd>
    </div>
  )
  const of = (one: Share | null) => (one === null || one.of === 0 ? '' : words.ofN(one.n, one.of))
  const { claim, reply } = figures.times
  const { repaired } = figures.trust
  return (
    <dl class="tiles">
      {tile('complaints', number(figures.volume), number(before.volume), '', { opened: 'all' })}
      {tile('claimed', share(claim.inTime), share(before.times.claim.inTime), of(claim.inTime), {
        measure: 'claim',
        part: 'met',
      })}
      {tile('answered', share(reply.inTime), share(before.times.reply.inTime), of(reply.inTime), {
        measure: 'reply',
        part: 'met',
      })}
      {tile('ours', number(figures.backlog.ours), number(before.backlog.ours), '', { backlog: 'ours' })}
      {tile(
        'repaired',
        share(repaired),
        share(before.trust.repaired),
        repaired.of === 0 ? '' : `${of(repaired)}, ${interval(repaired)}`,
        { count: 'trust:repaired' },
      )}
      {tile(
        'promises',
        share(figures.promises.share),
        share(before.promises.share),
        of(figures.promises.share),
        null,
      )}
    </dl>
  )
}

function ShareLine({ told, share, figure }: { told: Told; share: Share; figure: Figure }) {
  const words = told.reader.texts.desk.report
  if (share.share === null) return <>{words.nothing}</>
  return (
    <a href={reportHref('/reports/cases', told.query, figureParameters(figure))}>
      {percent(share.share)} ({words.ofN(share.n, share.of)})
    </a>
  )
}

function Linked({ told, n, figure }: { told: Told; n: number; figure: Figure }) {
  if (n === 0) return <>{number(n)}</>
  return <a href={reportHref('/reports/cases', told.query, figureParameters(figure))}>{number(n)}</a>
}
