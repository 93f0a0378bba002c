import type { Card } from '../domain/card.js'
import type { Case, CaseId } from '../domain/case.js'
import type { ReplyRefusal } from '../domain/outreach.js'
import type { Person } from '../domain/people.js'
import type { PulseRefusal } from '../domain/pulse.js'
import { DAY } from '../domain/time.js'
import type { PulseState } from '../ports.js'
import { mayReview, memberOf, type Rooms, type SignedIn } from './context.js'

/** A case with all that its own page shows and offers. */
export type CaseView = {
  readonly card: Card
  readonly current: Case
  /** Other cases of the same author with the same brand, newest first. */
  readonly others: readonly Case[]
  /** To whom it can be handed. */
  readonly people: readonly Person[]
  /** Why nobody can write to this author now; `null` when somebody can. */
  readonly refusal: ReplyRefusal | null
  /** On the do-not-contact list. */
  readonly blocked: boolean
  /** Was opened by hand, or otherwise missed, and may be reviewed by whoever reads. */
  readonly missed: boolean
  /** The trust question: how it stands with this case, and why the reader cannot ask it now. */
  readonly pulse: { readonly state: PulseState | null; readonly refusal: PulseRefusal | null }
  /** IANA name of the team's time zone. */
  readonly zone: string
}

/** Who did nothing for so long is not offered. */
const STILL_HERE = 60 * DAY

/** `null`: no such case. */
export function caseView(rooms: Rooms, id: CaseId, me: SignedIn): CaseView | null {
  const card = rooms.desk.store.cases.card(id)
  return card === null ? null : viewOf(rooms, card, me)
}

function viewOf(rooms: Rooms, card: Card, me: SignedIn): CaseView {
  const { desk, care } = rooms
  const { case: current } = card
  const standing = [card.opening, ...card.joined].findLast(({ removedAt }) => removedAt === null)
  const authorId = standing?.post.author.id ?? ''
  const now = desk.clock()
  const owner = current.status === 'claimed' || current.status === 'waiting' ? current.owner.id : me.person.id
  const prepared = care.prepareReply(current.id, 'reply')
  return {
    card,
    current,
    others: desk.store.cases
      .ofAuthor({ brand: current.brand, network: current.network, authorId })
      .filter(({ id }) => id !== current.id),
    people: desk.store.desk.people(now, now - STILL_HERE).filter(({ id }) => id !== owner),
    refusal: refusalOf(card, prepared === null ? { reason: 'post-removed' } : prepared.refusal),
    missed: mayReview(me) && desk.store.missed.get(card.opening.id) !== null,
    blocked: authorId !== '' && desk.store.restraint.isBlocked({ network: current.network, authorId }),
    pulse: {
      state: desk.store.pulses.of(current.id),
      refusal: care.whyNotAskPulse(current.id, memberOf(me)),
    },
    zone: desk.policy.of(current.brand).zone,
  }
}

function refusalOf(card: Card, refusal: ReplyRefusal | null): ReplyRefusal | null {
  const underWay = card.outreaches.some(({ status }) => ON_ITS_WAY.includes(status))
  return refusal ?? (underWay ? { reason: 'still-sending' } : null)
}

const ON_ITS_WAY: readonly string[] = ['to-approve', 'owed', 'sending']

/** Why this person cannot answer here now; the desk asks again when the reply is sent. */
export function whyNotReply(view: CaseView, me: SignedIn, kind: 'reply' | 'closing'): ReplyRefusal | null {
  const { current, refusal } = view
  if (current.status === 'resolved' && kind === 'reply') return { reason: 'case-resolved' }
  if ((current.status === 'claimed' || current.status === 'waiting') && current.owner.id !== me.person.id)
    return { reason: 'not-yours', owner: current.owner }
  return refusal
}
