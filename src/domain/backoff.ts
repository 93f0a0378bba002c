import { type Instant, MINUTE, SECOND } from './time.js'

export type Backoff = { readonly first: number; readonly most: number }

export const POLL_BACKOFF: Backoff = { first: 5 * SECOND, most: 15 * MINUTE }
export const DELIVERY_BACKOFF: Backoff = { first: 2 * SECOND, most: 5 * MINUTE }
/** A board that was closed to us waits for a person; looking more often only counts against us. */
export const CLOSED_BACKOFF: Backoff = { first: 30 * SECOND, most: 15 * MINUTE }

/**
 * Milliseconds to wait after `failures` (≥ 1) in a row: doubling, with half of it left to chance so that many who
 * failed together do not come back together. `chance` is in [0, 1). A time the other side named is kept to, within an
 * hour (its clock may be wrong).
 */
export function waitAfter(
  failures: number,
  backoff: Backoff,
  chance: number,
  asked: number | null = null,
): number {
  if (asked !== null) return Math.min(Math.max(asked, 0), 60 * MINUTE) + chance * SECOND
  const full = Math.min(backoff.first * 2 ** Math.min(failures - 1, 30), backoff.most)
  return full / 2 + (full / 2) * chance
}

/** A pause, with the moment at which it was decided on. */
export type Rest = { readonly from: Instant; readonly until: Instant }
export const NO_REST: Rest = { from: 0, until: 0 }

/** A clock that was put back to before the pause would make it hours long: then it is over. */
export const isResting = ({ from, until }: Rest, now: Instant): boolean => from <= now && now < until
