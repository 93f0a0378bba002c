import { DateTime } from 'luxon'
import type { Instant } from '../domain/time.js'

/**
 * Whether a moment lies in a stretch of the local day: `from` ≤ t < `to` on the clock on the wall, both in minutes since
 * midnight. `from` > `to` passes midnight, so that 22:00 to 07:00 is the night.
 * @param zone IANA name
 */
export function dailyWindow(zone: string, from: number, to: number): (at: Instant) => boolean {
  return (at) => {
    const { hour, minute } = DateTime.fromMillis(at, { zone })
    const now = hour * 60 + minute
    return from <= to ? from <= now && now < to : from <= now || now < to
  }
}
