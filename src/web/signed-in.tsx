import { createMiddleware } from 'hono/factory'
import type { Reader, Rooms, SignedIn, WebEnv } from './context.js'
import { stranger } from './stranger.js'

type SignedInEnv = WebEnv & { Variables: { me: SignedIn; reader: Reader } }

/** The door of every private page: those we do not know learn how to sign in, and nothing else. */
export const signedIn = (rooms: Rooms) =>
  createMiddleware<SignedInEnv>(async (c, next) => {
    const me = c.get('session')
    if (me === null) return c.html(stranger(rooms, c), 401)
    c.set('me', me)
    c.set('reader', { texts: rooms.texts, now: rooms.desk.clock(), me })
    await next()
  })
