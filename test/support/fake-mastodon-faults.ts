import type { ServerResponse } from 'node:http'
import { type Instant, MINUTE } from '../../src/domain/time.js'

const JSON_TYPE = 'application/json; charset=utf-8'

type Answer = {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Record<string, string>
}

const ANSWERS = {
  'rate-limited': { status: 429, type: JSON_TYPE, body: '{"error":"Too many requests"}' },
  'retry-after': { status: 429, type: 'text/plain', body: 'slow down', headers: { 'retry-after': '30' } },
  'server-error': { status: 502, type: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' },
  html: { status: 200, type: 'text/html', body: '<html>Checking your browser</html>' },
  'text-plain': { status: 500, type: 'text/plain', body: 'oops' },
  'json-null': { status: 500, type: JSON_TYPE, body: 'null' },
  'not-a-list': { status: 200, type: JSON_TYPE, body: '{"error":null}' },
  'refuses-login': { status: 401, type: JSON_TYPE, body: '{"error":"The access token is invalid"}' },
  'lacks-scope': {
    status: 403,
    type: JSON_TYPE,
    body: '{"error":"This action is outside the authorized scopes"}',
  },
  'forbidden-page': { status: 403, type: 'text/html', body: '<html>Access denied</html>' },
  suspended: { status: 403, type: JSON_TYPE, body: '{"error":"Your login is currently disabled"}' },
} as const satisfies Record<string, Answer>

/** The ways in which a server, or something in front of it, fails. */
export type Breakage = keyof typeof ANSWERS | 'half-answer' | 'hang' | 'dropped'

export function misbehave(how: Breakage, response: ServerResponse, now: Instant): void {
  if (how === 'hang') return
  if (how === 'dropped') {
    response.destroy()
    return
  }
  if (how === 'half-answer') {
    response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': '5000' })
    response.write('[{"id":"1"', () => response.destroy())
    return
  }
  const { status, type, body, headers }: Answer = ANSWERS[how]
  const spent = {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': new Date(now + 4 * MINUTE).toISOString(),
  }
  response.writeHead(status, { 'content-type': type, ...(how === 'rate-limited' && spent), ...headers })
  response.end(body)
}
