import { holm, logRank, type Stratum } from './chance.js'
import { type Quantile, quantileWithin } from './kaplan-meier.js'
import { curveOf, groupOf, type Sample, split } from './samples.js'

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
  const levels = split(replies, 'priority').map(([, samples]) =>
    [...samples].sort((a, b) => a.worked - b.worked),
  )
  const rows = FAIRNESS_BY.flatMap((by) => {
    const groups = split(replies, by)
    const numbers = new Map(groups.map(([group], i) => [group, i]))
    const strata = levels.map((samples) => stratumOf(samples, (one) => numbers.get(groupOf(one, by)) ?? 0))
    return groups.map(([group, samples], i) => {
      const enough = samples.length >= LEAST && replies.length - samples.length >= LEAST
      const median = quantileWithin(curveOf(samples, 'worked'), 0.5)
      return { by, group, n: samples.length, median, test: enough ? logRank(strata, i) : null }
    })
  })
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

const stratumOf = (samples: readonly Sample[], groupNumber: (one: Sample) => number): Stratum => ({
  length: Float64Array.from(samples, ({ worked }) => worked),
  done: Uint8Array.from(samples, ({ done }) => (done ? 1 : 0)),
  group: Uint16Array.from(samples, groupNumber),
})
