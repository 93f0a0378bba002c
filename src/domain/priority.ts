import type { Assessment } from './assessment.js'
import type { Author, Engagement } from './post.js'
import { HOUR, type Instant } from './time.js'

export type Level = 'P1' | 'P2' | 'P3' | 'P4'

/** A level with what made it, so that a rep can see why. Each part is a number of points. */
export type Priority = {
  readonly level: Level
  readonly severity: number
  readonly urgency: number
  readonly reach: number
  readonly growth: number
}

export type PriorityInput = {
  readonly assessment: Pick<Assessment, 'severity' | 'urgency'>
  readonly author: Pick<Author, 'followers'>
  readonly engagement: Engagement
  readonly postedAt: Instant
}

/** Points from which on a case has a level, most pressing first. */
export const LEVELS: readonly (readonly [atLeast: number, level: Level])[] = [
  [9, 'P1'],
  [6, 'P2'],
  [4, 'P3'],
  [0, 'P4'],
]

/**
 * Harm leads (severity counts double), then time; how many people watch can lift a case by one point each
 * for reach and growth, never more: a quiet customer in danger stands before a loud one who is annoyed.
 * A critical case is always P1 or P2.
 */
export function priorityOf(input: PriorityInput, now: Instant): Priority {
  const severity = 2 * input.assessment.severity
  const urgency = input.assessment.urgency
  const reach = (input.author.followers ?? 0) >= 10_000 ? 1 : 0
  const growth = growthPoints(input.engagement, Math.max(now - input.postedAt, 0))
  const sum = severity + urgency + reach + growth
  const level = LEVELS.find(([atLeast]) => sum >= atLeast)?.[1] ?? 'P4'
  return {
    level: input.assessment.severity === 4 && level > 'P2' ? 'P2' : level,
    severity,
    urgency,
    reach,
    growth,
  }
}

/** Reposts carry a post to strangers, replies gather them, likes only nod. */
function growthPoints(engagement: Engagement, age: number): number {
  const stir = 3 * engagement.reposts + 2 * engagement.replies + engagement.likes
  const hours = Math.max(age / HOUR, 0.25)
  return stir >= 20 && stir / hours >= 20 ? 1 : 0
}

/** Lower is more pressing; for sorting and for what is sent first. */
export const rankOf = (priority: Priority): number =>
  Number(priority.level.slice(1)) * 100 -
  (priority.severity + priority.urgency + priority.reach + priority.growth)
