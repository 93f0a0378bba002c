import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATEGORIES, type Category } from '../src/domain/assessment.js'
import type { Brand } from '../src/domain/brand.js'

/** A labelled post, see docs/labels.md. `{brand}` and `{handle}` in the text stand for any brand's name and account. */
export type Example = {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly complaint: boolean
  readonly severity: number
  readonly urgency: number
  readonly category: Category
  readonly wantsReply: boolean
}

/** All `*.jsonl` of a folder, or one file; in an order that depends on the ids alone. @throws Error naming file and line */
export function readExamples(path: string): readonly Example[] {
  const files = path.endsWith('.jsonl')
    ? [path]
    : readdirSync(path)
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => join(path, name))
  const examples = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.trim() === '' ? [] : [exampleOf(line, `${file}:${index + 1}`)])),
  )
  return shuffled(examples, 20261121)
}

function exampleOf(line: string, where: string): Example {
  const row = JSON.parse(line) as Record<string, unknown>
  const category = CATEGORIES.find((name) => name === row['category'])
  if (typeof row['text'] !== 'string' || category === undefined)
    throw new Error(`${where}: not a labelled post`)
  return {
    id: String(row['id']),
    lang: String(row['lang']),
    text: row['text'],
    complaint: row['complaint'] === 1,
    severity: Number(row['severity']),
    urgency: Number(row['urgency']),
    category,
    wantsReply: row['wants_reply'] === 1,
  }
}

/** Posts written to be hard: long, wry, full of turns. Real posts seldom are, so these must not set the tone. */
export const isHardCase = (example: Example): boolean =>
  /^en-(?:travel|services|retail|software)-/.test(example.id)

/** Fisher-Yates with a small generator of its own: the same seed gives the same order everywhere. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const next = randomNumbers(seed)
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const swap = out[i] as T
    out[i] = out[j] as T
    out[j] = swap
  }
  return out
}

/** Mulberry32: numbers in [0, 1). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The brand that stands in for `{brand}` where it is masked, as it is for a brand under watch. */
export const PLACEHOLDER: Brand = {
  name: 'Qxbrandxq',
  terms: ['qxbrandxq'],
  exclude: [],
  accounts: [],
  alert: { severity: 2, complaint: 0.5 },
}

/** As a post about the placeholder brand reads. */
export const withPlaceholder = (text: string): string =>
  text.replaceAll('{brand}', PLACEHOLDER.name).replaceAll('{handle}', '@qxbrandxq')

/**
 * As a post about an unknown brand reads: each time another invented name, so that no name is learned. Some get a
 * link or a friend's handle, because customers add photographs and friends where our own posts rarely do.
 */
export function withInventedName(text: string, seed: number): string {
  const next = randomNumbers(seed)
  const pick = (parts: readonly string[]): string => parts[Math.floor(next() * parts.length)] ?? ''
  const name = pick(BEGINNINGS) + pick(MIDDLES) + pick(ENDINGS)
  const named = text
    .replaceAll('{brand}', next() < 0.25 ? name.toLowerCase() : name)
    .replaceAll('{handle}', `@${name}`)
  const fate = next()
  return fate < 0.25 ? `${named} <url>` : fate < 0.3 ? `${named} @user` : named
}

const BEGINNINGS =
  'Vo Mar Tel Nor Bel Ca Del Zu Ki Pan Sol Ver Lu Ro Am Gra Hel Or Tri Fen Blu Sta Jet Uni Air Wal Che Dom'.split(
    ' ',
  )
const MIDDLES = 'da ti lo ma re na si co ba ra li go ve mi to'.split(' ')
const ENDINGS = 'ex ro ne lia max tel go com mart x air Bank bus ware s net la flix pay zon ly'.split(' ')
