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
type Day = {
  /** Worked on all days from the first one asked about; negative on days before it. */
  readonly before: number
  /** Begin, end, begin, end … */
  readonly open: Float64Array
}

function remembering(calendar: Calendar): Worked {
  const days = new Map<number, Day>()
  let first: number | null = null
  let last = 0

  const openOn = (day: number) => Float64Array.from(stretches(calendar, day * DAY, (day + 1) * DAY).flat())
  const length = (open: Float64Array) => open.reduce((sum, edge, k) => sum + (k % 2 === 0 ? -edge : edge), 0)

  /** Days are made in one piece, from the first one asked about to either side. */
  function dayOf(day: number): Day {
    if (first === null) {
      first = last = day
      days.set(day, { before: 0, open: openOn(day) })
    }
    for (; last < day; last++) {
      const { before, open } = days.get(last) as Day
      days.set(last + 1, { before: before + length(open), open: openOn(last + 1) })
    }
    for (; first > day; first--) {
      const open = openOn(first - 1)
      days.set(first - 1, { before: (days.get(first) as Day).before - length(open), open })
    }
    return days.get(day) as Day
  }

  function upTo(at: Instant): number {
    const number = Math.floor(at / DAY)
    const { before, open } = days.get(number) ?? dayOf(number)
    let sum = before
    for (let k = 0; k < open.length; k += 2) {
      const from = open[k] as number
      const to = open[k + 1] as number
      if (at > from) sum += (at < to ? at : to) - from
    }
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
