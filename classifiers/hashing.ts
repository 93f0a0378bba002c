/** How many buckets features are hashed into. */
export const BUCKETS = 2 ** 20

/** FNV-1a over UTF-16 units, one round of mixing, folded into the buckets. `seed` keeps kinds of features apart. */
export function bucketOf(seed: number, text: string): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return finish(hash)
}

/** The same for a slice, without making the slice. */
export function bucketOfSlice(seed: number, text: string, from: number, to: number): number {
  let hash = seed
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return finish(hash)
}

/** Of two texts in this order. */
export function bucketOfPair(seed: number, first: string, second: string): number {
  let hash = seed
  for (let i = 0; i < first.length; i++) hash = Math.imul(hash ^ first.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ 0x1f, 0x01000193)
  for (let i = 0; i < second.length; i++) hash = Math.imul(hash ^ second.charCodeAt(i), 0x01000193)
  return finish(hash)
}

/** A text's own number, of which pairs are made. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** Of two texts in this order, by their numbers. */
export const bucketOfHashes = (seed: number, first: number, second: number): number =>
  finish(Math.imul(Math.imul(seed ^ first, 0x9e3779b1) ^ second, 0x85ebca77))

function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  return (mixed >>> 0) & (BUCKETS - 1)
}
