import { ConnectorError, type ConnectorFault, type Finding } from '../../src/ports.js'
import { toFault } from './faults.js'
import type { Session } from './session.js'
import { notifications, search } from './sources.js'
import type { Traffic } from './traffic.js'

type Options = {
  readonly service: string
  readonly identifier: string
  readonly terms: readonly string[]
  readonly session: Session
  readonly traffic: Traffic
  readonly now: number
}

const MEND: Readonly<Record<ConnectorFault, string>> = {
  passing: 'Nothing to change: try again in a few minutes. If it stays, look at https://status.bsky.app.',
  credentials:
    'Make an app password under Settings → Privacy and security → App passwords, and put it and the account’s handle into the configuration.',
  blocked:
    'The password may be right. See whether the account is suspended, and whether this machine’s network may reach the service.',
  refused:
    'Check `service`: it must be the address of the account’s Bluesky server, usually https://bsky.social.',
  doubt: 'Try again.',
}

/** Tries one thing after the other and stops at what the rest depends on. */
export async function check(options: Options, signal: AbortSignal): Promise<Finding[]> {
  const { service, identifier, terms, session, traffic } = options
  const findings: Finding[] = []

  async function passes(what: string, ok: string, mend: string | null, work: () => Promise<unknown>) {
    try {
      await work()
      findings.push({ what, ok: true, detail: ok, mend: null })
      return true
    } catch (error) {
      const fault = error instanceof ConnectorError ? error : toFault(error, 'the check')
      findings.push({ what, ok: false, detail: fault.message, mend: mend ?? MEND[fault.fault] })
      return false
    }
  }

  const answers = await passes('Bluesky service', `${service} answers`, null, () =>
    traffic.within(signal, async () => {
      const { ok, status } = await traffic.fetch(new URL('/xrpc/com.atproto.server.describeServer', service))
      if (!ok) throw serviceFault(service, status)
    }),
  )
  if (!answers) return findings

  const isIn = await passes('Bluesky log-in', `logged in as ${identifier}`, null, () =>
    session.call('logging in', signal, (agent) => agent.com.atproto.server.getSession({}, { signal })),
  )
  if (!isIn) return findings

  await passes('Bluesky notifications', 'posts that tag, answer or quote the account are seen', null, () =>
    notifications(session).page(null, options.now, signal),
  )
  const [term] = terms
  if (term !== undefined)
    await passes(
      'Bluesky search',
      'posts that only name the brand are seen',
      'Search is refused or down; until it works only posts that tag, answer or quote the account will be seen.',
      () => search(session, term).page(null, options.now, signal),
    )
  return findings
}

function serviceFault(service: string, status: number): ConnectorError {
  const fault = status === 403 ? 'blocked' : status === 429 || status >= 500 ? 'passing' : 'refused'
  return new ConnectorError(`Bluesky: ${service} answered ${status}`, { fault })
}
