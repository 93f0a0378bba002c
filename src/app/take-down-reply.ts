import type { OutreachId } from '../domain/outreach.js'
import type { Actor, Person } from '../domain/people.js'
import { SECOND } from '../domain/time.js'
import { transition } from '../domain/transition.js'
import type { Desk } from './desk.js'
import { publisherOf, type ReplyKit } from './prepare-reply.js'
import { saveCase } from './save-case.js'

export type TakeDownResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'no-such-reply' | 'not-sent' | 'read-only' }
  | { readonly ok: false; readonly why: 'network'; readonly error: string }

/** Takes a sent reply down again, on the network first, then here. Twice is harmless. */
export async function takeDownReply(
  desk: Desk,
  kit: ReplyKit,
  id: OutreachId,
  by: Person,
): Promise<TakeDownResult> {
  const outreach = desk.store.outreaches.get(id)
  if (outreach === null) return { ok: false, why: 'no-such-reply' }
  if (outreach.status === 'removed') return { ok: true }
  if (outreach.status !== 'sent') return { ok: false, why: 'not-sent' }
  const mention = desk.store.mentions.get(outreach.mentionId)
  const publisher = mention === null ? null : publisherOf(kit, mention)
  if (publisher === null) return { ok: false, why: 'read-only' }
  try {
    await publisher.remove(outreach.ref, AbortSignal.timeout(20 * SECOND))
  } catch (cause) {
    return { ok: false, why: 'network', error: cause instanceof Error ? cause.message : String(cause) }
  }
  const now = desk.clock()
  const actor: Actor = { type: 'rep', person: by }
  const version = desk.store.transaction(() => {
    // Two presses may both have reached the network.
    if (desk.store.outreaches.get(id)?.status === 'removed') return null
    desk.store.outreaches.removed(id, now)
    const current = desk.store.cases.get(outreach.caseId)
    if (current === null) return null
    const others = desk.store.outreaches.of(current.id).some(({ status }) => status === 'sent')
    const decision = transition(current, { type: 'take-back' }, actor, now, desk.lease)
    const next = decision.ok && !others ? decision.next : { ...current, version: current.version + 1 }
    saveCase(desk, current, next, [{ type: 'reply-removed' }], actor, now)
    return next.version
  })
  if (version !== null) desk.changes.publish({ caseId: outreach.caseId, version, what: 'reply-removed' })
  return { ok: true }
}
