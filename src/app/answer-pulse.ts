import { type Grade, type PulseLanguage, toTheHour } from '../domain/pulse.js'
import type { PulseLink } from '../ports.js'
import type { Desk } from './desk.js'
import { hashOfPulse } from './pulse-token.js'
import { record } from './save-case.js'

/** What a customer needs to see to be able to answer: nothing of their case. */
export type OpenPulse = { readonly brand: string; readonly lang: PulseLanguage }

/** Looking uses nothing up. `null`: the link is unknown, void, answered, or its time is over; which of these is not told. */
export function openPulse(desk: Desk, token: string): OpenPulse | null {
  const found = find(desk, token)
  return found === null || found.link.answered ? null : { brand: found.brand, lang: found.link.lang }
}

export type PulseAnswer =
  | { readonly result: 'stored' | 'already'; readonly lang: PulseLanguage }
  | { readonly result: 'gone' }

/**
 * A customer says how far they trust us; the first answer stands. Nothing else of the case changes: an answer is no word
 * of theirs that somebody has to react to, so it wakes nobody, and starts and stops no clock.
 */
export function answerPulse(desk: Desk, token: string, grade: Grade): PulseAnswer {
  const answered = desk.store.transaction(() => {
    const found = find(desk, token)
    if (found === null) return null
    const { link, current } = found
    const hour = toTheHour(desk.clock())
    if (!desk.store.pulses.answer(link.caseId, grade, hour)) return { ...found, isNew: false }
    // To the hour in history too, but never before what stands above it.
    const at = Math.max(hour, desk.store.history.of(link.caseId).at(-1)?.at ?? 0)
    record(desk, current, { type: 'pulse-answered' }, { type: 'customer' }, at)
    return { ...found, isNew: true }
  })
  if (answered === null) return { result: 'gone' }
  const { current, link, isNew } = answered
  if (isNew) desk.changes.publish({ caseId: current.id, version: current.version, what: 'pulse-answered' })
  return { result: isNew ? 'stored' : 'already', lang: link.lang }
}

/** A brand that has stopped asking takes no more answers. */
function find(desk: Desk, token: string) {
  const link: PulseLink | null = desk.store.pulses.byToken(hashOfPulse(token), desk.clock())
  const current = link === null ? null : desk.store.cases.get(link.caseId)
  if (link === null || current === null || desk.policy.of(current.brand).pulse === null) return null
  return { link, current, brand: current.brand }
}
