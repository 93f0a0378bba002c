import type { StoredMention } from '../domain/mention.js'
import { gatesOf, isClose, type MissKind, totalOf } from '../domain/missed.js'
import type { Instant } from '../domain/time.js'
import type { Desk } from './desk.js'
import type { Intake } from './intake.js'

/** A post that has grown to this part of what makes it a miss has its growth written down, to be shown should it be one. */
const WORTH_A_LINE = 1 / 5

/** Keeps a post for people to review, with what counted at this moment. Inside a transaction. */
export function noticeMiss(
  desk: Desk,
  intake: Intake,
  mention: StoredMention,
  how: { readonly kind: MissKind; readonly known: boolean },
  now: Instant,
): void {
  const brand = intake.brandOf(mention.brand)
  if (brand === undefined) return
  const { reasons: _reasons, wantsReply: _wantsReply, ...judged } = mention.assessment
  desk.store.missed.addLook(mention.id, { at: now, engagement: mention.post.engagement })
  desk.store.missed.notice({
    mentionId: mention.id,
    brand: brand.name,
    ...how,
    noticedAt: now,
    judged,
    asked: brand.alert,
    gates: gatesOf(how, mention, brand, desk.policy.of(brand.name).cap),
  })
}

/** A post with new counts: grown big while nobody was told of it, it is a miss. Inside a transaction. */
export function noticeGrowth(desk: Desk, intake: Intake, mention: StoredMention, now: Instant): void {
  const { missed, cases } = desk.store
  const { engagement } = mention.post
  const total = totalOf(engagement)
  if (total < intake.grownTo * WORTH_A_LINE) return
  const caseId = cases.ofMention(mention.id)
  if (caseId !== null && !missed.isHeldBack(caseId)) return

  const last = missed.looks(mention.id).at(-1)
  // A held card is looked at every minute: a tenth more is worth a line, not every like.
  if (last === undefined || total >= totalOf(last.engagement) * 1.1)
    missed.addLook(mention.id, { at: now, engagement })
  // What was big before we began to watch was nobody's to notice; what has grown since was.
  const grown = mention.history ? total - totalOf(mention.engagementAtFirst ?? engagement) : total
  if (grown < intake.grownTo || missed.get(mention.id) !== null) return
  noticeMiss(desk, intake, mention, { kind: caseId === null ? 'grown' : 'held-back', known: true }, now)
}

/** Whether a post that opened no case is to be looked at a few times more. */
export function isWorthALook(
  intake: Intake,
  mention: Pick<StoredMention, 'brand' | 'via' | 'assessment'>,
): boolean {
  const brand = intake.brandOf(mention.brand)
  return brand !== undefined && isClose(mention.via, mention.assessment, brand.alert)
}
