import { AtpAgent, type AtpSessionData, XRPCError } from '@atproto/api'
import type { Secret } from '../../src/domain/secret.js'
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.js'
import { type Clock, ConnectorError, type Log, type SessionKeeper } from '../../src/ports.js'
import { isShutOut, toFault } from './faults.js'
import type { Traffic } from './traffic.js'

export type Session = {
  /**
   * Runs requests as the brand's account: logs in first where there is no session, and once anew where the network
   * has revoked it. `write`: a lost answer is a doubt, not a passing fault.
   * @throws ConnectorError; or the signal's reason when aborted
   */
  call<T>(doing: string, signal: AbortSignal, work: Work<T>, kind?: 'read' | 'write'): Promise<T>
}
export type Work<T> = (agent: AtpAgent, did: string) => Promise<T>

/** The network allows 30 log-ins in 5 minutes and 300 a day (one in 4.8 minutes) for an account. */
const BETWEEN_LOGINS = 5 * MINUTE
const LONGEST_PAUSE = 1 * HOUR

type Options = {
  readonly id: string
  readonly service: string
  readonly identifier: string
  readonly password: Secret
  readonly sessions: SessionKeeper
  readonly clock: Clock
  readonly log: Log
  readonly traffic: Traffic
}

/** The account's session: kept across restarts, refreshed by the SDK, made anew only when there is none to use. */
export function openSession(options: Options): Session {
  const { id, service, sessions, clock, log, traffic } = options
  const agent: AtpAgent = new AtpAgent({ service, fetch: traffic.fetch, persistSession: keep })
  let loggingIn: Promise<void> | null = null
  let nextLoginAt: Instant = 0
  let refusals = 0
  let lastFault: ConnectorError | null = null

  function keep(event: string, session: AtpSessionData | undefined): void {
    // `network-error` says that a refresh failed for now: what we have is still the best there is.
    if (event === 'create-failed' || event === 'network-error') return
    const pdsUrl = agent.sessionManager.pdsUrl?.href ?? null
    save(session === undefined ? null : JSON.stringify({ service, pdsUrl, session }))
  }

  function save(value: string | null): void {
    try {
      sessions.save(id, value)
    } catch (error) {
      // The session serves until the next restart; without it only a log-in is spent.
      log.warn({ connector: id, error: String(error) }, 'the session could not be stored')
    }
  }

  function resume(): boolean {
    const saved = parseSaved(sessions.load(id), service)
    if (saved === null) return false
    // Set, not resumed: resuming refreshes at every start, and a refresh that we do not live to store is a session lost.
    agent.sessionManager.session = saved.session
    if (saved.pdsUrl !== null) agent.sessionManager.pdsUrl = new URL(saved.pdsUrl)
    return true
  }

  async function logIn(): Promise<void> {
    if (agent.hasSession || resume()) return
    const wait = nextLoginAt - clock()
    if (wait > 0)
      throw new ConnectorError(
        lastFault?.message ?? 'Bluesky: logged in a moment ago; log-ins are rationed',
        {
          fault: lastFault?.fault ?? 'passing',
          retryAfter: wait,
          cause: lastFault?.cause,
        },
      )
    nextLoginAt = clock() + BETWEEN_LOGINS
    try {
      await agent.login({ identifier: options.identifier, password: options.password.reveal() })
      refusals = 0
      lastFault = null
      log.info({ connector: id }, 'logged in')
    } catch (error) {
      lastFault = await whyRefused(toFault(error, 'logging in'))
      if (lastFault.fault === 'passing') nextLoginAt = clock() + (lastFault.retryAfter ?? 1 * MINUTE)
      else nextLoginAt = clock() + Math.min(BETWEEN_LOGINS * 2 ** refusals++, LONGEST_PAUSE)
      throw lastFault
    }
  }

  /** An app password of a suspended account is refused like a wrong one; the account's public page tells them apart. */
  async function whyRefused(fault: ConnectorError): Promise<ConnectorError> {
    if (fault.fault !== 'credentials') return fault
    try {
      await agent.com.atproto.repo.describeRepo({ repo: options.identifier })
    } catch (error) {
      const shown = toFault(error, 'logging in')
      if (shown.fault === 'blocked' && isShutOut(error)) return shown
    }
    return fault
  }

  function loggedIn(): Promise<void> {
    loggingIn ??= logIn().finally(() => {
      loggingIn = null
    })
    return loggingIn
  }

  /** Whether the session is gone for good, or only could not be refreshed just now: the SDK reports both alike. */
  function revoked(error: unknown): boolean {
    if (!(error instanceof XRPCError)) return false
    if (error.error === 'InvalidToken') return true
    if (error.status !== 401 && error.error !== 'ExpiredToken') return false
    if (!agent.hasSession) return true
    const refresh = traffic.last('com.atproto.server.refreshSession')
    if (refresh === null || (refresh.status >= 200 && refresh.status < 300)) return true
    throw new ConnectorError(
      `Bluesky: the session could not be refreshed just now (${refresh.status === 0 ? 'no answer' : refresh.status})`,
      { fault: 'passing', retryAfter: refresh.retryAfter, cause: error },
    )
  }

  function forget(): void {
    delete agent.sessionManager.session
    save(null)
  }

  async function call<T>(
    doing: string,
    signal: AbortSignal,
    work: Work<T>,
    kind: 'read' | 'write',
  ): Promise<T> {
    for (let anew = false; ; anew = true) {
      try {
        await loggedIn()
        return await work(agent, agent.assertDid)
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof ConnectorError || anew || !revoked(error)) throw toFault(error, doing, kind)
        forget()
      }
    }
  }

  return {
    call: (doing, signal, work, kind = 'read') => {
      signal.throwIfAborted()
      return traffic.within(signal, () => call(doing, signal, work, kind))
    },
  }
}

function parseSaved(
  saved: string | null,
  service: string,
): { readonly session: AtpSessionData; readonly pdsUrl: string | null } | null {
  if (saved === null) return null
  try {
    const { service: of, pdsUrl, session } = JSON.parse(saved)
    const whole = [session?.accessJwt, session?.refreshJwt, session?.did].every(
      (part) => typeof part === 'string',
    )
    return of === service && whole ? { session, pdsUrl: typeof pdsUrl === 'string' ? pdsUrl : null } : null
  } catch {
    return null
  }
}
