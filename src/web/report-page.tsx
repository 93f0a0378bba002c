import type { Figure } from '../reports/behind.js'
import type { Share } from '../reports/chance.js'
import { isPast } from '../reports/figures.js'
import { number, percent } from '../reports/say.js'
import type { Rooms } from './context.js'
import { counterDefined, defines, figureDefined } from './definitions.js'
import { behindHref } from './figure-query.js'
import { missedHref } from './missed-list.js'
import { Choose, Narrowed } from './report-choose.js'
import { Clocks, Counts, interval, Repaired, Splits } from './report-figures.js'
import { Together } from './report-people.js'
import { linked, Picture, type Told } from './report-pictures.js'
import { Asked } from './report-pulse.js'
import { reportHref } from './report-query.js'
import { Span } from './report-span.js'
import { Name, Table } from './report-table.js'

/** A period's figures, from the first glance to the cases behind each. */
export function ReportPage({ rooms, fault, ...told }: Told & { rooms: Rooms; fault: boolean }) {
  const { reader, report, query } = told
  const words = reader.texts.desk.report
  const { figures } = report
  const { trust, promises, precision } = figures
  return (
    <article class="report">
      <h1>{words.title}</h1>
      <Choose rooms={rooms} reader={reader} query={query} />
      {fault && (
        <p class="fault" role="alert">
          {words.noPeriod}
        </p>
      )}
      <Narrowed
        reader={reader}
        query={{ ...query, at: null }}
        href={(other) => reportHref('/reports', other)}
      />
      <Span {...told} />
      <p class="small-print">
        {rooms.digest != null && <a href="/digest">{reader.texts.digest.last}</a>}{' '}
        <small>
          {words.definitions} <a href="/figures">{reader.texts.desk.definitions.title}</a>
        </small>
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
          of="times"
          counts={[
            { name: 'reopened', n: figures.reopened },
            { name: 'expired', n: figures.expired },
            ...figures.escalated.map(({ name, n }) => ({ name: `escalated:${name}`, n })),
          ]}
        />
        <Counts
          {...told}
          caption={words.tables.outcomes}
          prefix="outcome:"
          of="times"
          counts={figures.outcomes}
        />
        <Counts {...told} caption={words.tables.causes} prefix="cause:" of="times" counts={figures.causes} />
      </div>

      <h2>{words.sections.trust}</h2>
      <div class="pictures">
        <Picture name="funnel" {...told} />
        <div class="beside">
          <Repaired {...told} of="byOutcome" />
          <Repaired {...told} of="bySpeed" />
        </div>
      </div>
      <div class="sheets">
        <Counts
          {...told}
          caption={words.tables.signs}
          prefix="trust:"
          of="n"
          counts={[
            ...trust.signs,
            { name: 'not-repaired', n: trust.repaired.of - trust.repaired.n },
            { name: 'silent', n: trust.silent },
          ].filter(({ n }) => n > 0)}
        />
        <Table
          caption={words.tables.promises}
          defined={defines('promises')}
          head={[words.column.what, words.column.times]}
          rows={(['kept', 'late', 'open'] as const).map((state) => [
            words.promise[state],
            linked(query, number(promises[state]), promises[state], { promises: state }),
          ])}
        />
      </div>
      <Asked {...told} />

      <h2>{words.sections.alerts}</h2>
      <p>
        <ShareLine told={told} share={precision} figure={{ count: 'judged' }} />{' '}
        <Name text={words.precision} href={counterDefined('judged')} />;{' '}
        <Linked told={told} n={figures.missed} figure={{ count: 'opened-by-hand' }} />{' '}
        {words.missed(figures.missed)}.{' '}
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

/** What a manager wants to know before anything else, with the period before in brackets. */
function Glance(told: Told) {
  const { reader, report } = told
  const words = reader.texts.desk.report
  const { figures, before } = report
  const share = (one: Share | null) => (one?.share == null ? words.nothing : percent(one.share))
  // Before anything was heard at all nothing can be told; 0 would say that all was quiet.
  const wasHeard = before.volume > 0 || before.funnel.every(({ step, n }) => step !== 'mentions' || n !== 0)
  const was = (n: number) => (wasHeard ? number(n) : words.nothing)
  const tile = (
    what: keyof typeof words.tile,
    value: string,
    was: string | null,
    small: string,
    figure: Figure,
  ) => (
    <div class="tile">
      <dt>
        <Name text={words.tile[what]} href={figureDefined(figure)} />
      </dt>
      <dd>
        {value === words.nothing || value === '0' ? (
          <b>{value}</b>
        ) : (
          <a href={behindHref(told.query, figure)}>{value}</a>
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
      {tile('complaints', number(figures.volume), was(before.volume), '', { opened: 'all' })}
      {tile('claimed', share(claim.inTime), share(before.times.claim.inTime), of(claim.inTime), {
        measure: 'claim',
        part: 'decided',
      })}
      {tile('answered', share(reply.inTime), share(before.times.reply.inTime), of(reply.inTime), {
        measure: 'reply',
        part: 'decided',
      })}
      {tile(
        isPast(figures) ? 'oursThen' : 'ours',
        number(figures.backlog.ours),
        was(before.backlog.ours),
        '',
        {
          backlog: 'ours',
        },
      )}
      {tile(
        'repaired',
        share(repaired),
        share(before.trust.repaired),
        repaired.of === 0 ? '' : `${of(repaired)}, ${interval(repaired)}`,
        { repaired: 'all' },
      )}
      {tile(
        'promises',
        share(figures.promises.share),
        share(before.promises.share),
        of(figures.promises.share),
        { promises: 'share' },
      )}
    </dl>
  )
}

function ShareLine({ told, share, figure }: { told: Told; share: Share; figure: Figure }) {
  const words = told.reader.texts.desk.report
  if (share.share === null) return <>{words.nothing}</>
  return (
    <a href={behindHref(told.query, figure)}>
      {percent(share.share)} ({words.ofN(share.n, share.of)})
    </a>
  )
}

function Linked({ told, n, figure }: { told: Told; n: number; figure: Figure }) {
  if (n === 0) return <>{number(n)}</>
  return <a href={behindHref(told.query, figure)}>{number(n)}</a>
}
