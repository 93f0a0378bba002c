import { DAY, HOUR, type Instant } from '../domain/time.js'
import { type Share, share } from './chance.js'
import { type LocalClock, localClock } from './local-clock.js'
import { medianOf, type Sample } from './samples.js'
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

export function buckets({ period, opened, samples }: Tally, zone: string): readonly Bucket[] {
  const unit = unitOf(period)
  const nameAt = namer(unit, localClock(zone))
  const rows = new Map(namesIn(period, unit, nameAt).map((name) => [name, emptyRow()]))
  for (const { at, severity } of opened) {
    const row = rows.get(nameAt(at))
    if (row !== undefined) row.severities[severity] = (row.severities[severity] ?? 0) + 1
  }
  for (const sample of samples.claim) rows.get(nameAt(sample.beganAt))?.claim.push(sample)
  for (const sample of samples.reply) rows.get(nameAt(sample.beganAt))?.reply.push(sample)
  return [...rows].map(([name, { severities, claim, reply }]) => ({
    name,
    unit,
    severities,
    claimInTime: inTime(claim),
    replyInTime: inTime(reply),
    claimMedian: medianOf(claim, 'wall'),
    replyMedian: medianOf(reply, 'wall'),
  }))
}

type Row = { readonly severities: number[]; readonly claim: Sample[]; readonly reply: Sample[] }
const emptyRow = (): Row => ({ severities: [0, 0, 0, 0, 0], claim: [], reply: [] })

function inTime(samples: readonly Sample[]): Share {
  const met = samples.filter(({ target }) => target === 'met').length
  return share(met, met + samples.filter(({ target }) => target === 'missed').length)
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
