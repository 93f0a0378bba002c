import { DAY, type Instant } from '../domain/time.js'
import type { ReportSpan } from '../ports.js'

/**
 * How much came in between two moments, `from` ≤ t < `to`, and not after `asOf`. UTC days that have been over for a day are
 * counted once and remembered: nothing comes in for them any more, and a year of a million takes no time.
 * @param count what came in, `from` ≤ t < `to`
 */
export function countByDay(count: (from: Instant, to: Instant) => number): (span: ReportSpan) => number {
  const days = new Map<number, number>()
  const ofDay = (day: number): number => {
    const known = days.get(day) ?? count(day * DAY, (day + 1) * DAY)
    days.set(day, known)
    return known
  }
  return ({ from, to, asOf }) => {
    const end = Math.min(to, asOf + 1)
    const first = Math.ceil(from / DAY)
    const last = Math.floor(Math.min(end, asOf - DAY) / DAY)
    if (last <= first) return count(from, end)
    let sum = count(from, first * DAY) + count(last * DAY, end)
    for (let day = first; day < last; day++) sum += ofDay(day)
    return sum
  }
}
