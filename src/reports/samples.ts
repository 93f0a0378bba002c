import { type Share, share } from './chance.js'
import {
  type Curve,
  curveOf,
  type Quantile,
  quantile,
  quantileWithin,
  roomFor,
  type Steps,
} from './kaplan-meier.js'
import { type Dimension, type Part, partsBy, TARGETS, type Target, type WaitClock } from './sample-table.js'

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
  const { rows } = part
  const { wall, worked, done, target } = part.table.columns
  const targets = [0, 0, 0, 0]
  let [ended, same] = [0, true]
  for (const i of rows) {
    ended += done[i] as number
    const how = target[i] as number
    targets[how] = (targets[how] as number) + 1
    if (same && wall[i] !== worked[i]) same = false
  }
  const [met, missed, undecided] = [
    targetsOf(targets, 'met'),
    targetsOf(targets, 'missed'),
    targetsOf(targets, 'open'),
  ]
  const onTheWall = spreadOf(part, 'wall')
  return {
    n: rows.length,
    done: ended,
    running: rows.length - ended,
    wall: onTheWall,
    worked: same ? onTheWall : spreadOf(part, 'worked'),
    inTime: met + missed + undecided === 0 ? null : share(met, met + missed),
    undecided,
  }
}

const targetsOf = (counts: readonly number[], target: Target): number => counts[TARGETS.indexOf(target)] ?? 0

/** The share done as time goes by, on either clock. @param room where to write it, as for {@link curveOf} */
export function waits(part: Part, clock: WaitClock, room?: Steps): Curve {
  const rows = clock === 'wall' ? part.rows : part.worked
  const { [clock]: lengths, done } = part.table.columns
  return curveOf(rows, lengths, done, room)
}

/** Curves that are read at once and not kept are written into the same room, one over the other. */
const passing = (part: Part, clock: WaitClock): Curve => {
  if (room.at.length < part.rows.length) room = roomFor(part.rows.length)
  return waits(part, clock, room)
}
let room = roomFor(1024)

function spreadOf(part: Part, clock: WaitClock): Spread {
  const curve = passing(part, clock)
  return { median: quantileWithin(curve, 0.5), p90: quantile(curve, 0.9) }
}

export const medianOf = (part: Part, clock: WaitClock): number | null => quantile(passing(part, clock), 0.5)

/** By name of the group; largest first. */
export function split(part: Part, by: Dimension): readonly (readonly [string, Part])[] {
  const { table } = part
  // Names have numbers all over a report; here they are counted anew, from 0.
  const groups: number[] = []
  const places: number[] = []
  const placeOf = new Uint16Array(table.size)
  const groupOf = table.groups(by)
  for (let i = 0; i < table.size; i++) {
    const group = groupOf(i)
    placeOf[i] = places[group] ??= groups.push(group) - 1
  }
  return partsBy(part, groups.length, placeOf)
    .map((found, place) => [table.groupName(groups[place] ?? 0), found] as const)
    .filter(([, { rows }]) => rows.length > 0)
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
