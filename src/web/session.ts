import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { Member } from '../app/care.js'
import { DAY, MINUTE } from '../domain/time.js'
import type { DeskSession } from '../ports.js'
import { type Asked, type Rooms, roleOf, type SignedIn, type WebContext, type WebEnv } from './context.js'
import { reachedSafely } from './host.js'
import { formTokenOf, hashOf, newSessionId, newToken, same } from './tokens.js'

const COOKIE = 'amends_session'
const LIFE = 14 * DAY

/** Who asks, if we know them. A session used in the second half of its life is followed by a fresh one. */
export const recognise = (rooms: Rooms) =>
  createMiddleware<WebEnv>(async (c, next) => {
    c.set('session', await read(rooms, c))
    await next()
  })

async function read(rooms: Rooms, c: WebContext): Promise<SignedIn | null> {
  const token = getCookie(c, COOKIE)
  if (token === undefined || token.length > 100) return null
  const { store, clock } = rooms.desk
  const found = store.desk.session(hashOf(token), clock())
  const stored = found === null ? null : await rooms.standings.settle(found)
  const role = stored === null ? null : roleOf(stored.role)
  if (stored === null || role === null) return null
  const now = clock()
  if (now - stored.seenAt >= MINUTE) store.transaction(() => store.desk.seen(stored.id, now))
  const member = { person: { id: stored.personId, name: stored.name }, role }
  // Only a page that a person opened: a background request may lose the race for the cookie to another window.
  if (stored.expiresAt - now < LIFE / 2 && c.req.header('sec-fetch-dest') === 'document')
    return keepOn(rooms, c, member, stored)
  return {
    ...member,
    tokenHash: stored.tokenHash,
    sessionId: stored.id,
    way: stored.way,
    formToken: formTokenOf(token),
  }
}

/** How somebody came in, and when a board last answered for them. */
export type CameBy = Pick<DeskSession, 'way' | 'checkedAt'>

/** Signs a person in on this browser, for 14 days from the last visit. */
export const beginSession = (rooms: Rooms, c: WebContext, member: Member, by: CameBy): SignedIn =>
  keepOn(rooms, c, member, { ...by, id: newSessionId(), since: rooms.desk.clock() })

/** Always under a token that nobody has seen before. */
function keepOn(
  rooms: Rooms,
  c: WebContext,
  { person, role }: Member,
  { id, way, since, checkedAt }: CameBy & Pick<DeskSession, 'id' | 'since'>,
): SignedIn {
  const { store, clock } = rooms.desk
  const token = newToken()
  const tokenHash = hashOf(token)
  const seenAt = clock()
  const kept = { tokenHash, id, personId: person.id, name: person.name, role, way, since, seenAt, checkedAt }
  store.transaction(() => store.desk.addSession({ ...kept, expiresAt: seenAt + LIFE }))
  setCookie(c, COOKIE, token, {
    path: '/',
    httpOnly: true,
    // Strict would greet whoever follows a link to a case in Discord as a stranger.
    sameSite: 'Lax',
    secure: reachedSafely(c) === 'tls',
    maxAge: LIFE / 1000,
  })
  return { person, role, tokenHash, sessionId: id, way, formToken: formTokenOf(token) }
}

export function endSession(rooms: Rooms, c: WebContext, session: SignedIn): void {
  rooms.desk.store.transaction(() => rooms.desk.store.desk.endSession(session.sessionId))
  rooms.live.endSession(session.sessionId, false)
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
