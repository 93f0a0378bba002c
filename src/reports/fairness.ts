import { holm, logRank, type Stratum } from './chance.js'
import { type Quantile, quantileWithin } from './kaplan-meier.js'
import { type Dimension, type Part, type SampleTable, whole } from './sample-table.js'
import { split, waits } from './samples.js'

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
export function fairnessOf(replies: SampleTable): readonly FairnessRow[] {
  const all = whole(replies)
  const levels = split(all, 'priority').map(([, part]) => part)
  const rows = FAIRNESS_BY.flatMap((by) => {
    const strata = levels.map((part) => stratumOf(part, by))
    return split(all, by).map(([group, part]) => {
      const n = part.rows.length
      const enough = n >= LEAST && replies.size - n >= LEAST
      const number = replies.group(part.rows[0] ?? 0, by)
      const median = quantileWithin(waits(part, 'worked'), 0.5)
      return { by, group, n, median, test: enough ? logRank(strata, number) : null }
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

function stratumOf({ table, worked }: Part, by: Dimension): Stratum {
  const size = worked.length
  const groupOf = table.groups(by)
  const stratum = { length: new Float64Array(size), done: new Uint8Array(size), group: new Uint32Array(size) }
  for (let k = 0; k < size; k++) {
    const i = worked[k] as number
    stratum.length[k] = table.worked(i)
    stratum.done[k] = table.done(i) ? 1 : 0
    stratum.group[k] = groupOf(i)
  }
  return stratum
}
