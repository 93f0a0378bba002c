import { DAY, type Instant } from '../src/domain/time.js'

/** A moment as the clock on a wall shows it. `month` 1 to 12, `weekday` 0 (Sunday) to 6. */
export type LocalTime = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly weekday: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}

/** @throws RangeError on an unknown zone. */
export function localTime(at: Instant, zone: string): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  const [year, month, day] = [of('year'), of('month'), of('day')]
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return { year, month, day, hour: of('hour'), minute: of('minute'), weekday }
}

/**
 * The instant at which the wall clock of a zone shows a time; days and hours beyond their range roll over. A time that
 * a change of clocks leaves out comes as much later as was left out; of one that comes twice the first is meant.
 */
export function instantOf(
  zone: string,
  { year, month, day, hour, minute }: Omit<LocalTime, 'weekday'>,
): Instant {
  const wall = Date.UTC(year, month - 1, day, hour, minute)
  const offsets = [wall - DAY, wall + DAY].map((near) => wallOf(near, zone) - near)
  const [before = 0, after = 0] = offsets
  const candidates = [wall - before, wall - after].filter((instant) => wallOf(instant, zone) === wall)
  return candidates.length > 0 ? Math.min(...candidates) : wall - before
}

function wallOf(at: Instant, zone: string): number {
  const { year, month, day, hour, minute } = localTime(at, zone)
  return Date.UTC(year, month - 1, day, hour, minute) + (((at % 60_000) + 60_000) % 60_000)
}
