import type { ServerResponse } from 'node:http'
import { type Instant, MINUTE } from '../../src/domain/time.js'

export type FakeBreak =
  | 'rate-limited'
  | 'server-error'
  | 'hang'
  | 'html'
  | 'html-ok'
  | 'half-answer'
  | 'bad-json'
  | 'wrong-shape'
  | 'refuses-login'
  | 'refuses'
  | 'takedown'

const CHALLENGE = '<!doctype html><title>Just a moment…</title>'
const ANSWERS = {
  'rate-limited': [429, 'application/json', '{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}'],
  'server-error': [502, 'application/json', '{"error":"UpstreamFailure","message":"Upstream Failure"}'],
  refuses: [403, 'application/json', '{"error":"Forbidden","message":"Forbidden"}'],
  html: [403, 'text/html', CHALLENGE],
  'html-ok': [200, 'text/html', CHALLENGE],
  'bad-json': [200, 'application/json', '{"notifications": ['],
  'wrong-shape': [200, 'application/json', '{"hello":"world"}'],
} as const

/** Answers as a network does that is down, overloaded, or behind something that will not let us through. */
export function spoil(
  how: Exclude<FakeBreak, 'refuses-login' | 'takedown'>,
  response: ServerResponse,
  now: Instant,
): void {
  if (how === 'hang') return
  if (how === 'half-answer') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"notifications": [', () => response.destroy())
    return
  }
  const [status, type, body] = ANSWERS[how]
  const limits =
    how === 'rate-limited'
      ? { 'retry-after': '60', ...limitHeaders({ remaining: 0, resetAt: now + MINUTE }) }
      : {}
  response.writeHead(status, { 'content-type': type, ...limits })
  response.end(body)
}

export const limitHeaders = ({ remaining, resetAt }: { remaining: number; resetAt: Instant }) => ({
  'ratelimit-limit': '3000',
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(Math.ceil(resetAt / 1000)),
  'ratelimit-policy': '3000;w=300',
})
