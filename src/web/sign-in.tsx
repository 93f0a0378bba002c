import { Hono } from 'hono'
import type { Role } from '../domain/people.js'
import { DAY, type Instant, MINUTE } from '../domain/time.js'
import { type Rooms, roleOf, type WebContext, type WebEnv } from './context.js'
import { tameLine } from './foreign-text.js'
import { addressOf, reachedSafely } from './host.js'
import { Page, Plain } from './layout.js'
import { beginSession, endSession, readFields, readForm } from './session.js'
import { hashOf, newPersonId, newToken } from './tokens.js'

const INVITE_LIFE = DAY
const NAME_LENGTH = 40

/** Makes a one-time link's token, stored hashed. */
export function newInvite(rooms: Rooms, role: Role, now: Instant): string {
  const token = newToken()
  const { store } = rooms.desk
  store.transaction(() => store.desk.addInvite(hashOf(token), role, now + INVITE_LIFE))
  return token
}

export const signInLink = (origin: string, token: string): string => `${origin}/sign-in?token=${token}`

/** The way in and out. Opening a link shows a form and uses nothing up: programs that preview links open them too. */
export function signInRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/sign-in', (c) => {
    const token = c.req.query('token') ?? ''
    return token === ''
      ? c.html(stranger(rooms, rooms.texts.desk.signIn.noToken), 400)
      : form(rooms, c, token, null)
  })

  app.post('/sign-in', async (c) => {
    const words = rooms.texts.desk.signIn
    const now = rooms.desk.clock()
    const address = addressOf(c)
    const wait = rooms.attempts.wait(address, now)
    if (wait > 0) {
      c.header('Retry-After', String(Math.ceil(wait / 1000)))
      return c.html(stranger(rooms, words.tooMany(Math.ceil(wait / MINUTE))), 429)
    }

    const fields = await readFields(c)
    const token = fields['token'] ?? ''
    const name = tameLine(fields['name'] ?? '', NAME_LENGTH)
    if (reachedSafely(c) === 'clear' || name === '') return form(rooms, c, token, words.nameMissing)

    const { store } = rooms.desk
    const invite = store.transaction(() => store.desk.useInvite(hashOf(token), now))
    const role = invite === null ? null : roleOf(invite.role)
    const before = c.get('session')
    if (role === null) {
      // The second of two presses: the first has signed this browser in.
      if (before !== null) return c.redirect('/', 303)
      rooms.attempts.failed(address, now)
      rooms.log.warn({ address }, 'a sign-in link was refused: unknown, used or run out')
      return c.html(page(rooms, words.used, words.usedHelp), 410)
    }
    // The same person with a new link stays the owner of their cases.
    const person = before?.person.name === name ? before.person : { id: newPersonId(name), name }
    if (before !== null) endSession(rooms, c, before)
    beginSession(rooms, c, person, role)
    rooms.log.info({ person: person.id, role }, 'signed in to the desk')
    return c.redirect('/', 303)
  })

  app.post('/sign-out', async (c) => {
    const session = c.get('session')
    if (session === null) return c.redirect('/', 303)
    await readForm(c, session)
    endSession(rooms, c, session)
    return c.html(page(rooms, rooms.texts.desk.signIn.signedOut, rooms.texts.desk.signIn.how))
  })

  return app
}

/** What somebody sees who is not signed in: how to be, and nothing else. */
export const stranger = (rooms: Rooms, help: string = rooms.texts.desk.signIn.how) =>
  page(rooms, rooms.texts.desk.signIn.needed, help)

const page = (rooms: Rooms, title: string, help: string) => (
  <Page texts={rooms.texts} title={title} me={null} demo={rooms.demo}>
    <Plain title={title} help={help} />
  </Page>
)

function form(rooms: Rooms, c: WebContext, token: string, complaint: string | null) {
  const words = rooms.texts.desk.signIn
  if (reachedSafely(c) === 'clear') return c.html(page(rooms, words.insecure, words.insecureHelp), 403)
  return c.html(
    <Page texts={rooms.texts} title={words.title} me={null} demo={rooms.demo}>
      <Plain title={words.title} help={words.intro}>
        <form class="sign-in" method="post" action="/sign-in" data-once="">
          <input type="hidden" name="token" value={token} />
          <label for="name">
            {words.name} <small id="name-help">{words.nameHelp}</small>
          </label>
          {complaint !== null && (
            <p id="name-fault" class="fault">
              {complaint}
            </p>
          )}
          <input
            id="name"
            name="name"
            autocomplete="name"
            maxlength={NAME_LENGTH}
            required
            aria-describedby={complaint === null ? 'name-help' : 'name-fault name-help'}
            value={c.get('session')?.person.name ?? ''}
          />
          <button type="submit" class="primary">
            {words.button}
          </button>
        </form>
      </Plain>
    </Page>,
    complaint === null ? 200 : 400,
  )
}
