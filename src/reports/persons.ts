import type { Person } from '../domain/people.js'
import { partWhere, whole } from './sample-table.js'
import { type Times, timesOf } from './samples.js'
import type { Tally } from './tally.js'

export type OwnTimes = { readonly claim: Times; readonly reply: Times; readonly resolve: Times }
type Deed = keyof OwnTimes

/** What one person claimed, answered and resolved in the period: for that person's own eyes. */
export function ownTimes({ samples }: Tally, person: Person['id']): OwnTimes {
  const times = (deed: Deed) => {
    const table = samples[deed]
    return timesOf(partWhere(whole(table), (i) => table.person(i) === person))
  }
  return { claim: times('claim'), reply: times('reply'), resolve: times('resolve') }
}

/** Fewer people than this could be told apart in a group's figures. */
export const SMALLEST_GROUP = 5

/** What a group did together; `null` unless at least {@link SMALLEST_GROUP} of its people had a hand in each figure. */
export function groupTimes({ samples }: Tally, people: ReadonlySet<Person['id']>): OwnTimes | null {
  const times = (deed: Deed) => {
    const table = samples[deed]
    const part = partWhere(whole(table), (i) => people.has(table.person(i) ?? ''))
    const hands = new Set([...part.rows].map((i) => table.person(i)))
    return hands.size >= SMALLEST_GROUP ? timesOf(part) : null
  }
  const [claim, reply, resolve] = [times('claim'), times('reply'), times('resolve')]
  return claim === null || reply === null || resolve === null ? null : { claim, reply, resolve }
}
