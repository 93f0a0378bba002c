import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { languageOf } from '../../../classifiers/language.js'
import { tokensOf } from '../../../classifiers/tokens.js'

const replyIn = (lang: string): string => {
  const file = readFileSync(join(import.meta.dirname, 'replies', `${lang}.yaml`), 'utf8')
  return (parse(file) as { good: string[] }).good[2] ?? ''
}

/** Two replies long enough to tell: one in the language, one in another. */
export const repliesAround = (lang: string): { readonly own: string; readonly other: string } => ({
  own: replyIn(lang),
  other: replyIn(lang === 'de' ? 'en' : 'de'),
})

/** As the product asks: where the text is too short or unclear, the customer's language is taken to be meant. */
export const detector =
  (lang: string) =>
  (text: string): string =>
    languageOf(tokensOf(text), [lang])
