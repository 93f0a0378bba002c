import { traitBucket } from './features.js'
import type { Token } from './tokens.js'

/** Traits of a post as a whole: how it is written rather than what it says. */
export function traitsOf(
  post: string,
  tokens: readonly Token[],
  lang: string,
  take: (bucket: number) => void,
): void {
  const counts = {
    word: 0,
    number: 0,
    handle: 0,
    brand: 0,
    link: 0,
    hashtag: 0,
    emoji: 0,
    shouted: 0,
    question: 0,
    exclamation: 0,
  }
  for (const token of tokens) {
    if (token.kind === 'word' || token.kind === 'unspaced') {
      counts.word += token.kind === 'word' ? 1 : Math.ceil(token.text.length / 3)
      if (token.end - token.start > 2 && isShouted(post, token)) counts.shouted++
    } else if (token.kind === 'mark') {
      if (token.text.startsWith('?')) counts.question++
      if (token.text.startsWith('!')) counts.exclamation++
    } else counts[token.kind]++
  }
  const name = (what: string, count: number, most: number): void =>
    take(traitBucket(`${what}${Math.min(count, most)}`))
  name('question', counts.question, 2)
  name('exclamation', counts.exclamation, 3)
  name('shouted', counts.shouted, 3)
  name('link', counts.link, 1)
  name('handles', counts.handle, 2)
  name('brands', counts.brand, 1)
  name('hashtags', counts.hashtag, 3)
  name('emoji', counts.emoji, 2)
  name('numbers', counts.number, 3)
  name('length', Math.floor(Math.log2(counts.word + 1) * 2), 14)
  take(traitBucket(`starts ${tokens[0]?.kind ?? 'empty'}`))
  const last = tokens.at(-1)
  take(traitBucket(`ends ${last === undefined ? 'empty' : last.kind === 'mark' ? last.text : last.kind}`))
  take(traitBucket(`lang ${lang}`))
}

function isShouted(post: string, token: Token): boolean {
  const written = post.slice(token.start, token.end)
  return written === written.toUpperCase() && written !== written.toLowerCase()
}
