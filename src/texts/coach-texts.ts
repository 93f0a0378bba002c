import type { CoachSaying } from '../domain/coach/rules.js'

/** What the reply coach says to a rep. */
export type CoachTexts = {
  /** One finding: what is the matter, and what to do instead. */
  say(saying: CoachSaying): string
  /** Above the findings; `blocking` of them forbid sending. */
  title(findings: number, blocking: number): string
  readonly edit: string
  readonly sendAnyway: string
  /** A draft in another language than the customer's, for want of a guide. */
  fallback(wanted: string, used: string): string
}
