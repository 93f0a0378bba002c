import type { AssessmentContext } from '../src/ports.js'
import { languageOf } from './language.js'
import { maskBrand } from './mask.js'
import { type Token, tokensOf } from './tokens.js'

/** A post as the rest of the classifier sees it. */
export type ReadPost = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly lang: string
}

export function readPost(text: string, about: AssessmentContext = {}): ReadPost {
  const plain = tokensOf(text)
  const tokens = about.brand === undefined ? plain : maskBrand(plain, about.brand)
  return { text, tokens, lang: languageOf(tokens, about.langs) }
}
