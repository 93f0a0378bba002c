/** A stretch of time that ended (`done`), or that was still running when we stopped looking. Any unit. */
export type Stretch = { readonly length: number; readonly done: boolean }

/** A quantile with its 95 % interval; each `null` where too few ended to tell: "longer than all we have seen". */
export type Quantile = {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/**
 * The share still waiting as time goes by, one step per length at which something ended, in order: `left[i]` is not yet
 * done just after `at[i]`; `spread[i]` is Greenwood's sum, of which its variance is made.
 */
export type Curve = Steps & { readonly steps: number }
export type Steps = {
  readonly at: Float64Array
  readonly left: Float64Array
  readonly spread: Float64Array
}

export const roomFor = (steps: number): Steps => ({
  at: new Float64Array(steps),
  left: new Float64Array(steps),
  spread: new Float64Array(steps),
})

/** Kaplan & Meier 1958: stretches that still run count in the share for as long as they ran. */
export function survival(stretches: readonly Stretch[]): Curve {
  const sorted = [...stretches].sort((a, b) => a.length - b.length)
  return curveOf(
    Uint32Array.from(sorted.keys()),
    Float64Array.from(sorted, ({ length }) => length),
    Uint8Array.from(sorted, ({ done }) => (done ? 1 : 0)),
  )
}

/**
 * The same of some rows of columns, in order of their length; `done` is 1 where it ended.
 * @param room holds as many steps as there are rows, at least
 */
export function curveOf(
  rows: Uint32Array,
  lengths: Float64Array,
  done: Uint8Array,
  room: Steps = roomFor(rows.length),
): Curve {
  const size = rows.length
  const { at, left, spread } = room
  let steps = 0
  let share = 1
  let sum = 0
  for (let i = 0; i < size; ) {
    const length = lengths[rows[i] as number] as number
    // Whoever stopped being watched at this very length was still waiting when the others were done.
    const waiting = size - i
    let now = 0
    for (; i < size && lengths[rows[i] as number] === length; i++) now += done[rows[i] as number] as number
    if (now === 0) continue
    share *= 1 - now / waiting
    sum += waiting === now ? Number.POSITIVE_INFINITY : now / (waiting * (waiting - now))
    at[steps] = length
    left[steps] = share
    spread[steps] = sum
    steps++
  }
  return { steps, at, left, spread }
}

/** The length by which the share `done` (0.5: the median) has ended; `null` where it has not. */
export function quantile(curve: Curve, done: number): number | null {
  const i = firstAtMost(curve, 1 - done)
  return i < curve.steps ? (curve.at[i] ?? null) : null
}

/** The same with an interval, by inverting pointwise log-log bounds (Brookmeyer & Crowley 1982). */
export function quantileWithin(curve: Curve, done: number): Quantile {
  const left = 1 - done
  const middle = firstAtMost(curve, left)
  let low = middle
  while (low > 0 && bound(curve, low - 1, -Z) <= left) low--
  // The middle may be beyond the last step while the lower bound is not.
  let high = middle
  while (high < curve.steps && bound(curve, high, Z) > left) high++
  const lengthAt = (i: number) => (i < curve.steps ? (curve.at[i] ?? null) : null)
  return { value: lengthAt(middle), low: lengthAt(low), high: lengthAt(high) }
}

/** The share done by `length`. */
export function doneBy(curve: Curve, length: number): number {
  let [low, high] = [0, curve.steps]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((curve.at[middle] as number) <= length) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : 1 - (curve.left[low - 1] as number)
}

/** Sums of many small steps end a hair beside the round share that is asked for. */
const A_HAIR = 1e-12

function firstAtMost({ left, steps }: Curve, share: number): number {
  let [low, high] = [0, steps]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((left[middle] as number) <= share + A_HAIR) high = middle
    else low = middle + 1
  }
  return low
}

/** Two-sided 95 % of a normal distribution. */
const Z = 1.959963984540054

/** A bound of the share left that stays between 0 and 1. */
function bound({ left, spread }: Curve, i: number, z: number): number {
  const share = left[i] as number
  if (share <= 0) return z < 0 ? 0 : Number.POSITIVE_INFINITY
  if (share >= 1) return 1
  return share ** Math.exp((-z * Math.sqrt(spread[i] as number)) / Math.abs(Math.log(share)))
}
