import { Hono } from 'hono'
import type { Role } from '../domain/people.js'
import { DAY, type Instant } from '../domain/time.js'
import { type Rooms, roleOf, type WebContext, type WebEnv } from './context.js'
import { tameLine } from './foreign-text.js'
import { addressOf, reachedSafely } from './host.js'
import { Page, Plain } from './layout.js'
import { beginSession, endSession, readFields, readForm } from './session.js'
import { saying, signedOut, signInHere, tooManyAttempts } from './stranger.js'
import { hashOf, newPersonId, newToken } from './tokens.js'

const INVITE_LIFE = DAY
const NAME_LENGTH = 40
/** How somebody came in whom no board knows. */
export const LINK = 'link'

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
    return token === '' ? signInHere(rooms, c) : form(rooms, c, token, null)
  })

  app.post('/sign-in', async (c) => {
    const words = rooms.texts.desk.signIn
    const now = rooms.desk.clock()
    const address = addressOf(c)
    const tooMany = tooManyAttempts(rooms, c)
    if (tooMany !== null) return tooMany

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
      rooms.attempts.note(address, now)
      rooms.log.warn({ address }, 'a sign-in link was refused: unknown, used or run out')
      return c.html(saying(rooms, words.used, words.usedHelp), 410)
    }
    // The same person with a new link stays the owner of their cases, and answered for by their board.
    const same = before?.person.name === name ? before : null
    const person = same?.person ?? { id: newPersonId(name), name }
    const checkedAt = same === null ? null : (store.desk.session(same.tokenHash, now)?.checkedAt ?? null)
    if (before !== null) endSession(rooms, c, before)
    beginSession(rooms, c, { person, role }, { way: LINK, checkedAt })
    rooms.log.info({ person: person.id, role }, 'signed in to the desk')
    return c.redirect('/', 303)
  })

  app.post('/sign-out', async (c) => {
    const session = c.get('session')
    if (session === null) return c.redirect('/', 303)
    await readForm(c, session)
    endSession(rooms, c, session)
    return c.html(signedOut(rooms))
  })

  return app
}

function form(rooms: Rooms, c: WebContext, token: string, complaint: string | null) {
  const words = rooms.texts.desk.signIn
  if (reachedSafely(c) === 'clear') return c.html(saying(rooms, words.insecure, words.insecureHelp), 403)
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
