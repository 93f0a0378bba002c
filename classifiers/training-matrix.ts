import { type Block, featuresOfPairs, featuresOfWord, negatedTokens, pairHashOf, WEIGHT } from './features.js'
import type { ReadPost } from './read-post.js'
import { traitsOf } from './traits.js'

/** Posts as rows of (column, value), laid end to end: row i holds the entries `starts[i]` to `starts[i + 1]`. */
export type Matrix = {
  readonly rows: number
  readonly starts: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
}

export function matrixOf(posts: readonly ReadPost[]): Matrix {
  const starts = new Uint32Array(posts.length + 1)
  let columns = new Uint32Array(1 << 20)
  let values = new Float32Array(1 << 20)
  let at = 0
  posts.forEach((post, row) => {
    const sums = valuesOf(post)
    if (at + sums.size > columns.length) {
      columns = doubled(columns, Uint32Array)
      values = doubled(values, Float32Array)
    }
    for (const [column, value] of sums) {
      columns[at] = column
      values[at++] = value
    }
    starts[row + 1] = at
  })
  return { rows: posts.length, starts, columns: columns.slice(0, at), values: values.slice(0, at) }
}

function doubled<A extends Uint32Array | Float32Array>(array: A, type: new (length: number) => A): A {
  const larger = new type(array.length * 2)
  larger.set(array)
  return larger
}

/** Values by bucket, of Euclidean length 1 if no feature occurs twice. */
function valuesOf(post: ReadPost): ReadonlyMap<number, number> {
  const sums = new Map<number, number>()
  let square = 0
  const take = (bucket: number, block: Block): void => {
    sums.set(bucket, (sums.get(bucket) ?? 0) + WEIGHT[block])
    square += WEIGHT[block] ** 2
  }
  const negated = negatedTokens(post.tokens)
  post.tokens.forEach((token, i) => {
    featuresOfWord(token, post.lang, negated[i] ?? false, take)
  })
  featuresOfPairs(post.tokens.map(pairHashOf), take)
  traitsOf(post.text, post.tokens, post.lang, (bucket) => take(bucket, 'trait'))
  const scale = 1 / Math.sqrt(square)
  for (const [bucket, sum] of sums) sums.set(bucket, sum * scale)
  return sums
}

/** The matrix with one more column for each of `extra`, which holds a value for every row. */
export function withColumns(
  matrix: Matrix,
  extra: readonly { readonly column: number; readonly values: Float32Array }[],
): Matrix {
  const starts = new Uint32Array(matrix.rows + 1)
  const columns = new Uint32Array(matrix.columns.length + extra.length * matrix.rows)
  const values = new Float32Array(columns.length)
  let at = 0
  for (let row = 0; row < matrix.rows; row++) {
    for (let k = matrix.starts[row] as number; k < (matrix.starts[row + 1] as number); k++) {
      columns[at] = matrix.columns[k] as number
      values[at++] = matrix.values[k] as number
    }
    for (const { column, values: added } of extra) {
      columns[at] = column
      values[at++] = added[row] as number
    }
    starts[row + 1] = at
  }
  return { rows: matrix.rows, starts, columns, values }
}
