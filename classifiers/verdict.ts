import type { Category, Severity, Urgency } from '../src/domain/assessment.js'
import { gradeOf, type Link, probability } from './calibration.js'
import { NAMED_CATEGORIES, QUESTIONS } from './heads.js'

/** How a model's margins become a verdict; part of the model file. */
export type Calibration = {
  /** One for each of the yes-or-no questions, in the order of the heads. */
  readonly links: readonly Link[]
  /** Probability from which a severity of at least 2, 3, 4 is given; a severity of 1 goes with being a complaint. */
  readonly severityCuts: readonly number[]
  /** The same for urgency of at least 1, 2, 3. */
  readonly urgencyCuts: readonly number[]
  /** Added to a category's margin. */
  readonly categoryOffsets: readonly number[]
}

export type Verdict = {
  readonly complaint: number
  readonly severity: Severity
  readonly urgency: Urgency
  readonly category: Category
  readonly wantsReply: number
}

/** From here on a post counts as a complaint in what the verdict says besides the probability. */
export const COMPLAINT_FROM = 0.5

export function verdictOf(margins: ArrayLike<number>, calibration: Calibration): Verdict {
  const chances = chancesOf(margins, calibration.links)
  const complaint = chances[0] as number
  const isComplaint = complaint >= COMPLAINT_FROM
  return {
    complaint,
    severity: (isComplaint ? 1 + gradeOf(chances.slice(1, 4), calibration.severityCuts) : 0) as Severity,
    urgency: gradeOf(chances.slice(4, 7), calibration.urgencyCuts) as Urgency,
    category: isComplaint ? likeliestCategory(margins, calibration.categoryOffsets) : 'none',
    wantsReply: chances[7] as number,
  }
}

/** Probabilities of the yes-or-no questions. */
export function chancesOf(margins: ArrayLike<number>, links: readonly Link[]): readonly number[] {
  const asked = Array.from({ length: QUESTIONS }, (_, i) => margins[i] as number)
  return links.map((link) => probability(link, asked))
}

export function likeliestCategory(margins: ArrayLike<number>, offsets: readonly number[] = []): Category {
  let best = 0
  let highest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < NAMED_CATEGORIES.length; i++) {
    const margin = (margins[QUESTIONS + i] as number) + (offsets[i] ?? 0)
    if (margin > highest) {
      highest = margin
      best = i
    }
  }
  return NAMED_CATEGORIES[best] as Category
}
