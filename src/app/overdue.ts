import type { Case } from '../domain/case.js'
import type { DuePromise } from '../domain/outreach.js'
import type { Instant } from '../domain/time.js'
import type { BrandPolicy } from './policy.js'

/**
 * Whether the team is late with a case: not claimed, or claimed and not answered, by the first deadline of its ladder, or
 * a promise to the customer that is over.
 */
export function isOverdue(
  current: Case,
  promises: readonly DuePromise[],
  policy: Pick<BrandPolicy, 'ladder' | 'calendar'>,
  now: Instant,
): boolean {
  if (current.status === 'resolved') return false
  if (promises.some(({ state, dueAt }) => state === 'open' && dueAt < now)) return true
  if (current.status === 'waiting' || (current.status === 'claimed' && current.snooze !== null)) return false
  const { claim, reply } = policy.ladder[current.priority.level]
  const after = current.status === 'open' ? claim : reply
  return after !== null && policy.calendar(current.priority.level).after(current.waitingSince, after) < now
}
