import { createHash } from 'node:crypto'
import { type AppBskyFeedPost, AtUri, RichText } from '@atproto/api'
import type { Clock } from '../../src/ports.js'
import { ConnectorError, type Published, type Publisher, type ReplyOrder } from '../../src/ports.js'
import { isNotFound } from './faults.js'
import type { Posts } from './find.js'
import { at, text } from './map.js'
import type { Session } from './session.js'

const COLLECTION = 'app.bsky.feed.post'
/** The network's own limit on a post, in graphemes. */
const LONGEST = 300

type StrongRef = { readonly uri: string; readonly cid: string }

/**
 * Replies as the account. The record's key is made from the order, and the record is put, not created:
 * the same order can be sent any number of times and makes one reply.
 */
export function publisher(session: Session, posts: Posts, clock: Clock): Publisher {
  return {
    limits: { characters: LONGEST, counts: 'graphemes', perLink: null },

    async reply(order, signal) {
      const words = new RichText({ text: order.text })
      if (words.graphemeLength > LONGEST) throw refused(`the reply is longer than ${LONGEST} characters`)
      const reply = await placeUnder(order.to.ref, signal)
      await session.call('finding tags and links', signal, (agent) => words.detectFacets(agent))
      // A handle that nobody has, or that could not be looked up just now, stays plain text.
      const facets = (words.facets ?? []).filter(({ features }) =>
        features.every((feature) => at(feature, 'did') !== ''),
      )
      const record: AppBskyFeedPost.Record = {
        $type: COLLECTION,
        text: words.text,
        ...(facets.length > 0 && { facets }),
        reply,
        langs: [order.lang],
        createdAt: new Date(order.createdAt).toISOString(),
      }
      const rkey = rkeyOf(order)
      const { data } = await session.call(
        'publishing the reply',
        signal,
        (agent, repo) =>
          agent.com.atproto.repo.putRecord({ repo, collection: COLLECTION, rkey, record }, { signal }),
        'write',
      )
      return published(data.uri, clock())
    },

    findReply(order, signal) {
      return session.call('looking for the reply', signal, async (agent, repo) => {
        try {
          const { data } = await agent.com.atproto.repo.getRecord(
            { repo, collection: COLLECTION, rkey: rkeyOf(order) },
            { signal },
          )
          return published(data.uri, order.createdAt)
        } catch (error) {
          if (isNotFound(error)) return null
          throw error
        }
      })
    },

    async remove(ref, signal) {
      const { rkey } = new AtUri(ref)
      await session.call('taking the reply down', signal, (agent, repo) =>
        agent.com.atproto.repo.deleteRecord({ repo, collection: COLLECTION, rkey }, { signal }),
      )
    },
  }

  /** Parent and root with the content ids they have now: the network does not check them, its readers do. */
  async function placeUnder(
    ref: string,
    signal: AbortSignal,
  ): Promise<{ readonly root: StrongRef; readonly parent: StrongRef }> {
    const view = (await posts.views([ref], signal)).get(ref)
    if (view === undefined) {
      switch (await posts.absence(ref, signal)) {
        case 'gone':
          throw refused('the post is gone: its author, or the network, took it down')
        case 'blocked':
          throw refused('a block stands between the author and our account')
        case 'unknown':
          throw new ConnectorError(
            'Bluesky: the reply was not sent: the network does not show the post just now',
            {
              fault: 'passing',
            },
          )
      }
    }
    if (at(at(view, 'viewer'), 'replyDisabled') === true)
      throw refused('the author has limited who may answer this post')
    const parent = strongRef(view)
    if (parent === null) throw refused('the network shows the post without its content id')
    return { root: strongRef(at(at(at(view, 'record'), 'reply'), 'root')) ?? parent, parent }
  }
}

/**
 * A record key (TID) that is the same for the same order and sorts by its time: 53 bits of microseconds, whose last
 * three digits, like the 10 bits of the clock id after them, come from a hash of the idempotency key.
 */
export function rkeyOf(order: Pick<ReplyOrder, 'createdAt' | 'idempotencyKey'>): string {
  const hash = createHash('sha256').update(order.idempotencyKey).digest()
  const micros = BigInt(order.createdAt) * 1_000n + BigInt(hash.readUInt32BE(0) % 1_000)
  let bits = (micros << 10n) | BigInt(hash.readUInt32BE(4) % 1_024)
  let key = ''
  for (let n = 0; n < 13; n++) {
    key = '234567abcdefghijklmnopqrstuvwxyz'.charAt(Number(bits & 31n)) + key
    bits >>= 5n
  }
  return key
}

function published(uri: string, at: Published['at']): Published {
  const { hostname, rkey } = new AtUri(uri)
  return { uri, ref: uri, url: `https://bsky.app/profile/${hostname}/post/${rkey}`, at }
}

function strongRef(value: unknown): StrongRef | null {
  const uri = text(at(value, 'uri'))
  const cid = text(at(value, 'cid'))
  return uri === null || cid === null ? null : { uri, cid }
}

const refused = (why: string): ConnectorError =>
  new ConnectorError(`Bluesky: the reply cannot be sent: ${why}`, { fault: 'refused' })
