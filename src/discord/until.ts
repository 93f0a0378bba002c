import { momentOf, readWallClock, wallClockOf } from '../domain/local-time.js'
import { DAY, HOUR, type Instant, MINUTE } from '../domain/time.js'

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, min: MINUTE, h: HOUR, d: DAY, w: 7 * DAY }
const LONGEST = 90 * DAY

/**
 * A moment as people type it, in the team's zone: `45m`, `4h`, `2d`, `18:00` (the next one), `tomorrow 9:00`,
 * `2026-12-24 18:00`. `null` for anything else, for what is over, and for more than 90 days.
 */
export function readUntil(text: string, now: Instant, zone: string): Instant | null {
  const at = moment(text.trim().toLowerCase(), now, zone)
  return at !== null && at > now && at <= now + LONGEST ? at : null
}

function moment(text: string, now: Instant, zone: string): Instant | null {
  const span = /^(\d{1,4})\s*(m|min|h|d|w)$/.exec(text)
  if (span !== null) return now + Number(span[1]) * (UNITS[span[2] ?? ''] ?? 0)

  const clock = /^(tomorrow\s+)?(\d{1,2})[:.](\d{2})$/.exec(text)
  if (clock !== null) {
    const [hour, minute] = [Number(clock[2]), Number(clock[3])]
    if (hour > 23 || minute > 59) return null
    const today = wallClockOf(now, zone)
    const on = (days: number) => momentOf({ ...today, day: today.day + days, hour, minute }, zone)
    if (clock[1] !== undefined) return on(1)
    return on(0) > now ? on(0) : on(1)
  }
  const date = /^(\d{4}-\d{2}-\d{2})(?:[t ](\d{2}:\d{2}))?$/.exec(text)
  const wall = date === null ? null : readWallClock(`${date[1]}T${date[2] ?? '23:59'}`)
  return wall === null ? null : momentOf(wall, zone)
}
