import type { Grade, PulseLanguage } from '../domain/pulse.js'

/** What a customer reads of the trust question, one catalogue per language of the reply guides, and in their manner. */
export type PulsePageTexts = {
  readonly lang: PulseLanguage
  /** In the title of the window. */
  title(brand: string): string
  /** Who asks, above the question. */
  asks(brand: string): string
  readonly question: string
  readonly grades: Readonly<Record<Grade, string>>
  readonly send: string
  /** Sent without a choice. */
  readonly choose: string
  /** What becomes of the answer; has to be true (docs/pulse.md). */
  readonly privacy: string
  readonly thanks: PulseWords
  readonly already: PulseWords
  /** The same for a link that never was, is over, was answered or replaced: nobody learns which. */
  readonly gone: PulseWords
  readonly wait: PulseWords
  readonly broke: PulseWords
  /** With the link, ready to be sent by a rep in a private message. */
  message(brand: string, link: string): string
}

export type PulseWords = { readonly title: string; readonly help: string }
