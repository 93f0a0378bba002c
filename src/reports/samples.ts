import { type Share, share } from './chance.js'
import { type Curve, curveOf, type Quantile, quantile, quantileWithin } from './kaplan-meier.js'
import type { Dimension, Part } from './sample-table.js'

/** The clocks that are reported; each from one moment to another, as docs/figures.md defines. */
export const MEASURES = ['seen', 'alert', 'claim', 'last-claim', 'reply', 'felt', 'resolve'] as const
export type Measure = (typeof MEASURES)[number]

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

export function timesOf(part: Part): Times {
  const { table, rows } = part
  let [done, met, missed, undecided, same] = [0, 0, 0, 0, true]
  for (const i of rows) {
    if (table.done(i)) done++
    const target = table.target(i)
    if (target === 'met') met++
    else if (target === 'missed') missed++
    else if (target === 'open') undecided++
    if (table.wall(i) !== table.worked(i)) same = false
  }
  const wall = spreadOf(waits(part, 'wall'))
  return {
    n: rows.length,
    done,
    running: rows.length - done,
    wall,
    worked: same ? wall : spreadOf(waits(part, 'worked')),
    inTime: met + missed + undecided === 0 ? null : share(met, met + missed),
    undecided,
  }
}

/** The share done as time goes by, on either clock. */
export function waits({ table, rows }: Part, clock: 'wall' | 'worked'): Curve {
  const lengthOf = clock === 'wall' ? table.wall : table.worked
  const lengths = new Float64Array(rows.length)
  let [ended, running] = [0, rows.length]
  // Those that ended from the left, those that still run from the right.
  for (const i of rows) lengths[table.done(i) ? ended++ : --running] = lengthOf(i)
  return curveOf(lengths.subarray(0, ended).sort(), lengths.subarray(running).sort())
}

const spreadOf = (curve: Curve): Spread => ({ median: quantileWithin(curve, 0.5), p90: quantile(curve, 0.9) })

export const medianOf = (part: Part, clock: 'wall' | 'worked'): number | null =>
  quantile(waits(part, clock), 0.5)

/** By name of the group; largest first. */
export function split({ table, rows }: Part, by: Dimension): readonly (readonly [string, Part])[] {
  const groups = new Map<number, number[]>()
  for (const i of rows) {
    const group = table.group(i, by)
    const known = groups.get(group)
    if (known === undefined) groups.set(group, [i])
    else known.push(i)
  }
  return [...groups]
    .map(([group, found]) => [table.groupName(group), { table, rows: Uint32Array.from(found) }] as const)
    .sort(([a, one], [b, other]) => other.rows.length - one.rows.length || (a < b ? -1 : 1))
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
