import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Post } from '../../src/domain/post.js'
import { type Instant, MINUTE, SECOND } from '../../src/domain/time.js'
import {
  type Connector,
  ConnectorError,
  type ReplyOrder,
  type SeenPost,
  type Skipped,
} from '../../src/ports.js'

/** Ways in which a network can fail. A world lists those it can play. */
export type Break = 'rate-limited' | 'server-error' | 'hang' | 'html' | 'half-answer' | 'refuses-login'

/**
 * A network with one brand account and a customer, of which the connector under test sees all posts.
 * What a world cannot do is `null`, and the promises about it are skipped.
 */
export type ConnectorWorld = {
  /** The connector, built anew as after a restart: what it needs across restarts must be in the cursor or its session. */
  connector(): Connector
  /** The time of the network and of the connector, moved by {@link pass} alone. */
  now(): Instant
  pass(ms: number): void
  /**
   * The customer posts at `now()`: two posts without a `pass` between them share their millisecond.
   * `tags` the brand's account, or only names one of its terms, which the world adds to the text in its own way;
   * `under` answers the post of that uri. Returns the post's uri.
   */
  post(said: { text: string; tags?: boolean; under?: string }): Promise<string>
  /** Something that the network lists among the posts and nobody can read. */
  postUnreadable: (() => Promise<void>) | null
  edit: ((uri: string, text: string) => Promise<void>) | null
  remove(uri: string): Promise<void>
  /** From now until {@link mend}, every request fails in this way. */
  break(how: Break): void
  readonly breaks: readonly Break[]
  mend(): void
  /** The next write is carried out, and its answer is lost on the way. */
  loseNextAnswer: (() => void) | null
  /** Texts that the brand has standing under a post. */
  repliesUnder: ((uri: string) => readonly string[]) | null
  /** Must not appear in anything printed. */
  readonly secrets: readonly string[]
  /** Fails when the network was sent something it did not expect. */
  close(): Promise<void>
}

/**
 * What the app relies on from every connector, whatever its network.
 * Each test starts a world of its own: `connectorContract('Bluesky', () => blueskyWorld())`.
 */
export function connectorContract(name: string, makeWorld: () => Promise<ConnectorWorld>): void {
  describe(`${name} keeps the promises of a connector`, () => {
    let world: ConnectorWorld
    beforeEach(async () => {
      world = await makeWorld()
    })
    afterEach(async () => {
      await world.close()
    })

    test('it says in a sentence what it can and cannot see', () => {
      expect(world.connector().id).toMatch(/^[a-z-]+:.+/)
      expect(world.connector().reach).toMatch(/\.$/)
    })

    test('the first poll takes in recent posts, marked as history', async () => {
      const uri = await world.post({ text: 'from yesterday evening' })
      world.pass(10 * MINUTE)

      const { seen } = await drain(world, null)

      expect(seen.map((one) => [one.post.uri, one.history])).toEqual([[uri, true]])
    })

    test('a quiet network gives an empty batch, and the posts after it are not history', async () => {
      const { seen: none, cursor } = await drain(world, null)
      world.pass(MINUTE)
      const uri = await world.post({ text: 'now something happened' })
      world.pass(SECOND)

      const { seen } = await drain(world, cursor)

      expect(none).toEqual([])
      expect(seen.map((one) => [one.post.uri, one.history])).toEqual([[uri, false]])
    })

    test('a post that tags the brand and one that only names it both arrive, whole', async () => {
      const { cursor } = await drain(world, null)
      world.pass(MINUTE)
      const tagging = await world.post({ text: 'my bag is gone & nobody answers <3', tags: true })
      world.pass(SECOND)
      const naming = await world.post({ text: 'never again with them', tags: false })
      world.pass(SECOND)

      const { seen } = await drain(world, cursor)

      expect(seen.map((one) => one.post.uri)).toEqual([tagging, naming])
      const [tag, name] = seen as [SeenPost, SeenPost]
      expect(tag.via).toBe('tag')
      expect(['search', 'hashtag']).toContain(name.via)
      expect(tag.post.text).toContain('my bag is gone & nobody answers <3')
      expect(tag.post.tagged.length).toBeGreaterThan(0)
      for (const { post } of [tag, name]) expectWellFormed(post, world.now())
    })

    test('posts come oldest first, ties in one millisecond included, and none twice from one poll', async () => {
      const { cursor } = await drain(world, null)
      world.pass(MINUTE)
      const uris = []
      for (let n = 0; n < 12; n++) {
        uris.push(await world.post({ text: `number ${n}`, tags: n % 2 === 0 }))
        if (n % 3 === 0) world.pass(SECOND)
      }
      world.pass(SECOND)

      const { batches } = await drain(world, cursor)

      for (const batch of batches) {
        const times = batch.map((one) => one.post.postedAt)
        expect(times).toEqual([...times].sort((a, b) => a - b))
        expect(new Set(batch.map((one) => one.post.uri)).size).toBe(batch.length)
      }
      expect(new Set(batches.flat().map((one) => one.post.uri))).toEqual(new Set(uris))
    })

    test('after a burst of 230 posts none is missing, though the process restarts after every page', async () => {
      const { cursor } = await drain(world, null)
      const uris = new Set<string>()
      world.pass(MINUTE)
      for (let n = 0; n < 230; n++) {
        uris.add(await world.post({ text: `burst ${n}`, tags: n % 4 !== 0 }))
        if (n % 5 === 0) world.pass(SECOND)
      }
      world.pass(SECOND)

      const { seen } = await drain(world, cursor)

      expect(new Set(seen.map((one) => one.post.uri))).toEqual(uris)
    })

    test('posts that arrive while a burst is being read are not lost either', async () => {
      const { cursor } = await drain(world, null)
      const uris = new Set<string>()
      world.pass(MINUTE)
      for (let n = 0; n < 150; n++) {
        uris.add(await world.post({ text: `burst ${n}`, tags: n % 2 === 0 }))
        if (n % 5 === 0) world.pass(SECOND)
      }
      let late = 0
      const { seen } = await drain(world, cursor, async () => {
        world.pass(SECOND)
        if (late++ < 5) uris.add(await world.post({ text: `meanwhile ${late}`, tags: late % 2 === 0 }))
      })

      expect(new Set(seen.map((one) => one.post.uri))).toEqual(uris)
    })

    test('a batch that was never committed is given again', async () => {
      const { cursor } = await drain(world, null)
      world.pass(MINUTE)
      const uri = await world.post({ text: 'the process died before the commit' })
      world.pass(SECOND)

      await drain(world, cursor)
      const { seen } = await drain(world, cursor)

      expect(seen.map((one) => one.post.uri)).toEqual([uri])
    })

    test('one unreadable item is named and does not cost its neighbours', async (context) => {
      if (world.postUnreadable === null) return context.skip()
      const { cursor } = await drain(world, null)
      world.pass(MINUTE)
      const before = await world.post({ text: 'before' })
      world.pass(SECOND)
      await world.postUnreadable()
      world.pass(SECOND)
      const after = await world.post({ text: 'after' })
      world.pass(SECOND)

      const { seen, skipped } = await drain(world, cursor)

      expect(seen.map((one) => one.post.uri)).toEqual([before, after])
      expect(skipped.length).toBeGreaterThan(0)
      for (const { item, why } of skipped) expect([item, why]).not.toContain('')
    })

    for (const how of ['rate-limited', 'server-error', 'hang', 'html', 'half-answer'] as const)
      test(`when the network fails (${how}) the poll says so, and afterwards nothing is missing`, async (context) => {
        if (!world.breaks.includes(how)) return context.skip()
        const { cursor } = await drain(world, null)
        world.pass(MINUTE)
        const uri = await world.post({ text: 'while it was down' })
        world.pass(SECOND)

        world.break(how)
        const fault = await faultOf(world.connector().poll(cursor, never()))
        expect(['passing', 'blocked']).toContain(fault.fault)
        expectNoSecret(world, fault)

        world.mend()
        // As a caller would: after the wait that the network asked for.
        world.pass(fault.retryAfter ?? MINUTE)
        const { seen } = await drain(world, cursor)
        expect(seen.map((one) => one.post.uri)).toEqual([uri])
      })

    test('a poll that hangs ends at once when the app is stopped', async (context) => {
      if (!world.breaks.includes('hang')) return context.skip()
      const { cursor } = await drain(world, null)
      world.break('hang')
      const stop = new AbortController()

      const poll = world.connector().poll(cursor, stop.signal)
      setTimeout(() => stop.abort(), 20)

      const began = performance.now()
      await expect(poll).rejects.toThrow()
      expect(performance.now() - began).toBeLessThan(5_000)
    })

    test('a wrong password is told apart from a network that is down', async (context) => {
      if (!world.breaks.includes('refuses-login')) return context.skip()
      world.break('refuses-login')

      const fault = await faultOf(world.connector().poll(null, never()))

      expect(fault.fault).toBe('credentials')
      expectNoSecret(world, fault)
    })

    test('a look-up answers every post once: there as it is now, or gone', async () => {
      const kept = await world.post({ text: 'still here' })
      const deleted = await world.post({ text: 'I take that back' })
      world.pass(SECOND)
      const { seen } = await drain(world, null)
      const ref = refsOf(seen)
      await world.remove(deleted)

      const found = await world.connector().lookup([ref(kept), ref(deleted)], never())

      expect(found.map((one) => one.ref).sort()).toEqual([ref(kept), ref(deleted)].sort())
      expect(found.find((one) => one.ref === ref(deleted))).toEqual({ ref: ref(deleted), state: 'gone' })
      expect(found.find((one) => one.ref === ref(kept))).toMatchObject({
        state: 'there',
        post: { uri: kept },
      })
      expect(await world.connector().lookup([], never())).toEqual([])
    })

    test('an edited post is looked up with its new text', async (context) => {
      if (world.edit === null) return context.skip()
      const uri = await world.post({ text: 'they are terible' })
      world.pass(SECOND)
      const { seen } = await drain(world, null)
      world.pass(MINUTE)
      await world.edit(uri, 'they are terrible')

      const [found] = await world.connector().lookup([refsOf(seen)(uri)], never())

      expect(found?.state === 'there' && found.post.text).toContain('they are terrible')
      expect(found?.state === 'there' && found.post.editedAt).toBeTypeOf('number')
    })

    test('when the network fails during a look-up no post is called gone', async (context) => {
      if (!world.breaks.includes('server-error')) return context.skip()
      const uri = await world.post({ text: 'still here' })
      world.pass(SECOND)
      const { seen } = await drain(world, null)
      world.break('server-error')

      const answer = await world
        .connector()
        .lookup([refsOf(seen)(uri)], never())
        .catch((error: unknown) => error)

      if (answer instanceof Error) expect(answer).toBeInstanceOf(ConnectorError)
      else expect(answer).toEqual([{ ref: refsOf(seen)(uri), state: 'unknown' }])
    })

    test('a thread is read root first; a deleted one is empty', async () => {
      const root = await world.post({ text: 'my flight was cancelled', tags: true })
      world.pass(SECOND)
      const answer = await world.post({ text: 'and nobody tells us why', tags: true, under: root })
      world.pass(SECOND)
      const { seen } = await drain(world, null)

      const thread = await world.connector().thread(refsOf(seen)(answer), never())
      expect(thread.map((post) => post.uri)).toEqual([root, answer])
      expect(thread.map((post) => post.parent)).toEqual([null, root])

      await world.remove(answer)
      expect(await world.connector().thread(refsOf(seen)(answer), never())).toEqual([])
    })

    test('a post is found by its address, and nothing by the address of something else', async (context) => {
      if (world.connector().byUrl === undefined) return context.skip()
      const uri = await world.post({ text: 'look at this', tags: true })
      world.pass(SECOND)
      const { seen, cursor } = await drain(world, null)
      const running = async () => {
        const connector = world.connector()
        await connector.poll(cursor, never())
        return (url: string) => connector.byUrl?.(url, never())
      }
      const address = seen.find((one) => one.post.uri === uri)?.post.url ?? uri

      const byUrl = await running()
      expect(await byUrl(address)).toMatchObject({ uri, ref: refsOf(seen)(uri) })
      expect(await byUrl(` ${address} `)).toMatchObject({ uri })
      for (const other of ['nonsense', '', 'https://example.com/', 'mailto:ana@example.com', `${address}9`])
        expect(await byUrl(other), other).toBeNull()

      await world.remove(uri)
      world.pass(MINUTE)
      expect(await (await running())(address)).toBeNull()
    })

    test('when the network fails it is not said that nothing is at an address', async (context) => {
      if (world.connector().byUrl === undefined || !world.breaks.includes('server-error'))
        return context.skip()
      const uri = await world.post({ text: 'look at this', tags: true })
      world.pass(SECOND)
      const { seen } = await drain(world, null)
      const address = seen.find((one) => one.post.uri === uri)?.post.url ?? uri
      world.break('server-error')

      const fault = await faultOf(world.connector().byUrl?.(address, never()) ?? Promise.resolve())

      expect(fault.fault).toBe('passing')
    })

    test('a reply stands under the post once, however often it is sent', async (context) => {
      if (world.repliesUnder === null) return context.skip()
      const { uri, order, publisher } = await somethingToAnswer(world)

      expect(await publisher().findReply(order, never())).toBeNull()
      const first = await publisher().reply(order, never())
      world.pass(MINUTE)
      const second = await publisher().reply(order, never())

      expect(world.repliesUnder(uri)).toEqual([order.text])
      expect(second.uri).toBe(first.uri)
      expect((await publisher().findReply(order, never()))?.uri).toBe(first.uri)
    })

    test('when the answer to a reply is lost the connector is in doubt, finds it, and does not send it twice', async (context) => {
      if (world.repliesUnder === null || world.loseNextAnswer === null) return context.skip()
      const { uri, order, publisher } = await somethingToAnswer(world)

      world.loseNextAnswer()
      const fault = await faultOf(publisher().reply(order, never()))
      const found = await publisher().findReply(order, never())

      expect(fault.fault).toBe('doubt')
      expect(found?.uri).toBeTypeOf('string')
      expect(world.repliesUnder(uri)).toEqual([order.text])
    })

    test('a reply to a post that is gone is refused, with the reason', async (context) => {
      if (world.repliesUnder === null) return context.skip()
      const { uri, order, publisher } = await somethingToAnswer(world)
      await world.remove(uri)

      const fault = await faultOf(publisher().reply(order, never()))

      expect(fault.fault).toBe('refused')
      expect(world.repliesUnder(uri)).toEqual([])
    })

    test('a reply can be taken down, and again', async (context) => {
      if (world.repliesUnder === null) return context.skip()
      const { uri, order, publisher } = await somethingToAnswer(world)
      const { ref } = await publisher().reply(order, never())

      await publisher().remove(ref, never())
      await publisher().remove(ref, never())

      expect(world.repliesUnder(uri)).toEqual([])
    })

    test('the check is all well on a sound network', async () => {
      const findings = await world.connector().check(never())

      expect(findings.length).toBeGreaterThan(0)
      expect(findings.filter((finding) => !finding.ok)).toEqual([])
    })

    test('on a broken network the check says what is wrong and how to mend it, and prints no secret', async () => {
      for (const how of world.breaks) {
        world.break(how)
        const findings = await world.connector().check(never())
        world.mend()
        world.pass(20 * MINUTE)

        const bad = findings.filter((finding) => !finding.ok)
        expect(bad.length, how).toBeGreaterThan(0)
        for (const finding of bad) expect(finding.mend ?? '', `${how}: ${finding.what}`).not.toBe('')
        expectNoSecret(world, findings)
      }
    })
  })
}

/** Polls until nothing more is waiting, each time with the connector of a freshly started process. */
export async function drain(
  world: ConnectorWorld,
  from: string | null,
  between: () => Promise<void> = async () => {},
): Promise<{
  readonly seen: readonly SeenPost[]
  readonly batches: readonly (readonly SeenPost[])[]
  readonly skipped: readonly Skipped[]
  readonly cursor: string
}> {
  const batches: (readonly SeenPost[])[] = []
  const skipped: Skipped[] = []
  const seen = new Map<string, SeenPost>()
  let cursor = from
  // Connectors may take turns between their sources: a few quiet polls in a row mean that all of them are dry.
  for (let quiet = 0, polls = 0; quiet < 3; polls++) {
    if (polls > 200) throw new Error('the connector always has more')
    const batch = await world.connector().poll(cursor, never())
    const fresh = batch.posts.filter((one) => !seen.has(one.post.uri))
    batches.push(batch.posts)
    skipped.push(...batch.skipped)
    for (const one of fresh) seen.set(one.post.uri, one)
    quiet = batch.more || fresh.length > 0 ? 0 : quiet + 1
    cursor = batch.cursor
    await between()
  }
  return { seen: [...seen.values()], batches, skipped, cursor: cursor ?? '' }
}

const never = (): AbortSignal => new AbortController().signal

const refsOf =
  (seen: readonly SeenPost[]) =>
  (uri: string): string => {
    const one = seen.find((candidate) => candidate.post.uri === uri)
    if (one === undefined) throw new Error(`${uri} was never seen`)
    return one.post.ref
  }

async function somethingToAnswer(world: ConnectorWorld) {
  const uri = await world.post({ text: 'where is my bag?', tags: true })
  world.pass(SECOND)
  const { seen } = await drain(world, null)
  const to = seen.find((one) => one.post.uri === uri)?.post
  if (to === undefined) throw new Error('the post to answer was never seen')
  const order: ReplyOrder = {
    to,
    text: 'We are sorry. Please send us your tag number.',
    lang: 'en',
    idempotencyKey: 'reply-127-1',
    createdAt: world.now(),
  }
  const publisher = () => {
    const { publisher } = world.connector()
    if (publisher === null) throw new Error('this connector cannot reply, but its world can')
    return publisher
  }
  return { uri, order, publisher }
}

async function faultOf(work: Promise<unknown>): Promise<ConnectorError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConnectorError)
  return error as ConnectorError
}

function expectWellFormed(post: Post, now: Instant): void {
  expect(post.url === null || /^https?:\/\//.test(post.url)).toBe(true)
  expect(post.author.id).not.toBe('')
  expect(post.author.handle).not.toMatch(/^@|^$/)
  expect(Number.isSafeInteger(post.postedAt)).toBe(true)
  expect(Math.abs(now - post.postedAt)).toBeLessThan(5 * MINUTE)
  for (const count of Object.values(post.engagement)) expect(count).toBeGreaterThanOrEqual(0)
  for (const tag of post.hashtags) expect(tag).not.toMatch(/^#/)
}

function expectNoSecret(world: ConnectorWorld, printed: unknown): void {
  for (const secret of world.secrets) expect(inspect(printed, { depth: 10 })).not.toContain(secret)
}
