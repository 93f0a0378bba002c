import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { LRUCache } from 'lru-cache'
import type { SignInRefusal } from '../domain/people.js'
import { type Instant, MINUTE } from '../domain/time.js'
import type { SignInAttempt } from '../ports.js'
import { countAttempts } from './attempts.js'
import type { Rooms, WebContext, WebEnv } from './context.js'
import { addressOf, reachedSafely } from './host.js'
import { beginSession, endSession } from './session.js'
import { Door, saying, tooManyAttempts } from './stranger.js'
import { hashOf, newToken, same } from './tokens.js'
import { localPath, pathBack } from './way-back.js'

const COOKIE = 'amends_sign_in'
const LIFE = 10 * MINUTE
/** Unfinished ones of one address. */
const MOST_BEGUN = 60

/** What is kept of somebody who is elsewhere to sign in. A restart forgets it: they begin again. */
type Away = {
  readonly attempt: SignInAttempt
  /** Hash of what the browser that began was given. */
  readonly browser: string
  readonly to: string
  readonly until: Instant
}

/** Sign-in through a board that knows its people: out to it, and back with its answer. */
export function signInElsewhereRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { signIn } = rooms
  if (!signIn) return app
  const words = rooms.texts.desk.signIn
  const away = new LRUCache<string, Away>({ max: 10_000 })
  const begun = countAttempts({ allowed: MOST_BEGUN, within: LIFE })

  app.get(`/sign-in/${signIn.id}`, async (c) => {
    const wayBack = rooms.wayBack()
    if (wayBack === null) return c.notFound()
    const to = localPath(c.req.query('to'))
    // Cookies stay with one name of this machine: begin under the one that they come back to. Once, whatever a proxy does.
    if (wayBack.host !== c.req.header('host') && c.req.query('moved') === undefined)
      return c.redirect(`${wayBack.origin}${c.req.path}?${new URLSearchParams({ to, moved: '1' })}`, 303)
    const tooMany = tooManyAttempts(rooms, c) ?? tooManyAttempts(rooms, c, begun)
    if (tooMany !== null) return tooMany
    if (reachedSafely(c) === 'clear') return c.html(saying(rooms, words.insecure, words.insecureHelp), 403)

    begun.note(addressOf(c), rooms.desk.clock())
    const { url, attempt } = await signIn.begin(wayBack.href)
    const key = newToken()
    away.set(attempt.state, { attempt, browser: hashOf(key), to, until: rooms.desk.clock() + LIFE })
    setCookie(c, COOKIE, key, {
      path: `/sign-in/${signIn.id}`,
      httpOnly: true,
      // Strict would not be sent when the board sends the browser back.
      sameSite: 'Lax',
      secure: reachedSafely(c) === 'tls',
      maxAge: LIFE / 1000,
    })
    return c.redirect(url, 303)
  })

  app.get(pathBack(signIn.id), async (c) => {
    const tooMany = tooManyAttempts(rooms, c)
    if (tooMany !== null) return tooMany
    const before = c.get('session')
    const mine = take(c)
    if (mine === null) {
      // The second of two presses: the first has signed this browser in.
      if (before !== null) return c.redirect('/', 303)
      rooms.attempts.note(addressOf(c), rooms.desk.clock())
      rooms.log.warn({ address: addressOf(c) }, 'an answer to no attempt to sign in was refused')
      return refusal(c, 'expired', '/')
    }
    const answer = await signIn.finish(mine.attempt, new URL(c.req.url).searchParams)
    if (answer.type === 'refused') {
      if (answer.why === 'expired') rooms.attempts.note(addressOf(c), rooms.desk.clock())
      return refusal(c, answer.why, mine.to)
    }
    begun.forgive(addressOf(c), rooms.desk.clock())
    if (before !== null) endSession(rooms, c, before)
    beginSession(rooms, c, answer, { way: signIn.id, checkedAt: rooms.desk.clock() })
    rooms.log.info({ person: answer.person.id, role: answer.role, way: signIn.id }, 'signed in to the desk')
    return c.redirect(mine.to, 303)
  })

  /** What this browser began, once. */
  function take(c: WebContext): Away | null {
    const state = c.req.query('state') ?? ''
    const key = getCookie(c, COOKIE) ?? ''
    const found = away.get(state)
    if (found === undefined || !same(found.browser, hashOf(key))) return null
    away.delete(state)
    deleteCookie(c, COOKIE, { path: `/sign-in/${signIn?.id}` })
    return found.until > rooms.desk.clock() ? found : null
  }

  function refusal(c: WebContext, why: SignInRefusal, to: string) {
    const { title, help } = rooms.texts.desk.door.refusal(why, signIn?.name ?? '')
    return c.html(<Door rooms={rooms} title={title} help={help} to={to} again />, STATUS[why])
  }

  return app
}

const STATUS = {
  stranger: 403,
  'no-role': 403,
  denied: 403,
  expired: 400,
  away: 503,
  unfit: 503,
} as const satisfies Record<SignInRefusal, number>
