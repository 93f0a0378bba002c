import { termMatcher } from '../src/domain/match-terms.js'
import type { Figure } from './figure.js'
import { chanceFrom, postTexts } from './posts.js'
import { perSecond } from './timing.js'

const POSTS = 20_000

/** Matching of brand terms: ours beside a plain loop and one big regular expression, on the same lower-cased posts. */
export async function run(): Promise<readonly Figure[]> {
  const texts = postTexts(POSTS, chanceFrom(7))
  const lower = texts.map((text) => text.toLowerCase())
  const figures: Figure[] = []
  for (const size of [10, 1_000, 10_000]) {
    const terms = inventTerms(size, chanceFrom(size))
    const matcher = termMatcher(terms.map((term) => [term, term] as const))
    const ours = perSecond(POSTS, () => {
      for (const text of texts) matcher(text)
    })
    const target = { target: '≥ 200,000', met: ours >= 200_000 }
    const unit = 'posts/s'
    figures.push({ what: `match, ${size} terms`, value: ours, unit, ...(size === 10_000 ? target : {}) })
    if (size === 1_000) {
      const regexp = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${terms.join('|')})(?![\\p{L}\\p{N}_])`, 'u')
      const byRegExp = perSecond(POSTS, () => {
        for (const text of lower) regexp.test(text)
      })
      const some = lower.slice(0, 2_000)
      const byLoop = perSecond(some.length, () => {
        for (const text of some) terms.some((term) => text.includes(term))
      })
      figures.push({
        what: 'match, 1000 terms: one regular expression (says only whether)',
        value: byRegExp,
        unit,
      })
      figures.push({
        what: 'match, 1000 terms: a loop of includes() (finds inside words too)',
        value: byLoop,
        unit,
      })
      figures.push({ what: 'match, 1000 terms: ours to the loop', value: ours / byLoop, unit: '×' })
    }
  }
  return figures
}

/** Made-up names of one or two words, a few of them hashtags. */
function inventTerms(size: number, chance: () => number): string[] {
  const syllables = [
    'ba',
    'ne',
    'ko',
    'lu',
    'ri',
    'ta',
    'mo',
    'ze',
    'vi',
    'sha',
    'dor',
    'lex',
    'fin',
    'gra',
    'pol',
  ]
  const word = () =>
    Array.from(
      { length: 2 + Math.floor(chance() * 3) },
      () => syllables[Math.floor(chance() * syllables.length)],
    ).join('')
  const terms = new Set<string>()
  while (terms.size < size) {
    const one = chance() < 0.4 ? `${word()} ${word()}` : word()
    terms.add(one)
  }
  return [...terms]
}
