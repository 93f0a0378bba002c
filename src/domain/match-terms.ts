/**
 * Finds which of many terms stand in a text, as whole words. One pass over the text whatever the number of terms:
 * each token is looked up in a map from first tokens to the phrases that begin with it.
 *
 * What counts as a word: letters, digits and marks of any script; in scripts written without spaces each character is
 * a token of its own, so that a name is found inside a run. Case, width and typographic variants do not matter (NFKC);
 * a term with accents is also found without them. `#tag` as a term matches only the hashtag, a plain word matches both.
 * `@name` counts as the word `name`; a full handle (`@name.example.com`, `@name@example.com`) is somebody's account and
 * names nobody else.
 */
export type TermMatcher<T> = (text: string) => readonly T[]

type Phrase<T> = { readonly tokens: readonly string[]; readonly hashtag: boolean; readonly payload: T }

/** Terms with what to hand back for each. The same payload may belong to many terms; it is handed back once a text. */
export function termMatcher<T>(terms: Iterable<readonly [term: string, payload: T]>): TermMatcher<T> {
  const byFirst = new Map<string, Phrase<T>[]>()
  for (const [term, payload] of terms) {
    for (const variant of variantsOf(term)) {
      const tokens = tokenise(variant)
      const first = tokens.words[0]
      if (first === undefined) continue
      const phrase = { tokens: tokens.words, hashtag: tokens.hashtags.has(0), payload }
      const known = byFirst.get(first)
      if (known === undefined) byFirst.set(first, [phrase])
      else known.push(phrase)
    }
  }

  return (text) => {
    const { words, hashtags } = tokenise(fold(text))
    let found: T[] | undefined
    for (let at = 0; at < words.length; at++) {
      const phrases = byFirst.get(words[at] as string)
      if (phrases === undefined) continue
      for (const phrase of phrases) {
        if (phrase.hashtag && !hashtags.has(at)) continue
        if (!follows(words, at, phrase.tokens)) continue
        found ??= []
        if (!found.includes(phrase.payload)) found.push(phrase.payload)
      }
    }
    return found ?? NOTHING
  }
}

const NOTHING: readonly never[] = []

function follows(words: readonly string[], at: number, tokens: readonly string[]): boolean {
  for (let i = 1; i < tokens.length; i++) if (words[at + i] !== tokens[i]) return false
  return true
}

function variantsOf(term: string): ReadonlySet<string> {
  const folded = fold(term)
  return new Set([
    folded,
    folded
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .normalize('NFC'),
  ])
}

const PLAIN = /^[\x20-\x7e\s]*$/
const fold = (text: string): string => (PLAIN.test(text) ? text : text.normalize('NFKC')).toLowerCase()

const SEPARATOR = 0
const WORD = 1
/** Han, kana and the like: a token by itself. */
const ALONE = 2

/** What each UTF-16 unit is. Surrogates separate: what they spell is emoji, or letters that NFKC has folded already. */
const KIND = kinds()

function kinds(): Uint8Array {
  const word = /[\p{L}\p{N}\p{M}_]/u
  const alone =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
  const table = new Uint8Array(0x10000)
  for (let code = 0; code < 0xd800; code++) table[code] = kindOf(code)
  for (let code = 0xe000; code < 0x10000; code++) table[code] = kindOf(code)
  return table

  function kindOf(code: number): number {
    const char = String.fromCharCode(code)
    return word.test(char) ? (alone.test(char) ? ALONE : WORD) : SEPARATOR
  }
}

type Tokens = { readonly words: readonly string[]; readonly hashtags: ReadonlySet<number> }

const NO_HASHTAGS: ReadonlySet<number> = new Set()
const [HASH, WIDE_HASH, AT, DOT] = [0x23, 0xff03, 0x40, 0x2e]

function tokenise(text: string): Tokens {
  const words: string[] = []
  let hashtags: Set<number> | undefined
  const end = text.length
  let at = 0
  while (at < end) {
    const code = text.charCodeAt(at)
    const kind = KIND[code]
    if (kind === SEPARATOR) {
      at++
      continue
    }
    if (kind === ALONE) {
      words.push(text[at] as string)
      at++
      continue
    }
    const start = at
    while (at < end && KIND[text.charCodeAt(at)] === WORD) at++
    const before = start === 0 ? 0 : text.charCodeAt(start - 1)
    if (before === AT && isHandleTail(text, at)) {
      at = skipHandle(text, at)
      // A gap that no phrase can span.
      words.push('')
      continue
    }
    if (before === HASH || before === WIDE_HASH) {
      hashtags ??= new Set()
      hashtags.add(words.length)
    }
    words.push(text.slice(start, at))
  }
  return { words, hashtags: hashtags ?? NO_HASHTAGS }
}

/** `.example` or `@example` right behind an @name makes it a full handle; a full stop at the end of a sentence does not. */
function isHandleTail(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code === DOT || code === AT) && KIND[text.charCodeAt(at + 1)] === WORD
}

function skipHandle(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const inside = KIND[code] === WORD || code === 0x2d || isHandleTail(text, at)
    if (!inside) break
    at++
  }
  return at
}
