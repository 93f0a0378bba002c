import type { Card } from '../domain/card.js'
import type { Case, CaseEvent } from '../domain/case.js'
import { type Priority, priorityOf, rankOf } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { Desk } from './desk.js'

/** The case with the priority that its posts now ask for, and the event if the level is another. Inside a transaction. */
export function raisePriority(
  desk: Desk,
  current: Case,
  now: Instant,
): { next: Case; event: CaseEvent | null } {
  const card = desk.store.cases.card(current.id)
  const priority = card === null ? current.priority : mostPressing(card, now)
  if (JSON.stringify(priority) === JSON.stringify(current.priority)) return { next: current, event: null }
  const event: CaseEvent | null =
    priority.level === current.priority.level
      ? null
      : { type: 'priority-changed', from: current.priority, to: priority }
  return { next: { ...current, priority }, event }
}

/** The worst of what the author said and left standing; a case whose posts are all gone keeps what it had. */
function mostPressing(card: Card, now: Instant): Priority {
  const standing = [card.opening, ...card.joined].filter((mention) => mention.removedAt === null)
  const priorities = standing.map(({ assessment, post }) =>
    priorityOf(
      { assessment, author: post.author, engagement: post.engagement, postedAt: post.postedAt },
      now,
    ),
  )
  priorities.sort((a, b) => rankOf(a) - rankOf(b))
  return priorities[0] ?? card.case.priority
}
