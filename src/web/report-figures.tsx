import type { ClockFigure } from '../reports/behind.js'
import type { Count } from '../reports/figures.js'
import { groupName } from '../reports/group-name.js'
import type { ReportQuery } from '../reports/query.js'
import { DIMENSIONS, type Dimension } from '../reports/sample-table.js'
import type { Measure, Times } from '../reports/samples.js'
import { durationOr, number, percent } from '../reports/say.js'
import { clockDefined, counterDefined, defines } from './definitions.js'
import { linked, shareText, type Told } from './report-pictures.js'
import { reportHref } from './report-query.js'
import { type Cell, Name, type Row, Table } from './report-table.js'
import { counterName } from './report-words.js'

const CLOCKS: readonly Measure[] = ['seen', 'alert', 'claim', 'reply', 'felt', 'resolve']

/** Each clock with n, median, nine in ten and what was in time; every count leads to its cases. */
export function Clocks({ reader, report, query }: Told) {
  const words = reader.texts.desk.report
  const { column } = words
  const { figures, before } = report
  // A team that works on the desk alone has no board that cases are put on.
  const hasBoard = figures.times.alert.n > 0 || before.times.alert.n > 0
  const row = (measure: Measure): Row => {
    const times = figures.times[measure]
    const was = before.times[measure]
    return [
      { text: words.measure[measure], href: clockDefined(measure) },
      linked(query, number(times.n), times.n, { measure, part: 'all' }),
      linked(query, number(times.running), times.running, { measure, part: 'running' }),
      spread(query, times, times.worked.median.value, { measure, mark: 'median' }),
      was.n === 0 ? words.was('–') : words.was(durationOr(was.worked.median.value)),
      spread(query, times, times.worked.p90, { measure, mark: 'p90' }),
      spread(query, times, times.wall.median.value, { measure, mark: 'median', clock: 'wall' }),
      inTime(query, times, { measure }),
      late(query, times, { measure }),
    ]
  }
  return (
    <Table
      caption={words.tables.clocks}
      defined={defines('clocks')}
      head={[
        column.what,
        column.waits,
        column.running,
        { text: column.median, href: defines('medians') },
        column.before,
        { text: column.p90, href: defines('medians') },
        column.wall,
        { text: column.inTime, href: defines('in-time') },
        words.part.missed,
      ]}
      rows={CLOCKS.filter((measure) => hasBoard || measure !== 'alert').map(row)}
    />
  )
}

type OfClock = Omit<ClockFigure, 'part'>

/** A median leads to the cases by length with itself marked, nine in ten to the slow tail first. */
const spread = (query: ReportQuery, { n }: Times, ms: number | null, of: OfClock): Cell =>
  n === 0 ? '–' : linked(query, durationOr(ms), n, { ...of, part: 'all' })
const inTime = (query: ReportQuery, { inTime: share }: Times, of: OfClock): Cell =>
  share === null ? '–' : linked(query, shareText(share), share.of, { ...of, part: 'decided' })
const late = (query: ReportQuery, { inTime: share }: Times, of: OfClock): Cell => {
  const n = share === null ? 0 : share.of - share.n
  return share === null ? '–' : linked(query, number(n), n, { ...of, part: 'missed' })
}

/** Claim and reply by brand, network, language and so on: where it is slow. Only where there is more than one group. */
export function Splits({ reader, report, query }: Told) {
  const words = reader.texts.desk.report
  const { splits, fairness } = report.figures
  const shown = DIMENSIONS.filter((by) => splits[by].length > 1)
  const flagged = fairness.flatMap(({ by, group, flag }) => (flag === null ? [] : [{ by, group, flag }]))
  return (
    <>
      {flagged.length === 0 ? (
        <p>
          <Name text={words.fair} href={defines('fairness')} />
        </p>
      ) : (
        <ul class="flagged">
          {flagged.map(({ by, group, flag }) => (
            <li>
              <Name
                text={words.unfairTo(groupName(reader.texts, by, group), words.by[by], words.unfair[flag])}
                href={defines('fairness')}
              />
            </li>
          ))}
        </ul>
      )}
      <div class="sheets wide">
        {shown.map((by) => (
          <Split reader={reader} report={report} query={query} by={by} />
        ))}
      </div>
    </>
  )
}

function Split({ reader, report, query, by }: Omit<Told, 'ladder'> & { readonly by: Dimension }) {
  const { texts } = reader
  const words = texts.desk.report
  const { column } = words
  const flags = new Map(
    report.figures.fairness.flatMap((row) =>
      row.by === by && row.flag !== null ? [[row.group, row.flag] as const] : [],
    ),
  )
  const rows = report.figures.splits[by].map(({ group, claim, reply }): Row => {
    const of = { measure: 'reply', by, group } as const
    const flag = flags.get(group)
    return [
      {
        text: groupName(texts, by, group),
        href: narrower(query, by, group),
        ...(flag === undefined ? {} : { note: words.unfair[flag] }),
      },
      linked(query, number(reply.n), reply.n, { ...of, part: 'all' }),
      spread(query, claim, claim.worked.median.value, { ...of, measure: 'claim', mark: 'median' }),
      spread(query, reply, reply.worked.median.value, { ...of, mark: 'median' }),
      inTime(query, reply, of),
    ]
  })
  return (
    <Table
      caption={words.by[by]}
      head={[
        column.group,
        column.waits,
        { text: words.measure.claim, href: clockDefined('claim') },
        { text: words.measure.reply, href: clockDefined('reply') },
        { text: column.replyInTime, href: defines('in-time') },
      ]}
      rows={rows}
    />
  )
}

/** The name of a group leads to the same report of that group alone. */
function narrower(query: ReportQuery, by: Dimension, group: string): string | null {
  const isLanguage = by !== 'language' || /^[a-z]{2,3}$/.test(group)
  if (by === 'followers' || query[by] === group || !isLanguage) return null
  return reportHref('/reports', { ...query, [by]: group })
}

/** Counters, each leading to its cases. `prefix`: what stands before the name in {@link Tally.counts}; `of`: cases, or how often it happened. */
export function Counts(
  props: Told & { caption: string; prefix: string; of: 'n' | 'times'; counts: readonly Count[] },
) {
  const { reader, query, caption, prefix, of, counts } = props
  if (counts.length === 0) return null
  return (
    <Table
      caption={caption}
      defined={counterDefined(prefix)}
      head={[reader.texts.desk.report.column.what, reader.texts.desk.report.column[of]]}
      rows={counts.map(({ name, n }) => [
        counterName(reader.texts, `${prefix}${name}`),
        linked(query, number(n), n, { count: `${prefix}${name}` }),
      ])}
    />
  )
}

/** Whom we won back: by outcome and by speed, with intervals; groups of which nobody showed anything are left out. */
export function Repaired(props: Told & { of: 'byOutcome' | 'bySpeed' }) {
  const words = props.reader.texts.desk.report
  const rows = props.report.figures.trust[props.of].filter(({ repaired }) => repaired.of > 0)
  if (rows.length === 0) return null
  const caption = words.tables[props.of]
  return (
    <Table
      caption={caption}
      defined={defines('repaired')}
      head={[words.column.group, words.column.repaired, words.column.interval]}
      rows={rows.map(({ group, repaired }) => [
        props.of === 'byOutcome' ? counterName(props.reader.texts, `outcome:${group}`) : group,
        linked(props.query, shareText(repaired), repaired.of, { repaired: props.of, group }),
        interval(repaired),
      ])}
    />
  )
}

export const interval = ({ low, high }: { low: number | null; high: number | null }): string =>
  low === null || high === null ? '–' : `${Math.round(low * 100)} to ${percent(high)}`
