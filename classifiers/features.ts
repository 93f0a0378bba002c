import { bucketOf, bucketOfHashes, bucketOfPair, bucketOfSlice, hashOf } from './hashing.js'
import { NEGATORS } from './negation.js'
import { stemOf } from './stems.js'
import type { Token } from './tokens.js'

/**
 * What a model sees of a post: buckets, each standing for something that is there (a word, its stem, a pair of
 * neighbours, a few letters, a trait of the whole). Blocks differ in how loudly they speak: a feature of a block has
 * the value `WEIGHT[block]`, and a post's values are divided by their Euclidean length, so that long posts do not
 * shout down short ones.
 */
export type Block = 'word' | 'pair' | 'letters' | 'trait'
export const WEIGHT: Readonly<Record<Block, number>> = { word: 1, pair: 0.8, letters: 0.35, trait: 0.8 }

/** Takes each feature of a post. `token` is where it comes from, −1 for the post as a whole. */
export type Sink = (bucket: number, block: Block, token: number) => void

const SEED = {
  word: 0x811c9dc5,
  stem: 0x12345677,
  local: 0x2f0e1eb9,
  negated: 0x3c6ef372,
  pair: 0x5be0cd19,
  skip: 0x6a09e667,
  letters: 0x7137449d,
  trait: 0x1b873593,
} as const

/** Features of one word, whatever stands around it: to be remembered by whoever reads many posts. */
export function featuresOfWord(
  token: Token,
  lang: string,
  negated: boolean,
  take: (bucket: number, block: Block) => void,
): void {
  const { kind, text } = token
  if (kind === 'unspaced') {
    lettersWithin(text, take)
    return
  }
  take(bucketOf(SEED.word, text), 'word')
  if (kind === 'hashtag') take(bucketOf(SEED.word, '#'), 'word')
  if (kind !== 'word') return
  const stem = stemOf(text, lang)
  take(bucketOf(SEED.stem, stem), 'word')
  if (lang !== 'en') take(bucketOfPair(SEED.local, lang, stem), 'word')
  if (negated) take(bucketOf(SEED.negated, stem), 'word')
  const bounded = `_${text}_`
  for (let size = 2; size <= 5; size++)
    for (let from = 0; from + size <= bounded.length; from++)
      take(bucketOfSlice(SEED.letters, bounded, from, from + size), 'letters')
}

/** Scripts without spaces: runs of one to four letters take the place of words. */
function lettersWithin(text: string, take: (bucket: number, block: Block) => void): void {
  for (let size = 1; size <= 4; size++)
    for (let from = 0; from + size <= text.length; from++)
      take(bucketOfSlice(SEED.letters, text, from, from + size), size === 1 ? 'letters' : 'word')
}

const BEFORE_FIRST = hashOf('^')
const AFTER_LAST = hashOf('$')
/** Every long run without spaces is unlike every other: its letters speak, not the run. */
const UNSPACED_RUN = hashOf('unspaced')

/** A token's number, of which its pairs are made. */
export const pairHashOf = (token: Token): number =>
  token.kind === 'unspaced' ? UNSPACED_RUN : hashOf(token.text)

/** Features of neighbours, and of words with one between them, from the tokens' numbers. `token` is the later of the two. */
export function featuresOfPairs(hashes: ArrayLike<number>, take: Sink): void {
  const last = hashes.length
  let before = BEFORE_FIRST
  let beforeThat = 0
  for (let i = 0; i <= last; i++) {
    const here = i < last ? (hashes[i] as number) : AFTER_LAST
    const at = i < last ? i : last - 1
    take(bucketOfHashes(SEED.pair, before, here), 'pair', at)
    if (i > 0) take(bucketOfHashes(SEED.skip, beforeThat, here), 'pair', at)
    beforeThat = before
    before = here
  }
}

/** Which tokens stand within the reach of a negation: four words, or up to the next mark. */
export function negatedTokens(tokens: readonly Token[]): readonly boolean[] {
  let reach = 0
  return tokens.map((token) => {
    if (token.kind === 'mark') reach = 0
    const negated = reach > 0
    if (token.kind === 'word') reach = NEGATORS.has(token.text) ? 4 : Math.max(reach - 1, 0)
    return negated
  })
}

export const traitBucket = (name: string): number => bucketOf(SEED.trait, name)
