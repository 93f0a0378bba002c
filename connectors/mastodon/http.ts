import type { mastodon } from 'masto'
import { HttpActionDispatcherHookMastodon } from 'masto/adapters/action/dispatcher-http-hook-mastodon.js'
import { createActionProxy, HttpActionDispatcher } from 'masto/adapters/action/index.js'
import { HttpConfigImpl } from 'masto/adapters/config/index.js'
import { BaseHttp } from 'masto/adapters/http/index.js'
import { SerializerNativeImpl } from 'masto/adapters/serializers/index.js'
import type { HttpRequestParams, HttpResponse } from 'masto/interfaces/index.js'
import type { Secret } from '../../src/domain/secret.js'
import { type Instant, MINUTE, SECOND } from '../../src/domain/time.js'
import { type Clock, ConnectorError } from '../../src/ports.js'

/** What a server said instead of what was asked for: the SDK's own client keeps neither status nor headers. */
export class OddAnswer extends Error {
  override readonly name = 'OddAnswer'
  readonly status: number
  /** The server's own words, where it answered in JSON. */
  readonly said: string | null
  readonly isPage: boolean
  readonly retryAfter: number | null
  constructor(told: { status: number; said: string | null; isPage: boolean; retryAfter: number | null }) {
    super(told.said ?? (told.isPage ? 'a web page' : 'something that is not JSON'))
    this.status = told.status
    this.said = told.said
    this.isPage = told.isPage
    this.retryAfter = told.retryAfter
  }
}

export type Wire = {
  /** The SDK's client, each of whose requests ends when `signal` aborts. Cheap to make: one for each piece of work. */
  client(signal: AbortSignal): mastodon.rest.Client
  /** How many more paged requests fit into the window that Mastodon counts them in. */
  pagesLeft(): number
}

/** Mastodon allows 300 requests with `min_id` or `max_id` in 15 minutes per account; some are left for other programs. */
const PAGES = 280
const WINDOW = 15 * MINUTE
/** A reset further away than this is a clock that is wrong, ours or theirs. */
const LONGEST_HOLD = 15 * MINUTE
const HOLD_UNTOLD = 1 * MINUTE

/**
 * The one way out to the server: each request gets a time-out (`timeout` ms, to the last byte read), and none is made
 * while a rate limit that answered "nothing left" has not been reset. Everything that is not a JSON answer throws.
 */
export function openWire(options: { url: string; token: Secret; timeout: number; clock: Clock }): Wire {
  const { url, token, timeout, clock } = options
  const serializer = new SerializerNativeImpl()
  const config = new HttpConfigImpl({ url }, serializer)
  let heldUntil: Instant = 0
  let paged: readonly Instant[] = []

  const recentPages = (): readonly Instant[] => {
    paged = paged.filter((at) => at > clock() - WINDOW)
    return paged
  }

  function heed(response: Response): number | null {
    const spent = response.headers.get('x-ratelimit-remaining') === '0'
    if (response.status !== 429 && !spent) return null
    const wait = Math.min(waitIn(response.headers, clock()) ?? HOLD_UNTOLD, LONGEST_HOLD)
    heldUntil = clock() + wait
    return wait
  }

  async function send(params: HttpRequestParams, caller: AbortSignal): Promise<HttpResponse<unknown>> {
    caller.throwIfAborted()
    const wait = heldUntil - clock()
    if (wait > 0)
      throw new ConnectorError(`Mastodon asked us to wait ${Math.ceil(wait / SECOND)} s`, {
        fault: 'passing',
        retryAfter: wait,
      })
    const address = config.resolvePath(params.path, params.search)
    if (/[?&](?:min_id|max_id)=/.test(address.search)) paged = [...recentPages(), clock()]
    const headers = new Headers(params.requestInit?.headers)
    headers.set('authorization', `Bearer ${token.reveal()}`)
    headers.set('accept', 'application/json')
    const init: RequestInit = { method: params.method, headers }
    if (params.body !== undefined) {
      init.body = serializer.serialize('json', params.body)
      headers.set('content-type', 'application/json')
    }

    const late = new AbortController()
    const timer = setTimeout(
      () => late.abort(new DOMException(`no answer within ${timeout} ms`, 'TimeoutError')),
      timeout,
    )
    try {
      const response = await fetch(address, { ...init, signal: AbortSignal.any([caller, late.signal]) })
      // Read inside the time-out: a body may never end.
      return read(response, await response.text(), heed(response))
    } finally {
      clearTimeout(timer)
    }
  }

  function read(response: Response, body: string, retryAfter: number | null): HttpResponse<unknown> {
    const type = response.headers.get('content-type') ?? ''
    const value = type.includes('json') ? parse(body) : null
    if (!response.ok || value === null || typeof value !== 'object')
      throw new OddAnswer({
        status: response.status,
        said: errorIn(value),
        isPage: type.includes('html'),
        retryAfter,
      })
    return { headers: response.headers, data: serializer.deserialize('json', body) }
  }

  return {
    client(signal) {
      const http = new SendingHttp((params) => send(params, signal))
      const dispatcher = new HttpActionDispatcher(http, new HttpActionDispatcherHookMastodon(http))
      return createActionProxy(dispatcher, { context: ['api'] }) as mastodon.rest.Client
    },
    pagesLeft: () => PAGES - recentPages().length,
  }
}

class SendingHttp extends BaseHttp {
  readonly #send: (params: HttpRequestParams) => Promise<HttpResponse<unknown>>
  constructor(send: (params: HttpRequestParams) => Promise<HttpResponse<unknown>>) {
    super()
    this.#send = send
  }
  override request<T>(params: HttpRequestParams): Promise<HttpResponse<T>> {
    return this.#send(params) as Promise<HttpResponse<T>>
  }
}

/** `retry-after` in seconds or as a date, else Mastodon's `x-ratelimit-reset` as an ISO date; in ms from now. */
export function waitIn(headers: Headers, now: Instant): number | null {
  const told = headers.get('retry-after') ?? headers.get('x-ratelimit-reset')
  if (told === null) return null
  const wait = /^\d+$/.test(told) ? Number(told) * SECOND : Date.parse(told) - now
  return Number.isFinite(wait) ? Math.max(wait, 1 * SECOND) : null
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

function errorIn(value: unknown): string | null {
  if (value === null || typeof value !== 'object') return null
  const said = 'error_description' in value ? value.error_description : 'error' in value ? value.error : null
  return typeof said === 'string' ? said : null
}
