import { z } from 'zod'
import type { Visibility } from '../../src/domain/post.js'
import { MINUTE } from '../../src/domain/time.js'
import { ConnectorError, type Published, type Publisher, type ReplyOrder } from '../../src/ports.js'
import { isNotFound } from './faults.js'
import { type Mapped, mapAll, mapStatus } from './map.js'
import { contextOf, type Server } from './server.js'
import { essence } from './text.js'

const VISIBILITY: Readonly<Record<Visibility, 'public' | 'unlisted' | 'private' | 'direct'>> = {
  public: 'public',
  unlisted: 'unlisted',
  followers: 'private',
  direct: 'direct',
}
/** How far the server's clock may be behind ours. */
const SKEW = 2 * MINUTE

export function mastodonPublisher(server: Server): Publisher {
  const publishing = { doing: 'publishing a reply', needs: 'write:statuses', kind: 'write' } as const

  return {
    get limits() {
      const { characters, perLink } = server.known()
      return { characters, counts: 'weighted' as const, perLink }
    },

    async reply(order, signal) {
      await server.facts(signal)
      const before = await standing(server, order, signal).catch((error: unknown) => {
        if (isNotFound(error)) throw gone(error)
        throw error
      })
      if (before !== null) return before
      const { to, lang, idempotencyKey } = order
      const warning = to.contentWarning
      const status = {
        status: addressed(order),
        inReplyToId: to.ref,
        visibility: VISIBILITY[to.visibility],
        language: lang,
        ...(warning === null ? {} : { spoilerText: /^re:/i.test(warning) ? warning : `re: ${warning}` }),
      }
      const requestInit = { headers: { 'Idempotency-Key': idempotencyKey } }
      const made = await server
        .call(publishing, signal, (client) => client.v1.statuses.create(status, { requestInit }))
        .catch((error: unknown) => {
          if (isNotFound(error)) throw gone(error)
          throw error
        })
      const mapped = mapStatus(made, server.known())
      if (mapped === null || 'why' in mapped)
        throw new ConnectorError(`Mastodon: ${publishing.doing} failed: the answer cannot be read`, {
          fault: 'doubt',
        })
      return published(mapped)
    },

    async findReply(order, signal) {
      const me = await server.me(signal)
      if (me !== null) {
        const reading = { doing: 'reading our own posts', needs: 'read:statuses' }
        const own = await server.call(reading, signal, (client) =>
          client.v1.accounts.$select(me.id).statuses.list({ limit: 40, excludeReblogs: true }),
        )
        const ours = mapAll(z.array(z.unknown()).catch([]).parse(own), server.known())
        const found = ours.find((one) => isSame(order, me.id, one))
        if (found !== undefined) return published(found)
      }
      return standing(server, order, signal).catch((error: unknown) => {
        if (isNotFound(error)) return null
        throw error
      })
    },

    async remove(ref, signal) {
      const removing = { doing: 'removing a reply', needs: 'write:statuses' }
      await server
        .call(removing, signal, (client) => client.v1.statuses.$select(ref).remove())
        .catch((error: unknown) => {
          if (!isNotFound(error)) throw error
        })
    },
  }
}

/** Our reply as it stands under the post: some servers ignore the Idempotency-Key, none keeps it longer than an hour. */
async function standing(server: Server, order: ReplyOrder, signal: AbortSignal): Promise<Published | null> {
  const me = await server.me(signal)
  const { descendants } = await contextOf(server, order.to.ref, signal)
  const found = me === null ? undefined : descendants.find((one) => isSame(order, me.id, one))
  return found === undefined ? null : published(found)
}

const isSame = (order: ReplyOrder, me: string, one: Mapped): boolean =>
  one.authorId === me &&
  one.answersId === order.to.ref &&
  one.post.postedAt >= order.createdAt - SKEW &&
  essence(one.post.text) === essence(order.text)

/** Nobody is told of a reply that does not name them. */
function addressed({ to, text }: ReplyOrder): string {
  const handle = `@${to.author.handle}`
  return text.toLowerCase().includes(handle.toLowerCase()) ? text : `${handle} ${text}`
}

const published = ({ post }: Mapped): Published => ({
  uri: post.uri,
  ref: post.ref,
  url: post.url,
  at: post.postedAt,
})

const gone = (cause: unknown): ConnectorError =>
  new ConnectorError('the reply was not published: the post it answers is gone', { fault: 'refused', cause })
