import { randomNumbers } from './corpus.js'
import type { Matrix } from './training-matrix.js'

/** One yes-or-no question put to a linear model: a weight for each column, and what it says of an empty post. */
export type FittedHead = { readonly weights: Float32Array; readonly bias: number }

export type HeadTask = {
  /** Rows of the matrix to learn from. */
  readonly rows: Uint32Array
  /** By row of the matrix: +1 or −1. */
  readonly targets: Int8Array
  /** By row of the matrix: how much a mistake costs. */
  readonly costs: Float32Array
  readonly width: number
}

const PASSES = 12
/** The value of the feature that every post has. */
const ALWAYS = 0.5

/**
 * L2-regularised squared-hinge loss by dual coordinate descent (Hsieh et al., ICML 2008), a fixed number of passes
 * in a seeded order, so that the same corpus gives the same model.
 */
export function fitHead(matrix: Matrix, task: HeadTask): FittedHead {
  const { starts, columns, values } = matrix
  const weights = new Float32Array(task.width)
  const alphas = new Float64Array(matrix.rows)
  const order = Uint32Array.from(task.rows)
  const next = randomNumbers(1)
  let bias = 0
  for (let pass = 0; pass < PASSES; pass++) {
    shuffle(order, next)
    for (const row of order) {
      const target = task.targets[row] as number
      const from = starts[row] as number
      const to = starts[row + 1] as number
      let margin = bias * ALWAYS
      let square = ALWAYS * ALWAYS
      for (let k = from; k < to; k++) {
        const value = values[k] as number
        margin += (weights[columns[k] as number] as number) * value
        square += value * value
      }
      const slack = 1 / (2 * (task.costs[row] as number))
      const alpha = alphas[row] as number
      const moved = Math.max(alpha - (margin * target - 1 + slack * alpha) / (square + slack), 0)
      const step = (moved - alpha) * target
      if (step === 0) continue
      alphas[row] = moved
      for (let k = from; k < to; k++) {
        const column = columns[k] as number
        weights[column] = (weights[column] as number) + step * (values[k] as number)
      }
      bias += step * ALWAYS
    }
  }
  return { weights, bias: bias * ALWAYS }
}

function shuffle(order: Uint32Array, next: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const swap = order[i] as number
    order[i] = order[j] as number
    order[j] = swap
  }
}

export function marginOf(matrix: Matrix, row: number, head: FittedHead): number {
  const to = matrix.starts[row + 1] as number
  let sum = head.bias
  for (let k = matrix.starts[row] as number; k < to; k++)
    sum += (head.weights[matrix.columns[k] as number] as number) * (matrix.values[k] as number)
  return sum
}
