import { AsyncLocalStorage } from 'node:async_hooks'
import { type Instant, MINUTE, SECOND } from '../../src/domain/time.js'
import { type Clock, ConnectorError } from '../../src/ports.js'

/** What an endpoint last answered; `status` 0 when it did not answer at all. */
export type Answer = {
  readonly status: number
  readonly retryAfter: number | null
}

export type Traffic = {
  readonly fetch: typeof globalThis.fetch
  /** Every request made inside `work`, those the SDK makes of its own accord included, ends when `signal` aborts. */
  within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>
  last(endpoint: string): Answer | null
}

/** A reset further away than this is a clock that is wrong, ours or theirs. */
const LONGEST_HOLD = 15 * MINUTE
const HOLD_UNTOLD = 1 * MINUTE

/**
 * The one way out to the network: each request gets a time-out (`timeout` ms, from first byte sent to last byte read),
 * and none is made while a rate limit that answered "nothing left" has not been reset.
 * Limits are told apart by the policy that the server names (`ratelimit-policy`), or else by endpoint.
 */
export function openTraffic(options: { readonly timeout: number; readonly clock: Clock }): Traffic {
  const { timeout, clock } = options
  const caller = new AsyncLocalStorage<AbortSignal>()
  const policyOf = new Map<string, string>()
  const heldUntil = new Map<string, Instant>()
  const answers = new Map<string, Answer>()

  function refuseWhileHeld(endpoint: string): void {
    const wait = (heldUntil.get(policyOf.get(endpoint) ?? endpoint) ?? 0) - clock()
    if (wait > 0) throw tooMany(endpoint, wait)
  }

  function heed(endpoint: string, response: Response): number | null {
    const policy = response.headers.get('ratelimit-policy')
    if (policy !== null) policyOf.set(endpoint, policy)
    const spent = response.headers.get('ratelimit-remaining') === '0'
    if (response.status !== 429 && !spent) return null
    const wait = Math.min(waitIn(response.headers, clock()) ?? HOLD_UNTOLD, LONGEST_HOLD)
    heldUntil.set(policyOf.get(endpoint) ?? endpoint, clock() + wait)
    return wait
  }

  async function guardedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const endpoint = new URL(request.url).pathname.replace('/xrpc/', '')
    refuseWhileHeld(endpoint)

    const late = new AbortController()
    const timer = setTimeout(
      () => late.abort(new DOMException(`no answer within ${timeout} ms`, 'TimeoutError')),
      timeout,
    )
    const signals = [request.signal, late.signal, caller.getStore()].filter((signal) => signal !== undefined)
    try {
      const response = await fetch(request, { signal: AbortSignal.any(signals) })
      // Read here, so that the time-out covers a body that never ends.
      const body = await response.arrayBuffer()
      const retryAfter = heed(endpoint, response)
      answers.set(endpoint, { status: response.status, retryAfter })
      // Thrown, not returned: only here is it known how long to wait.
      if (response.status === 429) throw tooMany(endpoint, retryAfter)
      const { status, statusText, headers } = response
      return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers })
    } catch (error) {
      if (!(error instanceof ConnectorError)) answers.set(endpoint, { status: 0, retryAfter: null })
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    fetch: guardedFetch,
    within: (signal, work) => caller.run(signal, work),
    last: (endpoint) => answers.get(endpoint) ?? null,
  }
}

/** `retry-after` in seconds or as a date, else `ratelimit-reset` in seconds since 1970; in ms from now. */
export function waitIn(headers: Headers, now: Instant): number | null {
  const retryAfter = headers.get('retry-after')
  if (retryAfter !== null) {
    const seconds = Number(retryAfter)
    const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * SECOND
    if (Number.isFinite(wait)) return Math.max(wait, 1 * SECOND)
  }
  const reset = headers.get('ratelimit-reset')
  const at = reset === null ? Number.NaN : Number(reset) * SECOND
  return Number.isFinite(at) ? Math.max(at - now, 1 * SECOND) : null
}

const tooMany = (endpoint: string, wait: number | null): ConnectorError =>
  new ConnectorError(
    `Bluesky: too many requests; asked to wait ${Math.ceil((wait ?? 0) / SECOND)} s (${endpoint})`,
    {
      fault: 'passing',
      retryAfter: wait,
    },
  )
