import { DAY, HOUR, type Instant } from './time.js'

/** What a clock on the wall shows; `month` from 1. */
export type WallClock = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than asking it a thousand times. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formats.set(zone, made)
  return made
}

/** In an IANA zone. @throws RangeError for a zone that nobody knows */
export function wallClockOf(at: Instant, zone: string): WallClock {
  const parts = formatOf(zone).formatToParts(at)
  const number = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
  }
}

/** 0 (Sunday) to 6. */
export const weekdayOf = ({ year, month, day }: WallClock): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay()

/**
 * The moment at which clocks in the zone show this; days and hours beyond their range roll over. A time that a change of
 * clocks leaves out comes as much later as was left out; of one that comes twice the first is meant.
 */
export function momentOf(wall: WallClock, zone: string): Instant {
  const asUtc = utcOf(wall)
  const offsetAt = (at: Instant): number => utcOf(wallClockOf(at, zone)) - at
  const [before, after] = [offsetAt(asUtc - DAY), offsetAt(asUtc + DAY)]
  const fitting = [asUtc - before, asUtc - after].filter((at) => utcOf(wallClockOf(at, zone)) === asUtc)
  return fitting.length > 0 ? Math.min(...fitting) : asUtc - before
}

const utcOf = ({ year, month, day, hour, minute }: WallClock): number =>
  Date.UTC(year, month - 1, day, hour, minute)

/** `2026-01-05T14:30`, as a browser's field gives it. `null` for anything else. */
export function readWallClock(text: string): WallClock | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(text)
  if (found === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number)
  const fits = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59
  return fits ? { year, month, day, hour, minute } : null
}

/** How long a rep usually puts a case aside, with the moments that they mean now; those that are over are left out. */
export function snoozeChoices(
  now: Instant,
  zone: string,
): readonly { readonly name: 'hour' | 'afternoon' | 'tomorrow'; readonly until: Instant }[] {
  const today = wallClockOf(now, zone)
  const choices = [
    { name: 'hour', until: now + HOUR },
    { name: 'afternoon', until: momentOf({ ...today, hour: 15, minute: 0 }, zone) },
    { name: 'tomorrow', until: momentOf({ ...today, day: today.day + 1, hour: 9, minute: 0 }, zone) },
  ] as const
  return choices.filter(({ until }) => until >= now + HOUR)
}
