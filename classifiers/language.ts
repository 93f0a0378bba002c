import { eld } from 'eld/extrasmall'
import type { Token } from './tokens.js'

/** Fewer letters than this, and a guess would be a coin toss. */
const ENOUGH_LETTERS = 8

/** By then the answer hardly changes any more, and reading on would double the time. */
const ENOUGH_TEXT = 40

/** Characters. */
const WHOLE_POST = 500

/**
 * ISO 639-1, or `und`. Handles, links, brands and numbers have no language and are left out. The app's tags decide
 * only where the text itself is short or unclear.
 */
export function languageOf(tokens: readonly Token[], hints: readonly string[] = []): string {
  const hint = hints[0]?.slice(0, 2).toLowerCase()
  const usable = hint !== undefined && /^[a-z]{2}$/.test(hint) ? hint : null
  if (usable === 'en' && readsAsEnglish(tokens)) return 'en'
  const { text, unspaced } = wordsIn(tokens, ENOUGH_TEXT)
  if (text.length < ENOUGH_LETTERS && !unspaced) return usable ?? 'und'
  const guess = eld.detect(text)
  if (guess.language === '') return usable ?? 'und'
  if (usable === null || usable === guess.language) return guess.language
  if (text.length < 30 || !guess.isReliable()) return usable
  // The names of two cities make an English line look Catalan: against the tag stands only the whole post.
  const whole = eld.detect(wordsIn(tokens, WHOLE_POST).text)
  return whole.language !== '' && whole.isReliable() ? whole.language : usable
}

/** Words that English needs all the time and no other language of ours has. */
const ENGLISH: ReadonlySet<string> = new Set(
  'the and you your my with this that have they been from their would there what when which because'.split(
    ' ',
  ),
)

/** Most posts are in English and tagged so: two such words say it too, in a small part of the time. */
function readsAsEnglish(tokens: readonly Token[]): boolean {
  let [found, read] = [0, 0]
  for (const token of tokens) {
    if (token.kind === 'unspaced') return false
    if (token.kind !== 'word') continue
    if (ENGLISH.has(token.text.toLowerCase()) && ++found === 2) return true
    read += token.text.length
    if (read > ENOUGH_TEXT) return false
  }
  return false
}

function wordsIn(
  tokens: readonly Token[],
  enough: number,
): { readonly text: string; readonly unspaced: boolean } {
  let text = ''
  let unspaced = false
  for (const token of tokens) {
    if (token.kind !== 'word' && token.kind !== 'unspaced') continue
    if (token.kind === 'unspaced') unspaced = true
    text += `${token.text} `
    if (text.length > enough) break
  }
  return { text, unspaced }
}
