import type { Post } from '../../src/domain/post.js'
import { ConnectorError, type Found, type Log } from '../../src/ports.js'
import { isNotFound } from './faults.js'
import { inTurns, withLineage } from './lineage.js'
import { type Mapped, mapStatus } from './map.js'
import { contextOf, type Server } from './server.js'

const AT_ONCE = 20
const looking = { doing: 'looking posts up', needs: 'read:statuses' }

/** The posts as they are now. Asks for many at once where the server can, and one by one for those it left out. */
export async function lookup(
  server: Server,
  log: Log,
  refs: readonly string[],
  signal: AbortSignal,
): Promise<readonly Found[]> {
  if (refs.length === 0) return []
  await server.facts(signal)
  const wanted = [...new Set(refs)]
  const there = new Map<string, Mapped>()
  const other = new Map<string, 'gone' | 'unknown'>()

  for (let from = 0; from < wanted.length; from += AT_ONCE)
    if (!(await fetchMany(server, wanted.slice(from, from + AT_ONCE), there, signal))) break

  // A post left out of the list may be gone, or this server may not know lists: only its own address tells.
  const left = wanted.filter((ref) => !there.has(ref))
  await inTurns(left, 4, async (ref) => {
    try {
      const raw = await server.call(looking, signal, (client) => client.v1.statuses.$select(ref).fetch())
      const mapped = mapStatus(raw, server.known())
      if (mapped === null || 'why' in mapped) other.set(ref, 'unknown')
      else there.set(ref, mapped)
    } catch (error) {
      if (signal.aborted || !(error instanceof ConnectorError)) throw error
      // One post that is refused says nothing of the others; a server that is down says it of all.
      if (error.fault === 'credentials' || error.fault === 'blocked') throw error
      other.set(ref, isNotFound(error) ? 'gone' : 'unknown')
    }
  })

  const mapped = [...there.values()]
  const posts = await withLineage(server, log, mapped, signal)
  const byRef = new Map(mapped.map(({ id }, index) => [id, posts[index] as Post]))
  return wanted.map((ref): Found => {
    const post = byRef.get(ref)
    return post === undefined ? { ref, state: other.get(ref) ?? 'unknown' } : { ref, state: 'there', post }
  })
}

/** `false` when the server does not answer for many at once. */
async function fetchMany(
  server: Server,
  refs: readonly string[],
  there: Map<string, Mapped>,
  signal: AbortSignal,
): Promise<boolean> {
  if (refs.length === 1) return true
  try {
    const list: unknown = await server.call(looking, signal, (client) =>
      client.v1.statuses.fetch({ id: refs }),
    )
    if (!Array.isArray(list)) return false
    for (const raw of list) {
      const mapped = mapStatus(raw, server.known())
      if (mapped !== null && !('why' in mapped) && refs.includes(mapped.id)) there.set(mapped.id, mapped)
    }
    return true
  } catch (error) {
    if (error instanceof ConnectorError && error.fault === 'refused') return false
    throw error
  }
}

/** Root first, then in the server's order, which keeps answers below what they answer. */
export async function thread(server: Server, ref: string, signal: AbortSignal): Promise<readonly Post[]> {
  try {
    await server.facts(signal)
    const raw = await server.call(looking, signal, (client) => client.v1.statuses.$select(ref).fetch())
    const self = mapStatus(raw, server.known())
    if (self === null || 'why' in self) return []
    const { ancestors, descendants } = await contextOf(server, ref, signal)
    const all = [...ancestors, self, ...descendants]
    const uris = new Map(all.map(({ id, post }) => [id, post.uri]))
    const root = (all[0] as Mapped).post.uri
    return all.map(({ post, answersId }) => {
      const parent = answersId === null ? null : (uris.get(answersId) ?? null)
      return { ...post, parent, root: parent === null ? null : root }
    })
  } catch (error) {
    if (isNotFound(error)) return []
    throw error
  }
}
