import { existsSync, readFileSync } from 'node:fs'
import { type FittedHead, fitHead, marginOf } from './fit-head.js'
import { BUCKETS } from './hashing.js'
import { readPost } from './read-post.js'
import { type Matrix, matrixOf } from './training-matrix.js'

/**
 * What words say of a mood, learned from comments that others labelled with emotions (GoEmotions, see
 * data/corpus/README.md). It reaches words that our own posts do not hold. Each mood is one more column for the heads
 * to weigh; being linear itself, it is folded into their weights when the model is written.
 */
export type Mood = FittedHead

const MOODS: readonly (readonly string[])[] = [
  ['annoyance', 'anger', 'disappointment', 'disapproval', 'disgust'],
  'gratitude admiration joy love excitement approval optimism amusement caring relief pride'.split(' '),
]
/** The value of a mood's column is its margin times this: beside a post's length of 1, moods speak, they do not shout. */
export const MOOD_SHARE = 0.3

type Comment = { readonly text: string; readonly emotions: string }

/** Without the file there are no moods, and the heads learn from our posts alone. */
export function fitMoods(path: string): readonly Mood[] {
  if (!existsSync(path)) return []
  const comments = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Comment)
  const matrix = matrixOf(
    comments.map((comment) =>
      readPost(comment.text.replaceAll('[NAME]', '@name').replaceAll('[RELIGION]', ''), { langs: ['en'] }),
    ),
  )
  const rows = Uint32Array.from(comments.keys())
  const costs = new Float32Array(comments.length).fill(0.5)
  return MOODS.map((emotions) => {
    const targets = Int8Array.from(comments, (comment) =>
      comment.emotions.split('|').some((emotion) => emotions.includes(emotion)) ? 1 : -1,
    )
    return fitHead(matrix, { rows, targets, costs, width: BUCKETS })
  })
}

export const moodColumn = (mood: number): number => BUCKETS + mood

export const moodValues = (matrix: Matrix, mood: Mood): Float32Array =>
  Float32Array.from({ length: matrix.rows }, (_, row) => MOOD_SHARE * marginOf(matrix, row, mood))

/** The head as if it had read the post's words itself: what it makes of the moods is spread over their words. */
export function withoutMoods(head: FittedHead, moods: readonly Mood[]): FittedHead {
  const weights = head.weights.slice(0, BUCKETS)
  let bias = head.bias
  moods.forEach((mood, i) => {
    const share = MOOD_SHARE * (head.weights[moodColumn(i)] as number)
    bias += share * mood.bias
    for (let bucket = 0; bucket < BUCKETS; bucket++)
      weights[bucket] = (weights[bucket] as number) + share * (mood.weights[bucket] as number)
  })
  return { weights, bias }
}
