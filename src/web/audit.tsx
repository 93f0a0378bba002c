import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { stream } from 'hono/streaming'
import type { AuditEntry } from '../ports.js'
import type { Texts } from '../texts/texts.js'
import type { Reader, Rooms, SignedIn, WebEnv } from './context.js'
import { csvLine } from './csv.js'
import { tameLine } from './foreign-text.js'
import { Page, Plain } from './layout.js'
import { Moment } from './moment.js'
import { signedIn } from './signed-in.js'

const PAGE = 100
const CSV_PAGE = 1_000

type AuditTexts = Texts['desk']['care']['audit']
type Entry = AuditEntry & { readonly id: number }

export const mayReadAudit = ({ role }: SignedIn): boolean => role === 'manager' || role === 'admin'

/** Who did what, for managers and admins: to read, and to take along. */
export function auditRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { team } = rooms.desk.store
  const managers = createMiddleware<WebEnv & { Variables: { me: SignedIn } }>(async (c, next) => {
    const { me } = c.var
    if (mayReadAudit(me)) return next()
    const { title } = rooms.texts.desk.care.audit
    return c.html(
      <Page texts={rooms.texts} title={title} me={me} demo={rooms.demo}>
        <Plain title={title} help={rooms.texts.desk.care.more.notAllowed} />
      </Page>,
      403,
    )
  })

  app.get('/audit', signedIn(rooms), managers, (c) => {
    const before = /^\d{1,15}$/.test(c.req.query('before') ?? '') ? Number(c.req.query('before')) : null
    const only: Only = { by: c.req.query('by') || undefined, action: c.req.query('action') || undefined }
    const entries = team.audited({ limit: PAGE + 1, before, ...only })
    return c.html(
      <AuditPage
        rooms={rooms}
        reader={c.var.reader}
        entries={entries}
        only={only}
        isNewest={before === null}
      />,
    )
  })

  app.get('/audit.csv', signedIn(rooms), managers, (c) => {
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="amends-audit.csv"')
    return stream(c, async (out) => {
      await out.write(csvLine(['id', 'at', 'person', 'name', 'role', 'action', 'case', 'outcome', 'detail']))
      let before: number | null = null
      while (!out.aborted) {
        const entries: readonly Entry[] = team.audited({ limit: CSV_PAGE, before })
        if (entries.length === 0) return
        await out.write(entries.map(lineOf).join(''))
        before = entries.at(-1)?.id ?? null
      }
    })
  })

  return app
}

const lineOf = ({ id, at, by, role, action, caseId, outcome, detail }: Entry): string =>
  csvLine([id, new Date(at).toISOString(), by.id, by.name, role, action, caseId, outcome, detail])

/** What the page is narrowed to: a person, a kind of deed, both, or neither. */
type Only = { readonly by: string | undefined; readonly action: string | undefined }

function auditHref({ by, action }: Only, before?: number): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ by, action, before }))
    if (value !== undefined) parameters.set(name, String(value))
  const text = parameters.toString()
  return text === '' ? '/audit' : `/audit?${text}`
}

/** What the page is narrowed to, each with the way to take it away. */
function Narrowed({ words, only, name }: { words: AuditTexts; only: Only; name: string | undefined }) {
  const { by, action } = only
  if (by === undefined && action === undefined) return null
  const chips = [
    by === undefined ? null : { text: tameLine(name ?? by, 80), href: auditHref({ ...only, by: undefined }) },
    action === undefined
      ? null
      : { text: words.action(tameLine(action, 80)), href: auditHref({ ...only, action: undefined }) },
  ].filter((chip) => chip !== null)
  return (
    <p class="narrowed">
      {words.only}{' '}
      {chips.map(({ text, href }) => (
        <>
          <a class="button" href={href} aria-label={words.nowAll(text)}>
            <bdi>{text}</bdi> <span aria-hidden="true">×</span>
          </a>{' '}
        </>
      ))}
    </p>
  )
}

function AuditPage(props: {
  rooms: Rooms
  reader: Reader
  entries: readonly Entry[]
  only: Only
  isNewest: boolean
}) {
  const { rooms, reader, only, isNewest } = props
  const { texts, me, now } = reader
  const words = texts.desk.care.audit
  const entries = props.entries.slice(0, PAGE)
  const more = props.entries.length > PAGE ? entries.at(-1)?.id : undefined
  return (
    <Page texts={texts} title={words.title} me={me} demo={rooms.demo} here="audit">
      <section class="audit">
        <h1>{words.title}</h1>
        <p>{words.help}</p>
        <p>
          <a class="button" href="/audit.csv" download>
            {words.download}
          </a>
        </p>
        <Narrowed words={words} only={only} name={entries.find(({ by }) => by.id === only.by)?.by.name} />
        {entries.length === 0 ? (
          <p class="nothing">
            {only.by === undefined && only.action === undefined ? words.empty : words.none}
          </p>
        ) : (
          <table>
            <thead>
              <tr>
                {(['at', 'who', 'action', 'case', 'outcome', 'detail'] as const).map((column) => (
                  <th scope="col">{words.column[column]}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr>
                  <td>
                    <Moment at={entry.at} now={now} as="clock" />
                  </td>
                  <td>
                    <a class="only" href={auditHref({ ...only, by: entry.by.id })}>
                      <bdi>{tameLine(entry.by.name)}</bdi>
                    </a>{' '}
                    {entry.role !== null && <small>{texts.role[entry.role]}</small>}
                  </td>
                  <td>
                    <a class="only" href={auditHref({ ...only, action: entry.action })}>
                      {words.action(entry.action)}
                    </a>
                  </td>
                  <td>{entry.caseId !== null && <a href={`/cases/${entry.caseId}`}>#{entry.caseId}</a>}</td>
                  <td
                    class={['done', 'sent-for', 'approved'].includes(entry.outcome) ? undefined : 'other-end'}
                  >
                    {words.outcome(entry.outcome)}
                  </td>
                  <td>{entry.detail !== null && <bdi>{tameLine(entry.detail, 120)}</bdi>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <nav class="pager" aria-label={words.title}>
          {!isNewest && <a href={auditHref(only)}>← {words.newest}</a>}
          {more !== undefined && <a href={auditHref(only, more)}>{words.older} →</a>}
        </nav>
      </section>
    </Page>
  )
}
