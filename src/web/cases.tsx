import { Hono } from 'hono'
import { chosenCases, dismissAll, reopenAll } from './bulk.js'
import { CaseList, listCases } from './case-list.js'
import { CasePage } from './case-page.js'
import { readCaseQuery } from './case-query.js'
import { press } from './case-verbs.js'
import { caseView } from './case-view.js'
import { type Asked, memberOf, type Rooms, type WebEnv } from './context.js'
import { Page } from './layout.js'
import { NoticeLine, noticesLeft, wentWell } from './notice.js'
import { readForm } from './session.js'
import { signedIn } from './signed-in.js'

/** Asks for the inside of a page or, after a press, for what it led to: the script puts it in place itself. */
const wantsFragment = (c: Asked): boolean => c.req.header('x-fragment') === '1'

/** The list, one case, and the presses on it. */
export function caseRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { texts } = rooms

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
        notices={noticesLeft(rooms, reader)}
      >
        {inside}
      </Page>,
    )
  })

  app.get('/cases/:id{[0-9]{1,12}}', signedIn(rooms), (c) => {
    const { reader, me } = c.var
    const view = caseView(rooms, Number(c.req.param('id')), me)
    if (view === null) return c.notFound()
    const inside = <CasePage reader={reader} view={view} />
    if (wantsFragment(c)) return c.html(inside)
    const title = texts.desk.caseTitle(view.current.id)
    return c.html(
      <Page texts={texts} title={title} me={me} demo={rooms.demo} live notices={noticesLeft(rooms, reader)}>
        {inside}
      </Page>,
    )
  })

  for (const [path, all] of [
    ['/cases/dismiss', dismissAll],
    ['/cases/reopen', reopenAll],
  ] as const)
    app.post(path, signedIn(rooms), async (c) => {
      const { reader, me } = c.var
      const fields = await readForm(c, me)
      const notice = all(rooms, reader, await chosenCases(c))
      if (wantsFragment(c))
        return c.html(<NoticeLine reader={reader} notice={notice} />, wentWell(notice) ? 200 : 409)
      rooms.notices.leave(me.tokenHash, notice)
      return c.redirect(backTo(fields['back']), 303)
    })

  app.post('/cases/:id{[0-9]{1,12}}/:verb', signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    const fields = await readForm(c, me)
    const pressed = press(rooms, Number(c.req.param('id')), c.req.param('verb'), fields, memberOf(me))
    if (pressed === null) return c.notFound()
    const { notice, goTo } = pressed
    if (wantsFragment(c) && goTo === null)
      return c.html(<NoticeLine reader={reader} notice={notice} />, wentWell(notice) ? 200 : 409)
    rooms.notices.leave(me.tokenHash, notice)
    // The script follows to another page as the browser would by itself.
    if (wantsFragment(c) && goTo !== null) return c.body(null, 204, { 'X-Go-To': goTo })
    return c.redirect(goTo ?? backTo(fields['back']), 303)
  })

  return app
}

/** Only back to a list or a case of this desk, never to where a forged form would like to send its reader. */
const backTo = (back: string | undefined): string =>
  back !== undefined && /^\/(\?[\w=&%+.~-]*|cases\/\d+)?$/.test(back) ? back : '/'
