import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { actOnCase } from '../app/act-on-case.js'
import { type Command, OUTCOMES } from '../domain/case.js'
import { NOTE_LENGTH, VERBS, type Verb } from './case-actions.js'
import { CaseList, listCases } from './case-list.js'
import { CasePage } from './case-page.js'
import { readCaseQuery } from './case-query.js'
import type { Asked, Reader, Rooms, WebEnv } from './context.js'
import { tame } from './foreign-text.js'
import { Page } from './layout.js'
import { NoticeLine } from './notice.js'
import type { Notice } from './notices.js'
import { readForm } from './session.js'
import { signedIn } from './signed-in.js'

/** Asks for the inside of a page or, after a press, for what it led to: the script puts it in place itself. */
const wantsFragment = (c: Asked): boolean => c.req.header('x-fragment') === '1'

/** The list, one case, and the presses on it. */
export function caseRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { desk, texts } = rooms

  app.get('/', signedIn(rooms), (c) => {
    const { reader, me } = c.var
    const listing = listCases(
      rooms,
      readCaseQuery((name) => c.req.query(name)),
      me.person.id,
    )
    const inside = <CaseList rooms={rooms} reader={reader} listing={listing} />
    if (wantsFragment(c)) return c.html(inside)
    const title = `(${listing.counts.open}) ${texts.desk.menu.cases}`
    return c.html(
      <Page
        texts={texts}
        title={title}
        me={me}
        demo={rooms.demo}
        here="cases"
        live
        notices={left(rooms, reader)}
      >
        {inside}
      </Page>,
    )
  })

  app.get('/cases/:id{[0-9]{1,12}}', signedIn(rooms), (c) => {
    const { reader, me } = c.var
    const card = desk.store.cases.card(Number(c.req.param('id')))
    if (card === null) return c.notFound()
    const inside = <CasePage reader={reader} card={card} />
    if (wantsFragment(c)) return c.html(inside)
    const title = texts.desk.caseTitle(card.case.id)
    return c.html(
      <Page texts={texts} title={title} me={me} demo={rooms.demo} live notices={left(rooms, reader)}>
        {inside}
      </Page>,
    )
  })

  app.post('/cases/:id{[0-9]{1,12}}/:verb', signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    const verb = VERBS.find((known) => known === c.req.param('verb'))
    if (verb === undefined) return c.notFound()
    const fields = await readForm(c, me)
    const command = readCommand(verb, fields)
    const id = Number(c.req.param('id'))

    const result = actOnCase(desk, id, command, { type: 'rep', person: me.person })
    const notice: Notice = result.ok
      ? { type: 'done', case: result.case, verb, changed: result.changed }
      : { type: 'refused', caseId: id, refusal: result.refusal }
    if (wantsFragment(c)) return c.html(<NoticeLine reader={reader} notice={notice} />, result.ok ? 200 : 409)
    rooms.notices.leave(me.tokenHash, notice)
    return c.redirect(backTo(fields['back']), 303)
  })

  return app
}

const left = (rooms: Rooms, reader: Reader) =>
  rooms.notices.take(reader.me.tokenHash).map((notice) => <NoticeLine reader={reader} notice={notice} />)

/** @throws HTTPException 400 for a form that no page of ours sends */
function readCommand(verb: Verb, fields: Readonly<Record<string, string>>): Command {
  switch (verb) {
    case 'claim':
    case 'release':
    case 'take-over':
    case 'reopen':
      return { type: verb }
    case 'dismiss':
      return { type: 'resolve', outcome: 'not-a-complaint', note: null }
    case 'resolve': {
      const outcome = OUTCOMES.find((known) => known === fields['outcome'])
      const note = tame(fields['note'] ?? '')
      if (outcome === undefined || note.length > NOTE_LENGTH)
        throw new HTTPException(400, { message: 'outcome or note' })
      return { type: 'resolve', outcome, note: note === '' ? null : note }
    }
  }
}

/** Only back to a list or a case of this desk, never to where a forged form would like to send its reader. */
const backTo = (back: string | undefined): string =>
  back !== undefined && /^\/(\?[\w=&%+.~-]*|cases\/\d+)?$/.test(back) ? back : '/'
