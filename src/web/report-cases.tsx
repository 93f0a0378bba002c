import { type Behind, behind, type Figure, type Verdict } from '../reports/behind.js'
import { duration, number } from '../reports/say.js'
import type { Texts } from '../texts/texts.js'
import { Standing } from './case-actions.js'
import type { Rooms } from './context.js'
import { figureDefined } from './definitions.js'
import { behindHref } from './figure-query.js'
import { AuthorLine, Quote } from './post.js'
import { Narrowed } from './report-choose.js'
import type { Told } from './report-pictures.js'
import { reportHref } from './report-query.js'
import { Span } from './report-span.js'
import { Name } from './report-table.js'
import { figureName, lengthText } from './report-words.js'
import { Level, VerdictLine } from './verdict.js'

const PAGE = 50

type Props = Told & { readonly rooms: Rooms; readonly figure: Figure; readonly page: number | null }

/** The cases behind a figure, as they stand now, with what it counted of each; 50 a page. No page: the one that a median stands on. */
export function CasesBehind({ rooms, figure, page: asked, ...told }: Props) {
  const { reader, report, query } = told
  const { texts } = reader
  const words = texts.desk.report
  const { cases, counted, mark } = behind(report, figure)
  const marked = mark === null ? -1 : cases.findIndex(({ length, running }) => length === mark && !running)
  const wanted = 'mark' in figure && figure.mark === 'median' ? Math.ceil((marked + 1) / PAGE) : 1
  const page = Math.min(asked ?? Math.max(wanted, 1), Math.max(Math.ceil(cases.length / PAGE), 1))
  const first = (page - 1) * PAGE
  const shown = cases.slice(first, first + PAGE)
  const n = new Set(cases.map(({ caseId }) => caseId)).size
  return (
    <section class="behind">
      <p>
        <a href={reportHref('/reports', query)}>← {words.back}</a>
      </p>
      <h1>
        <Name text={figureName(texts, figure)} href={figureDefined(figure)} />
      </h1>
      <Span {...told} />
      <Narrowed reader={reader} query={query} href={(other) => behindHref(other, figure)} />
      <p>
        {cases.length === 0 ? words.nobodyBehind : words.behindCount(counted, n)}{' '}
        {'mark' in figure && figure.mark !== undefined && words.markSays(figure.mark, saidOf(mark))}
        <Sides cases={cases} words={words} />
      </p>
      {'by' in figure && figure.by === 'priority' && <p class="small-print">{words.priorityThen}</p>}
      <ol class="cases">
        {shown.map((one, i) => (
          <Row
            rooms={rooms}
            told={told}
            one={one}
            mark={'mark' in figure && first + i === marked ? figure.mark : undefined}
          />
        ))}
      </ol>
      {cases.length > PAGE && (
        <nav class="pager" aria-label={words.behind}>
          {page > 1 && <a href={behindHref(query, figure, page - 1)}>← {texts.desk.page.earlier}</a>}
          <span>{texts.desk.page.of(first + 1, first + shown.length, cases.length)}</span>
          {first + PAGE < cases.length && (
            <a href={behindHref(query, figure, page + 1)}>{texts.desk.page.later} →</a>
          )}
        </nav>
      )}
    </section>
  )
}

/** How many stand on which side of a share. */
function Sides({ cases, words }: { cases: readonly Behind[]; words: Texts['desk']['report'] }) {
  const counts = new Map<Verdict, number>()
  for (const { verdict } of cases) if (verdict !== null) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  if (counts.size < 2) return null
  return <> {[...counts].map(([verdict, n]) => `${number(n)} ${words.verdict[verdict]}`).join(', ')}.</>
}

const saidOf = (ms: number | null): string | null => (ms === null ? null : duration(ms))

function Row(props: { rooms: Rooms; told: Told; one: Behind; mark: 'median' | 'p90' | undefined }) {
  const { rooms, told, one, mark } = props
  const { reader } = told
  const { texts } = reader
  const words = texts.desk.report
  const card = rooms.desk.store.cases.card(one.caseId)
  if (card === null) return null
  const { case: current, opening, earlierCases } = card
  const length = lengthText(texts, one)
  return (
    <li
      class={`case ${current.priority.level.toLowerCase()} is-${current.status}${mark === undefined ? '' : ' is-mark'}`}
    >
      <div class="rank">
        <Level priority={current.priority} />
      </div>
      <div class="what">
        <VerdictLine reader={reader} assessment={opening.assessment} />
        <Quote reader={reader} mention={opening} clamp={true} />
      </div>
      <div class="side">
        {(length !== null || one.verdict !== null) && (
          <p class="counted">
            {length !== null && <b>{length}</b>}{' '}
            {one.verdict !== null && (
              <span class={`side-of ${one.verdict}`}>{words.verdict[one.verdict]}</span>
            )}{' '}
            {mark !== undefined && <span class="here">{words.markHere[mark]}</span>}
          </p>
        )}
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
  )
}
