import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, refusal } from './answers.js'
import type { How } from './faults.js'
import type { Json } from './world.js'

/** One line of the ledger: what arrived, and what was answered (`null`: nothing). */
export type Received = {
  readonly method: string
  /** Without `/api/v10` and the query. */
  readonly path: string
  readonly body: Json
  readonly at: number
  status: number | null
}

export type Send = (answer: Answer, headers?: Record<string, string>) => void

type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly line: Received
  readonly send: Send
}

/** @returns whether that was all; `false` where the request is carried out and only its answer spoiled. */
export function spoil(how: How, { request, response, line, send }: Exchange): boolean {
  if (how === 'hang') return true
  if (how === 'lost-answer') return false
  if (how === 'cut') {
    request.socket.destroy()
    return true
  }
  if ('html' in how) {
    if (how.html === 'done') return false
    page(response, line)
    return true
  }
  if ('error' in how) {
    send(refusal(how.error.status, how.error.code, how.error.message))
    return true
  }
  if ('slowDown' in how) {
    line.status = 429
    if (how.slowDown === 'cloudflare') {
      response.writeHead(429, { 'content-type': 'text/html', 'retry-after': String(how.seconds) })
      response.end('<html><title>Access denied | Error 1015</title></html>')
    } else send(slowDown(how.seconds, how.slowDown === 'global'), slowHeaders(how.seconds, how.slowDown))
    return true
  }
  response.writeHead(how.status, { 'content-type': 'text/html' })
  response.end('<html>upstream</html>')
  line.status = how.status
  return true
}

export const slowDown = (seconds: number, global: boolean): Answer => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: seconds, global },
})

export const slowHeaders = (seconds: number, scope: string): Record<string, string> => ({
  'retry-after': String(Math.ceil(seconds)),
  'x-ratelimit-scope': scope,
  ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : bucketEmptyFor(seconds)),
})

const bucketEmptyFor = (seconds: number): Record<string, string> => ({
  'x-ratelimit-limit': '5',
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset-after': seconds.toFixed(3),
})

export function page(response: ServerResponse, line: Received): void {
  line.status = 200
  response.writeHead(200, { 'content-type': 'text/html' })
  response.end('<html>Just a moment…</html>')
}
