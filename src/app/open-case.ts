import type { StoredMention } from '../domain/mention.js'
import type { Actor } from '../domain/people.js'
import { priorityOf } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { Change } from '../ports.js'
import type { Desk } from './desk.js'
import { oweCards, record } from './save-case.js'

/** A new case, with its history, its card owed and its ladder begun. Inside a transaction. */
export function openCase(desk: Desk, mention: StoredMention, by: Actor, now: Instant): Change {
  const { assessment, post } = mention
  const { author, engagement, postedAt } = post
  const priority = priorityOf({ assessment, author, engagement, postedAt }, now)
  const opened = desk.store.cases.open(mention, priority, now)
  record(desk, opened, { type: 'opened', priority }, by, now)
  oweCards(desk, opened, now)
  return { caseId: opened.id, version: opened.version, what: 'opened' }
}
