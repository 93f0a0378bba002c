import type { CaseId } from '../domain/case.js'
import { nextLook } from '../domain/look-again.js'
import { totalOf } from '../domain/missed.js'
import type { Person } from '../domain/people.js'
import type { Post } from '../domain/post.js'
import type { MentionStore } from '../ports.js'
import type { Desk } from './desk.js'
import { assessPost, type Intake } from './intake.js'
import { noticeMiss } from './notice-miss.js'
import { openCase } from './open-case.js'

export type OpenedByHand =
  | { readonly ok: true; readonly caseId: CaseId; readonly existed: boolean }
  | { readonly ok: false; readonly why: 'no-such-brand' | 'taken-back' }

/**
 * A person brings a post that we did not see, or thought harmless: it becomes a case, whatever its verdict. A post that
 * is in a case already leads to that case.
 */
export function openByHand(
  desk: Desk,
  intake: Intake,
  post: Post,
  about: { readonly brand: string; readonly connector: string; readonly by: Person },
): OpenedByHand {
  const now = desk.clock()
  const brand = intake.brandOf(about.brand)
  if (brand === undefined) return { ok: false, why: 'no-such-brand' }
  const assessment = assessPost(intake.classifier, post, brand)
  const { mentions, cases } = desk.store
  const result = desk.store.transaction((): OpenedByHand => {
    const mention = {
      post,
      brand: brand.name,
      connector: about.connector,
      via: 'by-hand',
      receivedAt: now,
      history: false,
    } as const
    const added = mentions.add(mention, assessment)
    const stored = added === null ? asItStands(mentions, post) : mentions.get(added)
    if (stored === null) return { ok: false, why: 'taken-back' }
    const known = cases.ofMention(stored.id)
    if (known !== null) return { ok: true, caseId: known, existed: true }
    noticeMiss(desk, intake, stored, { kind: 'by-hand', known: added === null }, now)
    const opened = openCase(desk, stored, { type: 'rep', person: about.by }, now)
    mentions.lookAgain(
      stored.id,
      nextLook({ postedAt: post.postedAt, unresolved: true }, intake.lookCycle, now),
    )
    return { ok: true, caseId: opened.caseId, existed: false }
  })
  if (result.ok && !result.existed)
    desk.changes.publish({ caseId: result.caseId, version: 1, what: 'opened' })
  return result
}

/** A post that was here before, with the counts that it has by now. */
function asItStands(mentions: MentionStore, post: Post) {
  const known = mentions.byUri(post)
  if (known === null || totalOf(known.post.engagement) === totalOf(post.engagement)) return known
  mentions.grow(known.id, post.engagement)
  return mentions.get(known.id)
}
