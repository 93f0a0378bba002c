import { MINUTE } from '../domain/time.js'
import type { Asked, Rooms, WebContext } from './context.js'
import { addressOf } from './host.js'
import { Page, Plain } from './layout.js'
import { localPath } from './way-back.js'

/** What somebody sees who is not signed in: how to be, and nothing else. Whoever followed a link goes on there afterwards. */
export function stranger(rooms: Rooms, c: Asked) {
  const to = c.req.method === 'GET' ? localPath(pathOf(c)) : '/'
  return <Door rooms={rooms} title={rooms.texts.desk.signIn.needed} to={to} />
}

/** The address of the sign-in page itself, without the code of a link. */
export function signInHere(rooms: Rooms, c: WebContext): Response | Promise<Response> {
  const { signIn } = rooms.texts.desk
  if (rooms.wayBack() === null) return c.html(saying(rooms, signIn.needed, signIn.noToken), 400)
  return c.html(<Door rooms={rooms} title={signIn.title} to="/" />)
}

export const signedOut = (rooms: Rooms) => (
  <Door rooms={rooms} title={rooms.texts.desk.signIn.signedOut} to="/" />
)

/** One thing, said to somebody who is not signed in. */
export const saying = (rooms: Rooms, title: string, help: string) => (
  <Page texts={rooms.texts} title={title} me={null} demo={rooms.demo}>
    <Plain title={title} help={help} />
  </Page>
)

/** The answer to an address that failed too often; `null` where it may try. */
export function tooManyAttempts(
  rooms: Rooms,
  c: WebContext,
  attempts = rooms.attempts,
): Response | Promise<Response> | null {
  const wait = attempts.wait(addressOf(c), rooms.desk.clock())
  if (wait === 0) return null
  const words = rooms.texts.desk.signIn
  c.header('Retry-After', String(Math.ceil(wait / 1000)))
  return c.html(saying(rooms, words.needed, words.tooMany(Math.ceil(wait / MINUTE))), 429)
}

/** The ways in that this desk has, after a sentence that says why one is needed. */
export function Door(props: {
  readonly rooms: Rooms
  readonly title: string
  /** In place of the sentence that introduces the ways. */
  readonly help?: string
  /** Where to go on afterwards. */
  readonly to: string
  /** After an attempt that failed. */
  readonly again?: boolean
}) {
  const { rooms, title, help, to, again = false } = props
  const { signIn, door } = rooms.texts.desk
  const board = rooms.wayBack() === null ? null : (rooms.signIn ?? null)
  if (board === null) return saying(rooms, title, help ?? signIn.how)
  // A link and no form: the policy for forms holds for where a browser is sent on to, too.
  const href = `/sign-in/${board.id}${to === '/' ? '' : `?to=${encodeURIComponent(to)}`}`
  return (
    <Page texts={rooms.texts} title={title} me={null} demo={rooms.demo}>
      <Plain title={title} help={help ?? door.by(board.name)}>
        <p class="way-in">
          <a class="button primary" href={href}>
            {again ? door.again : door.button(board.name)}
          </a>
        </p>
        <h2>{door.otherwise(board.name)}</h2>
        <p>{signIn.how}</p>
      </Plain>
    </Page>
  )
}

/** What was asked for, with its query. */
const pathOf = (c: Asked): string => {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname}${search}`
}
