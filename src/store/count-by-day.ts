import { DAY, type Instant } from '../domain/time.js'
import type { ReportSpan } from '../ports.js'

export type CountByDay = {
  /** How much came in between two moments, `from` ≤ t < `to`, and not after `asOf`. */
  count(span: ReportSpan): number
  /** One more came in: its day, should it have been counted (clocks are put back), is counted anew. */
  add(at: Instant): void
}

/**
 * UTC days that have been over for a day are counted once and remembered: a year of a million takes no time.
 * @param first when the first of all came in; `null`: nothing has
 * @param countIn what came in, `from` ≤ t < `to`
 */
export function countByDay(
  first: () => Instant | null,
  countIn: (from: Instant, to: Instant) => number,
): CountByDay {
  const days = new Map<number, number>()
  const ofDay = (day: number): number => {
    const known = days.get(day) ?? countIn(day * DAY, (day + 1) * DAY)
    days.set(day, known)
    return known
  }
  return {
    count({ from: asked, to, asOf }) {
      const end = Math.min(to, asOf + 1)
      const from = Math.max(asked, first() ?? end)
      if (from >= end) return 0
      const [begin, over] = [Math.ceil(from / DAY), Math.floor(Math.min(end, asOf - DAY) / DAY)]
      if (over <= begin) return countIn(from, end)
      let sum = countIn(from, begin * DAY) + countIn(over * DAY, end)
      for (let day = begin; day < over; day++) sum += ofDay(day)
      return sum
    },
    add: (at) => void days.delete(Math.floor(at / DAY)),
  }
}
