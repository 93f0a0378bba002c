import { MINUTE, SECOND } from '../domain/time.js'

/** What Discord says of our log-ins: how many are left, and in how many milliseconds the count starts anew. */
export type Allowance = { readonly remaining: number; readonly resetAfter: number }

const FIRST_WAIT = 5 * SECOND
const MOST_BETWEEN_TRIES = 5 * MINUTE
/** 720 a day: Discord resets the token of a bot that logs in more than 1,000 times in 24 hours. */
const MOST_BETWEEN_LOGINS = 2 * MINUTE
/** With fewer log-ins left than this, they are spread over the time that they must last, whoever used the others up. */
const PLENTY = 500
/** Never touched. */
const RESERVE = 50

/**
 * Milliseconds to wait before the next connection attempt.
 * @param tries attempts since the connection was last steady; the first two are free, because a single drop is ordinary
 * @param allowance given when the attempt will be a log-in; a resumed session costs none
 */
export function pauseBefore(tries: number, allowance: Allowance | null): number {
  const backOff = tries < 2 ? 0 : FIRST_WAIT * 2 ** Math.min(tries - 2, 10)
  if (allowance === null) return Math.min(backOff, MOST_BETWEEN_TRIES)
  const { remaining, resetAfter } = allowance
  const ration = remaining > PLENTY ? 0 : resetAfter / Math.max(remaining - RESERVE, 1)
  return Math.max(Math.min(backOff, MOST_BETWEEN_LOGINS), ration)
}
