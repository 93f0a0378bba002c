import type { Person } from '../domain/people.js'
import { type Times, timesOf } from './samples.js'
import type { Tally } from './tally.js'

export type OwnTimes = { readonly claim: Times; readonly reply: Times; readonly resolve: Times }

/** What one person claimed, answered and resolved in the period: for that person's own eyes. */
export const ownTimes = ({ samples }: Tally, person: Person['id']): OwnTimes => ({
  claim: timesOf(samples.claim.filter((one) => one.person === person)),
  reply: timesOf(samples.reply.filter((one) => one.person === person)),
  resolve: timesOf(samples.resolve.filter((one) => one.person === person)),
})

/** Fewer people than this could be told apart in a group's figures. */
export const SMALLEST_GROUP = 5

/** What a group did together; `null` unless at least {@link SMALLEST_GROUP} of its people had a hand in it. */
export function groupTimes({ samples }: Tally, people: ReadonlySet<Person['id']>): OwnTimes | null {
  const theirs = (measure: 'claim' | 'reply' | 'resolve') =>
    samples[measure].filter(({ person }) => person !== null && people.has(person))
  const times = (measure: 'claim' | 'reply' | 'resolve') => {
    const found = theirs(measure)
    return new Set(found.map(({ person }) => person)).size >= SMALLEST_GROUP ? timesOf(found) : null
  }
  const [claim, reply, resolve] = [times('claim'), times('reply'), times('resolve')]
  return claim === null || reply === null || resolve === null ? null : { claim, reply, resolve }
}
