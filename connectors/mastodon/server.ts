import { LRUCache } from 'lru-cache'
import type { mastodon } from 'masto'
import { z } from 'zod'
import { DAY, type Instant } from '../../src/domain/time.js'
import { type Clock, ConnectorError } from '../../src/ports.js'
import { type Doing, toFault } from './faults.js'
import type { Wire } from './http.js'
import { fullHandle, mapAll } from './map.js'

export type Facts = {
  /** Domain of its accounts, which may differ from the host that we talk to. */
  readonly domain: string
  readonly version: string
  /** Longest post, and what a link counts, in characters. */
  readonly characters: number
  readonly perLink: number
}

export type Me = { readonly id: string; readonly handle: string }
/** Uris of the post answered, and of the first post of the thread. */
export type Lineage = { readonly parent: string; readonly root: string }

export type Server = {
  call<T>(
    doing: Doing,
    signal: AbortSignal,
    work: (client: mastodon.rest.Client) => PromiseLike<T>,
  ): Promise<T>
  /** As last heard; Mastodon's own figures until then. */
  known(): Facts
  /** Asked anew once a day. */
  facts(signal: AbortSignal): Promise<Facts>
  /** Our account; `null` when the token may not ask for it. */
  me(signal: AbortSignal): Promise<Me | null>
  pagesLeft(): number
  readonly lineages: LRUCache<string, Lineage>
}

const limits = z.object({
  maxCharacters: z.number().int().positive().catch(500),
  charactersReservedPerUrl: z.number().int().positive().catch(23),
})
const instanceShape = z.object({
  domain: z.string().optional(),
  uri: z.string().optional(),
  version: z.string().catch('unknown'),
  configuration: z.object({ statuses: limits }).catch({
    statuses: { maxCharacters: 500, charactersReservedPerUrl: 23 },
  }),
})
const accountShape = z.object({ id: z.string().min(1), acct: z.string().min(1) })

export function openServer(options: { url: string; wire: Wire; clock: Clock }): Server {
  const { url, wire, clock } = options
  const host = new URL(url).host
  let facts: Facts = { domain: host, version: 'unknown', characters: 500, perLink: 23 }
  let factsAt: Instant | null = null
  let me: Me | null = null
  let meAt: Instant | null = null

  const stale = (at: Instant | null): boolean => at === null || clock() - at > DAY

  const server: Server = {
    async call(doing, signal, work) {
      try {
        return await work(wire.client(signal))
      } catch (error) {
        if (signal.aborted) throw signal.reason
        throw toFault(error, doing)
      }
    },
    known: () => facts,
    async facts(signal) {
      if (!stale(factsAt)) return facts
      const told = instanceShape.safeParse(await instance(server, signal))
      if (told.success) {
        const { domain, uri, version, configuration } = told.data
        const { maxCharacters, charactersReservedPerUrl } = configuration.statuses
        // Old servers name themselves by `uri`, with or without the scheme.
        const named = domain ?? uri?.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
        facts = {
          domain: named || host,
          version,
          characters: maxCharacters,
          perLink: charactersReservedPerUrl,
        }
      }
      factsAt = clock()
      return facts
    },
    async me(signal) {
      if (!stale(meAt)) return me
      const { domain } = await server.facts(signal)
      const doing = { doing: 'checking the access token', needs: 'read:accounts' }
      try {
        const told = await server.call(doing, signal, (client) => client.v1.accounts.verifyCredentials())
        const account = accountShape.safeParse(told)
        me = account.success
          ? { id: account.data.id, handle: fullHandle(account.data.acct, { domain }) }
          : null
      } catch (error) {
        if (!(error instanceof ConnectorError && error.message.includes('lacks the scope'))) throw error
        me = null
      }
      meAt = clock()
      return me
    },
    pagesLeft: () => wire.pagesLeft(),
    lineages: new LRUCache({ max: 5_000 }),
  }
  return server
}

/** The newer answer where the server has it, else the older one, else nothing: what we need of it has defaults. */
async function instance(server: Server, signal: AbortSignal): Promise<unknown> {
  const doing = { doing: 'reading about the server', needs: 'read' }
  for (const version of ['v2', 'v1'] as const)
    try {
      return await server.call(doing, signal, (client): Promise<unknown> => client[version].instance.fetch())
    } catch (error) {
      if (!(error instanceof ConnectorError && error.fault === 'refused')) throw error
    }
  return {}
}

/** The statuses above and below one, as the server gave them. */
export async function contextOf(server: Server, id: string, signal: AbortSignal) {
  const doing = { doing: 'reading a thread', needs: 'read:statuses' }
  const context = await server.call(doing, signal, (client) => client.v1.statuses.$select(id).context.fetch())
  const { ancestors, descendants } = contextShape.parse(context)
  const home = server.known()
  return { ancestors: mapAll(ancestors, home), descendants: mapAll(descendants, home) }
}

const contextShape = z.object({
  ancestors: z.array(z.unknown()).catch([]),
  descendants: z.array(z.unknown()).catch([]),
})
