import { holm, logRank } from './chance.js'
import { type Quantile, quantileWithin, survival } from './kaplan-meier.js'
import { groupOf, type Sample, split, stretches } from './samples.js'

/** Traits by which nobody should wait longer. */
export const FAIRNESS_BY = ['followers', 'language', 'network'] as const

/** Too few to judge by. */
export const LEAST = 20

/** Chance of even one false alarm among all groups of a report. */
export const ALARM_LEVEL = 0.05

export type FairnessRow = {
  readonly by: (typeof FAIRNESS_BY)[number]
  readonly group: string
  readonly n: number
  /** Working ms to our reply; the median with its 95 % interval. */
  readonly median: Quantile
  /** Two-sided, before the correction; `null` below {@link LEAST} waits on either side. */
  readonly p: number | null
  /** Beyond chance, after the correction (Holm); otherwise `null`. */
  readonly flag: 'waits longer' | 'waits less' | null
}

/**
 * Time to reply by group, each against all others of the same priority (stratified log-rank test): who is followed by
 * many has more pressing cases, and those are rightly answered first.
 */
export function fairnessOf(replies: readonly Sample[]): readonly FairnessRow[] {
  const sorted = [...replies].sort((a, b) => a.worked - b.worked)
  const rows = FAIRNESS_BY.flatMap((by) =>
    split(replies, by).map(([group, samples]) => {
      const enough = samples.length >= LEAST && replies.length - samples.length >= LEAST
      const test = enough
        ? logRank(
            sorted.map((one) => ({
              inGroup: groupOf(one, by) === group,
              stratum: one.level,
              length: one.worked,
              done: one.done,
            })),
          )
        : null
      const median = quantileWithin(survival(stretches(samples, 'worked')), 0.5)
      return { by, group, n: samples.length, median, test }
    }),
  )
  const tested = rows.flatMap(({ test }, i) => (test === null ? [] : [{ i, p: test.p }]))
  const stands = holm(
    tested.map(({ p }) => p),
    ALARM_LEVEL,
  )
  const flagged = new Set(tested.filter((_, k) => stands[k]).map(({ i }) => i))
  return rows.map(({ test, ...row }, i) => ({
    ...row,
    p: test?.p ?? null,
    flag: test === null || !flagged.has(i) ? null : test.seen < test.expected ? 'waits longer' : 'waits less',
  }))
}
