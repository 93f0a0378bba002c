import type { CaseEvent } from '../domain/case.js'
import { worthACase } from '../domain/intake.js'
import type { StoredMention } from '../domain/mention.js'
import type { Engagement, Post } from '../domain/post.js'
import type { Instant } from '../domain/time.js'
import type { Change } from '../ports.js'
import type { Desk } from './desk.js'
import { assessPost, type Intake } from './intake.js'
import { noticeGrowth } from './notice-miss.js'
import { openCase } from './open-case.js'
import { raisePriority } from './raise-priority.js'
import { oweCards, record, saveCase } from './save-case.js'

/** The author took the post back: its words and its author leave the store, and with the next edit the card. Inside a transaction. */
export function removePost(desk: Desk, known: StoredMention, connector: string, now: Instant): Change | null {
  if (known.removedAt !== null) return null
  desk.store.mentions.erase(known.id, now)
  return tellCase(desk, known, { type: 'post-removed', mentionId: known.id }, connector, now)
}

/**
 * The post as it is now: assessed anew when its words changed (which may make it a case at last), counted anew when
 * people reacted. Inside a transaction.
 */
export function revisePost(
  desk: Desk,
  intake: Intake,
  known: StoredMention,
  post: Post,
  connector: string,
  now: Instant,
): Change | null {
  if (known.removedAt !== null) return null
  if (post.text === known.post.text && post.contentWarning === known.post.contentWarning) {
    if (sameCounts(known.post.engagement, post.engagement)) return null
    desk.store.mentions.grow(known.id, post.engagement)
    noticeGrowth(desk, intake, grownFrom(known, post), now)
    return isWorthShowing(known.post.engagement, post.engagement)
      ? tellCase(desk, known, null, connector, now)
      : null
  }

  const brand = intake.brandOf(known.brand)
  const assessment = assessPost(intake.classifier, post, brand)
  desk.store.mentions.revise(known.id, post, assessment)
  const told = tellCase(desk, known, { type: 'post-edited', mentionId: known.id }, connector, now)
  if (told !== null || brand === undefined || worthACase(known, assessment, brand, now) !== 'complaint') {
    noticeGrowth(desk, intake, { ...grownFrom(known, post), post, assessment }, now)
    return told
  }
  return openCase(desk, { ...known, post, assessment }, { type: 'connector', id: connector }, now)
}

/** The post as it stands once its counts are these. */
const grownFrom = (known: StoredMention, { engagement }: Post): StoredMention => ({
  ...known,
  post: { ...known.post, engagement },
  engagementAtFirst: known.engagementAtFirst ?? known.post.engagement,
})

/** Cases that the post has left by a merge or a split: their threads still quote it. */
function tellFormerCases(
  desk: Desk,
  known: StoredMention,
  event: CaseEvent,
  connector: string,
  now: Instant,
): void {
  const holder = desk.store.cases.ofMention(known.id)
  for (const id of desk.store.history.casesJoinedBy(known.id)) {
    const former = id === holder ? null : desk.store.cases.get(id)
    if (former !== null) record(desk, former, event, { type: 'connector', id: connector }, now)
  }
}

/** Every like would be an edit of a card, and Discord takes one a second: a tenth more, or somebody's words, are worth one. */
function isWorthShowing(before: Engagement, after: Engagement): boolean {
  if (after.replies !== before.replies) return true
  const [was, is] = [before.likes + before.reposts, after.likes + after.reposts]
  return Math.abs(is - was) >= Math.max(3, was / 10)
}

const sameCounts = (a: Engagement, b: Engagement): boolean =>
  a.likes === b.likes && a.reposts === b.reposts && a.replies === b.replies

/** Growth alone is no event, unless it changes the level; the card shows the new counts all the same. */
function tellCase(
  desk: Desk,
  known: StoredMention,
  event: CaseEvent | null,
  connector: string,
  now: Instant,
): Change | null {
  for (const other of desk.store.cases.othersShowing(known.id)) {
    const shown = desk.store.cases.get(other)
    if (shown !== null) oweCards(desk, shown, now)
  }
  if (event !== null) tellFormerCases(desk, known, event, connector, now)
  const caseId = desk.store.cases.ofMention(known.id)
  const current = caseId === null ? null : desk.store.cases.get(caseId)
  if (current === null) return null

  const raised = raisePriority(desk, current, now)
  const events = [event, raised.event].filter((e) => e !== null)
  const next = { ...raised.next, version: current.version + 1 }
  saveCase(desk, current, next, events, { type: 'connector', id: connector }, now)
  return { caseId: next.id, version: next.version, what: event?.type ?? 'priority-changed' }
}
