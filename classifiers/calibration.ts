/**
 * From margins to probabilities, and from probabilities to grades. Fitted on margins of posts that the heads had not
 * seen (out of fold): what a model says of its own training posts is always too sure.
 */

/** A logistic model over the margins of all questions: what the others say is evidence too. */
export type Link = { readonly weights: readonly number[]; readonly bias: number }

export const probability = (link: Link, margins: ArrayLike<number>): number => {
  let sum = link.bias
  for (let i = 0; i < link.weights.length; i++) sum += (link.weights[i] as number) * (margins[i] as number)
  return 1 / (1 + Math.exp(-sum))
}

/** Newton's method on the regularised log-likelihood; `weights` of the rows may be absent. */
export function fitLink(rows: readonly ArrayLike<number>[], answers: readonly boolean[], penalty = 1): Link {
  const width = (rows[0]?.length ?? 0) + 1
  const solution = new Float64Array(width)
  for (let round = 0; round < 12; round++) {
    const gradient = new Float64Array(width)
    const curvature = Array.from({ length: width }, () => new Float64Array(width))
    for (let i = 0; i < width - 1; i++) {
      gradient[i] = penalty * (solution[i] as number)
      ;(curvature[i] as Float64Array)[i] = penalty
    }
    rows.forEach((row, n) => {
      let sum = solution[width - 1] as number
      for (let i = 0; i < width - 1; i++) sum += (solution[i] as number) * (row[i] as number)
      const guess = 1 / (1 + Math.exp(-sum))
      const error = guess - (answers[n] ? 1 : 0)
      const spread = Math.max(guess * (1 - guess), 1e-9)
      for (let i = 0; i < width; i++) {
        const left = i === width - 1 ? 1 : (row[i] as number)
        gradient[i] = (gradient[i] as number) + error * left
        const line = curvature[i] as Float64Array
        for (let j = 0; j <= i; j++)
          line[j] = (line[j] as number) + spread * left * (j === width - 1 ? 1 : (row[j] as number))
      }
    })
    const step = solve(curvature, gradient)
    for (let i = 0; i < width; i++) solution[i] = (solution[i] as number) - (step[i] as number)
  }
  return { weights: [...solution.slice(0, -1)], bias: solution[width - 1] as number }
}

/** Solves a symmetric positive system, given its lower half, by Cholesky's factors. */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const at = (matrix: readonly Float64Array[], i: number, j: number): number => matrix[i]?.[j] ?? 0
  const factor = lower.map((line) => Float64Array.from(line))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(lower, i, j)
      for (let k = 0; k < j; k++) sum -= at(factor, i, k) * at(factor, j, k)
      ;(factor[i] as Float64Array)[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(factor, j, j)
    }
  }
  const out = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) out[i] = (out[i] as number) - at(factor, i, k) * (out[k] as number)
    out[i] = (out[i] as number) / at(factor, i, i)
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) out[i] = (out[i] as number) - at(factor, k, i) * (out[k] as number)
    out[i] = (out[i] as number) / at(factor, i, i)
  }
  return out
}

/** The highest grade whose cut, and all cuts below it, are passed. `chances[k]` is the probability of at least k + 1. */
export function gradeOf(chances: readonly number[], cuts: readonly number[]): number {
  let grade = 0
  while (grade < cuts.length && (chances[grade] as number) >= (cuts[grade] as number)) grade++
  return grade
}

/**
 * Cuts that serve a measure best, one at a time, going round until nothing moves. `fixed` names cuts that stay where
 * they are because somebody else set them.
 */
export function fitCuts(
  chances: readonly (readonly number[])[],
  grades: readonly number[],
  measure: (guesses: readonly number[], truths: readonly number[]) => number,
  start: readonly number[],
  fixed: ReadonlySet<number> = new Set(),
): readonly number[] {
  const cuts = [...start]
  let best = measure(
    chances.map((one) => gradeOf(one, cuts)),
    grades,
  )
  for (let round = 0; round < 3; round++) {
    for (let k = 0; k < cuts.length; k++) {
      if (fixed.has(k)) continue
      let chosen = cuts[k] as number
      for (let cut = 0.1; cut < 0.91; cut += 0.02) {
        cuts[k] = cut
        const score = measure(
          chances.map((one) => gradeOf(one, cuts)),
          grades,
        )
        if (score > best + 1e-6) {
          best = score
          chosen = cut
        }
      }
      cuts[k] = chosen
    }
  }
  return cuts
}
