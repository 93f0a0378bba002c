import { fitCuts, fitLink } from './calibration.js'
import { type Example, isHardCase, PLACEHOLDER, withInventedName, withPlaceholder } from './corpus.js'
import { type FittedHead, fitHead, marginOf } from './fit-head.js'
import { BUCKETS } from './hashing.js'
import { HEAD_COUNT, HEADS, type Head, NAMED_CATEGORIES, QUESTIONS } from './heads.js'
import { accuracy, macroF1, quadraticKappa } from './measures.js'
import type { Model } from './model-file.js'
import { type Mood, moodColumn, moodValues, withoutMoods } from './moods.js'
import { readPost } from './read-post.js'
import { type Matrix, matrixOf, withColumns } from './training-matrix.js'
import { type Calibration, COMPLAINT_FROM, chancesOf, likeliestCategory } from './verdict.js'

export const FOLDS = 5
/** How much a mistake costs beside the size of the weights (liblinear's C). */
const COST = 1.5
/** What a mistake on a hard case costs beside one on an everyday post; checked on public labelled sets apart from both. */
const HARD_SHARE = 0.15

/** Every example twice: with the brand masked, as when it is under watch, and with an invented name in its place. */
export type Readings = {
  readonly examples: readonly Example[]
  readonly matrix: Matrix
  readonly share: Float32Array
}

export function readingsOf(examples: readonly Example[], moods: readonly Mood[]): Readings {
  const plain = matrixOf([
    ...examples.map((example) =>
      readPost(withPlaceholder(example.text), { brand: PLACEHOLDER, langs: [example.lang] }),
    ),
    ...examples.map((example, i) => readPost(withInventedName(example.text, i), { langs: [example.lang] })),
  ])
  const matrix = withColumns(
    plain,
    moods.map((mood, i) => ({ column: moodColumn(i), values: moodValues(plain, mood) })),
  )
  // A post that names no brand reads the same both ways and is needed once.
  const share = Float32Array.from({ length: matrix.rows }, (_, row) => {
    const named = examples[row % examples.length]?.text.includes('{brand}') ?? false
    return named ? 0.5 : row < examples.length ? 1 : 0
  })
  return { examples, matrix, share }
}

export const foldOf = (row: number, examples: number): number => (row % examples) % FOLDS

/** Fits one head to the readings whose fold is not `leftOut` (−1: to all). */
export function fitQuestion(
  { examples, matrix, share }: Readings,
  head: Head,
  moods: number,
  leftOut: number,
): FittedHead {
  const answers = examples.map(head.answer)
  const rows: number[] = []
  const targets = new Int8Array(matrix.rows)
  const costs = new Float32Array(matrix.rows)
  for (let row = 0; row < matrix.rows; row++) {
    const answer = answers[row % examples.length] ?? null
    if (answer === null || share[row] === 0 || foldOf(row, examples.length) === leftOut) continue
    rows.push(row)
    targets[row] = answer ? 1 : -1
    // Rare categories need every post there is.
    const hard = !head.name.startsWith('category=') && isHardCase(examples[row % examples.length] as Example)
    costs[row] = COST * (share[row] as number) * (hard ? HARD_SHARE : 1)
  }
  return fitHead(matrix, { rows: Uint32Array.from(rows), targets, costs, width: BUCKETS + moods })
}

/** Margins of every reading by heads that had not seen its example: the honest side of the training posts. */
export function outOfFold(readings: Readings, moods: number): readonly Float64Array[] {
  const { matrix, examples } = readings
  const margins = Array.from({ length: matrix.rows }, () => new Float64Array(HEAD_COUNT))
  HEADS.forEach((head, index) => {
    for (let fold = 0; fold < FOLDS; fold++) {
      const fitted = fitQuestion(readings, head, moods, fold)
      for (let row = 0; row < matrix.rows; row++)
        if (foldOf(row, examples.length) === fold)
          (margins[row] as Float64Array)[index] = marginOf(matrix, row, fitted)
    }
  })
  return margins
}

/** Fitted on the everyday posts among the given rows of out-of-fold margins. */
export function fitCalibration(
  examples: readonly Example[],
  margins: readonly Float64Array[],
  among: readonly number[],
): Calibration {
  const rows = among.filter((row) => !isHardCase(examples[row % examples.length] as Example))
  const chosen = rows.map((row) => (margins[row] as Float64Array).subarray(0, QUESTIONS))
  const posts = rows.map((row) => examples[row % examples.length] as Example)
  const links = HEADS.slice(0, QUESTIONS).map((head) =>
    fitLink(
      chosen,
      posts.map((post) => head.answer(post) === true),
    ),
  )
  const chances = chosen.map((row) => chancesOf(row, links))
  const graded = (said: readonly number[], truth: readonly number[]): number =>
    macroF1(said, truth) + quadraticKappa(said, truth)
  const severity = fitCuts(
    chances.map((all) => all.slice(0, 4)),
    posts.map((post) => post.severity),
    graded,
    [COMPLAINT_FROM, 0.5, 0.5, 0.5],
    new Set([0]),
  )
  const urgency = fitCuts(
    chances.map((all) => all.slice(4, 7)),
    posts.map((post) => post.urgency),
    graded,
    [0.5, 0.5, 0.5],
  )
  return {
    links,
    severityCuts: severity.slice(1),
    urgencyCuts: urgency,
    categoryOffsets: fitOffsets(
      rows.map((row) => margins[row] as Float64Array),
      posts,
    ),
  }
}

/** Offsets that lift rare categories as far as accuracy and the mean F1 both gain. */
function fitOffsets(margins: readonly Float64Array[], posts: readonly Example[]): readonly number[] {
  const asked = posts.flatMap((post, i) => (post.complaint ? [i] : []))
  const truth = asked.map((i) => (posts[i] as Example).category)
  const offsets = NAMED_CATEGORIES.map(() => 0)
  const score = (): number => {
    const said = asked.map((i) => likeliestCategory(margins[i] as Float64Array, offsets))
    return accuracy(said, truth) + macroF1(said, truth)
  }
  let best = score()
  for (let k = 0; k < offsets.length; k++) {
    let kept = 0
    for (const offset of [-0.2, -0.1, 0.1, 0.2, 0.3]) {
      offsets[k] = offset
      const now = score()
      if (now > best + 1e-4) {
        best = now
        kept = offset
      }
    }
    offsets[k] = kept
  }
  return offsets
}

/** The model of the final heads, its least telling buckets left out. */
export function modelOf(
  id: string,
  heads: readonly FittedHead[],
  moods: readonly Mood[],
  calibration: Calibration,
  readings: Readings,
  keep: number,
): Model {
  const folded = heads.map((head) => withoutMoods(head, moods))
  const live = mostTelling(folded, readings, keep)
  const rowOf = new Int32Array(BUCKETS).fill(-1)
  const weights = new Float32Array(live.length * HEAD_COUNT)
  live.forEach((bucket, row) => {
    rowOf[bucket] = row
    folded.forEach((head, index) => {
      weights[row * HEAD_COUNT + index] = head.weights[bucket] as number
    })
  })
  return { id, biases: folded.map((head) => head.bias), rowOf, weights, calibration }
}

/** Buckets by how much they move the questions on the posts that hold them; those in no post are judged as if in one. */
function mostTelling(heads: readonly FittedHead[], { matrix }: Readings, keep: number): readonly number[] {
  const squares = new Float64Array(BUCKETS)
  for (let k = 0; k < matrix.columns.length; k++) {
    const column = matrix.columns[k] as number
    if (column < BUCKETS) squares[column] = (squares[column] as number) + (matrix.values[k] as number) ** 2
  }
  const worth = new Float64Array(BUCKETS)
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    let most = 0
    for (const head of heads) most = Math.max(most, Math.abs(head.weights[bucket] as number))
    worth[bucket] = most * Math.sqrt((squares[bucket] as number) + 0.01)
  }
  return [...worth.keys()]
    .filter((bucket) => (worth[bucket] as number) > 0)
    .sort((a, b) => (worth[b] as number) - (worth[a] as number))
    .slice(0, keep)
    .sort((a, b) => a - b)
}
