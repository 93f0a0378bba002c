import { featuresOfPairs, negatedTokens, WEIGHT } from './features.js'
import { HEAD_COUNT, VERDICT_HEADS } from './heads.js'
import type { Model } from './model-file.js'
import type { ReadPost } from './read-post.js'
import type { Token } from './tokens.js'
import { traitsOf } from './traits.js'
import { addRow, wordMemory } from './word-memory.js'

/** What the heads say of a post, and how much each of its tokens said for a complaint. */
export type Score = { readonly margins: Float64Array; readonly spoke: Float64Array }

/** Scores posts one after another, remembering words; what it remembers never changes a score. */
export function scorer(model: Model): (post: ReadPost) => Score {
  const verdicts = verdictWeights(model)
  const words = wordMemory(model, verdicts)

  return (post) => {
    const { tokens } = post
    const margins = new Float64Array(HEAD_COUNT)
    const spoke = new Float64Array(tokens.length)
    const negated = negatedTokens(tokens)
    const hashes = new Int32Array(tokens.length)
    let square = 0

    for (let i = 0; i < tokens.length; i++) {
      const slot = words.slotOf(tokens[i] as Token, post.lang, negated[i] as boolean)
      const from = slot * HEAD_COUNT
      for (let head = 0; head < HEAD_COUNT; head++)
        margins[head] = (margins[head] as number) + (words.sums[from + head] as number)
      spoke[i] = words.spoke[slot] as number
      hashes[i] = words.pairHashes[slot] as number
      square += words.squares[slot] as number
    }
    featuresOfPairs(hashes, (bucket, _, token) => {
      square += WEIGHT.pair ** 2
      const row = model.rowOf[bucket] as number
      if (row < 0) return
      addRow(margins, 0, model, row, WEIGHT.pair)
      if (token < 0) return
      const said = (WEIGHT.pair * (verdicts[row] as number)) / 2
      spoke[token] = (spoke[token] as number) + said
      if (token > 0) spoke[token - 1] = (spoke[token - 1] as number) + said
    })
    traitsOf(post.text, tokens, post.lang, (bucket) => {
      square += WEIGHT.trait ** 2
      const row = model.rowOf[bucket] as number
      if (row >= 0) addRow(margins, 0, model, row, WEIGHT.trait)
    })

    const scale = 1 / Math.sqrt(square)
    for (let head = 0; head < HEAD_COUNT; head++)
      margins[head] = (margins[head] as number) * scale + (model.biases[head] as number)
    for (let i = 0; i < spoke.length; i++) spoke[i] = (spoke[i] as number) * scale
    return { margins, spoke }
  }
}

/** By row: what its bucket says for a complaint, gathered from the heads that judge that. */
function verdictWeights({ weights }: Model): Float64Array {
  const rows = weights.length / HEAD_COUNT
  const said = new Float64Array(rows)
  for (let row = 0; row < rows; row++)
    for (const [head, share] of VERDICT_HEADS)
      said[row] = (said[row] as number) + share * (weights[row * HEAD_COUNT + head] as number)
  return said
}
