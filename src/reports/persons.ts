import type { Person } from '../domain/people.js'
import { MINUTE } from '../domain/time.js'
import type { Reports } from './keep-reports.js'
import { NOT_NARROWED } from './query.js'
import { type Part, partWhere, whole } from './sample-table.js'
import { type Times, timesOf } from './samples.js'
import type { Period, Tally } from './tally.js'

export const DEEDS = ['claim', 'reply', 'resolve'] as const
export type Deed = (typeof DEEDS)[number]
export type OwnTimes = Readonly<Record<Deed, Times>>

/** What one person claimed, answered and resolved in the period: for that person's own eyes. */
export function ownTimes({ samples }: Tally, person: Person['id']): OwnTimes {
  const times = (deed: Deed) => {
    const table = samples[deed]
    return timesOf(partWhere(whole(table), (i) => table.person(i) === person))
  }
  return { claim: times('claim'), reply: times('reply'), resolve: times('resolve') }
}

export type OwnMonth = { readonly period: Period; readonly times: OwnTimes }

/** A person's own last 30 days, over all brands. To the minute, so that a team that asks at once is read once. */
export async function ownMonth(reports: Reports, person: Person['id'], now: number): Promise<OwnMonth> {
  const at = Math.floor(now / MINUTE) * MINUTE
  const { report } = await reports.of({ ...NOT_NARROWED, last: '30d', from: '', to: '', at })
  return { period: report.figures.period, times: ownTimes(report.tally, person) }
}

/** Fewer people than this could be told apart in a group's figures. */
export const SMALLEST_GROUP = 5

/**
 * What people did together; `null` unless at least {@link SMALLEST_GROUP} of them had a hand in each figure.
 * @param whoIs who stands behind an id: one person may have several
 */
export function teamTimes({ samples }: Tally, whoIs: (id: Person['id']) => string): OwnTimes | null {
  const times = (deed: Deed) => {
    const part = partWhere(whole(samples[deed]), (i) => samples[deed].person(i) !== null)
    return handsOf(part, whoIs) >= SMALLEST_GROUP ? timesOf(part) : null
  }
  const [claim, reply, resolve] = [times('claim'), times('reply'), times('resolve')]
  return claim === null || reply === null || resolve === null ? null : { claim, reply, resolve }
}

function handsOf({ table, rows }: Part, whoIs: (id: Person['id']) => string): number {
  const ids = new Set<string>()
  for (const i of rows) ids.add(table.person(i) ?? '')
  return new Set([...ids].map(whoIs)).size
}
