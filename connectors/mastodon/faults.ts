import { ConnectorError, type ConnectorFault } from '../../src/ports.js'
import { OddAnswer } from './http.js'

/** Nothing was sent: these cannot have been carried out. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const SHUT_OUT = /suspended|disabled|frozen|pending approval|moved|confirm/i

/** A request in words for admins: what it was `doing` ("Mastodon: … failed"), the OAuth scope it `needs`, and whether it writes. */
export type Doing = {
  readonly doing: string
  readonly needs: string
  readonly kind?: 'read' | 'write'
}

/** What an error means for the caller. A `write` whose answer was lost is in `doubt`; a read is just tried again. */
export function toFault(error: unknown, { doing, needs, kind = 'read' }: Doing): ConnectorError {
  if (error instanceof ConnectorError) return error
  const lost: ConnectorFault = kind === 'write' ? 'doubt' : 'passing'
  const failed = (fault: ConnectorFault, why: string, retryAfter: number | null = null): ConnectorError =>
    new ConnectorError(`Mastodon: ${doing} failed: ${why}`, { fault, retryAfter, cause: error })

  if (!(error instanceof OddAnswer)) {
    const inner = deepest(error)
    if (NEVER_SENT.has(String(inner.code))) return failed('passing', `no connection (${inner.message})`)
    return failed(
      lost,
      inner.name === 'TimeoutError' ? inner.message : `the connection broke (${inner.message})`,
    )
  }

  const { status, said, isPage, retryAfter } = error
  if (status === 429) return failed('passing', 'too many requests', retryAfter)
  if (status === 401)
    return failed('credentials', `the server does not accept the access token (${said ?? 'no reason given'})`)
  if (status === 403 && /scope/i.test(said ?? ''))
    return failed('credentials', `the access token lacks the scope ${needs}`)
  if (status === 403 && isPage)
    return failed('blocked', 'something in front of the server refuses to serve us (403 with a web page)')
  if ((status === 403 && SHUT_OUT.test(said ?? '')) || status === 451)
    return failed('blocked', `the server does not serve this account (${said ?? status})`)
  if (status >= 500) return failed(lost, `the server answered ${status}`, retryAfter)
  if (status < 400) return failed(lost, `the server answered ${error.message} instead of data`)
  return failed('refused', `${status} ${said ?? error.message}`)
}

/** True when the server says that the thing asked for is not there, or not for us. */
export const isNotFound = (error: unknown): boolean => {
  const answer = error instanceof ConnectorError ? error.cause : error
  return answer instanceof OddAnswer && (answer.status === 404 || answer.status === 410)
}

function deepest(error: unknown): Error & { readonly code?: unknown } {
  let inner = error instanceof Error ? error : new Error(String(error))
  while (inner.cause instanceof Error) inner = inner.cause
  return inner
}
