import { behind, type Figure } from '../reports/report.js'
import { Standing } from './case-actions.js'
import type { Rooms } from './context.js'
import { AuthorLine, Quote } from './post.js'
import type { Told } from './report-pictures.js'
import { figureParameters, reportHref } from './report-query.js'
import { figureName } from './report-words.js'
import { Level, VerdictLine } from './verdict.js'

const PAGE = 50

/** The cases behind a figure, as they stand now; a page of 50. */
export function CasesBehind(props: Told & { rooms: Rooms; figure: Figure; page: number }) {
  const { rooms, reader, report, query, figure } = props
  const { texts } = reader
  const words = texts.desk.report
  const ids = behind(report.tally, figure)
  const page = Math.min(props.page, Math.max(Math.ceil(ids.length / PAGE), 1))
  const first = (page - 1) * PAGE
  const cards = ids.slice(first, first + PAGE).flatMap((id) => rooms.desk.store.cases.card(id) ?? [])
  const href = (to: number) =>
    reportHref('/reports/cases', query, { ...figureParameters(figure), page: String(to) })
  return (
    <section class="behind">
      <p>
        <a href={reportHref('/reports', query)}>← {words.back}</a>
      </p>
      <h1>{figureName(texts, figure)}</h1>
      <p>{ids.length === 0 ? words.nobodyBehind : words.behindCount(ids.length)}</p>
      <ol class="cases">
        {cards.map(({ case: current, opening, earlierCases }) => (
          <li class={`case ${current.priority.level.toLowerCase()} is-${current.status}`}>
            <div class="rank">
              <Level priority={current.priority} />
            </div>
            <div class="what">
              <VerdictLine reader={reader} assessment={opening.assessment} />
              <Quote reader={reader} mention={opening} clamp={true} />
            </div>
            <div class="side">
              <p class="place">
                <a class="open-case" href={`/cases/${current.id}`}>
                  #{current.id}
                </a>{' '}
                · {current.brand} · {texts.network(current.network)}
              </p>
              <AuthorLine reader={reader} mention={opening} earlierCases={earlierCases} brief />
              <Standing reader={reader} current={current} />
            </div>
          </li>
        ))}
      </ol>
      {ids.length > PAGE && (
        <nav class="pager" aria-label={words.behind}>
          {page > 1 && <a href={href(page - 1)}>← {texts.desk.page.earlier}</a>}
          <span>{texts.desk.page.of(first + 1, first + cards.length, ids.length)}</span>
          {first + PAGE < ids.length && <a href={href(page + 1)}>{texts.desk.page.later} →</a>}
        </nav>
      )}
    </section>
  )
}
