import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The same numbers in [0, 1) at every run (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Texts of the labelled posts in data/corpus, drawn at random with a brand's name put in, so that no two runs of one text follow. */
export function postTexts(count: number, chance: () => number, brand = 'Acme Air'): string[] {
  const folder = join(import.meta.dirname, '../../data/corpus')
  const corpus = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text)
  if (corpus.length === 0) throw new Error(`no posts in ${folder}`)
  return Array.from({ length: count }, () => {
    const text = corpus[Math.floor(chance() * corpus.length)] ?? ''
    return text.replaceAll('{brand}', brand).replaceAll('{handle}', '@acmeair.bsky.social')
  })
}
