import { Hono } from 'hono'
import { maySeeSession } from '../app/end-session.js'
import type { DeskSession } from '../ports.js'
import { memberOf, type Reader, type Rooms, roleOf, type SignedIn, type WebEnv } from './context.js'
import { tameLine } from './foreign-text.js'
import { sentence } from './moment.js'
import type { Notice } from './notices.js'
import { readForm } from './session.js'
import { LINK } from './sign-in.js'
import { signedIn } from './signed-in.js'

/** Ending a session: at once, in all its windows. */
export function sessionRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const words = rooms.texts.desk.door.sessions

  app.post('/team/sessions/end', signedIn(rooms), async (c) => {
    const { me } = c.var
    const id = (await readForm(c, me))['session'] ?? ''
    const ended = rooms.care.endSession(id, memberOf(me))
    if (ended.ok) {
      rooms.live.endSession(id, id !== me.sessionId)
      rooms.log.info({ by: me.person.id, person: ended.session.personId }, 'ended a session')
    }
    const say: Notice = {
      type: 'said',
      ok: ended.ok,
      caseId: null,
      say: (write) => {
        if (!ended.ok) return ended.why === 'gone' ? words.gone : words.notAllowed
        return words.ended(write, ended.session.name, ended.session.personId === me.person.id)
      },
    }
    rooms.notices.leave(me.tokenHash, say)
    return c.redirect('/team', 303)
  })

  return app
}

/** Own sessions for everybody, all for admins; one line each, this browser's without a button. */
export function SessionList({ rooms, reader }: { rooms: Rooms; reader: Reader }) {
  const { me, now, texts } = reader
  const words = texts.desk.door.sessions
  const seen = rooms.desk.store.desk.sessions(now).filter((one) => maySeeSession(one, memberOf(me)))
  const isAdmin = me.role === 'admin'
  return (
    <section class="sessions" aria-labelledby="sessions">
      <h2 id="sessions">{isAdmin ? words.all : words.own}</h2>
      <p>{isAdmin ? words.allHelp : words.ownHelp}</p>
      <ul>
        {seen.map((one) => (
          <SessionLine rooms={rooms} reader={reader} one={one} />
        ))}
      </ul>
    </section>
  )
}

function SessionLine({ rooms, reader, one }: { rooms: Rooms; reader: Reader; one: DeskSession }) {
  const { me, now, texts } = reader
  const words = texts.desk.door.sessions
  const role = roleOf(one.role)
  const way = one.way === LINK ? words.byLink : words.byBoard(nameOf(rooms, one.way))
  return (
    <li>
      <p>
        <b>
          <bdi>{tameLine(one.name)}</bdi>
        </b>{' '}
        {role !== null && `(${texts.role[role]})`}{' '}
        <small>
          {way}, {sentence(now, (write) => words.since(write, one.since))},{' '}
          {sentence(now, (write) => words.seen(write, one.seenAt))}
        </small>
      </p>
      {one.id === me.sessionId ? (
        <p class="here">{words.here}</p>
      ) : (
        <form method="post" action="/team/sessions/end" data-once="">
          <input type="hidden" name="form" value={me.formToken} />
          <input type="hidden" name="session" value={one.id} />
          <button type="submit">
            {words.end}
            <span class="unseen">{words.ofWhom(tameLine(one.name))}</span>
          </button>
        </form>
      )}
    </li>
  )
}

/** The way from being somebody else here to being who one is on the board. */
export function JoinBoard({ rooms, me }: { rooms: Rooms; me: SignedIn }) {
  const { signIn } = rooms
  if (!signIn || rooms.wayBack() === null || me.person.id.startsWith(`${signIn.id}:`)) return null
  const { door } = rooms.texts.desk
  return (
    <p class="join">
      {door.join(signIn.name)}{' '}
      <a class="button" href={`/sign-in/${signIn.id}?to=%2Fteam`}>
        {door.button(signIn.name)}
      </a>
    </p>
  )
}

/** A board that was there when they signed in may be gone from the configuration. */
const nameOf = ({ signIn }: Rooms, way: string): string => (signIn?.id === way ? signIn.name : way)
