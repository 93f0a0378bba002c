import type { Said } from '../reports/pulse.js'
import { number } from '../reports/say.js'
import { interval } from './report-figures.js'
import { shareText, type Told } from './report-pictures.js'
import { type Cell, Table } from './report-table.js'
import { counterName } from './report-words.js'

/** What customers said when they were asked. No figure leads to cases: nobody is singled out by what they answered. */
export function Asked({ reader, report }: Told) {
  const { asked, said, byOutcome } = report.figures.pulse
  if (asked === 0) return null
  const { texts } = reader
  const words = texts.pulse.report
  const row = (name: string, of: string, { answered, trusting, median }: Said): readonly Cell[] => [
    name,
    of,
    number(answered),
    median === null ? words.fewer : shareText(trusting),
    median === null ? '–' : interval(trusting),
    median === null ? '–' : String(median),
  ]
  return (
    <Table
      caption={words.title}
      head={[
        texts.desk.report.column.group,
        words.asked,
        words.answered,
        words.trusting,
        texts.desk.report.column.interval,
        words.median,
      ]}
      rows={[
        row(words.all, number(asked), said),
        ...byOutcome.map(({ group, said }) => row(counterName(texts, `outcome:${group}`), '–', said)),
      ]}
    />
  )
}
