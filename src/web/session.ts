import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { Person, Role } from '../domain/people.js'
import { DAY } from '../domain/time.js'
import { type Asked, type Rooms, roleOf, type SignedIn, type WebContext, type WebEnv } from './context.js'
import { reachedSafely } from './host.js'
import { formTokenOf, hashOf, newToken, same } from './tokens.js'

const COOKIE = 'amends_session'
const LIFE = 14 * DAY

/** Who asks, if we know them. A session used in the second half of its life is followed by a fresh one. */
export const recognise = (rooms: Rooms) =>
  createMiddleware<WebEnv>(async (c, next) => {
    c.set('session', read(rooms, c))
    await next()
  })

function read(rooms: Rooms, c: WebContext): SignedIn | null {
  const token = getCookie(c, COOKIE)
  if (token === undefined || token.length > 100) return null
  const now = rooms.desk.clock()
  const tokenHash = hashOf(token)
  const stored = rooms.desk.store.desk.session(tokenHash, now)
  const role = stored === null ? null : roleOf(stored.role)
  if (stored === null || role === null) return null
  const person = { id: stored.personId, name: stored.name }
  // Only a page that a person opened: a background request may lose the race for the cookie to another window.
  if (stored.expiresAt - now < LIFE / 2 && c.req.header('sec-fetch-dest') === 'document')
    return beginSession(rooms, c, person, role)
  return { person, role, tokenHash, formToken: formTokenOf(token), expiresAt: stored.expiresAt }
}

/** Signs a person in on this browser, for 14 days from the last visit. */
export function beginSession(rooms: Rooms, c: WebContext, person: Person, role: Role): SignedIn {
  const token = newToken()
  const tokenHash = hashOf(token)
  const expiresAt = rooms.desk.clock() + LIFE
  rooms.desk.store.transaction(() =>
    rooms.desk.store.desk.addSession({ tokenHash, personId: person.id, name: person.name, role, expiresAt }),
  )
  setCookie(c, COOKIE, token, {
    path: '/',
    httpOnly: true,
    // Strict would greet whoever follows a link to a case in Discord as a stranger.
    sameSite: 'Lax',
    secure: reachedSafely(c) === 'tls',
    maxAge: LIFE / 1000,
  })
  return { person, role, tokenHash, formToken: formTokenOf(token), expiresAt }
}

export function endSession(rooms: Rooms, c: WebContext, session: SignedIn): void {
  rooms.desk.store.transaction(() => rooms.desk.store.desk.endSession(session.tokenHash))
  rooms.live.endSession(session.tokenHash)
  deleteCookie(c, COOKIE, { path: '/' })
}

/** The fields of a form of this session, first value of each. @throws HTTPException 403 for a form that is not */
export async function readForm(c: Asked, session: SignedIn): Promise<Readonly<Record<string, string>>> {
  const fields = await readFields(c)
  if (!same(fields['form'] ?? '', session.formToken)) throw new HTTPException(403, { message: 'form token' })
  return fields
}

export async function readFields(c: Asked): Promise<Readonly<Record<string, string>>> {
  const body = await c.req.parseBody()
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
