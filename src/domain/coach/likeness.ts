import { wordsOf } from './words.js'

/**
 * How alike two texts are, 0 to 1: the share of overlapping runs of words that both hold (Jaccard over runs of three
 * words, or five characters in scripts without spaces). Handles, links, numbers and the given names do not count, so
 * that a changed name makes no new text. 0 when either text is shorter than `least` words.
 */
export function likeness(a: string, b: string, names: readonly string[], least: number): number {
  const left = runsOf(a, names, least)
  const right = runsOf(b, names, least)
  if (left.size === 0 || right.size === 0) return 0
  let shared = 0
  for (const run of left) if (right.has(run)) shared += 1
  return shared / (left.size + right.size - shared)
}

const SHORT_RUN = 3
const LONG_RUN = 5
/** Characters that say as much as one word. */
const CHARACTERS_PER_WORD = 2

function runsOf(text: string, names: readonly string[], least: number): ReadonlySet<string> {
  const skipped = new Set(names.flatMap((name) => wordsOf(name).map((word) => word.plain)))
  const words = wordsOf(text).filter(
    ({ plain }) => plain !== '' && !skipped.has(plain) && !/^\p{N}/u.test(plain),
  )
  const alone = words.filter((word) => word.alone).length
  if (words.length - alone + alone / CHARACTERS_PER_WORD < least) return new Set()
  const length = alone > words.length / 2 ? LONG_RUN : SHORT_RUN
  return new Set(
    words.slice(length - 1).map((_, at) =>
      words
        .slice(at, at + length)
        .map((word) => word.plain)
        .join(' '),
    ),
  )
}
