import { nextLook } from '../domain/look-again.js'
import type { StoredMention } from '../domain/mention.js'
import type { Instant } from '../domain/time.js'
import type { Change, Connector, Found } from '../ports.js'
import { answeredElsewhere } from './answered-elsewhere.js'
import type { Desk } from './desk.js'
import { removePost, revisePost } from './follow-post.js'
import type { Intake } from './intake.js'
import { isWorthALook } from './notice-miss.js'

/** Bluesky takes 25 posts a call, Mastodon 20: a step of this size is one or two calls. */
const A_STEP = 25

/**
 * Looks up again the posts of one connector that were due by a moment, and brings store and cases up to date.
 * Returns whether there was anything to do. @throws ConnectorError; the posts then stay due
 */
export async function refreshPosts(
  desk: Desk,
  intake: Intake,
  connector: Connector,
  dueBy: Instant,
  signal: AbortSignal,
): Promise<boolean> {
  const due = desk.store.mentions.dueForLookup(connector.id, dueBy, A_STEP)
  if (due.length === 0) return false

  const found = await connector.lookup(
    due.map(({ post }) => post.ref),
    signal,
  )
  const byRef = new Map(found.map((one) => [one.ref, one]))
  const now = desk.clock()
  const changes = desk.store.transaction(() => {
    const changed: Change[] = []
    for (const mention of due) {
      const change = follow(mention, byRef.get(mention.post.ref))
      if (change !== null) changed.push(change)
      const caseId = desk.store.cases.ofMention(mention.id)
      const status = caseId === null ? 'resolved' : desk.store.cases.get(caseId)?.status
      const { postedAt } = mention.post
      const close = caseId === null && isWorthALook(intake, mention)
      desk.store.mentions.lookAgain(
        mention.id,
        nextLook({ postedAt, unresolved: status !== 'resolved', close }, intake.lookCycle, now),
      )
    }
    return changed
  })
  for (const change of changes) desk.changes.publish(change)
  for (const mention of due.filter((one) => newReplies(one, byRef.get(one.post.ref))))
    await lookForOurs(mention)
  return true

  /** Somebody answered there; it may have been one of us, in the network's own app. */
  async function lookForOurs(mention: StoredMention): Promise<void> {
    const caseId = desk.store.cases.ofMention(mention.id)
    const current = caseId === null ? null : desk.store.cases.get(caseId)
    const brand = intake.brandOf(mention.brand)
    if (current === null || brand === undefined || current.status === 'resolved') return
    try {
      await answeredElsewhere(desk, connector, brand, current.id, signal)
    } catch (cause) {
      // As if nobody had answered yet: the next look then finds the new answer, and looks at it again.
      desk.store.mentions.grow(mention.id, mention.post.engagement)
      throw cause
    }
  }

  function follow(mention: StoredMention, post: Found | undefined): Change | null {
    switch (post?.state) {
      case 'there':
        return revisePost(desk, intake, mention, post.post, connector.id, now)
      case 'gone':
        return removePost(desk, mention, connector.id, now)
      // The network did not say: what we have stays, and is looked at again.
      case 'unknown':
      case undefined:
        return null
    }
  }
}

const newReplies = ({ post }: StoredMention, found: Found | undefined): boolean =>
  found?.state === 'there' && found.post.engagement.replies > post.engagement.replies
