import type { Post } from '../../src/domain/post.js'
import { ConnectorError, type Log } from '../../src/ports.js'
import type { Mapped } from './map.js'
import { contextOf, type Server } from './server.js'

/** A server names what a post answers by an id of its own only; asking for the uris costs a request each. */
const AT_MOST = 30
const AT_ONCE = 4

/**
 * The posts with `parent` and `root` filled in, in the same order. Where the server cannot say, or too many would have to be
 * asked for at once, they stay `null`.
 */
export async function withLineage(
  server: Server,
  log: Log,
  mapped: readonly Mapped[],
  signal: AbortSignal,
): Promise<readonly Post[]> {
  const answers = mapped.filter(({ id, answersId }) => answersId !== null && !server.lineages.has(id))
  await inTurns(answers.slice(0, AT_MOST), AT_ONCE, async ({ id, answersId }) => {
    try {
      const { ancestors } = await contextOf(server, id, signal)
      const parent = ancestors.find((ancestor) => ancestor.id === answersId) ?? ancestors.at(-1)
      if (parent === undefined) return
      server.lineages.set(id, { parent: parent.post.uri, root: (ancestors[0] ?? parent).post.uri })
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      log.debug({ fault: error.fault }, 'the thread of a post could not be read')
    }
  })
  return mapped.map(({ id, post }) => ({ ...post, ...server.lineages.get(id) }))
}

/** Runs `work` on each item, at most `width` at a time. */
export async function inTurns<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: width }, lane))
}
