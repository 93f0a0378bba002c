import type { LadderPolicy } from '../domain/ladder.js'
import type { Figure } from '../reports/behind.js'
import type { Share } from '../reports/chance.js'
import type { ChartName } from '../reports/charts/index.js'
import { TITLES } from '../reports/charts/options.js'
import { SIZES } from '../reports/charts/theme.js'
import type { HUMAN_MEASURES } from '../reports/figures.js'
import { stepsOf } from '../reports/funnel-steps.js'
import type { ReportQuery } from '../reports/query.js'
import type { Report } from '../reports/report.js'
import { bucketName, duration, durationOr, number, percent, SHORT_DAYS } from '../reports/say.js'
import { SENTENCES } from '../reports/sentences.js'
import type { Reader } from './context.js'
import { clockDefined, defines, PICTURE_DEFINED } from './definitions.js'
import { behindHref } from './figure-query.js'
import { reportHref } from './report-query.js'
import { type Cell, type Row, Table } from './report-table.js'
import { counterName } from './report-words.js'

export type Told = {
  readonly reader: Reader
  readonly report: Report
  readonly query: ReportQuery
  readonly ladder: LadderPolicy
}

/** A cell that leads to the cases behind its figure; an empty figure leads nowhere. */
export const linked = (query: ReportQuery, text: string, n: number, figure: Figure): Cell =>
  n === 0 ? text : { text, href: behindHref(query, figure) }

/** A picture in the reader's own light, what it shows in a sentence, and the same for those who would rather read. */
export function Picture({ name, ...told }: Told & { readonly name: ChartName }) {
  const { reader, report, query, ladder } = told
  const sentence = SENTENCES[name](report.figures, ladder)
  return (
    <figure class="picture">
      {/* By itself a phone can enlarge it. */}
      <a href={chartHref(name, query, 'light')}>
        <Chart name={name} query={query} />
      </a>
      <figcaption>
        <p>
          {sentence}{' '}
          <a class="defined" href={PICTURE_DEFINED[name]}>
            {reader.texts.desk.definitions.howReckoned}
          </a>
        </p>
        <details>
          <summary>{reader.texts.desk.report.asTable}</summary>
          <Table caption={TITLES[name]} hideCaption {...TABLES[name](told)} />
        </details>
      </figcaption>
    </figure>
  )
}

const chartHref = (name: ChartName, query: ReportQuery, theme: 'dark' | 'light', size: ChartSize = 'page') =>
  reportHref(`/reports/chart/${name}.svg`, query, { theme, ...(size === 'page' ? {} : { size }) })
type ChartSize = 'page' | 'phone'

/** In the reader's own light, and narrow on a narrow screen, so that its letters stay large enough to read. */
export function Chart({ name, query }: { readonly name: ChartName; readonly query: ReportQuery }) {
  const { page, phone } = SIZES
  const narrow = '(max-width: 40rem)'
  const dark = '(prefers-color-scheme: dark)'
  return (
    <picture>
      <source
        media={`${narrow} and ${dark}`}
        srcset={chartHref(name, query, 'dark', 'phone')}
        width={phone.width}
        height={phone.height}
      />
      <source
        media={narrow}
        srcset={chartHref(name, query, 'light', 'phone')}
        width={phone.width}
        height={phone.height}
      />
      <source media={dark} srcset={chartHref(name, query, 'dark')} />
      <img
        src={chartHref(name, query, 'light')}
        alt={TITLES[name]}
        width={page.width}
        height={page.height}
        loading="lazy"
      />
    </picture>
  )
}

type Inside = { readonly head: readonly Cell[]; readonly rows: readonly Row[] }

export const shareText = ({ n, of, share }: Share): string =>
  share === null ? '–' : `${percent(share)} (${number(n)} of ${number(of)})`

const TABLES: Readonly<Record<ChartName, (told: Told) => Inside>> = {
  'claim-times': (told) => byPriority(told, 'claim'),
  'reply-times': (told) => byPriority(told, 'reply'),
  trend: ({ reader, report, query }) => {
    const { tile, column } = reader.texts.desk.report
    const cell = (measure: 'claim' | 'reply', bucket: string, share: Share) =>
      linked(query, shareText(share), share.of, { measure, part: 'decided', bucket })
    return {
      head: [column.when, tile.claimed, tile.answered],
      rows: report.figures.trend.map(({ name, claimInTime, replyInTime }) => [
        bucketName(name),
        cell('claim', name, claimInTime),
        cell('reply', name, replyInTime),
      ]),
    }
  },
  volume: ({ reader, report, query }) => {
    const { texts } = reader
    const names = Object.values(texts.severity)
    const all = names.map((_, severity) => {
      const n = report.figures.bySeverity.find((one) => one.severity === severity)?.n ?? 0
      return linked(query, number(n), n, { opened: 'all', severity })
    })
    return {
      head: [texts.desk.report.column.when, ...names],
      rows: [
        ...report.figures.trend.map(
          ({ name: bucket, severities }): Row => [
            bucketName(bucket),
            ...severities.map((n, severity) =>
              linked(query, number(n), n, { opened: 'all', severity, bucket }),
            ),
          ],
        ),
        [texts.desk.report.part.all, ...all],
      ],
    }
  },
  week: ({ reader, report, query }) => ({
    head: [
      reader.texts.desk.report.column.day,
      ...Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
    ],
    rows: SHORT_DAYS.map((day, row) => [
      day,
      ...report.figures.week
        .slice(24 * row, 24 * row + 24)
        .map(({ n }, hour) => linked(query, number(n), n, { opened: 'all', hourOfWeek: 24 * row + hour })),
    ]),
  }),
  backlog: ({ reader, report, query }) => {
    const words = reader.texts.desk.report
    const states = ['open', 'claimed', 'waiting'] as const
    const { ages } = report.figures.backlog
    const all = states.map((state) => {
      const n = ages.reduce((sum, age) => sum + age[state], 0)
      return linked(query, number(n), n, { backlog: state })
    })
    return {
      head: [words.column.when, ...states.map((state) => words.backlogState[state])],
      rows: [
        ...ages.map(
          ({ band, ...age }): Row => [
            band,
            ...states.map((state) => linked(query, number(age[state]), age[state], { backlog: state, band })),
          ],
        ),
        [words.part.all, ...all],
      ],
    }
  },
  funnel: ({ reader, report, query }) => ({
    head: [reader.texts.desk.report.column.what, reader.texts.desk.report.column.n],
    rows: stepsOf(report).map(({ step, n }) => [counterName(reader.texts, step), behindStep(query, step, n)]),
  }),
}

function behindStep(query: ReportQuery, step: string, n: number): Cell {
  // Most mentions are in no case.
  if (step === 'mentions') return number(n)
  if (step === 'complaints') return linked(query, number(n), n, { opened: 'all' })
  return linked(query, number(n), n, { count: step === 'repaired' ? 'trust:repaired' : step })
}

function byPriority(
  { reader, report, query, ladder }: Told,
  measure: (typeof HUMAN_MEASURES)[number],
): Inside {
  const { column } = reader.texts.desk.report
  return {
    head: [
      column.group,
      { text: column.waits, href: clockDefined(measure) },
      { text: column.median, href: defines('medians') },
      { text: column.p90, href: defines('medians') },
      { text: column.inTime, href: defines('in-time') },
      column.target,
    ],
    rows: report.figures.byPriority.map((row) => {
      const { level } = row
      const { n, worked, inTime } = row[measure]
      const target = measure === 'resolve' ? null : ladder[level][measure]
      const of = { measure, by: 'priority', group: level } as const
      return [
        level,
        linked(query, number(n), n, { ...of, part: 'all' }),
        linked(query, durationOr(worked.median.value), n, { ...of, part: 'all', mark: 'median' }),
        linked(query, durationOr(worked.p90), n, { ...of, part: 'all', mark: 'p90' }),
        inTime === null ? '–' : linked(query, shareText(inTime), inTime.of, { ...of, part: 'decided' }),
        target === null ? '–' : duration(target),
      ]
    }),
  }
}
