import { createRequire } from 'node:module'

type Stem = (word: string) => string

// The package's own entry reads ./.env, prints and loads database drivers: only these files of it are used.
const require = createRequire(import.meta.url)
const FILES: Readonly<Record<string, string>> = {
  en: 'porter_stemmer',
  es: 'porter_stemmer_es',
  fr: 'porter_stemmer_fr',
  de: 'porter_stemmer_de',
  pt: 'porter_stemmer_pt',
  it: 'porter_stemmer_it',
  nl: 'porter_stemmer_nl',
}
const loaded = new Map<string, Stem | null>()

/** The stem of a folded word, or the word itself in a language without a stemmer. Slow: callers remember the answer. */
export function stemOf(word: string, lang: string): string {
  let stem = loaded.get(lang)
  if (stem === undefined) {
    const file = FILES[lang]
    const stemmer =
      file === undefined ? null : (require(`natural/lib/natural/stemmers/${file}.js`) as { stem: Stem })
    stem = stemmer === null ? null : (text) => stemmer.stem(text)
    loaded.set(lang, stem)
  }
  return stem === null ? word : stem(word)
}
