import { isResting, NO_REST, POLL_BACKOFF, type Rest, waitAfter } from '../domain/backoff.js'
import { type Instant, MINUTE, SECOND } from '../domain/time.js'
import { type Connector, ConnectorError, type Log } from '../ports.js'
import type { Desk } from './desk.js'
import { ingestMentions } from './ingest-mentions.js'
import type { Intake } from './intake.js'
import { refreshPosts } from './refresh-posts.js'
import { oweNotice } from './save-case.js'

/** A page that takes longer than this is given up, whatever hangs. */
const LONGEST_PAGE = 2 * MINUTE

/** Looking old posts up again never keeps new ones waiting for longer. */
const LONGEST_REFRESH = 20 * SECOND

/** A hiccup is no blindness. */
const BLIND_AFTER = 2 * MINUTE

export type Poller = {
  readonly connector: Connector
  /** Fetches and ingests until nothing more is waiting. Does nothing while an earlier call runs, or in a back-off. */
  poll(): Promise<void>
  /** Looks up the posts that are due. The same restraint, and the same back-off, as `poll`. */
  refresh(): Promise<void>
  /** Ends what is under way; later calls do nothing. */
  stop(): Promise<void>
}

export type PollerParts = {
  readonly desk: Desk
  readonly intake: Intake
  readonly connector: Connector
  readonly log: Log
  /** In [0, 1): spreads retries. */
  readonly chance: () => number
}

export function connectorPoller({ desk, intake, connector, log, chance }: PollerParts): Poller {
  const stopping = new AbortController()
  let running: Promise<void> | null = null
  let rest: Rest = NO_REST
  let failures = 0

  async function pages(): Promise<void> {
    while (await page()) {}
    seesAgain()
    if (failures > 0) log.info({ connector: connector.id, after: failures }, 'the connector sees again')
    failures = 0
  }

  const blindness = (since: Instant) => `blind:${connector.id}:${since}`

  /** Silence is never mistaken for peace: the team is told once that we are blind, also in a long rest. */
  function sayIfBlind(): void {
    const now = desk.clock()
    const { failingSince: since, error } = desk.store.connectors.health(connector.id)
    if (since === null || now - since < BLIND_AFTER) return
    if (desk.boards.every((board) => desk.store.notices.knows(board, blindness(since)))) return
    const notice = { type: 'blind', connector: connector.id, since, why: error ?? '' } as const
    oweNotice(desk, blindness(since), notice, now)
  }

  /** From the store, not from memory: a restart may lie between the two. */
  function seesAgain(): void {
    const { connectors, notices } = desk.store
    desk.store.transaction(() => {
      const { failingSince: since } = connectors.health(connector.id)
      connectors.succeeded(connector.id, desk.clock())
      if (since === null || !desk.boards.some((board) => notices.knows(board, blindness(since)))) return
      const notice = { type: 'sees-again', connector: connector.id, since } as const
      oweNotice(desk, `sees-again:${connector.id}:${since}`, notice, desk.clock())
    })
  }

  async function page(): Promise<boolean> {
    const cursor = desk.store.connectors.cursor(connector.id)
    const batch = await connector.poll(cursor, signal())
    if (stopping.signal.aborted) return false
    for (const { item, why } of batch.skipped)
      log.warn({ connector: connector.id, item, why }, 'an item could not be read and was left out')
    const done = ingestMentions(desk, intake, connector.id, batch)
    if (done.mentions > 0) log.debug({ connector: connector.id, ...done }, 'took mentions in')
    // A connector that asks to go on without having moved would be asked for ever.
    return batch.more && batch.cursor !== cursor && !stopping.signal.aborted
  }

  const signal = () => AbortSignal.any([stopping.signal, AbortSignal.timeout(LONGEST_PAGE)])

  function alone(work: () => Promise<void>): Promise<void> {
    if (running !== null || stopping.signal.aborted) return running ?? Promise.resolve()
    if (isResting(rest, desk.clock())) {
      sayIfBlind()
      return Promise.resolve()
    }
    running = work()
      .catch(fail)
      .finally(() => {
        running = null
      })
    return running
  }

  function fail(cause: unknown): void {
    if (stopping.signal.aborted) return
    failures++
    const error = cause instanceof Error ? cause.message : String(cause)
    const asked = cause instanceof ConnectorError ? cause.retryAfter : null
    const now = desk.clock()
    rest = { from: now, until: now + waitAfter(failures, POLL_BACKOFF, chance(), asked) }
    desk.store.connectors.failed(connector.id, now, error)
    sayIfBlind()
    // Said when it begins, then seldom: the state itself stands on the desk and in the health report.
    const fields = { connector: connector.id, failures, error, retryInMs: Math.round(rest.until - now) }
    if (failures === 1 || failures % 20 === 0) log.error(fields, 'the connector sees nothing')
    else log.debug(fields, 'the connector still sees nothing')
  }

  return {
    connector,
    poll: () => alone(pages),
    refresh: () =>
      alone(async () => {
        // Once through what was due when it began, and not for long: what is new comes first.
        const begun = desk.clock()
        const isTime = () => !stopping.signal.aborted && desk.clock() - begun < LONGEST_REFRESH
        while (isTime() && (await refreshPosts(desk, intake, connector, begun, signal()))) {}
      }),
    async stop() {
      stopping.abort()
      await running
    },
  }
}
