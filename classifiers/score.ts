import { featuresOfPairs, featuresOfWord, negatedTokens, pairHashOf, WEIGHT } from './features.js'
import { HEAD_COUNT, VERDICT_HEADS } from './heads.js'
import type { Model } from './model-file.js'
import type { ReadPost } from './read-post.js'
import type { Token } from './tokens.js'
import { traitsOf } from './traits.js'

/** What the heads say of a post, and how much each of its tokens said for a complaint. */
export type Score = { readonly margins: Float64Array; readonly spoke: Float64Array }

/** Everything a word adds, summed over its features once and remembered. */
type Word = {
  readonly sums: Float32Array
  readonly square: number
  readonly spoke: number
  readonly pairHash: number
}

/** Words remembered, in all languages; some 300 bytes each. */
const WORDS_KEPT = 40_000
const LONGEST_KEPT = 24

/** Scores posts one after another, remembering words; the memory is bounded and never changes a score. */
export function scorer(model: Model): (post: ReadPost) => Score {
  const remembered = new Map<string, { plain: Map<string, Word>; negated: Map<string, Word> }>()
  const verdicts = verdictWeights(model)
  let kept = 0

  const wordsOf = (lang: string): { plain: Map<string, Word>; negated: Map<string, Word> } => {
    let words = remembered.get(lang)
    if (words === undefined) {
      words = { plain: new Map(), negated: new Map() }
      remembered.set(lang, words)
    }
    return words
  }
  const wordOf = (words: Map<string, Word>, token: Token, lang: string, negated: boolean): Word => {
    const known = words.get(token.text)
    if (known !== undefined) return known
    const word = sumOf(model, verdicts, token, lang, negated)
    if (token.kind !== 'unspaced' && token.text.length <= LONGEST_KEPT) {
      words.set(token.text, word)
      kept++
    }
    return word
  }

  return (post) => {
    const { tokens } = post
    const margins = new Float64Array(HEAD_COUNT)
    const spoke = new Float64Array(tokens.length)
    const negated = negatedTokens(tokens)
    const hashes = new Int32Array(tokens.length)
    let square = 0

    if (kept > WORDS_KEPT) {
      remembered.clear()
      kept = 0
    }
    const words = wordsOf(post.lang)

    for (let i = 0; i < tokens.length; i++) {
      const isNegated = negated[i] as boolean
      const word = wordOf(isNegated ? words.negated : words.plain, tokens[i] as Token, post.lang, isNegated)
      const { sums } = word
      for (let head = 0; head < HEAD_COUNT; head++)
        margins[head] = (margins[head] as number) + (sums[head] as number)
      spoke[i] = (spoke[i] as number) + word.spoke
      square += word.square
      hashes[i] = word.pairHash
    }
    featuresOfPairs(hashes, (bucket, _, token) => {
      square += WEIGHT.pair ** 2
      const row = model.rowOf[bucket] as number
      if (row < 0) return
      addRow(margins, model, row, WEIGHT.pair)
      if (token < 0) return
      const said = (WEIGHT.pair * (verdicts[row] as number)) / 2
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

function sumOf(model: Model, verdicts: Float32Array, token: Token, lang: string, negated: boolean): Word {
  const sums = new Float32Array(HEAD_COUNT)
  let square = 0
  let spoke = 0
  featuresOfWord(token, lang, negated, (bucket, block) => {
    square += WEIGHT[block] ** 2
    const row = model.rowOf[bucket] as number
    if (row < 0) return
    addRow(sums, model, row, WEIGHT[block])
    spoke += WEIGHT[block] * (verdicts[row] as number)
  })
  return { sums, square, spoke, pairHash: pairHashOf(token) }
}

function addRow(into: Float32Array | Float64Array, model: Model, row: number, value: number): void {
  const from = row * HEAD_COUNT
  for (let head = 0; head < HEAD_COUNT; head++)
    into[head] = (into[head] as number) + value * (model.weights[from + head] as number)
}

/** By row: what its bucket says for a complaint, gathered from the heads that judge that. */
function verdictWeights({ weights }: Model): Float32Array {
  return Float32Array.from({ length: weights.length / HEAD_COUNT }, (_, row) =>
    VERDICT_HEADS.reduce(
      (sum, [head, share]) => sum + share * (weights[row * HEAD_COUNT + head] as number),
      0,
    ),
  )
}
