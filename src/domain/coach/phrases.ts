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
  | { readonly type: 'choice'; readonly options: readonly Phrase[] }
type Phrase = readonly Step[]

/** Up to three words, or a dozen characters of a script without spaces. */
const GAP_WORDS = 3
const GAP_PER_CHARACTER = 1 / 4

/**
 * Phrases in a small notation of our own; matching takes time in proportion to the text.
 * - words as people type them; case, accents and punctuation between them do not matter; whole words only
 * - `sorry * if`: up to three words in between, within one sentence
 * - `refund~`: any word that begins so
 * - `<number>`: a number, with or without a unit on it (`6`, `6pm`)
 * - `(our|the|) policy`: any of these; an empty one stands for nothing
 * @throws Error in words for people when a phrase cannot be read.
 */
export function phraseFinder(phrases: readonly string[]): PhraseFinder {
  const compiled = phrases.map(compile)
  return (text, words = wordsOf(text)) => {
    const found: Span[] = []
    for (let at = 0; at < words.length; ) {
      let end = -1
      for (const phrase of compiled) end = Math.max(end, ...endsOf(phrase, words, at))
      if (end <= at) {
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

/** Indices behind the last word of each way in which the phrase stands at `first`. */
function endsOf(phrase: Phrase, words: readonly Word[], first: number): ReadonlySet<number> {
  let ends: ReadonlySet<number> = new Set([first])
  for (const step of phrase) {
    if (ends.size === 0) break
    const next = new Set<number>()
    for (const at of ends)
      for (const end of after(step, words, at)) if (isWithin(words, first, end)) next.add(end)
    ends = next
  }
  return ends
}

const isWithin = (words: readonly Word[], first: number, end: number): boolean =>
  end === first || words[first]?.sentence === words[end - 1]?.sentence

function after(step: Step, words: readonly Word[], at: number): Iterable<number> {
  if (step.type === 'choice') return step.options.flatMap((option) => [...endsOf(option, words, at)])
  if (step.type === 'gap') return gapEnds(words, at)
  const here = words[at]
  if (here === undefined) return []
  switch (step.type) {
    case 'word':
      return here.plain === step.plain ? [at + 1] : []
    case 'beginning':
      return here.plain.startsWith(step.plain) ? [at + 1] : []
    case 'number':
      return /^\p{N}/u.test(here.plain) ? [at + 1] : []
  }
}

function gapEnds(words: readonly Word[], at: number): readonly number[] {
  const ends = [at]
  let passed = 0
  for (let next = at; next < words.length; next++) {
    passed += words[next]?.alone ? GAP_PER_CHARACTER : 1
    if (passed > GAP_WORDS) break
    ends.push(next + 1)
  }
  return ends
}

const CHOICE = /\(([^()]*)\)/u

function compile(phrase: string): Phrase {
  const steps = phrase.split(CHOICE).flatMap((part, index): readonly Step[] => {
    if (index % 2 === 1) return [{ type: 'choice', options: part.split('|').map(plainSteps) }]
    if (/[()|]/u.test(part)) throw new Error('a bracket is not closed, or stands within another')
    return plainSteps(part)
  })
  if (steps.every((step) => step.type === 'gap' || isOptional(step))) throw new Error('no word in it')
  if (steps[0]?.type === 'gap' || steps.at(-1)?.type === 'gap')
    throw new Error('a gap (*) needs a word before and behind it')
  return steps
}

const isOptional = (step: Step): boolean =>
  step.type === 'choice' && step.options.some((option) => option.length === 0)

const plainSteps = (part: string): Phrase =>
  part.split(/(\*|<number>)/u).flatMap((piece): readonly Step[] => {
    if (piece === '*') return [{ type: 'gap' }]
    if (piece === '<number>') return [{ type: 'number' }]
    return wordsOf(piece.replaceAll(/[.!?…。！？]/gu, ' ')).map((word) =>
      piece[word.end] === '~'
        ? { type: 'beginning', plain: word.plain }
        : { type: 'word', plain: word.plain },
    )
  })
