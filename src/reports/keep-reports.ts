import { LRUCache } from 'lru-cache'
import type { Desk } from '../app/desk.js'
import { MINUTE } from '../domain/time.js'
import { periodOf } from './period.js'
import { filterOf, type ReportQuery } from './query.js'
import { type Report, reportOf } from './report.js'

/** One for all boards: whoever asks for what was just read is not kept waiting. */
export type Reports = {
  /** The report that is asked for, `query.at` filled in; `fault`: the days made no period, and it is of the last seven. */
  of(query: ReportQuery): Promise<Made>
}
export type Made = { readonly report: Report; readonly query: ReportQuery; readonly fault: boolean }

/** Of so many cases reports are kept: a busy team's year alone, or its months beside each other. A thousand take half a megabyte. */
const MOST_CASES = 120_000

/** A page, its pictures, the cases behind its figures and the message that leads to it are made from one reading of history. */
export function keepReports({ store, policy, clock }: Desk): Reports {
  const kept = new LRUCache<string, Promise<Report>>({ max: 12, maxSize: MOST_CASES, ttl: 2 * MINUTE })
  return {
    async of(asked) {
      const asOf = asked.at ?? clock()
      const { zone } = policy.of(asked.brand)
      const or = (text: string) => (text === '' ? undefined : text)
      const wanted = periodOf({ last: or(asked.last), from: or(asked.from), to: or(asked.to) }, zone, asOf)
      const fault = typeof wanted === 'string'
      const period = fault ? (periodOf({}, zone, asOf) as Exclude<typeof wanted, string>) : wanted
      const query = { ...asked, ...(fault ? { last: '', from: '', to: '' } : {}), at: asOf }

      const order = { period, filter: filterOf(query), asOf }
      const key = JSON.stringify(order)
      const known = kept.get(key)
      const making = known ?? reportOf(store.reports, policy, order)
      if (known === undefined) {
        kept.set(key, making, { size: 1 })
        making.then(
          ({ tally }) => kept.set(key, making, { size: Math.min(1 + tally.cases.size, MOST_CASES) }),
          () => kept.delete(key),
        )
      }
      return { report: await making, query, fault }
    },
  }
}
