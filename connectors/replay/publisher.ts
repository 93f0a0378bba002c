import { type Clock, ConnectorError, type Published, type Publisher } from '../../src/ports.js'
import type { Memory, Reply } from './memory.js'
import { type Play, postNow, readRef, refOf } from './play.js'

/** As Bluesky counts. */
const LIMIT = 300

/** Pretends to publish: our replies are kept in memory and become part of the play that they belong to. */
export function replayPublisher(parts: {
  playOf: (startedAt: number) => Promise<Play>
  memory: () => Memory
  clock: Clock
}): Publisher {
  const { playOf, memory, clock } = parts

  const published = async (reply: Reply): Promise<Published> => {
    const post = postNow(await playOf(reply.startedAt), `reply.${reply.n}`, reply.at)
    if (typeof post === 'string') throw refused('the post it answers is no longer in the scenario')
    return { uri: post.uri, ref: post.ref, url: post.url, at: reply.at }
  }

  return {
    limits: { characters: LIMIT, counts: 'graphemes', perLink: null },

    async reply({ to, text, lang, idempotencyKey }, signal) {
      signal.throwIfAborted()
      const earlier = memory()
        .replies()
        .find((reply) => reply.idempotencyKey === idempotencyKey)
      if (earlier !== undefined) return published(earlier)

      const target = readRef(to.ref)
      if (target === null) throw refused('no play ever held the post it answers')
      const post = postNow(await playOf(target.startedAt), target.key, clock())
      if (typeof post === 'string') throw refused('the post it answers is gone')
      if (post.author.optOuts.includes('blocked')) throw refused('the author blocks us')
      if (graphemes(text) > LIMIT) throw refused(`it is longer than ${LIMIT} characters`)
      const { startedAt, key } = target
      return published(memory().publish({ idempotencyKey, startedAt, to: key, text, lang, at: clock() }))
    },

    async findReply({ idempotencyKey }, signal) {
      signal.throwIfAborted()
      const earlier = memory()
        .replies()
        .find((reply) => reply.idempotencyKey === idempotencyKey)
      return earlier === undefined ? null : published(earlier)
    },

    async remove(ref, signal) {
      signal.throwIfAborted()
      const ours = memory()
        .replies()
        .find((reply) => refOf(reply.startedAt, `reply.${reply.n}`) === ref)
      if (ours !== undefined && ours.removedAt === null) memory().remove(ours.n, clock())
    },
  }
}

const refused = (why: string): ConnectorError =>
  new ConnectorError(`the reply was not published: ${why}`, { fault: 'refused' })

const graphemes = (text: string): number => [...new Intl.Segmenter().segment(text)].length
