import { DEEDS, type OwnTimes, teamTimes } from '../reports/persons.js'
import type { Report } from '../reports/report.js'
import { durationOr, number } from '../reports/say.js'
import type { Texts } from '../texts/texts.js'
import type { Reader, Rooms } from './context.js'
import { Table } from './report-table.js'

/** What people did, as a table: one person's own, or many together. */
export function Doings({ texts, caption, times }: { texts: Texts; caption: string; times: OwnTimes }) {
  const { column } = texts.desk.report
  return (
    <div class="doings">
      <Table
        caption={caption}
        hideCaption
        head={[column.what, column.waits, column.median, column.p90, column.inTime]}
        rows={DEEDS.map((deed) => {
          const { n, worked, inTime } = times[deed]
          return [
            texts.figures.me.deed[deed],
            number(n),
            durationOr(worked.median.value, '–'),
            durationOr(worked.p90, '–'),
            inTime === null ? '–' : texts.desk.report.ofN(inTime.n, inTime.of),
          ]
        })}
      />
    </div>
  )
}

/** People's figures as managers may see them: all together, and from five on. */
export function Together({ rooms, reader, report }: { rooms: Rooms; reader: Reader; report: Report }) {
  const { texts, now } = reader
  const words = texts.figures.together
  const { store } = rooms.desk
  // Whoever signs in anew is a new person here: those of one name count as one.
  const names = new Map(
    store.desk.people(now, report.figures.period.from).map(({ id, name }) => [id, name.trim().toLowerCase()]),
  )
  const times = teamTimes(report.tally, (id) => names.get(id) ?? id)
  return (
    <>
      <h3>{words.title}</h3>
      {times === null ? (
        <p>{words.tooFew}</p>
      ) : (
        <>
          <p>{words.help}</p>
          <Doings texts={texts} caption={words.title} times={times} />
        </>
      )}
    </>
  )
}
