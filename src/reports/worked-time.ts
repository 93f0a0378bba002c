import { ALWAYS, type Calendar } from '../domain/hours.js'
import { DAY, HOUR, type Instant } from '../domain/time.js'

type Worked = (from: Instant, to: Instant) => number
const known = new WeakMap<Calendar, Worked>()

/**
 * {@link Calendar.workedBetween}, quick enough for hundreds of thousands of questions: the open stretches of every UTC
 * day are found once, with what was worked on all days before.
 */
export function quickly(calendar: Calendar): Worked {
  if (calendar === ALWAYS) return (from, to) => Math.max(to - from, 0)
  const made = known.get(calendar) ?? remembering(calendar)
  known.set(calendar, made)
  return made
}

type Open = readonly [from: Instant, to: Instant]
type Day = { readonly open: readonly Open[]; readonly sum: number }

function remembering(calendar: Calendar): Worked {
  const days = new Map<number, Day>()
  const sums = new Map<number, number>()
  let first: number | null = null
  let last = 0

  function dayOf(day: number): Day {
    const found = days.get(day)
    if (found !== undefined) return found
    const open = stretches(calendar, day * DAY, (day + 1) * DAY)
    const made = { open, sum: open.reduce((sum, [from, to]) => sum + to - from, 0) }
    days.set(day, made)
    return made
  }

  /** Worked on whole days from the first one asked about; negative for days before it. */
  function workedBefore(day: number): number {
    if (first === null) {
      first = last = day
      sums.set(day, 0)
    }
    for (; last < day; last++) sums.set(last + 1, (sums.get(last) ?? 0) + dayOf(last).sum)
    for (; first > day; first--) sums.set(first - 1, (sums.get(first) ?? 0) - dayOf(first - 1).sum)
    return sums.get(day) ?? 0
  }

  function upTo(at: Instant): number {
    const day = Math.floor(at / DAY)
    let sum = workedBefore(day)
    for (const [from, to] of dayOf(day).open) sum += Math.max(Math.min(to, at) - from, 0)
    return sum
  }

  return (from, to) => (to <= from ? 0 : upTo(to) - upTo(from))
}

/** The open stretches of a span, by halving it until a part is all open, all shut, or has one edge. */
function stretches(calendar: Calendar, from: Instant, to: Instant): readonly Open[] {
  const worked = calendar.workedBetween(from, to)
  if (worked === 0) return []
  if (worked === to - from) return [[from, to]]
  if (to - from <= HOUR) {
    const [opens, shuts] = [calendar.isOpen(from), !calendar.isOpen(to - 1)]
    // Two edges in so short a part are a break within the hour: then on, down to the minute.
    if (opens && shuts && calendar.workedBetween(from, from + worked) === worked)
      return [[from, from + worked]]
    if (!opens && !shuts && calendar.workedBetween(to - worked, to) === worked) return [[to - worked, to]]
  }
  const middle = from + Math.floor((to - from) / 2)
  return [...stretches(calendar, from, middle), ...stretches(calendar, middle, to)]
}
