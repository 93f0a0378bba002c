import { type Brand, normaliseHandle } from '../domain/brand.js'
import type { CaseId } from '../domain/case.js'
import type { Actor } from '../domain/people.js'
import type { Post } from '../domain/post.js'
import { transition } from '../domain/transition.js'
import type { Connector } from '../ports.js'
import type { Desk } from './desk.js'
import { saveCase } from './save-case.js'

/**
 * Looks in the network whether somebody of ours has answered under the case's posts without Amends, for instance in the
 * network's own app; the case then counts as answered. Returns the newest such reply, or `null`. @throws ConnectorError
 */
export async function answeredElsewhere(
  desk: Desk,
  connector: Pick<Connector, 'id' | 'thread'>,
  brand: Brand,
  caseId: CaseId,
  signal: AbortSignal,
): Promise<Post | null> {
  const card = desk.store.cases.card(caseId)
  if (card === null) return null
  const posts = [card.opening, ...card.joined].filter(
    (one) => one.removedAt === null && one.connector === connector.id,
  )
  const newest = posts.at(-1)
  if (newest === undefined) return null

  const thread = await connector.thread(newest.post.ref, signal)
  // A reply that is on its way may stand there already, before we know its address: it is no answer from elsewhere.
  const onItsWay = desk.store.outreaches.onItsWay(caseId)
  if (onItsWay !== null && onItsWay.status !== 'to-approve') return null
  const theirs = new Set(posts.map(({ post }) => post.uri))
  const ours = thread.filter(
    (post) =>
      post.parent !== null &&
      theirs.has(post.parent) &&
      brand.accounts.includes(normaliseHandle(post.author.handle)) &&
      !desk.store.outreaches.isOurs(post.network, post.uri),
  )
  const found = ours.at(-1) ?? null
  if (found !== null) countAsAnswered(desk, caseId, newest.id, ours, { type: 'connector', id: connector.id })
  return found
}

function countAsAnswered(
  desk: Desk,
  caseId: CaseId,
  mentionId: number,
  replies: readonly Post[],
  by: Actor,
): void {
  const now = desk.clock()
  const version = desk.store.transaction(() => {
    for (const reply of replies) {
      if (desk.store.outreaches.isOurs(reply.network, reply.uri)) continue
      desk.store.outreaches.found(caseId, mentionId, reply)
    }
    const current = desk.store.cases.get(caseId)
    if (current === null) return null
    const decision = transition(current, { type: 'replied', at: now, elsewhere: true }, by, now, desk.lease)
    if (!decision.ok || decision.event === null) return null
    saveCase(desk, current, decision.next, [decision.event], by, now)
    return decision.next.version
  })
  if (version !== null) desk.changes.publish({ caseId, version, what: 'replied' })
}
