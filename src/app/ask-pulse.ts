import type { Card } from '../domain/card.js'
import type { Case, CaseId } from '../domain/case.js'
import type { Actor, Person } from '../domain/people.js'
import { isAnswered, optedOut, PULSE_PATH, type PulseLanguage, type PulseRefusal } from '../domain/pulse.js'
import type { Instant } from '../domain/time.js'
import { transition } from '../domain/transition.js'
import type { Desk } from './desk.js'
import { hashOfPulse } from './pulse-token.js'
import { saveCase } from './save-case.js'
import { latestPost } from './write-outreach.js'

export type AskedPulse =
  | {
      readonly ok: true
      /** For the customer alone; said this once, and kept nowhere. */
      readonly link: string
      /** In which the page speaks, and the message that brings the link should. */
      readonly lang: PulseLanguage
      readonly brand: string
      readonly expiresAt: Instant
    }
  | { readonly ok: false; readonly refusal: PulseRefusal }

/**
 * Makes the link by which one customer can say, once, how far they trust us. Nothing is sent: a person does that, in
 * private. An earlier link of the case is void from here on. `token`: fresh, and random.
 */
export function askPulse(desk: Desk, id: CaseId, by: Person, token: string): AskedPulse {
  const now = desk.clock()
  const { store } = desk
  const result = desk.store.transaction((): AskedPulse & { next?: Case } => {
    const refusal = whyNotAskPulse(desk, id, by)
    if (refusal !== null) return { ok: false, refusal }
    const [card, target] = [store.cases.card(id), latestPost(desk, id)]
    const policy = card === null ? null : desk.policy.of(card.case.brand).pulse
    if (card === null || target === null || policy === null) throw new Error(`case ${id} cannot be asked`)

    const actor: Actor = { type: 'rep', person: by }
    const decision = transition(card.case, { type: 'ask-pulse' }, actor, now, desk.lease)
    if (!decision.ok || decision.event === null) throw new Error(`case ${id} refused to be asked`)
    saveCase(desk, card.case, decision.next, [decision.event], actor, now)

    const { brand } = card.case
    const lang = languageOf(card, policy.languages)
    const expiresAt = now + policy.lasts
    store.pulses.ask({ caseId: id, tokenHash: hashOfPulse(token), lang, at: now, expiresAt })
    const { author, network } = target.post
    store.restraint.asked({ network, authorId: author.id }, brand, now)
    const link = `${policy.origin}${PULSE_PATH}${token}`
    return { ok: true, link, lang, brand, expiresAt, next: decision.next }
  })
  if (!result.ok) return result
  const { next, ...asked } = result
  if (next !== undefined) desk.changes.publish({ caseId: id, version: next.version, what: 'pulse-asked' })
  return asked
}

/** Why this rep cannot ask now; `null` when they can. */
export function whyNotAskPulse(desk: Desk, id: CaseId, by: Person): PulseRefusal | null {
  const { cases, pulses, restraint } = desk.store
  const card = cases.card(id)
  if (card === null) return { reason: 'no-such-case', id }
  const { case: current } = card
  const { pulse, replies } = desk.policy.of(current.brand)
  if (pulse === null) return { reason: 'off' }
  const before = pulses.of(id)
  if (before?.answered === true) return { reason: 'answered' }
  if (!isAnswered(card)) return { reason: 'not-answered' }
  if ((current.status === 'claimed' || current.status === 'waiting') && current.owner.id !== by.id)
    return { reason: 'not-yours', owner: current.owner }

  const target = latestPost(desk, id)
  if (target === null) return { reason: 'post-removed' }
  const { author, network } = target.post
  const key = { network, authorId: author.id }
  if (restraint.isBlocked(key)) return { reason: 'do-not-contact' }
  const signal = optedOut(author.optOuts)
  if (signal !== null) return { reason: 'opted-out', signal }
  // A link that got lost may be made anew; another case is no reason to ask the same person again.
  const at = before === null ? restraint.lastAsked(key, current.brand) : null
  const again = at === null ? null : at + replies.contactEvery
  return at !== null && again !== null && desk.clock() < again ? { reason: 'asked-lately', at, again } : null
}

/** The customer's own, as far as the brand asks in it. */
function languageOf({ opening, joined }: Card, offered: readonly PulseLanguage[]): PulseLanguage {
  const spoken = [...joined.toReversed(), opening].map(({ assessment }) => assessment.lang)
  const known = spoken.flatMap((lang) => offered.filter((one) => one === lang))
  return known[0] ?? offered[0] ?? 'en'
}
