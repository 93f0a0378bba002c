/** What the scales mean is in docs/labels.md; a post is judged alone, by its text. */
export type Severity = 0 | 1 | 2 | 3 | 4
export type Urgency = 0 | 1 | 2 | 3

/** In order of precedence: where several fit, the first counts. */
export const CATEGORIES = [
  'safety',
  'discrimination',
  'privacy-security',
  'fraud-money',
  'outage',
  'account-access',
  'billing',
  'delivery',
  'product-fault',
  'staff-support',
  'policy-price',
  'information',
  'other',
  'none',
] as const
export type Category = (typeof CATEGORIES)[number]

/** A classifier's verdict on one text. Not a complaint: severity 0 and category `none`. */
export type Assessment = {
  /** Probability, 0 to 1, that the author voices a complaint about the brand. */
  readonly complaint: number
  readonly severity: Severity
  readonly urgency: Urgency
  readonly category: Category
  /** Probability, 0 to 1, that the author asks the brand for something. */
  readonly wantsReply: number
  /** ISO 639-1, or `und` where the text is too short to tell. */
  readonly lang: string
  /** Short phrases, word for word from the post, that carried the verdict; strongest first. Foreign text. */
  readonly reasons: readonly string[]
  /** Ids of the cue rules that fired, e.g. `safety.injury`. They raise a verdict and are never out-voted. */
  readonly rules: readonly string[]
  /** Which model judged, e.g. `linear-2026-11`. */
  readonly model: string
}

/** From which verdict on a mention becomes a case. */
export type AlertThreshold = {
  /** Least severity, 1 to 4. */
  readonly severity: number
  /** Least complaint probability, 0 to 1. */
  readonly complaint: number
}

/** Whether an assessment passes the brand's threshold; the reason is for logs and for the review of missed alerts. */
export type Verdict = 'complaint' | 'too-unlikely' | 'too-mild'

export function verdict(assessment: Assessment, threshold: AlertThreshold): Verdict {
  // A cue rule stands above the probability: the least likely danger to life is still looked at by a person.
  if (assessment.rules.length === 0 && assessment.complaint < threshold.complaint) return 'too-unlikely'
  return assessment.severity >= threshold.severity ? 'complaint' : 'too-mild'
}
