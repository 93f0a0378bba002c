import type { DeskSession } from '../ports.js'
import type { Member } from './care.js'
import type { Desk } from './desk.js'

export type EndedSession =
  | { readonly ok: true; readonly session: DeskSession }
  /** `gone`: it was over already. */
  | { readonly ok: false; readonly why: 'gone' | 'not-allowed' }

/** Everybody sees and ends their own sessions at the web desk, admins those of all. */
export const maySeeSession = (session: Pick<DeskSession, 'personId'>, by: Member): boolean =>
  by.role === 'admin' || session.personId === by.person.id

/** Signs somebody out of one browser, wherever that is. */
export function endDeskSession({ store, clock }: Desk, id: string, by: Member): EndedSession {
  return store.transaction(() => {
    const session = store.desk.sessions(clock()).find((one) => one.id === id)
    if (session === undefined) return { ok: false, why: 'gone' }
    if (!maySeeSession(session, by)) return { ok: false, why: 'not-allowed' }
    store.desk.endSession(id)
    return { ok: true, session }
  })
}
