import { DAY, HOUR, type Instant, MINUTE } from '../domain/time.js'
import { type Share, share } from './chance.js'
import { type LocalClock, localClock } from './local-clock.js'
import { NO_PART, type Part, partsBy, whole } from './sample-table.js'
import { medianOf } from './samples.js'
import type { Period, Tally } from './tally.js'

/** An hour, a day, a week or a month of the team's own, in order; none is left out. */
export type Bucket = {
  /** `2026-01-05T09`, `2026-01-05` (a day, or a week's Monday) or `2026-01`. */
  readonly name: string
  readonly unit: Unit
  /** Cases opened by severity, 0 to 4. */
  readonly severities: readonly number[]
  readonly claimInTime: Share
  readonly replyInTime: Share
  /** Median ms on the wall clock of responses that began then; `null`: too few ended. */
  readonly claimMedian: number | null
  readonly replyMedian: number | null
}
export type Unit = 'hour' | 'day' | 'week' | 'month'

/** So that a picture has a dozen or two of them, and seldom more. */
export function unitOf({ from, to }: Period): Unit {
  const length = to - from
  if (length <= 2 * DAY) return 'hour'
  if (length <= 45 * DAY) return 'day'
  return length <= 200 * DAY ? 'week' : 'month'
}

/** Names the bucket of a period that a moment falls into. */
export const bucketNamer = (period: Period, zone: string): ((at: Instant) => string) =>
  namer(unitOf(period), localClock(zone))

export function buckets({ period, opened, samples }: Tally, zone: string): readonly Bucket[] {
  const unit = unitOf(period)
  const nameAt = bucketNamer(period, zone)
  const names = namesIn(period, unit, nameAt)
  const placeAt = placer(period, names, nameAt)
  const severities = names.map(() => [0, 0, 0, 0, 0])
  for (let i = 0; i < opened.size; i++) {
    const row = severities[placeAt(opened.columns.at[i] as number)]
    const severity = opened.columns.severity[i] as number
    if (row !== undefined) row[severity] = (row[severity] ?? 0) + 1
  }
  const [claims, replies] = [samples.claim, samples.reply].map((table) => {
    const placeOf = new Uint16Array(table.size)
    for (let i = 0; i < table.size; i++) placeOf[i] = placeAt(table.beganAt(i))
    return partsBy(whole(table), names.length, placeOf)
  })
  return names.map((name, place) => {
    const [claim, reply] = [claims?.[place], replies?.[place]]
    return {
      name,
      unit,
      severities: severities[place] ?? [],
      claimInTime: inTime(claim),
      replyInTime: inTime(reply),
      claimMedian: claim === undefined ? null : medianOf(claim, 'wall'),
      replyMedian: reply === undefined ? null : medianOf(reply, 'wall'),
    }
  })
}

/** Buckets begin at whole quarters of an hour in every zone: the bucket of each quarter is looked up once. */
function placer(
  { from, to }: Period,
  names: readonly string[],
  nameAt: (at: Instant) => string,
): (at: Instant) => number {
  const places = new Map(names.map((name, place) => [name, place]))
  const first = Math.floor(from / QUARTER)
  const known = new Uint16Array(Math.max(Math.ceil(to / QUARTER) - first, 0)).fill(NOT_YET)
  return (at) => {
    const quarter = Math.floor(at / QUARTER) - first
    const place = known[quarter]
    if (place === undefined || place !== NOT_YET) return place ?? NO_PART
    const found = places.get(nameAt(at)) ?? NO_PART
    known[quarter] = found
    return found
  }
}
const QUARTER = 15 * MINUTE
const NOT_YET = NO_PART - 1

function inTime(part: Part | undefined): Share {
  let [met, missed] = [0, 0]
  for (const i of part?.rows ?? []) {
    const target = part?.table.target(i)
    if (target === 'met') met++
    else if (target === 'missed') missed++
  }
  return share(met, met + missed)
}

/** Names buckets; those of a day are reckoned once. */
function namer(unit: Unit, clock: LocalClock): (at: Instant) => string {
  switch (unit) {
    case 'hour':
      return clock.hour
    case 'day':
      return clock.day
    case 'week':
    case 'month': {
      const names = new Map<string, string>()
      return (at) => {
        const day = clock.day(at)
        const name = names.get(day) ?? (unit === 'week' ? mondayOf(day) : day.slice(0, 7))
        names.set(day, name)
        return name
      }
    }
  }
}

/** Calendar days have no zone: as dates at UTC midnight they can be reckoned with. */
function mondayOf(day: string): string {
  const date = Date.parse(day)
  const since = (Math.floor(date / DAY) + 3) % 7
  return new Date(date - since * DAY).toISOString().slice(0, 10)
}

function namesIn({ from, to }: Period, unit: Unit, nameAt: (at: Instant) => string): readonly string[] {
  const names = new Set<string>()
  // Half-hour steps meet every local hour in zones that stand at odd quarters.
  const step = unit === 'hour' ? HOUR / 2 : 6 * HOUR
  for (let at = from; at < to; at += step) names.add(nameAt(at))
  if (to > from) names.add(nameAt(to - 1))
  return [...names]
}
