import type { Card } from './card.js'
import type { CaseId } from './case.js'
import type { Person } from './people.js'
import type { OptOut } from './post.js'
import { HOUR, type Instant } from './time.js'

/** "How far do you trust us to put this right?", from 1 (not at all) to 5 (completely). */
export const GRADES = [1, 2, 3, 4, 5] as const
export type Grade = (typeof GRADES)[number]

/** What a form says; `null` for anything that it does not offer. */
export const gradeOf = (text: string | undefined): Grade | null =>
  GRADES.find((grade) => String(grade) === text) ?? null

/** ISO 639-1 codes of the languages in which a customer can be asked. */
export const PULSE_LANGUAGES = ['en', 'es', 'fr', 'de', 'pt', 'it', 'nl', 'ja'] as const
export type PulseLanguage = (typeof PULSE_LANGUAGES)[number]

/** What comes before the token in the address of the page. */
export const PULSE_PATH = '/pulse/'

/** Why nobody can ask this customer now. */
export type PulseRefusal =
  | { readonly reason: 'no-such-case'; readonly id: CaseId }
  /** The brand does not ask. */
  | { readonly reason: 'off' }
  /** We have put nothing to them yet that could have won trust back. */
  | { readonly reason: 'not-answered' }
  | { readonly reason: 'not-yours'; readonly owner: Person }
  /** They deleted what they wrote: there is nobody left to ask. */
  | { readonly reason: 'post-removed' }
  | { readonly reason: 'do-not-contact' }
  | { readonly reason: 'opted-out'; readonly signal: OptOut }
  /** In another case. */
  | { readonly reason: 'asked-lately'; readonly at: Instant; readonly again: Instant }
  /** They have answered in this case. */
  | { readonly reason: 'answered' }

/** Of a question we ask unbidden, these are a no; having spoken to us does not outweigh them. */
const MEANS_NO: readonly OptOut[] = ['blocked', 'no-bot']

export const optedOut = (optOuts: readonly OptOut[]): OptOut | null =>
  optOuts.find((one) => MEANS_NO.includes(one)) ?? null

/** A reply of ours stands, or the case ended as one in which there was something to put right. */
export function isAnswered({ case: current, history, outreaches }: Card): boolean {
  if (current.status === 'resolved') {
    if (current.outcome === 'fixed' || current.outcome === 'answered') return true
    if (current.outcome === 'not-a-complaint' || current.outcome === 'duplicate') return false
  }
  return (
    outreaches.some(({ status }) => status === 'sent') ||
    history.some(({ event }) => event.type === 'replied' && event.elsewhere)
  )
}

/** Answers are kept to the hour: when exactly somebody opened a page is nobody's business. */
export const toTheHour = (at: Instant): Instant => Math.floor(at / HOUR) * HOUR
