import type { CaseId } from '../domain/case.js'
import type { Level } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { Share } from './chance.js'
import { share } from './chance.js'
import { type Curve, type Quantile, quantile, quantileWithin, survivalOf } from './kaplan-meier.js'

/** The clocks that are reported; each from one moment to another, as docs/figures.md defines. */
export const MEASURES = ['seen', 'alert', 'claim', 'last-claim', 'reply', 'felt', 'resolve'] as const
export type Measure = (typeof MEASURES)[number]

/** What figures are split by. */
export const DIMENSIONS = ['brand', 'network', 'language', 'category', 'priority', 'followers'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export type Subject = { readonly caseId: CaseId; readonly brand: string } & Readonly<
  Record<Exclude<Dimension, 'brand' | 'priority'>, string>
>

/** One clock of one response: how long it ran, and whether it ended. */
export type Sample = {
  readonly subject: Subject
  readonly level: Level
  readonly beganAt: Instant
  /** Milliseconds on the wall clock, and of the brand's working hours. */
  readonly wall: number
  readonly worked: number
  readonly done: boolean
  /** Against the ladder's deadline; `null` where the ladder has none. `open`: still running, and still in time. */
  readonly target: 'met' | 'missed' | 'open' | null
  /** The rep who ended it, in Amends. */
  readonly person: string | null
}

/** A clock of many responses. Lengths in ms; `running` ones count for as long as they ran. */
export type Times = {
  readonly n: number
  readonly done: number
  readonly running: number
  readonly wall: Spread
  readonly worked: Spread
  /** Within the deadline, of those for which it is decided; `null` where none has a deadline. */
  readonly inTime: Share | null
  /** Still running, and still in time. */
  readonly undecided: number
}
export type Spread = { readonly median: Quantile; readonly p90: number | null }

/** The share done as time goes by, on either clock. */
export const curveOf = (samples: readonly Sample[], clock: 'wall' | 'worked'): Curve =>
  survivalOf(samples, clock === 'wall' ? (one) => one.wall : (one) => one.worked)

export function timesOf(samples: readonly Sample[]): Times {
  let [done, met, missed, undecided, same] = [0, 0, 0, 0, true]
  for (const one of samples) {
    if (one.done) done++
    if (one.target === 'met') met++
    else if (one.target === 'missed') missed++
    else if (one.target === 'open') undecided++
    if (one.wall !== one.worked) same = false
  }
  const wall = spreadOf(curveOf(samples, 'wall'))
  return {
    n: samples.length,
    done,
    running: samples.length - done,
    wall,
    worked: same ? wall : spreadOf(curveOf(samples, 'worked')),
    inTime: met + missed + undecided === 0 ? null : share(met, met + missed),
    undecided,
  }
}

const spreadOf = (curve: Curve): Spread => ({ median: quantileWithin(curve, 0.5), p90: quantile(curve, 0.9) })

export const medianOf = (samples: readonly Sample[], clock: 'wall' | 'worked'): number | null =>
  quantile(curveOf(samples, clock), 0.5)

export const groupOf = (sample: Sample, by: Dimension): string =>
  by === 'priority' ? sample.level : sample.subject[by]

/** By name of the group; largest first. */
export function split(
  samples: readonly Sample[],
  by: Dimension,
): readonly (readonly [string, readonly Sample[]])[] {
  const groups = new Map<string, Sample[]>()
  for (const sample of samples) {
    const name = groupOf(sample, by)
    const known = groups.get(name)
    if (known === undefined) groups.set(name, [sample])
    else known.push(sample)
  }
  return [...groups].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
}

export const FOLLOWER_BANDS = [
  'unknown',
  'under 100',
  '100 to 999',
  '1,000 to 9,999',
  '10,000 or more',
] as const

export function followerBand(followers: number | null): (typeof FOLLOWER_BANDS)[number] {
  if (followers === null) return 'unknown'
  if (followers < 100) return 'under 100'
  if (followers < 1_000) return '100 to 999'
  return followers < 10_000 ? '1,000 to 9,999' : '10,000 or more'
}
