import type { Post } from '../../src/domain/post.js'
import {
  type Connector,
  ConnectorError,
  type ConnectorFault,
  type Published,
  type Publisher,
  type ReplyOrder,
} from '../../src/ports.js'

/** A network that remembers what was published on it, and fails as told. */
export function paperNetwork(now: () => number, id = 'bluesky:test') {
  const published = new Map<string, Published & { order: ReplyOrder }>()
  const calls: string[] = []
  const faults: { fault: ConnectorFault; done: boolean }[] = []
  let thread: readonly Post[] = []

  const publisher: Publisher = {
    limits: { characters: 300, counts: 'graphemes', perLink: null },
    async reply(order) {
      calls.push(`reply ${order.idempotencyKey}`)
      const fault = faults.shift()
      const uri = `at://did:plc:acme/app.bsky.feed.post/${published.size + 1}`
      const made = { uri, ref: uri, url: null, at: now(), order }
      if (fault === undefined || fault.done) published.set(order.idempotencyKey, made)
      if (fault !== undefined) throw new ConnectorError(`said ${fault.fault}`, { fault: fault.fault })
      return made
    },
    async findReply(order) {
      calls.push(`find ${order.idempotencyKey}`)
      return published.get(order.idempotencyKey) ?? null
    },
    async remove(ref) {
      calls.push(`remove ${ref}`)
      for (const [key, one] of published) if (one.ref === ref) published.delete(key)
    },
  }
  const connector: Connector & { publisher: Publisher } = {
    id,
    network: 'bluesky',
    reach: 'Paper.',
    poll: async () => ({ posts: [], removed: [], skipped: [], cursor: '', more: false }),
    lookup: async () => [],
    thread: async () => thread,
    publisher,
    check: async () => [],
  }
  return {
    connector,
    published,
    calls,
    fail: (fault: ConnectorFault, done = false) => void faults.push({ fault, done }),
    showThread(posts: readonly Post[]) {
      thread = posts
    },
  }
}
