import { type Count, HUMAN_MEASURES } from '../reports/figures.js'
import { groupName } from '../reports/group-name.js'
import { DIMENSIONS, type Dimension } from '../reports/sample-table.js'
import type { Measure, Times } from '../reports/samples.js'
import { durationOr, number, percent } from '../reports/say.js'
import { linked, shareText, type Told } from './report-pictures.js'
import { type Cell, Table } from './report-table.js'
import { counterName } from './report-words.js'

const CLOCKS: readonly Measure[] = ['seen', 'alert', 'claim', 'reply', 'felt', 'resolve']

/** Each clock with n, median, nine in ten and what was in time; every count leads to its cases. */
export function Clocks({ reader, report, query }: Told) {
  const words = reader.texts.desk.report
  const { column } = words
  const { figures, before } = report
  const row = (measure: Measure): readonly Cell[] => {
    const times = figures.times[measure]
    const was = before.times[measure]
    return [
      words.measure[measure],
      linked(query, number(times.n), times.n, { measure, part: 'all' }),
      linked(query, number(times.running), times.running, { measure, part: 'running' }),
      spread(times, times.worked.median.value),
      words.was(spread(was, was.worked.median.value)),
      spread(times, times.worked.p90),
      spread(times, times.wall.median.value),
      inTime(times, (text, n) => linked(query, text, n, { measure, part: 'met' })),
      late(times, (text, n) => linked(query, text, n, { measure, part: 'missed' })),
    ]
  }
  return (
    <Table
      caption={words.tables.clocks}
      head={[
        column.what,
        column.n,
        column.running,
        column.median,
        column.before,
        column.p90,
        column.wall,
        column.inTime,
        words.part.missed,
      ]}
      rows={CLOCKS.map(row)}
    />
  )
}

const spread = ({ n }: Times, ms: number | null): string => (n === 0 ? '–' : durationOr(ms))
const inTime = ({ inTime: share }: Times, link: (text: string, n: number) => Cell): Cell =>
  share === null || share.share === null ? '–' : link(shareText(share), share.n)
const late = ({ inTime: share }: Times, link: (text: string, n: number) => Cell): Cell =>
  share === null ? '–' : link(number(share.of - share.n), share.of - share.n)

/** Claim and reply by brand, network, language and so on: where it is slow. Only where there is more than one group. */
export function Splits({ reader, report, query }: Told) {
  const { texts } = reader
  const words = texts.desk.report
  const { splits, fairness } = report.figures
  const flagOf = (by: Dimension, group: string): string => {
    const flag = fairness.find((row) => row.by === by && row.group === group)?.flag ?? null
    return flag === null ? '–' : words.unfair[flag]
  }
  const shown = DIMENSIONS.filter((by) => splits[by].length > 1)
  return (
    <>
      {fairness.every(({ flag }) => flag === null) && <p>{words.fair}</p>}
      <div class="sheets wide">
        {shown.map((by) => {
          const flagged = splits[by].some(({ group }) => flagOf(by, group) !== '–')
          return (
            <Table
              caption={words.by[by]}
              head={[
                words.column.group,
                words.column.n,
                ...HUMAN_MEASURES.slice(0, 2).map((measure) => words.measure[measure]),
                words.column.inTime,
                ...(flagged ? [words.column.flag] : []),
              ]}
              rows={splits[by].map(({ group, claim, reply }) => [
                groupName(texts, by, group),
                linked(query, number(reply.n), reply.n, { measure: 'reply', part: 'all', by, group }),
                spread(claim, claim.worked.median.value),
                spread(reply, reply.worked.median.value),
                inTime(reply, (text, n) =>
                  linked(query, text, n, { measure: 'reply', part: 'met', by, group }),
                ),
                ...(flagged ? [flagOf(by, group)] : []),
              ])}
            />
          )
        })}
      </div>
    </>
  )
}

/** Counters, each leading to its cases. `prefix`: what stands before the name in {@link Tally.counts}. */
export function Counts(props: Told & { caption: string; prefix: string; counts: readonly Count[] }) {
  const { reader, query, caption, prefix, counts } = props
  if (counts.length === 0) return null
  return (
    <Table
      caption={caption}
      head={[reader.texts.desk.report.column.what, reader.texts.desk.report.column.n]}
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
      head={[words.column.group, words.column.repaired, words.column.interval]}
      rows={rows.map(({ group, repaired }) => [
        props.of === 'byOutcome' ? counterName(props.reader.texts, `outcome:${group}`) : group,
        linked(props.query, shareText(repaired), repaired.n, { repaired: props.of, group }),
        interval(repaired),
      ])}
    />
  )
}

export const interval = ({ low, high }: { low: number | null; high: number | null }): string =>
  low === null || high === null ? '–' : `${Math.round(low * 100)} to ${percent(high)}`
