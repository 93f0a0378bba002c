import type { CaseEvent } from '../domain/case.js'
import type { Outreach, OutreachId } from '../domain/outreach.js'
import type { Person } from '../domain/people.js'
import type { Desk } from './desk.js'
import { saveCase } from './save-case.js'
import { restraint } from './write-outreach.js'

/** `must-not`: since it was written the case was resolved, or its author asked to be left alone. */
export type Approval = 'approved' | 'own-reply' | 'not-waiting' | 'must-not'

/** A second person has read a reply: it goes out, unless what held when it was written holds no more. */
export function approveReply(desk: Desk, id: OutreachId, by: Person): Approval {
  const now = desk.clock()
  const answer = desk.store.transaction((): Approval => {
    const waiting = desk.store.outreaches.get(id)
    if (waiting === null || waiting.status !== 'to-approve') return 'not-waiting'
    if (waiting.by.id === by.id) return 'own-reply'
    const current = desk.store.cases.get(waiting.caseId)
    const isOver = current === null || (current.status === 'resolved' && waiting.kind === 'reply')
    if (isOver || restraint(desk, desk.store.mentions.get(waiting.mentionId), now) !== null) return 'must-not'
    desk.store.outreaches.approve(id, now)
    tell(desk, waiting, { type: 'reply-approved' }, by)
    return 'approved'
  })
  if (answer === 'approved') publish(desk, id)
  return answer
}

/** A reply that waits for approval is not to go out after all. @returns whether it still waited */
export function withdrawReply(desk: Desk, id: OutreachId, by: Person): boolean {
  const withdrawn = desk.store.transaction(() => {
    const waiting = desk.store.outreaches.get(id)
    if (waiting === null || waiting.status !== 'to-approve') return false
    desk.store.outreaches.fail(id, `withdrawn by ${by.name}`)
    tell(desk, waiting, { type: 'reply-withdrawn' }, by)
    return true
  })
  if (withdrawn) publish(desk, id)
  return withdrawn
}

function tell(desk: Desk, { caseId }: Outreach, event: CaseEvent, person: Person): void {
  const current = desk.store.cases.get(caseId)
  if (current === null) return
  const next = { ...current, version: current.version + 1 }
  saveCase(desk, current, next, [event], { type: 'rep', person }, desk.clock())
}

function publish(desk: Desk, id: OutreachId): void {
  const caseId = desk.store.outreaches.get(id)?.caseId
  const current = caseId === undefined ? null : desk.store.cases.get(caseId)
  if (current !== null)
    desk.changes.publish({ caseId: current.id, version: current.version, what: 'replied' })
}
