import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../domain/time.js'
import type { Share } from './chance.js'

/** `40 s`, `4 min`, `2 h 10 min`, `3 d 4 h`: two units at most, and none below a hundredth of the whole. */
export function duration(ms: number): string {
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`
  if (ms < HOUR) return Math.round(ms / MINUTE) === 60 ? '1 h' : `${Math.round(ms / MINUTE)} min`
  const [big, small, above, below] = ms < DAY ? [HOUR, MINUTE, 'h', 'min'] : [DAY, HOUR, 'd', 'h']
  const rounded = Math.round(ms / small) * small
  if (big === HOUR && rounded >= DAY) return '1 d'
  const whole = Math.floor(rounded / big)
  const rest = Math.round((rounded - whole * big) / small)
  return rest === 0 || whole >= 10 ? `${whole} ${above}` : `${whole} ${above} ${rest} ${below}`
}

/** `null`: too few ended to tell. */
export const durationOr = (ms: number | null, otherwise = 'not reached'): string =>
  ms === null ? otherwise : duration(ms)

export const percent = (share: number): string => `${Math.round(share * 100)} %`

/** `84 % (21 of 25; 65 to 94 %)`, or `nothing to count`. */
export const shareIn = ({ n, of, share, low, high }: Share): string =>
  share === null
    ? 'nothing to count'
    : `${percent(share)} (${n} of ${of}; ${Math.round((low ?? 0) * 100)} to ${percent(high ?? 1)})`

export const number = (n: number): string => n.toLocaleString('en')

/** `1 case`, `12 cases`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${number(n)} ${n === 1 ? one : many}`

/** `5 Jan 2026, 09:00` on the wall of a zone. */
export const dayAndTime = (at: Instant, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(at)

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
export const SHORT_DAYS = WEEKDAYS.map((day) => day.slice(0, 3))

/** Hours since Monday midnight as `Tuesdays, 09:00 to 10:00`. */
export function hourOfWeek(hour: number): string {
  const clock = (h: number) => `${String(h % 24).padStart(2, '0')}:00`
  return `${WEEKDAYS[Math.floor(hour / 24)]}s, ${clock(hour)} to ${clock(hour + 1)}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A bucket's name for an axis: `5 Jan`, `09:00`, `Jan 2026`. */
export function bucketName(name: string): string {
  const [year = '', month = '1', rest] = name.split('-')
  const monthName = MONTHS[Number(month) - 1] ?? ''
  if (rest === undefined) return `${monthName} ${year}`
  const [day = '1', hour] = rest.split('T')
  return hour === undefined ? `${Number(day)} ${monthName}` : `${hour}:00`
}
