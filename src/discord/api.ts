import {
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  REST,
  type RequestData,
  type RequestMethod,
  type RouteLike,
} from 'discord.js'
import type { Secret } from '../domain/secret.js'
import { SECOND } from '../domain/time.js'

/** Discord's REST interface, version 10. Answers are as they came: whoever asks checks what they need. */
export type Api = {
  /** For the gateway, which asks for its address through it. */
  readonly rest: REST
  call(method: `${RequestMethod}`, route: RouteLike, options?: CallOptions): Promise<unknown>
  close(): void
}

export type CallOptions = Pick<RequestData, 'body' | 'query' | 'files'> & {
  readonly signal?: AbortSignal | undefined
  /** `false` for interactions and their webhooks, whose token stands in the route. */
  readonly auth?: boolean
}

export const API = 'https://discord.com/api'
export const TIMEOUT = 8 * SECOND
/** Whole call, with the waits for its turn that the client inserts. */
const DEADLINE = 20 * SECOND
/** A turn in a channel's bucket takes five seconds; longer waits belong to whoever schedules the next attempt. */
const LONGEST_WAIT = 6 * SECOND

/** @param options.api base without version, e.g. `http://127.0.0.1:4000/api` */
export function discordApi(options: { readonly token: Secret; readonly api?: string | undefined }): Api {
  const rest = new REST({
    api: options.api ?? API,
    version: '10',
    // The client would repeat 5xx at once, and repeat a lost answer: a second card.
    retries: 0,
    timeout: TIMEOUT,
    rejectOnRateLimit: ({ timeToReset, retryAfter, sublimitTimeout, limit }) =>
      // Without a limit it was not Discord's own counting that refused us but what stands before it, for all requests alike.
      limit === Number.POSITIVE_INFINITY || Math.max(timeToReset, retryAfter, sublimitTimeout) > LONGEST_WAIT,
  })
  rest.setToken(options.token.reveal())
  return {
    rest,
    call(method, route, { signal, auth = true, ...data } = {}) {
      // One 401 makes the client forget its token, and then fail everything without asking.
      rest.setToken(options.token.reveal())
      const deadline = AbortSignal.timeout(DEADLINE)
      return rest.request({
        ...data,
        method: method as RequestMethod,
        fullRoute: route,
        auth,
        signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
      })
    },
    close() {
      rest.clearHashSweeper()
      rest.clearHandlerSweeper()
    },
  }
}

/** Discord's own number for an error, e.g. 10008; `null` where there is none. */
export const codeOf = (error: unknown): number | null =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : null

export const statusOf = (error: unknown): number | null =>
  error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : null

/** An error as a line for logs: the client's own errors hold whole requests, with interaction tokens and customers' words. */
export function describe(error: unknown): string {
  if (error instanceof RateLimitError) return `rate limited on ${error.method} ${error.route}`
  const status = statusOf(error)
  const code = codeOf(error)
  if (error instanceof DiscordAPIError)
    return `${error.method} ${status}${code === null ? '' : `/${code}`}: ${error.message.split('\n').slice(0, 3).join('; ')}`
  if (error instanceof HTTPError) return `${error.method} ${status}`
  if (!(error instanceof Error)) return String(error)
  const system = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  return `${error.name}: ${error.message}${system}`
}
