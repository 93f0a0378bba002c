import { mastodonConnector } from '../../connectors/mastodon/index.js'
import type { Post } from '../../src/domain/post.js'
import { Secret } from '../../src/domain/secret.js'
import { SECOND } from '../../src/domain/time.js'
import type { Batch, Connector, ReplyOrder } from '../../src/ports.js'
import { fakeMastodon, TOKEN } from './fake-mastodon.js'
import { DOMAIN, type Habits } from './fake-mastodon-posts.js'

export const never = new AbortController().signal

/** A fake server, a clock moved by hand, and the brand's connector to it. */
export async function mastodonTeam(habits: Habits = {}, terms: readonly string[] = ['acme air', '#acmeair']) {
  const clock = { now: Date.UTC(2026, 0, 5, 9) }
  const fake = await fakeMastodon(() => clock.now, habits)
  const told: { level: string; message: string }[] = []
  const say = (level: string) => (_: object, message: string) => void told.push({ level, message })
  const log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
  const open = (): Connector =>
    mastodonConnector({
      ...{ url: fake.url, token: new Secret(TOKEN), clock: () => clock.now, log, timeout: 300 },
      watch: { terms, accounts: [`acme@${DOMAIN}`] },
    })
  const connector = open()

  /** Polls until nothing more is waiting; all posts in the order in which they came, each once. */
  async function catchUp(from: string | null): Promise<{ posts: Post[]; batches: Batch[]; cursor: string }> {
    const batches: Batch[] = []
    const posts = new Map<string, Post>()
    let cursor = from
    for (let more = true; more; ) {
      const batch = await connector.poll(cursor, never)
      batches.push(batch)
      for (const { post } of batch.posts) if (!posts.has(post.uri)) posts.set(post.uri, post)
      ;({ cursor, more } = batch)
    }
    return { posts: [...posts.values()], batches, cursor: cursor as string }
  }

  /** A customer's post as the connector brought it, to be answered. */
  async function received(said: Parameters<typeof fake.post>[0]): Promise<Post> {
    const { uri } = fake.post(said)
    clock.now += SECOND
    const found = (await catchUp(null)).posts.find((post) => post.uri === uri)
    if (found === undefined) throw new Error('the post did not arrive')
    return found
  }

  const order = (to: Post, text: string, idempotencyKey = 'reply-1'): ReplyOrder => ({
    ...{ to, text, idempotencyKey, lang: 'en', createdAt: clock.now },
  })

  return { fake, clock, connector, open, told, catchUp, received, order }
}

export type MastodonTeam = Awaited<ReturnType<typeof mastodonTeam>>
