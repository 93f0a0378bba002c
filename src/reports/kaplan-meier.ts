/** A stretch of time that ended (`done`), or that was still running when we stopped looking. Any unit. */
export type Stretch = { readonly length: number; readonly done: boolean }

/** A quantile with its 95 % interval; each `null` where too few ended to tell: "longer than all we have seen". */
export type Quantile = {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** `left` is the share not yet done at `at`, just after it; `spread` is Greenwood's sum, of which the variance is made. */
export type Step = { readonly at: number; readonly left: number; readonly spread: number }

/**
 * The share still waiting as time goes by (Kaplan & Meier 1958): stretches that still run count in the share for as
 * long as they ran. One step per length at which something ended, in order.
 */
export function survival(stretches: Iterable<Stretch>): readonly Step[] {
  const ended: number[] = []
  const running: number[] = []
  for (const { length, done } of stretches) (done ? ended : running).push(length)
  const ends = Float64Array.from(ended).sort()
  const runs = Float64Array.from(running).sort()

  const steps: Step[] = []
  let left = 1
  let spread = 0
  let gone = 0
  for (let i = 0; i < ends.length; ) {
    const at = ends[i] ?? 0
    // Whoever stopped being watched at this very length was still waiting when the others were done.
    while (gone < runs.length && (runs[gone] ?? 0) < at) gone++
    const waiting = ends.length - i + runs.length - gone
    let now = 0
    while (i < ends.length && ends[i] === at) {
      i++
      now++
    }
    left *= 1 - now / waiting
    spread += waiting === now ? Number.POSITIVE_INFINITY : now / (waiting * (waiting - now))
    steps.push({ at, left, spread })
  }
  return steps
}

/**
 * The length by which the share `done` (0.5: the median) has ended; interval by inverting pointwise log-log bounds
 * (Brookmeyer & Crowley 1982).
 */
export function quantile(steps: readonly Step[], done: number): Quantile {
  const left = 1 - done
  const reached = (bound: (step: Step) => number) =>
    steps.find((step) => bound(step) <= left + 1e-12)?.at ?? null
  return {
    value: reached((step) => step.left),
    low: reached((step) => logLog(step, -Z)),
    high: reached((step) => logLog(step, Z)),
  }
}

/** Two-sided 95 % of a normal distribution. */
const Z = 1.959963984540054

/** A bound of the share left that stays between 0 and 1. */
function logLog({ left, spread }: Step, z: number): number {
  if (left <= 0) return z < 0 ? 0 : Number.POSITIVE_INFINITY
  if (left >= 1) return 1
  return left ** Math.exp((-z * Math.sqrt(spread)) / Math.abs(Math.log(left)))
}

/** The share done by `at`. */
export const doneBy = (steps: readonly Step[], at: number): number => {
  let left = 1
  for (const step of steps) {
    if (step.at > at) break
    left = step.left
  }
  return 1 - left
}
