import type { Case, CaseId, Command, Refusal } from '../domain/case.js'
import type { Actor } from '../domain/people.js'
import { transition } from '../domain/transition.js'
import type { Desk } from './desk.js'
import { saveCase } from './save-case.js'

export type ActResult =
  /** `changed` is false when the press repeated what was already so. */
  | { readonly ok: true; readonly case: Case; readonly changed: boolean }
  | { readonly ok: false; readonly refusal: Refusal }

/** Carries out what a rep asked for, or says why not. One transaction; safe to call from any board, any number of times. */
export function actOnCase(desk: Desk, id: CaseId, command: Command, by: Actor): ActResult {
  const now = desk.clock()
  const result = desk.store.transaction((): ActResult => {
    const current = desk.store.cases.get(id)
    if (current === null) return { ok: false, refusal: { reason: 'no-such-case', id } }

    const decision = transition(current, command, by, now, desk.lease)
    if (!decision.ok) return decision
    if (decision.event === null) return { ok: true, case: current, changed: false }

    saveCase(desk, current, decision.next, [decision.event], by, now)
    return { ok: true, case: decision.next, changed: true }
  })
  if (result.ok && result.changed)
    desk.changes.publish({ caseId: id, version: result.case.version, what: command.type })
  return result
}
