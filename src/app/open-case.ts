import type { StoredMention } from '../domain/mention.js'
import type { Actor } from '../domain/people.js'
import { priorityOf } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { Change } from '../ports.js'
import type { Desk } from './desk.js'
import { oweCards, record } from './save-case.js'

/** Inside a transaction. */
export function openCase(
  desk: Desk,
  mention: StoredMention,
  connector: string,
  now: Instant,
  by?: Actor,
): Change {
  const { assessment, post } = mention
  const priority = priorityOf(
    { assessment, author: post.author, engagement: post.engagement, postedAt: post.postedAt },
    now,
  )
  const opened = desk.store.cases.open(mention, priority, now)
  desk.store.history.append(
    opened.id,
    { type: 'opened', priority },
    { type: 'connector', id: connector },
    now,
  )
  oweCards(desk, opened, now)
  return { caseId: opened.id, version: opened.version, what: 'opened' }
}
