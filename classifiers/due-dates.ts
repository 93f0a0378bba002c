import { DAY, HOUR, type Instant, MINUTE } from '../src/domain/time.js'
import type { DueDates } from '../src/ports.js'
import { DUE_WORDS, type DueWords } from './due-words.js'
import { instantOf, type LocalTime, localTime } from './local-time.js'

type Part = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night'
type Unit = 'min' | 'hour' | 'day' | 'work' | 'week'
type Day =
  | { readonly in: number }
  | { readonly weekday: number }
  | { readonly month: number; readonly day: number }
  | { readonly named: 'endOfWeek' | 'weekend' | 'nextWeek' }
type Meaning =
  | { readonly type: 'span'; readonly n: number; readonly unit: Unit }
  | { readonly type: 'day'; readonly day: Day; readonly part: Part | null }
  | { readonly type: 'part'; readonly part: Part }
  | {
      readonly type: 'clock'
      readonly hour: number
      readonly minute: number
      readonly half: 'am' | 'pm' | null
    }
type Atom = { readonly start: number; readonly end: number; readonly meaning: Meaning }

/** By when a part of the day is over, in hours. A day without an hour is over when work is. */
const END_OF: Readonly<Record<Part, number>> = {
  morning: 12,
  noon: 13,
  afternoon: 18,
  evening: 21,
  night: 24,
}
const END_OF_WORK = 18
const FRIDAY = 5

/**
 * Promises of time in a reply of ours. A day means the end of its working hours (18:00), a morning noon; "before Friday"
 * Thursday. Left out: questions, times that have passed, and times that the sentence speaks of as past ("your flight on
 * Friday was late"). Tables of our own: of the eight languages the parsers at hand know no deadlines ("bis", "entro",
 * "d'ici", "までに") in most.
 */
export const dueDates: DueDates = (text, lang, at, zone) => {
  const reader = readerOf(lang)
  if (reader === null) return []
  const folded = fold(text)
  return groups(reader.atoms(folded), folded, reader).flatMap((group) => {
    const read = promise(group, folded, reader)
    if (read === null) return []
    const dueAt = resolve(read.group, read.before, at, zone, reader.words)
    return dueAt === null || dueAt < at ? [] : [{ phrase: text.slice(read.start, read.end), dueAt }]
  })
}

type Reader = {
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

function readerOf(lang: string): Reader | null {
  const known = readers.get(lang)
  if (known !== undefined) return known
  const words = DUE_WORDS.get(lang)
  if (words === undefined) return null
  const reader = makeReader(words, lang === 'ja')
  readers.set(lang, reader)
  return reader
}

/** One unit in, one unit out, so that places in the folded text are places in the text. */
const fold = (text: string): string =>
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

function makeReader(words: DueWords, unspaced: boolean): Reader {
  const [left, right] = unspaced ? ['', ''] : [String.raw`(?<![\p{L}\p{N}])`, String.raw`(?![\p{L}\p{N}])`]
  const whole = (source: string): RegExp => new RegExp(`${left}(?:${source})${right}`, 'gu')
  const rules: (readonly [RegExp, (match: RegExpExecArray) => Meaning | null])[] = []
  const add = (source: string, meaning: (match: RegExpExecArray) => Meaning | null): void => {
    rules.push([whole(source), meaning])
  }
  const day = (day: Day, part: Part | null = null): Meaning => ({ type: 'day', day, part })
  const parts: readonly Part[] = ['morning', 'noon', 'afternoon', 'evening', 'night']
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
function groups(atoms: readonly Atom[], folded: string, { join }: Reader): readonly (readonly Atom[])[] {
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

type Read = {
  readonly group: readonly Atom[]
  readonly before: boolean
  readonly start: number
  readonly end: number
}

/** Whether it is a promise, by the words around it. */
function promise(group: readonly Atom[], folded: string, reader: Reader): Read | null {
  const first = group[0]
  const last = group.at(-1)
  if (first === undefined || last === undefined) return null
  const lead = reader.by.exec(folded.slice(0, first.start))
  const behind = reader.byBehind?.exec(folded.slice(last.end)) ?? null
  const before =
    reader.before.test(folded.slice(0, first.start)) || /^の?(?:前|より前)/u.test(behind?.[0] ?? '')
  const read: Read = {
    group,
    before,
    start: reader.byBehind === null && lead !== null ? lead.index : first.start,
    end: last.end + (behind?.[0].length ?? 0),
  }
  if (asks(folded, last.end)) return null
  switch (tense(folded, read, reader)) {
    case 'past':
      return null
    case 'future':
      return read
    case 'open': {
      const types = new Set(group.map(({ meaning }) => meaning.type))
      const isDeadline = (reader.byBehind === null ? lead : behind) !== null || types.has('span')
      const isToCome = group.some(
        ({ meaning }) => meaning.type === 'day' && 'in' in meaning.day && meaning.day.in > 0,
      )
      return isDeadline || isToCome || (types.has('day') && types.has('clock')) ? read : null
    }
  }
}

function asks(folded: string, from: number): boolean {
  const end = /[.!…。！\n](?!\d)|[?？]/u.exec(folded.slice(from))
  if (end === null) return false
  return end[0] === '?' || end[0] === '？' || (end[0] === '。' && folded[from + end.index - 1] === 'か')
}

const BREAK = /[.!?…。！？\n;:,、–—](?!\d)/gu

/** What the nearest verb or cue in the same clause says of it. */
function tense(folded: string, { start, end }: Read, reader: Reader): 'past' | 'future' | 'open' {
  const breaks = [...folded.matchAll(BREAK)].map((match) => match.index)
  const from = breaks.filter((place) => place < start).at(-1) ?? 0
  const to = breaks.find((place) => place >= end) ?? folded.length
  const distance = (cue: RegExp): number =>
    Math.min(
      ...[...folded.slice(from, to).matchAll(cue)].map((match) => {
        const [left, right] = [from + match.index, from + match.index + match[0].length]
        return right <= start ? start - right : left >= end ? left - end : Number.POSITIVE_INFINITY
      }),
      Number.POSITIVE_INFINITY,
    )
  const [future, past] = [distance(reader.future), distance(reader.past)]
  return future === past ? 'open' : future < past ? 'future' : 'past'
}

/** `null` where the time has passed, or makes no sense. */
function resolve(
  group: readonly Atom[],
  before: boolean,
  at: Instant,
  zone: string,
  words: DueWords,
): Instant | null {
  const find = <T extends Meaning['type']>(type: T): Extract<Meaning, { type: T }> | undefined =>
    group.map(({ meaning }) => meaning).find((meaning) => meaning.type === type) as
      | Extract<Meaning, { type: T }>
      | undefined
  const now = localTime(at, zone)
  const on = (days: number, hour: number, minute = 0): Instant =>
    instantOf(zone, { ...now, day: now.day + days, hour, minute })
  const span = find('span')
  if (span !== undefined) return afterSpan(span.n, span.unit, at, now, on)

  const day = find('day')
  const part = day?.part ?? find('part')?.part ?? null
  const clock = find('clock')
  if (day === undefined && clock === undefined) return part === null || !before ? null : on(0, END_OF[part])
  const days = day === undefined ? 0 : daysUntil(day.day, now)
  if (days === null) return null
  if (clock !== undefined) {
    const hours = hoursOf(clock, part, words)
    const moments = hours.map((hour) => on(days, hour, clock.minute)).filter((moment) => moment >= at)
    if (moments[0] !== undefined)
      return days > 0
        ? on(days, hours.length > 1 && clock.hour < 8 ? clock.hour + 12 : (hours[0] ?? 0), clock.minute)
        : moments[0]
    return day === undefined ? on(1, hours[0] ?? 0, clock.minute) : null
  }
  if (part !== null) return on(days, END_OF[part])
  const wanted = before && days > 0 ? days - 1 : days
  const endOfWork = on(wanted, END_OF_WORK)
  return endOfWork >= at ? endOfWork : on(wanted, 23, 59)
}

function hoursOf(
  clock: Extract<Meaning, { type: 'clock' }>,
  part: Part | null,
  words: DueWords,
): readonly number[] {
  const { hour, half } = clock
  if (half === 'pm' || (half === null && (part === 'afternoon' || part === 'evening')))
    return [hour < 12 ? hour + 12 : hour]
  if (half === 'am') return [hour % 12]
  return words.twelveHours && part === null && hour >= 1 && hour < 12 ? [hour, hour + 12] : [hour]
}

function afterSpan(
  n: number,
  unit: Unit,
  at: Instant,
  now: LocalTime,
  on: (days: number, hour: number) => Instant,
): Instant {
  switch (unit) {
    case 'min':
      return at + n * MINUTE
    case 'hour':
      return at + n * HOUR
    case 'day':
      return at + n * DAY
    case 'week':
      return at + n * 7 * DAY
    case 'work': {
      let days = 0
      for (let left = Math.ceil(n); left > 0; ) {
        days += 1
        const weekday = (now.weekday + days) % 7
        if (weekday !== 0 && weekday !== 6) left -= 1
      }
      return on(days, END_OF_WORK)
    }
  }
}

/** Whole days from today; a weekday is the next of its name, today's name meaning a week from now. */
function daysUntil(day: Day, now: LocalTime): number | null {
  if ('in' in day) return day.in
  if ('weekday' in day) return ((day.weekday - now.weekday + 6) % 7) + 1
  if ('named' in day) {
    const toFriday = (FRIDAY - now.weekday + 7) % 7
    switch (day.named) {
      case 'endOfWeek':
        return toFriday
      case 'weekend':
        return (7 - now.weekday) % 7
      case 'nextWeek':
        return ((8 - now.weekday) % 7 || 7) + 4
    }
  }
  const today = Date.UTC(now.year, now.month - 1, now.day)
  const thisYear = Date.UTC(now.year, day.month - 1, day.day)
  const target = thisYear >= today ? thisYear : Date.UTC(now.year + 1, day.month - 1, day.day)
  const days = Math.round((target - today) / DAY)
  // Half a year ahead and more is a date that has passed.
  return days > 183 ? null : days
}
