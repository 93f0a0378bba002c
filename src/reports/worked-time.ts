import { ALWAYS, type Calendar } from '../domain/hours.js'
import { HOUR, type Instant } from '../domain/time.js'

/**
 * The same calendar, quick enough for hundreds of thousands of questions: time worked adds up, so the sum up to every
 * full hour is kept and only hours in which a shift begins or ends are asked about again.
 */
export function quickly(calendar: Calendar): (from: Instant, to: Instant) => number {
  if (calendar === ALWAYS) return (from, to) => Math.max(to - from, 0)
  const known = new Map<number, number>()
  let first: number | null = null

  /** Worked from the first hour asked about up to the full hour `hour`. */
  function upTo(hour: number): number {
    first ??= hour
    if (hour === first) return 0
    const sum = known.get(hour)
    if (sum !== undefined) return sum
    const step = hour > first ? 1 : -1
    let last = hour
    while (last !== first && !known.has(last)) last -= step
    let total = last === first ? 0 : (known.get(last) ?? 0)
    while (last !== hour) {
      const from = step > 0 ? last : last - 1
      total += step * calendar.workedBetween(from * HOUR, (from + 1) * HOUR)
      last += step
      known.set(last, total)
    }
    return total
  }

  function upToMoment(at: Instant): number {
    const hour = Math.floor(at / HOUR)
    const begun = upTo(hour)
    if (at === hour * HOUR) return begun
    const inHour = upTo(hour + 1) - begun
    if (inHour === 0) return begun
    return begun + (inHour === HOUR ? at - hour * HOUR : calendar.workedBetween(hour * HOUR, at))
  }

  return (from, to) => (to <= from ? 0 : upToMoment(to) - upToMoment(from))
}
