import { createMiddleware } from 'hono/factory'
import { ROLES, type Role } from '../domain/people.js'
import type { Rooms, SignedIn, WebEnv } from './context.js'
import { Page, Plain } from './layout.js'

/** A page for `least` and above, after `signedIn`; others are told so, politely, with 403. */
export const onlyFor = (rooms: Rooms, least: Role, title: string, help: string) =>
  createMiddleware<WebEnv & { Variables: { me: SignedIn } }>(async (c, next) => {
    const { me } = c.var
    if (ROLES.indexOf(me.role) >= ROLES.indexOf(least)) return next()
    return c.html(
      <Page texts={rooms.texts} title={title} me={me} demo={rooms.demo}>
        <Plain title={title} help={help}>
          <p>
            <a href="/">{rooms.texts.desk.case.back}</a>
          </p>
        </Plain>
      </Page>,
      403,
    )
  })
