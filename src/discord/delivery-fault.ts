import { RateLimitError } from 'discord.js'
import { MINUTE } from '../domain/time.js'
import { DeliveryError, type DeliveryFault } from '../ports.js'
import { codeOf, describe, statusOf } from './api.js'

/** What failed: making a message twice would show; editing or reading twice does not. */
export type Doing = 'show' | 'edit' | 'read'

export const UNKNOWN_MESSAGE = 10_008

/** Network errors of a connection that was never made: nothing can have been done. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const BLOCKED_WAIT = 10 * MINUTE

/** What a failed call means for the card, and whether trying again can help. */
export function deliveryError(error: unknown, doing: Doing): DeliveryError {
  if (error instanceof DeliveryError) return error
  if (error instanceof RateLimitError)
    return fail(
      'Discord asks us to slow down',
      'passing',
      error,
      Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout),
    )

  const status = statusOf(error)
  const numbered = codeOf(error) !== null
  if (status === 401)
    return fail('Discord does not accept the bot token: was it reset? Set the new one', 'closed', error)
  if (status === 403 && numbered)
    return fail(
      'the bot may not do this in the channel: run `amends check` to see what it lacks',
      'closed',
      error,
    )
  if (status === 403) return fail('Discord refuses to serve this address', 'passing', error, BLOCKED_WAIT)
  if (status === 404)
    return fail('Discord knows no such channel: was it deleted? Set another one', 'closed', error)
  if (status !== null && status < 500)
    return fail(`Discord refused the card: ${describe(error)}`, 'refused', error)

  if (doing !== 'show' || neverSent(error))
    return fail(`no answer from Discord: ${describe(error)}`, 'passing', error)
  return fail(`Discord may or may not have taken the card: ${describe(error)}`, 'doubt', error)
}

function fail(
  message: string,
  fault: DeliveryFault,
  error: unknown,
  retryAfter: number | null = null,
): DeliveryError {
  // Not the error itself: it carries the request.
  return new DeliveryError(message, { fault, retryAfter, cause: new Error(describe(error)) })
}

const neverSent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && NEVER_SENT.has(String(error.code))
