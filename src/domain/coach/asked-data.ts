import type { Span } from './phrases.js'
import type { CoachPhrases } from './rules.js'
import { type Word, wordsOf } from './words.js'

/** What a reply asks the customer to hand over where others can read it. */
export type AskedData = { readonly what: 'personal' | 'secret' | 'order'; readonly phrase: Span }

/**
 * Sentences that ask for something and name data. A sentence that speaks of a private channel, or stands next to one
 * that does, asks in private, unless it says "here" or "below". One that says "never" or "don't" warns, and asks
 * nothing. Passwords and the like are reported wherever they are asked for.
 */
export function askedData(text: string, phrases: CoachPhrases): readonly AskedData[] {
  const words = wordsOf(text)
  const sentences = new Set(words.map((word) => word.sentence))
  const named = (find: CoachPhrases[keyof CoachPhrases]): ReadonlySet<number> =>
    new Set(find(text, words).map((span) => sentenceOf(words, span)))
  const asks = named(phrases.ask)
  const warns = named(phrases.never)
  const privately = named(phrases.privately)
  const openly = named(phrases.openly)
  const near = (sentence: number): boolean =>
    privately.has(sentence) ||
    [before(sentence), after(sentence)].some((other) => other !== undefined && privately.has(other))

  const inSentence = (what: AskedData['what'], find: CoachPhrases[keyof CoachPhrases]): AskedData[] =>
    find(text, words).flatMap((phrase) => {
      const sentence = sentenceOf(words, phrase)
      if (!asks.has(sentence) || warns.has(sentence)) return []
      if (what !== 'secret' && near(sentence) && !openly.has(sentence)) return []
      return [{ what, phrase }]
    })

  return [
    ...inSentence('secret', phrases.secret),
    ...inSentence('personal', phrases.personal),
    ...inSentence('order', phrases.order),
  ]

  function before(sentence: number): number | undefined {
    return [...sentences].filter((other) => other < sentence).at(-1)
  }
  function after(sentence: number): number | undefined {
    return [...sentences].find((other) => other > sentence)
  }
}

const sentenceOf = (words: readonly Word[], span: Span): number =>
  words.find((word) => word.start === span.start)?.sentence ?? -1
