/** A share `n` / `of` with its 95 % interval; all `null` where there is nothing to count. */
export type Share = {
  readonly n: number
  readonly of: number
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

const Z = 1.959963984540054

/** Wilson's score interval (1927): holds for small counts and for shares near 0 and 1. */
export function share(n: number, of: number): Share {
  if (of === 0) return { n, of, share: null, low: null, high: null }
  const p = n / of
  const middle = (p + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of)
  const half = (Z / (1 + Z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + Z ** 2 / (4 * of ** 2))
  return { n, of, share: p, low: Math.max(middle - half, 0), high: Math.min(middle + half, 1) }
}

/** Waits that are compared with each other, sorted by length: whether each ended, and the number of its group. */
export type Stratum = {
  readonly length: Float64Array
  readonly done: Uint8Array
  readonly group: Uint32Array
}

export type LogRank = {
  /** Ends seen in the group, and expected there if it made no difference. Fewer seen: it waits longer. */
  readonly seen: number
  readonly expected: number
  /** Two-sided probability of a difference this large by chance alone; 1 where nothing can be told. */
  readonly p: number
}

/** Stratified log-rank test (Mantel 1966) of one group against all others. */
export function logRank(strata: readonly Stratum[], group: number): LogRank {
  let [seen, expected, variance] = [0, 0, 0]
  for (const stratum of strata) {
    const size = stratum.length.length
    let all = size
    let mine = 0
    for (let i = 0; i < size; i++) if (stratum.group[i] === group) mine++
    for (let i = 0; i < size; ) {
      const at = stratum.length[i]
      let [left, leftMine, ended, endedMine] = [0, 0, 0, 0]
      for (; i < size && stratum.length[i] === at; i++) {
        const isMine = stratum.group[i] === group ? 1 : 0
        const isDone = stratum.done[i] ?? 0
        left++
        leftMine += isMine
        ended += isDone
        endedMine += isDone * isMine
      }
      if (ended > 0) {
        const part = mine / all
        seen += endedMine
        expected += ended * part
        if (all > 1) variance += (ended * part * (1 - part) * (all - ended)) / (all - 1)
      }
      all -= left
      mine -= leftMine
    }
  }
  const p = variance > 0 ? chiSquareTail((seen - expected) ** 2 / variance) : 1
  return { seen, expected, p }
}

/**
 * Two-sided probability, by chance alone, of two counts at least this far apart in stretches of equal length: exact, as a
 * fair coin thrown for each that was counted (Przyborowski & Wilenski 1940).
 */
export function rateTest(n: number, m: number): number {
  const all = n + m
  const logs = logFactorials(all)
  let tail = 0
  for (let k = Math.max(n, m); k <= all; k++) tail += Math.exp(logChoose(logs, all, k) - all * Math.LN2)
  return Math.min(2 * tail, 1)
}

/** Two-sided probability, by chance alone, of two shares at least this far apart (Fisher's exact test). */
export function shareTest(one: Pick<Share, 'n' | 'of'>, other: Pick<Share, 'n' | 'of'>): number {
  const [hits, all] = [one.n + other.n, one.of + other.of]
  const logs = logFactorials(all)
  const logOf = (k: number) =>
    logChoose(logs, one.of, k) + logChoose(logs, other.of, hits - k) - logChoose(logs, all, hits)
  const seen = logOf(one.n)
  let sum = 0
  for (let k = Math.max(hits - other.of, 0); k <= Math.min(hits, one.of); k++)
    if (logOf(k) <= seen + A_HAIR) sum += Math.exp(logOf(k))
  return Math.min(sum, 1)
}

/** Tables that are equally likely differ by what rounding leaves. */
const A_HAIR = 1e-7

/** ln 0! up to ln n!. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1)
  for (let i = 2; i <= n; i++) logs[i] = (logs[i - 1] as number) + Math.log(i)
  return logs
}

const logChoose = (logs: Float64Array, n: number, k: number): number =>
  (logs[n] as number) - (logs[k] as number) - (logs[n - k] as number)

/**
 * Which of many tests stand at `level` when the chance of even one false alarm is to stay below it (Holm 1979).
 * In the order of `ps`.
 */
export function holm(ps: readonly number[], level: number): readonly boolean[] {
  const order = ps.map((_, i) => i).sort((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1))
  const stands = ps.map(() => false)
  for (const [rank, i] of order.entries()) {
    if ((ps[i] ?? 1) > level / (ps.length - rank)) break
    stands[i] = true
  }
  return stands
}

/** P(χ² with one degree of freedom > x). */
export const chiSquareTail = (x: number): number => erfc(Math.sqrt(x / 2))

/** For x ≥ 0. Cody-like rational in Horner form (Numerical Recipes' Chebyshev fit); relative error below 1.2e-7. */
function erfc(x: number): number {
  const t = 1 / (1 + x / 2)
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ]
  const sum = terms.reduceRight((above, term) => above * t + term, 0)
  return t * Math.exp(-x * x + sum)
}
