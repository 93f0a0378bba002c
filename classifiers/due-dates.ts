import { momentOf, type WallClock, wallClockOf, weekdayOf } from '../src/domain/local-time.js'
import { DAY, HOUR, type Instant, MINUTE } from '../src/domain/time.js'
import type { DueDates } from '../src/ports.js'
import {
  type Atom,
  type Day,
  fold,
  groups,
  type Meaning,
  type Part,
  readerOf,
  type Unit,
} from './due-atoms.js'
import { promise } from './due-promise.js'
import type { DueWords } from './due-words/words.js'

/** By when a part of the day is over, in hours. A day without an hour is over when work is. */
const END_OF: Readonly<Record<Part, number>> = {
  morning: 12,
  noon: 12,
  afternoon: 18,
  evening: 21,
  night: 24,
}
const END_OF_WORK = 18
const FRIDAY = 5
/** Longer than any network's posts; what is read costs time. */
const READ_AT_MOST = 6_000

/**
 * Promises of time in a reply of ours. A day means the end of its working hours (18:00), a morning noon; "before Friday"
 * Thursday. Left out: questions, times that have passed, and times that the sentence speaks of as past ("your flight on
 * Friday was late"). Tables of our own: of the eight languages the parsers at hand know no deadlines ("bis", "entro",
 * "d'ici", "までに") in most.
 */
export const dueDates: DueDates = (text, lang, at, zone) => {
  const reader = readerOf(lang)
  if (reader === null) return []
  const folded = fold(text.slice(0, READ_AT_MOST))
  // "Today, before six" is one promise, said by its longest part.
  const found = new Map<Instant, string>()
  for (const group of groups(reader.atoms(folded), folded, reader)) {
    const read = promise(group, folded, reader)
    const dueAt = read === null ? null : resolve(read.group, read.before, at, zone, reader.words)
    if (read === null || dueAt === null || dueAt < at) continue
    const phrase = text.slice(read.start, read.end)
    if (phrase.length > (found.get(dueAt)?.length ?? 0)) found.set(dueAt, phrase)
  }
  return Array.from(found, ([dueAt, phrase]) => ({ phrase, dueAt }))
}

/** `weekday` 0 (Sunday) to 6. */
type LocalTime = WallClock & { readonly weekday: number }

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
  const wall = wallClockOf(at, zone)
  const now: LocalTime = { ...wall, weekday: weekdayOf(wall) }
  const on = (days: number, hour: number, minute = 0): Instant =>
    momentOf({ ...wall, day: wall.day + days, hour, minute }, zone)
  const span = find('span')
  if (span !== undefined) return afterSpan(span.n, span.unit, at, now, on)

  const day = find('day')
  const part = day?.part ?? find('part')?.part ?? null
  const clock = find('clock')
  if (day === undefined && clock === undefined) return part === null || !before ? null : on(0, END_OF[part])
  const days = day === undefined ? 0 : daysUntil(day.day, now)
  if (days === null) return null
  if (clock !== undefined) {
    const [first = 0, evening] = hoursOf(clock, part, words)
    const moments = [first, ...(evening === undefined ? [] : [evening])].map((hour) =>
      on(days, hour, clock.minute),
    )
    // On a day to come nobody is called at two in the morning.
    if (days > 0) return evening !== undefined && first < 8 ? (moments[1] ?? null) : (moments[0] ?? null)
    const next = moments.find((moment) => moment >= at)
    return next ?? (day === undefined ? on(1, first, clock.minute) : null)
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
