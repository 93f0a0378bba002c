import { DAY, HOUR, type Instant } from '../domain/time.js'
import { localClock } from './local-clock.js'
import type { Period } from './tally.js'

export type PeriodWords = {
  /** Local days, as `2026-01-05`; `to` is the last day that counts. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** `7d`, `24h`, `4w`: up to now. */
  readonly last?: string | undefined
}

/** The longest period that is reported. */
const LONGEST = 1_100 * DAY

/** What people call a period, in a team's own days; or, as a sentence, what is wrong with it. Seven days when nothing is said. */
export function periodOf({ from, to, last }: PeriodWords, zone: string, now: Instant): Period | string {
  if (from === undefined && to === undefined) return lastOf(last ?? '7d', now)
  if (last !== undefined) return 'Give either --last, or --from and --to.'
  if (from === undefined) return 'Say from which day on, as --from 2026-01-05.'
  const begins = midnight(from, zone)
  const ends = to === undefined ? now : midnight(to, zone, 1)
  if (begins === null || ends === null) return 'Write days as 2026-01-05.'
  if (ends <= begins) return 'The period ends before it begins.'
  return ends - begins > LONGEST ? 'At most three years are reported at once.' : { from: begins, to: ends }
}

function lastOf(text: string, now: Instant): Period | string {
  const [, count, unit] = /^\s*(\d{1,4})\s*(h|d|w)\s*$/i.exec(text) ?? []
  const length = Number(count) * ({ h: HOUR, d: DAY, w: 7 * DAY }[(unit ?? '').toLowerCase()] ?? Number.NaN)
  if (!(length > 0)) return 'Write how long as 24h, 7d or 4w.'
  return length > LONGEST ? 'At most three years are reported at once.' : { from: now - length, to: now }
}

/** The first moment of a local day, `later` days on; `null` where the text is no day of the calendar. */
function midnight(text: string, zone: string, later = 0): Instant | null {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(date) || new Date(date).toISOString().slice(0, 10) !== text) return null
  const { day } = localClock(zone)
  const wanted = new Date(date + later * DAY).toISOString().slice(0, 10)
  // The day begins somewhere in these 28 hours, whatever the zone; quarters of an hour are enough.
  const earliest = Date.parse(wanted) - 14 * HOUR
  for (let at = earliest; at <= earliest + 28 * HOUR; at += HOUR / 4) if (day(at) === wanted) return at
  return null
}
