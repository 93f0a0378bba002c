import { verdict } from '../domain/assessment.js'
import type { CaseId, Labels } from '../domain/case.js'
import type { Person } from '../domain/people.js'
import type { ActResult } from './act-on-case.js'
import type { Desk } from './desk.js'
import type { Intake } from './intake.js'
import { noticeMiss } from './notice-miss.js'
import { raisePriority } from './raise-priority.js'
import { saveCase } from './save-case.js'

/**
 * A rep puts the verdict on the opening post right: the case is sorted anew, and the label is kept to learn from. What
 * alone would have opened no case, and is one after all, is a miss of the classifier.
 */
export function correctLabels(desk: Desk, intake: Intake, id: CaseId, labels: Labels, by: Person): ActResult {
  const now = desk.clock()
  const { cases, mentions, team } = desk.store
  const result = desk.store.transaction((): ActResult => {
    const card = cases.card(id)
    if (card === null) return { ok: false, refusal: { reason: 'no-such-case', id } }
    const { severity, urgency, category } = card.opening.assessment
    const from: Labels = { severity, urgency, category }
    if (
      from.severity === labels.severity &&
      from.urgency === labels.urgency &&
      from.category === labels.category
    )
      return { ok: true, case: card.case, changed: false }

    const alert = intake.brandOf(card.case.brand)?.alert
    const missed = alert !== undefined && verdict(card.opening.assessment, alert) !== 'complaint'
    if (missed && labels.severity >= alert.severity && card.opening.removedAt === null)
      noticeMiss(desk, intake, card.opening, { kind: 'corrected', known: true }, now)
    mentions.relabel(card.opening.id, labels)
    team.addLabel(card.opening.id, labels, by, now)
    const raised = raisePriority(desk, card.case, now)
    const events = [{ type: 'corrected', from, to: labels } as const, raised.event].filter((e) => e !== null)
    const next = { ...raised.next, version: card.case.version + 1 }
    saveCase(desk, card.case, next, events, { type: 'rep', person: by }, now)
    return { ok: true, case: next, changed: true }
  })
  if (result.ok && result.changed)
    desk.changes.publish({ caseId: id, version: result.case.version, what: 'corrected' })
  return result
}
