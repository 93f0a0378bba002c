import { ALWAYS, type Calendar } from '../domain/hours.js'
import { DAY, type Instant } from '../domain/time.js'

type Worked = (from: Instant, to: Instant) => number
const known = new WeakMap<Calendar, Worked>()

/**
 * Milliseconds of work between two moments (0 when `to` is not later), quick enough for hundreds of thousands of questions:
 * the open stretches of every UTC day are found once, with what was worked on all days before.
 */
export function quickly(calendar: Calendar): Worked {
  if (calendar === ALWAYS) return (from, to) => Math.max(to - from, 0)
  const made = known.get(calendar) ?? remembering(calendar)
  known.set(calendar, made)
  return made
}

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

  const openOn = (day: number) =>
    Float64Array.from(calendar.openIn(day * DAY, (day + 1) * DAY).flatMap(({ from, to }) => [from, to]))
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
