import type { Instant } from '../domain/time.js'
import type { PromiseRecord } from '../ports.js'

export type PromiseState = 'kept' | 'late' | 'open'

/** Kept: settled by a later reply of ours until it was due. Late: settled after, or due and still not settled. `null`: dropped, in no figure. */
export function promiseState({ state, settledAt, dueAt }: PromiseRecord, asOf: Instant): PromiseState | null {
  if (state === 'dropped') return null
  if (state === 'kept' && settledAt !== null && settledAt <= dueAt) return 'kept'
  return state === 'open' && dueAt >= asOf ? 'open' : 'late'
}
