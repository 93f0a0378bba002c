import { DateTime } from 'luxon'
import { ALWAYS, type Calendar, type Hours, type OpenStretch, WEEKDAYS } from '../domain/hours.js'
import { DAY, type Instant } from '../domain/time.js'

/** How far ahead a team may rest before we take it to have stopped working. */
const LONGEST_REST = 60

/**
 * The calendar of a brand's hours. Days are walked one by one in the team's own zone, so that a day of 23 or 25 hours
 * is counted as it is. Hours without any shift would never end a deadline: such a team is taken to work always.
 */
export function businessHours(hours: Hours): Calendar {
  if (WEEKDAYS.every((day) => hours.week[day].length === 0)) return ALWAYS
  const cache = new Map<string, readonly OpenStretch[]>()

  const startOfDay = (at: Instant): DateTime => DateTime.fromMillis(at, { zone: hours.zone }).startOf('day')

  function stretchesOf(day: DateTime): readonly OpenStretch[] {
    const date = day.toISODate() ?? ''
    const known = cache.get(date)
    if (known !== undefined) return known
    const weekday = WEEKDAYS[day.weekday - 1] ?? 'mon'
    const shifts = hours.holidays.has(date) ? [] : hours.week[weekday]
    const found: OpenStretch[] = []
    for (const { from, to } of shifts) {
      // When clocks go forward two shifts may meet, and one may be swallowed whole.
      const begin = Math.max(at(day, from), found.at(-1)?.to ?? Number.NEGATIVE_INFINITY)
      const end = at(day, to)
      if (end > begin) found.push({ from: begin, to: end })
    }
    if (cache.size > 4_000) cache.clear()
    cache.set(date, found)
    return found
  }

  return {
    isOpen: (at) => stretchesOf(startOfDay(at)).some(({ from, to }) => from <= at && at < to),

    after(from, ms) {
      let left = ms
      let rest = 0
      for (let day = startOfDay(from); rest <= LONGEST_REST; day = dayAfter(day)) {
        const stretches = stretchesOf(day)
        rest = stretches.length === 0 ? rest + 1 : 0
        for (const stretch of stretches) {
          const begin = Math.max(stretch.from, from)
          if (begin >= stretch.to) continue
          if (left <= stretch.to - begin) return begin + left
          left -= stretch.to - begin
        }
      }
      return from + LONGEST_REST * DAY
    },

    openIn(from, to) {
      const open: OpenStretch[] = []
      for (let day = startOfDay(from); day.toMillis() < to; day = dayAfter(day))
        for (const stretch of stretchesOf(day)) {
          const within = { from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) }
          if (within.from < within.to) open.push(within)
        }
      return open
    },
  }
}

/** Where clocks go forward at midnight a day begins at one. */
const dayAfter = (day: DateTime): DateTime => day.plus({ days: 1 }).startOf('day')

/** Wall-clock minutes of a local day; 1440 is the next midnight. */
function at(day: DateTime, minutes: number): Instant {
  if (minutes >= 1440) return dayAfter(day).toMillis()
  return day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toMillis()
}
