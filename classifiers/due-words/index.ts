import { de } from './de.js'
import { en } from './en.js'
import { es } from './es.js'
import { fr } from './fr.js'
import { it } from './it.js'
import { ja } from './ja.js'
import { nl } from './nl.js'
import { pt } from './pt.js'
import type { DueWords } from './words.js'

/** By ISO 639-1 code. */
export const DUE_WORDS: ReadonlyMap<string, DueWords> = new Map(
  Object.entries({ en, es, fr, de, pt, it, nl, ja }),
)
