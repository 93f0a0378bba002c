import { DUE_WORDS } from './due-words/index.js'
import type { DueWords } from './due-words/words.js'

export type Part = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night'
export type Unit = 'min' | 'hour' | 'day' | 'work' | 'week'
export type Day =
  | { readonly in: number }
  | { readonly weekday: number }
  | { readonly month: number; readonly day: number }
  | { readonly named: 'endOfWeek' | 'weekend' | 'nextWeek' }
export type Meaning =
  | { readonly type: 'span'; readonly n: number; readonly unit: Unit }
  | { readonly type: 'day'; readonly day: Day; readonly part: Part | null }
  | { readonly type: 'part'; readonly part: Part }
  | {
      readonly type: 'clock'
      readonly hour: number
      readonly minute: number
      readonly half: 'am' | 'pm' | null
    }
export type Atom = { readonly start: number; readonly end: number; readonly meaning: Meaning }

/** The words of one language, ready to be looked for. */
export type Reader = {
  readonly words: DueWords
  readonly atoms: (folded: string) => readonly Atom[]
  readonly by: RegExp
  readonly before: RegExp
  readonly byBehind: RegExp | null
  readonly join: RegExp
  readonly future: RegExp
  readonly past: RegExp
}

const readers = new Map<string, Reader>()

/** `null` where there are no words for the language. */
export function readerOf(lang: string): Reader | null {
  const known = readers.get(lang)
  if (known !== undefined) return known
  const words = DUE_WORDS.get(lang)
  if (words === undefined) return null
  const reader = makeReader(words, lang === 'ja')
  readers.set(lang, reader)
  return reader
}

/** One unit in, one unit out, so that places in the folded text are places in the text. */
export const fold = (text: string): string =>
  [...text]
    .map((char) => {
      const plain = char
        .normalize('NFKD')
        .replace(/(?![\u3099\u309a])\p{M}/gu, '')
        .normalize('NFC')
        .toLowerCase()
      const same = char === '’' ? "'" : plain
      return same.length === char.length ? same : char.length === 1 && same === '' ? ' ' : char
    })
    .join('')

/** Rules that come first win where two say the same stretch. */
function makeReader(words: DueWords, unspaced: boolean): Reader {
  const [left, right] = unspaced ? ['', ''] : [String.raw`(?<![\p{L}\p{N}])`, String.raw`(?![\p{L}\p{N}])`]
  const whole = (source: string): RegExp => new RegExp(`${left}(?:${source})${right}`, 'gu')
  const rules: (readonly [RegExp, (match: RegExpExecArray) => Meaning | null])[] = []
  const add = (source: string, meaning: (match: RegExpExecArray) => Meaning | null): void => {
    rules.push([whole(source), meaning])
  }
  const day = (day: Day, part: Part | null = null): Meaning => ({ type: 'day', day, part })
  // Noon last: Nachmittag and Vormittag hold it.
  const parts: readonly Part[] = ['morning', 'afternoon', 'evening', 'night', 'noon']
  const partIn = (found: string): Part =>
    parts.find((part) => new RegExp(words[part], 'u').test(found)) ?? partOf(found)

  for (const source of words.span)
    add(source, ({ groups = {} }) => {
      const unit = (['min', 'hour', 'work', 'day', 'week'] as const).find((key) => groups[key] !== undefined)
      const n = groups['n'] === undefined ? 1 : (words.numbers[groups['n']] ?? Number(groups['n']))
      return unit === undefined || Number.isNaN(n) ? null : { type: 'span', n, unit }
    })
  add(words.dayAfterTomorrow, () => day({ in: 2 }))
  add(words.thisPart, ([found]) => day({ in: 0 }, partIn(found)))
  add(words.endOfDay, () => day({ in: 0 }))
  add(words.tomorrow, ([found]) => day({ in: 1 }, found === 'domattina' ? 'morning' : null))
  add(words.today, () => day({ in: 0 }))
  for (const named of ['weekend', 'endOfWeek', 'nextWeek'] as const) add(words[named], () => day({ named }))
  const month = words.months.map((name) => `(?:${name})`).join('|')
  for (const source of words.date)
    add(source.replace('MONTH', month), ({ groups = {} }) => {
      const named = words.months.findIndex((name) =>
        new RegExp(`^(?:${name})$`, 'u').test(groups['mon'] ?? ''),
      )
      const number = groups['mn'] === undefined ? named + 1 : Number(groups['mn'])
      const date = Number.parseInt(groups['d'] ?? '', 10)
      return number >= 1 && number <= 12 && date >= 1 && date <= 31 ? day({ month: number, day: date }) : null
    })
  words.weekdays.forEach((name, weekday) => {
    add(name, () => day({ weekday }))
  })
  // Dutch and German write a day and its part as one word: vrijdagmiddag, Freitagabend.
  if (!unspaced)
    words.weekdays.forEach((name, weekday) => {
      for (const part of parts) add(`(?:${name})(?:${words[part]})`, () => day({ weekday }, part))
    })
  // Dutch: morgenochtend. Without "morgen", or every part of tomorrow would be its morning.
  add(`(?:${words.tomorrow})(?:ochtend|middag|avond)`, ([found]) =>
    day({ in: 1 }, partIn(found.replace('morgen', ''))),
  )
  for (const source of words.clock)
    add(source, ({ groups = {} }) => {
      const [hour, minute] = [
        Number(groups['h']),
        Number(groups['m'] ?? groups['m2'] ?? (groups['half'] ? 30 : 0)),
      ]
      const half = groups['ap'] === undefined ? null : /^p|午後/u.test(groups['ap']) ? 'pm' : 'am'
      return hour > 24 || minute > 59 ? null : { type: 'clock', hour, minute, half }
    })
  for (const part of parts) add(words[part], () => ({ type: 'part', part }))

  return {
    words,
    atoms: (folded) => longest(rules.flatMap(([rule, meaning]) => allOf(rule, folded, meaning))),
    by: new RegExp(`${left}(?:${words.by})\\s*$`, 'u'),
    before: new RegExp(`${left}(?:${words.before})\\s*$`, 'u'),
    byBehind: unspaced ? new RegExp(`^(?:${words.by}|${words.before})`, 'u') : null,
    join: new RegExp(`^[\\s,]*(?:${words.join}|${words.by})?[\\s,]*(?:${words.join})?[\\s,]*$`, 'u'),
    future: whole(words.future),
    past: whole(words.past),
  }
}

/** For words that hold a part of the day within them: stasera, vanavond, 今夜. */
const partOf = (found: string): Part =>
  /朝|ochtend|morgen|mattina|manha|manana|matin|fruh|morning/u.test(found)
    ? 'morning'
    : /middag|tarde|pomeriggio|midi|afternoon/u.test(found)
      ? 'afternoon'
      : 'evening'

function allOf(
  rule: RegExp,
  folded: string,
  meaning: (match: RegExpExecArray) => Meaning | null,
): readonly Atom[] {
  return [...folded.matchAll(rule)].flatMap((match) => {
    const meant = meaning(match)
    return meant === null ? [] : [{ start: match.index, end: match.index + match[0].length, meaning: meant }]
  })
}

/** Leftmost and longest first; none overlaps another. */
function longest(atoms: readonly Atom[]): readonly Atom[] {
  const kept: Atom[] = []
  for (const atom of [...atoms].sort((a, b) => a.start - b.start || b.end - a.end))
    if (atom.start >= (kept.at(-1)?.end ?? 0)) kept.push(atom)
  return kept
}

/** "Tomorrow" and "morning" belong together; "today" and "tomorrow" do not. */
export function groups(
  atoms: readonly Atom[],
  folded: string,
  { join }: Reader,
): readonly (readonly Atom[])[] {
  const all: Atom[][] = []
  for (const atom of atoms) {
    const last = all.at(-1)
    const before = last?.at(-1)
    const fits =
      last !== undefined &&
      before !== undefined &&
      join.test(folded.slice(before.end, atom.start)) &&
      last.every(({ meaning }) => meaning.type !== atom.meaning.type && meaning.type !== 'span') &&
      atom.meaning.type !== 'span'
    if (fits) last.push(atom)
    else all.push([atom])
  }
  return all
}
