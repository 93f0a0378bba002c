import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ROLES } from '../domain/people.js'
import { mayInvite, type Reader, type Rooms, roleOf, type WebEnv } from './context.js'
import { tameLine } from './foreign-text.js'
import { originSeen } from './host.js'
import { Page } from './layout.js'
import { noticesLeft } from './notice.js'
import { readForm } from './session.js'
import { JoinBoard, SessionList } from './sessions.js'
import { newInvite, signInLink } from './sign-in.js'
import { signedIn } from './signed-in.js'

/** Who I am here, and links for colleagues. */
export function teamRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/team', signedIn(rooms), (c) =>
    c.html(<TeamPage rooms={rooms} reader={c.var.reader} link={null} />),
  )

  app.post('/team/invite', signedIn(rooms), async (c) => {
    const { me, reader } = c.var
    const role = roleOf((await readForm(c, me))['role'] ?? '')
    if (role === null) throw new HTTPException(400, { message: 'no such role' })
    if (!mayInvite(me.role, role)) throw new HTTPException(403, { message: 'a role above their own' })
    const token = newInvite(rooms, role, rooms.desk.clock())
    rooms.log.info({ by: me.person.id, role }, 'made a sign-in link')
    return c.html(<TeamPage rooms={rooms} reader={reader} link={signInLink(originSeen(rooms, c), token)} />)
  })

  return app
}

function TeamPage({ rooms, reader, link }: { rooms: Rooms; reader: Reader; link: string | null }) {
  const { texts, me } = reader
  const words = texts.desk.team
  const notices = noticesLeft(rooms, reader)
  return (
    <Page texts={texts} title={words.title} me={me} demo={rooms.demo} here="team" notices={notices}>
      <section class="plain-page">
        <h1>{words.title}</h1>
        <p>
          {words.you}{' '}
          <b>
            <bdi>{tameLine(me.person.name)}</bdi>
          </b>{' '}
          ({texts.role[me.role]}).
        </p>
        <JoinBoard rooms={rooms} me={me} />
        <h2>{words.invite}</h2>
        <p>{words.inviteHelp}</p>
        <form class="invite" method="post" action="/team/invite">
          <input type="hidden" name="form" value={me.formToken} />
          <label for="role">{words.role}</label>
          <select id="role" name="role">
            {ROLES.filter((role) => mayInvite(me.role, role)).map((role) => (
              <option value={role}>{texts.role[role]}</option>
            ))}
          </select>
          <button type="submit" class="primary">
            {words.make}
          </button>
        </form>
        {link !== null && (
          <div class="link">
            <label for="link">
              {words.link} <small>{words.linkHelp}</small>
            </label>
            <input id="link" readonly value={link} />
            <button type="button" data-copy="link" data-copied={words.copied} hidden>
              {words.copy}
            </button>
          </div>
        )}
        <SessionList rooms={rooms} reader={reader} />
      </section>
    </Page>
  )
}
