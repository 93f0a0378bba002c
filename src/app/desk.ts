import type { Lease } from '../domain/case.js'
import type { Changes, Clock, Store } from '../ports.js'
import type { Policy } from './policy.js'

/** What every verb on cases needs. Built once in main.ts. */
export type Desk = {
  readonly store: Store
  readonly clock: Clock
  readonly changes: Changes
  readonly lease: Lease
  readonly policy: Policy
  /** Ids of the boards that are owed a card for each case. The web desk is not among them: it reads the store. */
  readonly boards: readonly string[]
}
