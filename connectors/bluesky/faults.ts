import { XRPCError } from '@atproto/api'
import { ConnectorError } from '../../src/ports.js'

/** Names that the network gives to accounts it does not serve. */
const SHUT_OUT = new Set([
  'AccountTakedown',
  'AccountSuspended',
  'AccountDeactivated',
  'RepoTakendown',
  'RepoSuspended',
  'RepoDeactivated',
])
const BAD_LOGIN = new Set([
  'AuthenticationRequired',
  'AuthMissing',
  'InvalidToken',
  'ExpiredToken',
  'InvalidEmail',
])
/** Nothing was sent: these cannot have been carried out. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/**
 * What an error of the SDK means for the caller. `doing` completes "Bluesky: … failed": words for admins.
 * A `write` whose answer was lost is in `doubt`, a read is just tried again.
 */
export function toFault(thrown: unknown, doing: string, kind: 'read' | 'write' = 'read'): ConnectorError {
  const told = toldBefore(thrown)
  if (told !== null) return told
  const error = XRPCError.from(thrown)

  const lost = kind === 'write' ? 'doubt' : 'passing'
  const name = error.error
  if (isShutOut(error))
    return fault(
      'blocked',
      doing,
      `the network does not serve this account (${name}: ${error.message})`,
      error,
    )
  if (name === 'AuthFactorTokenRequired')
    return fault('credentials', doing, 'the account asks for a second factor: use an app password', error)
  switch (error.status) {
    case 401:
      return fault('credentials', doing, `the network refuses our log-in (${error.message})`, error)
    case 403:
      return fault('blocked', doing, blockedWords(error), error)
    case 1:
      return neverSent(error)
        ? fault('passing', doing, `no connection (${deepest(error).message})`, error)
        : fault(
            lost,
            doing,
            isTimeout(error) ? error.message : `the connection broke (${deepest(error).message})`,
            error,
          )
    case 2:
      return fault(lost, doing, 'the answer cannot be read', error)
  }
  if (error.status >= 500) return fault(lost, doing, `the network answered ${error.status} ${name}`, error)
  if (BAD_LOGIN.has(name))
    return fault('credentials', doing, `the network refuses our log-in (${name})`, error)
  return fault('refused', doing, `${name}: ${error.message}`, error)
}

/** True when the network says that it does not serve the account at all. */
export const isShutOut = (error: unknown): boolean => error instanceof XRPCError && SHUT_OUT.has(error.error)

/** True when the network answered that the thing asked for does not exist. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof XRPCError && (error.error === 'NotFound' || error.error === 'RecordNotFound')

/** True when the network answered that nobody has this handle: it has no name of its own for that. */
export const isUnresolved = (error: unknown): boolean =>
  error instanceof XRPCError &&
  (error.error === 'HandleNotFound' ||
    (error.error === 'InvalidRequest' && /resolve handle|valid handle/i.test(error.message)))

/** The SDK wraps what our own fetch throws. */
function toldBefore(error: unknown): ConnectorError | null {
  if (error instanceof ConnectorError) return error
  return error instanceof Error && error.cause instanceof ConnectorError ? error.cause : null
}

function blockedWords(error: XRPCError): string {
  return String(error.headers?.['content-type']).includes('html')
    ? 'something in front of the network refuses to serve us (403 with a web page), whatever our log-in'
    : `the network refuses to serve this (403 ${error.error}: ${error.message})`
}

const fault = (kind: ConnectorError['fault'], doing: string, why: string, cause: unknown): ConnectorError =>
  new ConnectorError(`Bluesky: ${doing} failed: ${why}`, { fault: kind, cause })

function deepest(error: Error): Error {
  let inner = error
  while (inner.cause instanceof Error) inner = inner.cause
  return inner
}

const neverSent = (error: Error): boolean => {
  const { code } = deepest(error) as Error & { code?: unknown }
  return typeof code === 'string' && NEVER_SENT.has(code)
}

const isTimeout = (error: Error): boolean => deepest(error).name === 'TimeoutError'
