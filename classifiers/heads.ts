import { CATEGORIES, type Category } from '../src/domain/assessment.js'
import type { Example } from './corpus.js'

/**
 * The questions that the linear model answers, each with one number per post (a margin: above 0 leans to yes).
 * Scales are cut into "at least" questions, because 2 is nearer to 3 than to 4.
 */
export type Head = {
  readonly name: string
  /** The right answer for a labelled post; `null` where the question does not arise. */
  readonly answer: (example: Example) => boolean | null
}

export const NAMED_CATEGORIES: readonly Category[] = CATEGORIES.filter((name) => name !== 'none')

export const HEADS: readonly Head[] = [
  { name: 'complaint', answer: (post) => post.complaint },
  { name: 'severity>=2', answer: (post) => post.severity >= 2 },
  { name: 'severity>=3', answer: (post) => post.severity >= 3 },
  { name: 'severity>=4', answer: (post) => post.severity >= 4 },
  { name: 'urgency>=1', answer: (post) => post.urgency >= 1 },
  { name: 'urgency>=2', answer: (post) => post.urgency >= 2 },
  { name: 'urgency>=3', answer: (post) => post.urgency >= 3 },
  { name: 'wants-reply', answer: (post) => post.wantsReply },
  ...NAMED_CATEGORIES.map((category) => ({
    name: `category=${category}`,
    answer: (post: Example) => (post.complaint ? post.category === category : null),
  })),
]

export const HEAD_COUNT = HEADS.length
/** The first heads are yes-or-no questions on every post; the categories follow. */
export const QUESTIONS = 8
/** Heads whose weights tell which words speak for the verdict. */
export const VERDICT_HEADS: readonly (readonly [head: number, share: number])[] = [
  [0, 1],
  [1, 0.5],
  [2, 0.5],
]
