import type { Said } from '../reports/pulse.js'
import { number } from '../reports/say.js'
import { interval } from './report-figures.js'
import { shareText, type Told } from './report-pictures.js'
import { type Row, Table } from './report-table.js'
import { counterName } from './report-words.js'

/** What customers said when they were asked. No figure leads to cases: nobody is singled out by what they answered. */
export function Asked({ reader, report }: Told) {
  const { pulse } = report.figures
  if (pulse === null || pulse.asked === 0) return null
  const { asked, said, byOutcome } = pulse
  const { texts } = reader
  const words = texts.pulse.report
  const { column } = texts.desk.report
  const row = (name: string, answers: string, { trusting, median }: Said): Row => [
    name,
    answers,
    ...(median === null
      ? [words.fewer, '–', '–']
      : [shareText(trusting), interval(trusting), String(median)]),
  ]
  return (
    <div class="sheets wide">
      <Table
        caption={words.title}
        head={[column.group, words.answered, words.trusting, column.interval, words.median]}
        rows={[
          row(words.all, texts.desk.report.ofN(said.answered, asked), said),
          ...byOutcome.map(({ group, said }) =>
            row(counterName(texts, `outcome:${group}`), number(said.answered), said),
          ),
        ]}
      />
    </div>
  )
}
