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

/** Zones shift at quarters of an hour, so one look-up a quarter is enough. @param zone IANA name */
export function localClock(zone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const offsets = new Map<number, number>()
  const quarter = 15 * MINUTE

  function local(at: Instant): Instant {
    const slot = Math.floor(at / quarter)
    const known = offsets.get(slot)
    if (known !== undefined) return at + known
    const parts = new Map(
      format.formatToParts(slot * quarter).map(({ type, value }) => [type, Number(value)]),
    )
    const [year = 1970, month = 1, day = 1, hour = 0, minute = 0] = (
      ['year', 'month', 'day', 'hour', 'minute'] as const
    ).map((type) => parts.get(type))
    const offset = Date.UTC(year, month - 1, day, hour, minute) - slot * quarter
    offsets.set(slot, offset)
    return at + offset
  }

  return {
    // 1970-01-01 was a Thursday.
    hourOfWeek: (at) => Math.floor((local(at) + 3 * DAY) / HOUR) % 168,
    day: (at) => new Date(local(at)).toISOString().slice(0, 10),
    hour: (at) => new Date(local(at)).toISOString().slice(0, 13),
  }
}
