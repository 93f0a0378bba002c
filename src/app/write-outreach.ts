import type { Case, CaseEvent, CaseId } from '../domain/case.js'
import type { StoredMention } from '../domain/mention.js'
import type { Outreach, ReplyRefusal } from '../domain/outreach.js'
import type { Actor, Person } from '../domain/people.js'
import type { Instant } from '../domain/time.js'
import { transition } from '../domain/transition.js'
import type { Desk } from './desk.js'
import { record, saveCase } from './save-case.js'

export type ReplyForm = {
  readonly caseId: CaseId
  readonly text: string
  /** BCP 47. */
  readonly lang: string
  /** Unique for the form that was sent: sent twice, it is one reply. ≤ 64 characters. */
  readonly key: string
  readonly kind: Outreach['kind']
  /** What of the brand's authority the rep offers with it, word for word from the configuration; logged, not approved. */
  readonly offered?: string | undefined
}

export type WriteResult =
  | { readonly ok: true; readonly outreach: Outreach }
  | { readonly ok: false; readonly refusal: ReplyRefusal }

/**
 * A rep's words become a reply owed to the customer, under their latest post in the case. Replying to a case that nobody
 * has claims it. Whether the words are fit to send is asked before, of the coach; this decides whether we may write.
 */
export function writeOutreach(
  desk: Desk,
  form: ReplyForm,
  by: Person,
  canPublish: (connector: string) => boolean,
): WriteResult {
  const now = desk.clock()
  const { outreaches, cases } = desk.store
  const result = desk.store.transaction((): WriteResult & { changed?: Case } => {
    const again = outreaches.byKey(form.key)
    if (again !== null) return { ok: true, outreach: again }

    const current = cases.get(form.caseId)
    if (current === null) return refuse({ reason: 'no-such-case', id: form.caseId })
    const target = latestPost(desk, form.caseId)
    const refusal = objection(desk, current, target, by, form.kind) ?? restraint(desk, target, now)
    if (refusal !== null || target === null) return refuse(refusal ?? { reason: 'post-removed' })
    if (!canPublish(target.connector)) return refuse({ reason: 'read-only' })

    const owned = workedOn(desk, current, by, now)
    const { secondPair, authority } = desk.policy.of(current.brand).replies
    if (form.offered !== undefined && authority.includes(form.offered))
      record(desk, owned, { type: 'offered', what: form.offered }, { type: 'rep', person: by }, now)
    const id = outreaches.write({
      caseId: form.caseId,
      mentionId: target.id,
      connector: target.connector,
      by,
      text: form.text,
      lang: form.lang,
      key: form.key,
      kind: form.kind,
      writtenAt: now,
      toApprove: secondPair,
    })
    const outreach = outreaches.get(id)
    if (outreach === null) throw new Error(`reply ${id} was not kept`)
    return { ok: true, outreach, changed: owned }
  })
  if (result.ok && result.changed !== undefined)
    desk.changes.publish({ caseId: form.caseId, version: result.changed.version, what: 'replied' })
  return result.ok ? { ok: true, outreach: result.outreach } : result
}

const refuse = (refusal: ReplyRefusal): WriteResult => ({ ok: false, refusal })

/** The newest post of the author in the case that still stands: what a reply goes under. */
export function latestPost(desk: Desk, caseId: CaseId): StoredMention | null {
  const card = desk.store.cases.card(caseId)
  if (card === null) return null
  return [card.opening, ...card.joined].filter(({ removedAt }) => removedAt === null).at(-1) ?? null
}

function objection(
  desk: Desk,
  current: Case,
  target: StoredMention | null,
  by: Person,
  kind: Outreach['kind'],
): ReplyRefusal | null {
  if (current.status === 'resolved' && kind === 'reply') return { reason: 'case-resolved' }
  if ((current.status === 'claimed' || current.status === 'waiting') && current.owner.id !== by.id)
    return { reason: 'not-yours', owner: current.owner }
  if (desk.store.outreaches.onItsWay(current.id) !== null) return { reason: 'still-sending' }
  return target === null ? { reason: 'post-removed' } : null
}

/** Why this rep could not send a reply just now, however good its words; `null` when they could. */
export function whyNotReply(desk: Desk, id: CaseId, kind: Outreach['kind'], by: Person): ReplyRefusal | null {
  const current = desk.store.cases.get(id)
  if (current === null) return { reason: 'no-such-case', id }
  const target = latestPost(desk, id)
  return objection(desk, current, target, by, kind) ?? restraint(desk, target, desk.clock())
}

/** Whether this author may be written to at all, and already again. */
export function restraint(desk: Desk, target: StoredMention | null, now: Instant): ReplyRefusal | null {
  if (target === null) return null
  const { author, network } = target.post
  const key = { network, authorId: author.id }
  if (desk.store.restraint.isBlocked(key)) return { reason: 'do-not-contact' }
  if (author.optOuts.includes('blocked')) return { reason: 'opted-out', signal: 'blocked' }

  const spokeToUs = target.via === 'tag' || target.via === 'reply' || target.via === 'quote'
  if (spokeToUs) return null
  const signal = author.optOuts.find((one) => one === 'no-bot')
  if (signal !== undefined) return { reason: 'opted-out', signal }
  // What was begun in a case is brought to its end there: a promise kept, a correction, a closing line.
  if (hasAnswered(desk, target)) return null
  const at = desk.store.restraint.lastContact(key, target.brand)
  const again = at === null ? null : at + desk.policy.of(target.brand).replies.contactEvery
  return at !== null && again !== null && now < again ? { reason: 'contacted-lately', at, again } : null
}

function hasAnswered(desk: Desk, target: StoredMention): boolean {
  const caseId = desk.store.cases.ofMention(target.id)
  const replies = caseId === null ? [] : desk.store.outreaches.of(caseId)
  return replies.some(({ status }) => status === 'sent' || status === 'removed')
}

/** Writing a reply is work on the case: it claims a free one and renews a claim. */
function workedOn(desk: Desk, current: Case, by: Person, now: Instant): Case {
  const actor: Actor = { type: 'rep', person: by }
  const command = current.status === 'open' ? 'claim' : 'still-on-it'
  const decision = transition(current, { type: command }, actor, now, desk.lease)
  const next = decision.ok ? decision.next : current
  const claimed = decision.ok && command === 'claim' && decision.event !== null ? [decision.event] : []
  const events: CaseEvent[] = [...claimed, { type: 'reply-written' }]
  // The card is owed in any case: it is to say that a reply is on its way.
  const saved = { ...next, version: current.version + 1 }
  saveCase(desk, current, saved, events, actor, now)
  return saved
}
