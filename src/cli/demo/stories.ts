import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Dice } from './dice.js'

const lang = z.enum(['en', 'de', 'fr', 'es', 'it'])
const told = { lang, text: z.string() }
/** What was written, what we answered, and what lay behind it. */
const story = z.strictObject({
  type: z.enum(['story', 'storm']),
  ...told,
  ours: z.string(),
  cause: z.string(),
})
const words = z.strictObject({ type: z.enum(['glad', 'sore', 'again', 'talk', 'joke']), ...told })
const line = z.union([story, words])

export type Lang = z.infer<typeof lang>
export type Story = z.infer<typeof story>
export type Words = z.infer<typeof words>
export type Stories = {
  readonly stories: readonly Story[]
  readonly storm: readonly Story[]
  words(type: Words['type'], lang?: Lang): readonly Words[]
}

/** The written part of the demo's past; lines that begin with `//` are for people. @throws when a line makes no sense */
export function loadStories(file: string): Stories {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((raw) => raw.trim() !== '' && !raw.startsWith('//'))
    .map((raw) => line.parse(JSON.parse(raw)))
  const tellings = lines.filter((one): one is Story => one.type === 'story' || one.type === 'storm')
  const others = lines.filter((one): one is Words => one.type !== 'story' && one.type !== 'storm')
  return {
    stories: tellings.filter(({ type }) => type === 'story'),
    storm: tellings.filter(({ type }) => type === 'storm'),
    words: (type, lang) =>
      others.filter((one) => one.type === type && (lang === undefined || one.lang === lang)),
  }
}

const ROUTES = [
  'Lyon–Turin',
  'Hamburg–Wien',
  'Leeds–Bristol',
  'Barcelona–Milano',
  'Köln–Praha',
  'Paris–Torino',
  'Sevilla–Lisboa',
  'Antwerp–Basel',
]

/** A text with its `{route}` and `{n}` filled in. */
export const inFull = (text: string, { pick, roll }: Dice): string =>
  text.replace('{route}', pick(ROUTES)).replace('{n}', String(3 + Math.floor(4 * roll())))
