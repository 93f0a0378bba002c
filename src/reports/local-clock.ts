import { DAY, HOUR, type Instant, MINUTE } from '../domain/time.js'

/** The clock on a team's wall. */
export type LocalClock = {
  /** Hours since Monday midnight, 0 to 167. */
  hourOfWeek(at: Instant): number
  /** `2026-01-05`. */
  day(at: Instant): string
  /** `2026-01-05T09`. */
  hour(at: Instant): string
}

const QUARTER = 15 * MINUTE

/** Zones shift on few days of a year, at a quarter of an hour: other days need one look-up. @param zone IANA name */
export function localClock(zone: string): LocalClock {
  const made = clocks.get(zone) ?? clockOf(zone)
  clocks.set(zone, made)
  return made
}

/** What was looked up stays: a team has one zone, or a few. */
const clocks = new Map<string, LocalClock>()

function clockOf(zone: string): LocalClock {
  const offset = offsetIn(zone)
  const quarters = new Map<number, number>()
  const days = new Map<number, number | null>()
  const names = new Map<number, string>()

  function local(at: Instant): Instant {
    const day = Math.floor(at / DAY)
    let all = days.get(day)
    if (all === undefined) {
      const [begun, ended] = [offset(day * DAY), offset((day + 1) * DAY)]
      all = begun === ended ? begun : null
      days.set(day, all)
    }
    if (all !== null) return at + all
    const slot = Math.floor(at / QUARTER)
    const known = quarters.get(slot) ?? offset(slot * QUARTER)
    quarters.set(slot, known)
    return at + known
  }

  function day(at: Instant): string {
    const number = Math.floor(local(at) / DAY)
    const name = names.get(number) ?? new Date(number * DAY).toISOString().slice(0, 10)
    names.set(number, name)
    return name
  }

  return {
    day,
    // 1970-01-01 was a Thursday.
    hourOfWeek: (at) => Math.floor((local(at) + 3 * DAY) / HOUR) % 168,
    hour: (at) => `${day(at)}T${String(Math.floor(local(at) / HOUR) % 24).padStart(2, '0')}`,
  }
}

/** Milliseconds by which the zone is ahead of UTC at a whole minute. */
function offsetIn(zone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const [year = 1970, month = 1, day = 1, hour = 0, minute = 0] = (
      ['year', 'month', 'day', 'hour', 'minute'] as const
    ).map((type) => parts.get(type))
    return Date.UTC(year, month - 1, day, hour, minute) - at
  }
}
