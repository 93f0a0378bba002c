import { featuresOfWord, pairHashOf, WEIGHT } from './features.js'
import { HEAD_COUNT } from './heads.js'
import type { Model } from './model-file.js'
import type { Token } from './tokens.js'

/** Words remembered at once, in all languages; 200 bytes each. */
const WORDS_KEPT = 24_000
const LONGEST_KEPT = 24

/**
 * Everything a word adds to each head, summed over its features once and remembered: most words of a post were met
 * before. Slot by slot in flat arrays; slot 0 serves whatever is not worth remembering. Bounded, and without influence on
 * any verdict.
 */
export type WordMemory = {
  /** The slot of a token, filled; valid until the next call. */
  readonly slotOf: (token: Token, lang: string, negated: boolean) => number
  /** By slot, HEAD_COUNT numbers each. */
  readonly sums: Float64Array
  /** By slot: the squares of its features' values, what it said for a complaint, and its number for pairs. */
  readonly squares: Float64Array
  readonly spoke: Float64Array
  readonly pairHashes: Int32Array
}

export function wordMemory(model: Model, verdicts: Float64Array): WordMemory {
  const sums = new Float64Array((WORDS_KEPT + 1) * HEAD_COUNT)
  const squares = new Float64Array(WORDS_KEPT + 1)
  const spoke = new Float64Array(WORDS_KEPT + 1)
  const pairHashes = new Int32Array(WORDS_KEPT + 1)
  const slots = new Map<
    string,
    { readonly plain: Map<string, number>; readonly negated: Map<string, number> }
  >()
  let used = 0

  const fill = (slot: number, token: Token, lang: string, negated: boolean): number => {
    let square = 0
    let said = 0
    const into = slot * HEAD_COUNT
    sums.fill(0, into, into + HEAD_COUNT)
    featuresOfWord(token, lang, negated, (bucket, block) => {
      const value = WEIGHT[block]
      square += value * value
      const row = model.rowOf[bucket] as number
      if (row < 0) return
      addRow(sums, into, model, row, value)
      said += value * (verdicts[row] as number)
    })
    squares[slot] = square
    spoke[slot] = said
    pairHashes[slot] = pairHashOf(token)
    return slot
  }

  const slotOf = (token: Token, lang: string, negated: boolean): number => {
    let words = slots.get(lang)
    if (words === undefined) {
      words = { plain: new Map(), negated: new Map() }
      slots.set(lang, words)
    }
    const known = (negated ? words.negated : words.plain).get(token.text)
    if (known !== undefined) return known
    if (token.kind === 'unspaced' || token.text.length > LONGEST_KEPT) return fill(0, token, lang, negated)
    if (used === WORDS_KEPT) {
      slots.clear()
      used = 0
      return slotOf(token, lang, negated)
    }
    const slot = fill(++used, token, lang, negated)
    ;(negated ? words.negated : words.plain).set(token.text, slot)
    return slot
  }
  return { slotOf, sums, squares, spoke, pairHashes }
}

/** Adds a bucket's weights, times `value`, to HEAD_COUNT numbers from `at` on. */
export function addRow(into: Float64Array, at: number, model: Model, row: number, value: number): void {
  const { weights } = model
  const from = row * HEAD_COUNT
  for (let head = 0; head < HEAD_COUNT; head++)
    into[at + head] = (into[at + head] as number) + value * (weights[from + head] as number)
}
