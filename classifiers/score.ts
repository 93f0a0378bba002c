import { featuresOfPairs, featuresOfWord, negatedTokens, WEIGHT } from './features.js'
import { HEAD_COUNT, VERDICT_HEADS } from './heads.js'
import type { Model } from './model-file.js'
import type { ReadPost } from './read-post.js'
import type { Token } from './tokens.js'
import { traitsOf } from './traits.js'

/** What the heads say of a post, and how much each of its tokens said for a complaint. */
export type Score = { readonly margins: Float64Array; readonly spoke: Float64Array }

/** Everything a word adds, summed over its features once and remembered. */
type Word = { readonly sums: Float32Array; readonly square: number; readonly spoke: number }

const WORDS_KEPT = 16_384
const LONGEST_KEPT = 24

/** Scores posts one after another, remembering words; the memory is bounded and never changes a score. */
export function scorer(model: Model): (post: ReadPost) => Score {
  let recent = new Map<string, Word>()
  let older = new Map<string, Word>()

  const wordOf = (token: Token, lang: string, negated: boolean): Word => {
    if (token.kind === 'unspaced' || token.text.length > LONGEST_KEPT)
      return sumOf(model, token, lang, negated)
    const key = `${negated ? '!' : ''}${lang}${token.kind.charAt(0)}${token.text}`
    const known = recent.get(key)
    if (known !== undefined) return known
    const word = older.get(key) ?? sumOf(model, token, lang, negated)
    recent.set(key, word)
    if (recent.size >= WORDS_KEPT / 2) {
      older = recent
      recent = new Map()
    }
    return word
  }

  return (post) => {
    const { tokens } = post
    const margins = new Float64Array(HEAD_COUNT)
    const spoke = new Float64Array(tokens.length)
    const negated = negatedTokens(tokens)
    let square = 0

    for (let i = 0; i < tokens.length; i++) {
      const word = wordOf(tokens[i] as Token, post.lang, negated[i] as boolean)
      const { sums } = word
      for (let head = 0; head < HEAD_COUNT; head++)
        margins[head] = (margins[head] as number) + (sums[head] as number)
      spoke[i] = (spoke[i] as number) + word.spoke
      square += word.square
    }
    featuresOfPairs(tokens, (bucket, _, token) => {
      square += WEIGHT.pair ** 2
      const row = model.rowOf[bucket] as number
      if (row < 0) return
      addRow(margins, model, row, WEIGHT.pair)
      if (token < 0) return
      const said = (WEIGHT.pair * spokeBy(model, row)) / 2
      spoke[token] = (spoke[token] as number) + said
      if (token > 0) spoke[token - 1] = (spoke[token - 1] as number) + said
    })
    traitsOf(post.text, tokens, post.lang, (bucket) => {
      square += WEIGHT.trait ** 2
      const row = model.rowOf[bucket] as number
      if (row >= 0) addRow(margins, model, row, WEIGHT.trait)
    })

    const scale = 1 / Math.sqrt(square)
    for (let head = 0; head < HEAD_COUNT; head++)
      margins[head] = (margins[head] as number) * scale + (model.biases[head] as number)
    for (let i = 0; i < spoke.length; i++) spoke[i] = (spoke[i] as number) * scale
    return { margins, spoke }
  }
}

function sumOf(model: Model, token: Token, lang: string, negated: boolean): Word {
  const sums = new Float32Array(HEAD_COUNT)
  let square = 0
  let spoke = 0
  featuresOfWord(token, lang, negated, (bucket, block) => {
    square += WEIGHT[block] ** 2
    const row = model.rowOf[bucket] as number
    if (row < 0) return
    addRow(sums, model, row, WEIGHT[block])
    spoke += WEIGHT[block] * spokeBy(model, row)
  })
  return { sums, square, spoke }
}

function addRow(into: Float32Array | Float64Array, model: Model, row: number, value: number): void {
  const from = row * HEAD_COUNT
  for (let head = 0; head < HEAD_COUNT; head++)
    into[head] = (into[head] as number) + value * (model.weights[from + head] as number)
}

function spokeBy(model: Model, row: number): number {
  let sum = 0
  for (const [head, share] of VERDICT_HEADS) sum += share * (model.weights[row * HEAD_COUNT + head] as number)
  return sum
}
