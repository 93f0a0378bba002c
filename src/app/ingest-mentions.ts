import type { Assessment } from '../domain/assessment.js'
import type { Case, CaseEvent } from '../domain/case.js'
import { type Admission, placeOf, worthACase } from '../domain/intake.js'
import { nextLook } from '../domain/look-again.js'
import type { Mention, StoredMention } from '../domain/mention.js'
import type { Instant } from '../domain/time.js'
import { transition } from '../domain/transition.js'
import type { Batch, Change, SeenPost } from '../ports.js'
import type { Desk } from './desk.js'
import { removePost, revisePost } from './follow-post.js'
import { assessPost, type Intake } from './intake.js'
import { isWorthALook, noticeGrowth } from './notice-miss.js'
import { openCase } from './open-case.js'
import { raisePriority } from './raise-priority.js'
import { saveCase } from './save-case.js'

export type Ingested = {
  readonly mentions: number
  readonly duplicates: number
  readonly opened: number
  /** Why posts did not count, with how many. */
  readonly ignored: Readonly<Record<string, number>>
}

/**
 * Takes in one page: matches and assesses each post, then writes mentions, cases, history, cards owed and the cursor in
 * one transaction. The same page twice changes nothing.
 */
export function ingestMentions(desk: Desk, intake: Intake, connector: string, batch: Batch): Ingested {
  const now = desk.clock()
  const ignored: Record<string, number> = {}
  const candidates: Candidate[] = []
  for (const seen of batch.posts) {
    const admission = intake.admit(seen)
    if (admission.admitted)
      candidates.push({
        seen,
        admission,
        assessment: assessPost(intake.classifier, seen.post, admission.brand),
      })
    else ignored[admission.why] = (ignored[admission.why] ?? 0) + 1
  }

  const taken = desk.store.transaction(() => {
    let mentions = 0
    const changes: Change[] = []
    const note = (change: Change | null) => void (change !== null && changes.push(change))
    for (const candidate of candidates) {
      const stored = addMention(desk, intake, connector, candidate, now)
      if (stored === null) {
        note(seenAgain(desk, intake, candidate, connector, now))
        continue
      }
      mentions++
      const change = place(desk, candidate, stored, connector, now)
      if (change === null) noticeGrowth(desk, intake, stored, now)
      else lookAgainSoon(desk, intake, stored, now)
      note(change)
    }
    for (const key of batch.removed) {
      const known = desk.store.mentions.byUri(key)
      if (known !== null) note(removePost(desk, known, connector, now))
    }
    desk.store.connectors.advance(connector, batch.cursor, now)
    return { mentions, changes }
  })

  for (const change of taken.changes) desk.changes.publish(change)
  return {
    mentions: taken.mentions,
    duplicates: candidates.length - taken.mentions,
    opened: taken.changes.filter(({ what }) => what === 'opened').length,
    ignored,
  }
}

type Candidate = {
  readonly seen: SeenPost
  readonly admission: Admission & { admitted: true }
  readonly assessment: Assessment
}

/** It is looked up again as a post that nobody works on; most open no case. */
function addMention(
  desk: Desk,
  intake: Intake,
  connector: string,
  candidate: Candidate,
  now: Instant,
): StoredMention | null {
  const { seen, admission, assessment } = candidate
  const mention: Mention = {
    post: seen.post,
    brand: admission.brand.name,
    connector,
    via: admission.via,
    receivedAt: now,
    history: seen.history,
  }
  const { postedAt } = seen.post
  const close = isWorthALook(intake, { ...mention, assessment })
  const look = nextLook({ postedAt, unresolved: false, close }, intake.lookCycle, now)
  const id = desk.store.mentions.add(mention, assessment, look)
  return id === null ? null : { ...mention, id, assessment, removedAt: null }
}

function lookAgainSoon(desk: Desk, intake: Intake, { id, post }: StoredMention, now: Instant): void {
  const { postedAt } = post
  desk.store.mentions.lookAgain(id, nextLook({ postedAt, unresolved: true }, intake.lookCycle, now))
}

/** A page may bring a known post anew because it was edited. */
function seenAgain(
  desk: Desk,
  intake: Intake,
  { seen }: Candidate,
  connector: string,
  now: Instant,
): Change | null {
  const known = desk.store.mentions.byUri(seen.post)
  return known === null ? null : revisePost(desk, intake, known, seen.post, connector, now)
}

function place(
  desk: Desk,
  candidate: Candidate,
  stored: StoredMention,
  connector: string,
  now: Instant,
): Change | null {
  const { brand } = candidate.admission
  const { post } = stored
  const worth = worthACase(stored, candidate.assessment, brand, now)

  // Most mentions stand alone and are no complaint: for them nothing is looked up.
  const author = { brand: brand.name, network: post.network, authorId: post.author.id }
  const around = [post.parent, post.root].filter((uri) => uri !== null)
  const thread = around.length === 0 ? null : desk.store.cases.ofThread(author, around)
  const running = worth === 'complaint' ? desk.store.cases.unresolvedOf(author) : null

  const at = placeOf(worth, {
    running: running !== null,
    thread: thread === null ? 'none' : thread.status === 'resolved' ? 'resolved' : 'running',
  })
  if (at.to === 'no-case') return null
  if (at.to === 'new-case') return openCase(desk, stored, { type: 'connector', id: connector }, now)
  const target = thread?.status === 'resolved' && !at.reopens ? (running ?? thread) : (thread ?? running)
  return target === null ? null : joinCase(desk, target, stored, at.reopens, now)
}

/** In the case's own thread whatever the author says is meant for us; elsewhere only a complaint joins. */
function joinCase(desk: Desk, target: Case, stored: StoredMention, reopens: boolean, now: Instant): Change {
  desk.store.cases.join(target.id, stored.id)
  const events: CaseEvent[] = [{ type: 'joined', mentionId: stored.id }]
  let next = target
  const decision = transition(
    target,
    { type: reopens ? 'reopen' : 'hear' },
    { type: 'customer' },
    now,
    desk.lease,
  )
  if (decision.ok && decision.event !== null) {
    next = decision.next
    events.push(decision.event)
  }
  const raised = raisePriority(desk, next, now)
  if (raised.event !== null) events.push(raised.event)
  // One change, whatever the number of events.
  next = { ...raised.next, version: target.version + 1 }
  saveCase(desk, target, next, events, { type: 'customer' }, now)
  return { caseId: next.id, version: next.version, what: 'joined' }
}
