import type { ReplyLimits } from '../reply-length.js'
import type { Instant } from '../time.js'
import type { PhraseFinder, Span } from './phrases.js'

/** What the coach looks for, in the order in which findings are shown after the blocking ones. */
export const COACH_RULES = [
  'pulse-link',
  'unfilled-gap',
  'too-long',
  'personal-data',
  'order-number',
  'conditional-blame',
  'no-acknowledgement',
  'no-next-step',
  'no-time',
  'compensation',
  'stiff',
  'other-language',
  'said-to-others',
  'third-post',
] as const
export type CoachRule = (typeof COACH_RULES)[number]

/** With these a reply cannot be sent; all others are advice. */
export const BLOCKING: readonly CoachRule[] = ['pulse-link', 'unfilled-gap', 'too-long', 'personal-data']

/** What is to be said about a finding; its wording lives with the texts. Languages are ISO 639-1. */
export type CoachSaying =
  /** A customer's private link: whoever reads it can answer in their place, and we keep no link in clear. */
  | { readonly id: 'pulse-link' }
  | { readonly id: 'unfilled-gap' }
  | { readonly id: 'too-long'; readonly over: number; readonly most: number }
  | { readonly id: 'personal-data' }
  /** Passwords and the like: never, not in private either. */
  | { readonly id: 'secret-data' }
  | { readonly id: 'order-number' }
  | { readonly id: 'conditional-blame' }
  | { readonly id: 'no-acknowledgement' }
  | { readonly id: 'no-next-step' }
  | { readonly id: 'no-time' }
  | { readonly id: 'compensation' }
  | { readonly id: 'stiff' }
  | { readonly id: 'other-language'; readonly written: string; readonly expected: string }
  /** `percent` alike to the nearest text sent to somebody else. */
  | { readonly id: 'said-to-others'; readonly percent: number }
  /** How many posts of ours stand in the thread already. */
  | { readonly id: 'third-post'; readonly posts: number }

export type CoachFinding = {
  readonly rule: CoachRule
  readonly blocking: boolean
  /** The words at fault, as they stand in the text; `null` where something is missing or the whole is meant. */
  readonly phrase: Span | null
  readonly say: CoachSaying
}

/** What the coach knows of the situation. */
export type CoachContext = {
  /** Of the customer's post, ISO 639-1, or `und`. */
  readonly lang: string
  /** The customer's display name and handle. */
  readonly names: readonly string[]
  /** Their words for the problem: the reasons of the assessment. */
  readonly problemWords: readonly string[]
  /** Texts sent to other people today, by anybody of the team. */
  readonly recentReplies: readonly string[]
  /** Posts of ours that stand in this thread already. */
  readonly publicRepliesInThread: number
  readonly limits: ReplyLimits
  readonly contentWarning: string | null
  readonly isPublic: boolean
  /** The line that closes a solved case: nothing is left to acknowledge or to promise. */
  readonly isClosing: boolean
  readonly now: Instant
  /** ISO 639-1, or `und` where the text is too short to tell. */
  readonly languageOf: (text: string) => string
  /** Promises of time in a text; see `DueDates` among the ports. */
  readonly dueDates: (text: string, lang: string, at: Instant) => readonly unknown[]
}

/** From data/coach/thresholds.yaml. */
export type CoachThresholds = {
  /** How alike, 0 to 1, two replies may be before it is said. */
  readonly alike: number
  /** Shorter texts, in words, are never called alike. */
  readonly leastWords: number
  /** Posts of ours that a thread may hold before another one is questioned. */
  readonly postsInThread: number
  /** Different words of the customer's that, said back, count as acknowledgement. */
  readonly wordsSaidBack: number
}

/** The phrases of one language, ready to look for. */
export type CoachPhrases = {
  readonly acknowledgement: PhraseFinder
  readonly blame: PhraseFinder
  readonly stiff: PhraseFinder
  readonly nextStep: PhraseFinder
  readonly time: PhraseFinder
  readonly offer: PhraseFinder
  readonly goods: PhraseFinder
  readonly ask: PhraseFinder
  readonly personal: PhraseFinder
  readonly secret: PhraseFinder
  readonly order: PhraseFinder
  readonly privately: PhraseFinder
  readonly openly: PhraseFinder
  readonly never: PhraseFinder
}

export type CoachRules = {
  readonly thresholds: CoachThresholds
  /** By ISO 639-1 code. */
  readonly languages: ReadonlyMap<string, CoachPhrases>
}
