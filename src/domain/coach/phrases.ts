import { type Word, wordsOf } from './words.js'

/** A stretch of a text, word for word, with its UTF-16 offsets (end excluded). */
export type Span = { readonly text: string; readonly start: number; readonly end: number }

/** Finds where phrases stand in a text: leftmost first, the longest of those that begin alike, none within another. */
export type PhraseFinder = (text: string, words?: readonly Word[]) => readonly Span[]

type Step =
  | { readonly type: 'word'; readonly plain: string }
  | { readonly type: 'beginning'; readonly plain: string }
  | { readonly type: 'number' }
  | { readonly type: 'gap' }
type Phrase = readonly Step[]

/** Up to three words, or a dozen characters of a script without spaces. */
const GAP_WORDS = 3
const GAP_PER_CHARACTER = 1 / 4
const MOST_GAPS = 2
const MOST_VARIANTS = 64

/**
 * Phrases in a small notation of our own; matching takes time in proportion to the text.
 * - words as people type them; case, accents and punctuation between them do not matter; whole words only
 * - `sorry * if`: up to three words in between, within one sentence; at most two such gaps
 * - `refund~`: any word that begins so
 * - `#`: a number, with or without a unit on it (`6`, `6pm`)
 * - `(our|the|) policy`: any of these, or nothing
 * @throws Error in words for people when a phrase cannot be read.
 */
export function phraseFinder(phrases: readonly string[]): PhraseFinder {
  const compiled = phrases.flatMap((phrase) => expand(phrase).map(compile))
  return (text, words = wordsOf(text)) => {
    const found: Span[] = []
    for (let at = 0; at < words.length; ) {
      let end = -1
      for (const phrase of compiled) end = Math.max(end, endOf(phrase, 0, words, at, at))
      if (end < 0) {
        at += 1
        continue
      }
      found.push(spanOf(text, words, at, end))
      at = end
    }
    return found
  }
}

/** The stretch from one word to before another. */
export function spanOf(text: string, words: readonly Word[], from: number, to: number): Span {
  const start = words[from]?.start ?? 0
  const end = words[to - 1]?.end ?? start
  return { text: text.slice(start, end), start, end }
}

/** Index behind the last word of the longest match that begins at `first`, or -1. */
function endOf(phrase: Phrase, step: number, words: readonly Word[], first: number, at: number): number {
  const wanted = phrase[step]
  if (wanted === undefined) return at
  const here = words[at]
  if (here === undefined || here.sentence !== words[first]?.sentence) return -1
  switch (wanted.type) {
    case 'word':
      return here.plain === wanted.plain ? endOf(phrase, step + 1, words, first, at + 1) : -1
    case 'beginning':
      return here.plain.startsWith(wanted.plain) ? endOf(phrase, step + 1, words, first, at + 1) : -1
    case 'number':
      return /^\p{N}/u.test(here.plain) ? endOf(phrase, step + 1, words, first, at + 1) : -1
    case 'gap': {
      let longest = endOf(phrase, step + 1, words, first, at)
      let passed = 0
      for (let next = at; next < words.length; next++) {
        passed += words[next]?.alone ? GAP_PER_CHARACTER : 1
        if (passed > GAP_WORDS) break
        longest = Math.max(longest, endOf(phrase, step + 1, words, first, next + 1))
      }
      return longest
    }
  }
}

const CHOICE = /\(([^()]*)\)/u

function expand(phrase: string): readonly string[] {
  let variants: readonly string[] = [phrase]
  while (variants.some((variant) => CHOICE.test(variant))) {
    variants = variants.flatMap((variant) => {
      const choice = CHOICE.exec(variant)?.[1]
      return choice === undefined
        ? [variant]
        : choice.split('|').map((option) => variant.replace(CHOICE, () => option))
    })
    if (variants.length > MOST_VARIANTS)
      throw new Error(`more than ${MOST_VARIANTS} variants: write two phrases`)
  }
  return variants
}

function compile(phrase: string): Phrase {
  if (/[()|]/u.test(phrase)) throw new Error('a bracket is not closed, or stands within another')
  const steps = phrase.split(/(\*|#)/u).flatMap((part): readonly Step[] => {
    if (part === '*') return [{ type: 'gap' }]
    if (part === '#') return [{ type: 'number' }]
    return wordsOf(part.replaceAll(/[.!?…。！？]/gu, ' ')).map((word) =>
      part[word.end] === '~' ? { type: 'beginning', plain: word.plain } : { type: 'word', plain: word.plain },
    )
  })
  if (steps.length === 0) throw new Error('no word in it')
  if (steps[0]?.type === 'gap' || steps.at(-1)?.type === 'gap')
    throw new Error('a gap (*) needs a word before and behind it')
  if (steps.filter((step) => step.type === 'gap').length > MOST_GAPS)
    throw new Error(`more than ${MOST_GAPS} gaps (*)`)
  return steps
}
