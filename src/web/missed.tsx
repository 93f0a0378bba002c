import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { MentionId } from '../domain/mention.js'
import type { MissDecision } from '../domain/missed.js'
import { onlyFor } from './by-role.js'
import { labelsFrom } from './case-verbs.js'
import { type Asked, memberOf, type Rooms, type SignedIn, type WebEnv } from './context.js'
import { Page, Plain } from './layout.js'
import { listMisses, MissedList, readMissedQuery } from './missed-list.js'
import { MissedPost, missView } from './missed-page.js'
import { noticesLeft } from './notice.js'
import { readForm } from './session.js'
import { signedIn } from './signed-in.js'

const DECISIONS = ['add-to-set', 'set-aside', 'look-again'] as const

/** What was told late or not at all, for managers and admins, and what is to become of it. */
export function missedRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { texts, care } = rooms
  const words = texts.desk.missed
  const managers = onlyFor(rooms, 'manager', words.title, words.forManagers)
  const idOf = (c: Asked): MentionId => Number(c.req.param('id'))
  const plain = (me: SignedIn, title: string, help: string) => (
    <Page texts={texts} title={title} me={me} demo={rooms.demo} here="reports">
      <Plain title={title} help={help}>
        <p>
          <a href="/missed">← {words.all}</a>
        </p>
      </Plain>
    </Page>
  )

  app.get('/missed', signedIn(rooms), managers, (c) => {
    const { reader, me } = c.var
    const listing = listMisses(
      rooms,
      readMissedQuery((name) => c.req.query(name)),
    )
    return c.html(
      <Page
        texts={texts}
        title={words.title}
        me={me}
        demo={rooms.demo}
        here="reports"
        notices={noticesLeft(rooms, reader)}
      >
        <MissedList rooms={rooms} reader={reader} listing={listing} />
      </Page>,
    )
  })

  app.get('/missed/:id{[0-9]{1,12}}', signedIn(rooms), managers, (c) => {
    const { reader, me } = c.var
    const view = missView(rooms, idOf(c), reader.now)
    if (view === 'unknown') return c.notFound()
    if (view === 'gone') return c.html(plain(me, words.post.gone, words.post.goneHelp), 410)
    return c.html(
      <Page
        texts={texts}
        title={words.post.title(view.miss.mentionId)}
        me={me}
        demo={rooms.demo}
        here="reports"
        notices={noticesLeft(rooms, reader)}
      >
        <MissedPost reader={reader} view={view} />
      </Page>,
    )
  })

  // Refused behind the door, not before it: a press by somebody who may not is written down too.
  app.post('/missed/:id{[0-9]{1,12}}/:decision', signedIn(rooms), async (c) => {
    const { me } = c.var
    const fields = await readForm(c, me)
    const type = DECISIONS.find((known) => known === c.req.param('decision'))
    if (type === undefined) return c.notFound()
    const id = idOf(c)
    const decision: MissDecision = type === 'add-to-set' ? { type, labels: labelsFrom(fields) } : { type }
    const before = rooms.desk.store.missed.get(id)?.state
    const answer = care.reviewMiss(id, decision, memberOf(me))
    if (answer === 'not-allowed') return c.html(plain(me, words.title, words.forManagers), 403)
    // Its author was faster: the page of the post says so.
    if (answer === 'no-such-miss') return c.redirect(`/missed/${id}`, 303)
    rooms.notices.leave(me.tokenHash, {
      type: 'said',
      ok: true,
      caseId: null,
      say: () => (answer === 'done' ? words.done[type] : words.unchanged),
      ...(answer === 'done' && before === 'to-look-at'
        ? { undo: { action: `/missed/${id}/look-again`, word: words.undo } }
        : {}),
    })
    return c.redirect(backTo(fields['back'], id), 303)
  })

  return app
}

/** Only to the list or to the post, never to where a forged form would like to send its reader. */
function backTo(back: string | undefined, id: MentionId): string {
  if (back === undefined) return `/missed/${id}`
  if (!/^\/missed(\?[\w=&%+.~-]*|\/\d+)?$/.test(back)) throw new HTTPException(400, { message: 'back' })
  return back
}
