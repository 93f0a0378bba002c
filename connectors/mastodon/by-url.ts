import { z } from 'zod'
import type { Post } from '../../src/domain/post.js'
import { ConnectorError, type Log } from '../../src/ports.js'
import { isNotFound } from './faults.js'
import { withLineage } from './lineage.js'
import { type Mapped, mapAll, mapStatus } from './map.js'
import type { Server } from './server.js'

const resolving = { doing: 'finding a post by its address', needs: 'read:search' }
const reading = { doing: 'reading a post', needs: 'read:statuses' }

/**
 * The post at a web address, of whatever server: ours fetches what it does not know yet. Where it may not or cannot,
 * only addresses of its own are understood. `null` when nothing is there that it would show us.
 */
export async function byUrl(
  server: Server,
  log: Log,
  host: string,
  url: string,
  signal: AbortSignal,
): Promise<Post | null> {
  const address = addressIn(url)
  if (address === null) return null
  const { domain } = await server.facts(signal)
  const own = [host, domain].includes(address.host) ? idIn(address) : null
  const found =
    (await resolved(server, address, own, signal)) ?? (own === null ? null : await byId(server, own, signal))
  const [post] = found === null ? [] : await withLineage(server, log, [found], signal)
  return post ?? null
}

function addressIn(url: string): URL | null {
  const trimmed = url.trim()
  if (!URL.canParse(trimmed)) return null
  const address = new URL(trimmed)
  return /^https?:$/.test(address.protocol) && address.pathname.length > 1 ? address : null
}

/** The last part of the path, which on Mastodon is the id that the server's API goes by. */
const idIn = ({ pathname }: URL): string | null => /\/([\w-]+)\/?$/.exec(pathname)?.[1] ?? null

async function resolved(
  server: Server,
  address: URL,
  own: string | null,
  signal: AbortSignal,
): Promise<Mapped | null> {
  const q = plain(address.href)
  try {
    const answer = await server.call(resolving, signal, (client) =>
      client.v2.search.list({ q, resolve: true, type: 'statuses', limit: 5 }),
    )
    const found = mapAll(answerShape.parse(answer).statuses, server.known())
    // A server that takes an address for words finds posts that speak of it: only the post itself counts.
    return (
      found.find(({ id, post }) => id === own || [post.url, post.uri].some((one) => isAt(one, q))) ?? null
    )
  } catch (error) {
    if (error instanceof ConnectorError && isDenied(error)) return null
    throw error
  }
}

async function byId(server: Server, id: string, signal: AbortSignal): Promise<Mapped | null> {
  try {
    const raw = await server.call(reading, signal, (client) => client.v1.statuses.$select(id).fetch())
    const mapped = mapStatus(raw, server.known())
    return mapped === null || 'why' in mapped ? null : mapped
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

const answerShape = z.object({ statuses: z.array(z.unknown()) }).catch({ statuses: [] })

const isDenied = (error: ConnectorError): boolean =>
  error.fault === 'refused' || error.message.includes('lacks the scope')

const isAt = (one: string | null, address: string): boolean =>
  one !== null && URL.canParse(one) && plain(one) === address

/** Without what does not belong to the post's own address. */
function plain(address: string): string {
  const { origin, pathname } = new URL(address)
  return origin + pathname.replace(/\/$/, '')
}
