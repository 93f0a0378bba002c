import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Member } from '../app/care.js'
import { type Person, ROLES, type Role } from '../domain/people.js'
import type { Instant } from '../domain/time.js'
import type { Reports } from '../reports/keep-reports.js'
import type { Texts } from '../texts/texts.js'
import type { Attempts } from './attempts.js'
import type { LiveStreams } from './live.js'
import type { Notices } from './notices.js'
import type { WebDeskOptions } from './options.js'
import type { Standings } from './standing.js'

/** What one running desk shares between its pages. */
export type Rooms = WebDeskOptions & {
  readonly attempts: Attempts
  readonly live: LiveStreams
  readonly notices: Notices
  readonly reports: Reports
  readonly standings: Standings
  /** Where a browser comes back to after it was elsewhere to sign in; `null` where nobody can sign in elsewhere. */
  readonly wayBack: () => URL | null
}

export type SignedIn = {
  readonly person: Person
  readonly role: Role
  readonly tokenHash: string
  /** As in {@link DeskSession}. */
  readonly sessionId: string
  readonly way: string
  /** What every form of this session must carry. */
  readonly formToken: string
}

export type WebEnv = {
  Bindings: HttpBindings
  Variables: { session: SignedIn | null }
}
export type WebContext = Context<WebEnv>

/** What is asked, whatever else the route knows of it. */
export type Asked = Pick<Context, 'req'>

/** What every view needs: who reads, when, and in which words. */
export type Reader = {
  readonly texts: Texts
  readonly now: Instant
  readonly me: SignedIn
}

/** Reviews are for those who run the team. */
export const mayReview = ({ role }: SignedIn): boolean => role === 'manager' || role === 'admin'

export const memberOf = ({ person, role }: SignedIn): Member => ({ person, role })

export const roleOf = (name: string): Role | null => ROLES.find((role) => role === name) ?? null

/** May `role` hand out `wanted`? Nobody raises others above themselves. */
export const mayInvite = (role: Role, wanted: Role): boolean => ROLES.indexOf(wanted) <= ROLES.indexOf(role)
