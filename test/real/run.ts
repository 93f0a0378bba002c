import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict'
import { blueskyConnector } from '../../connectors/bluesky/index.js'
import type { Post } from '../../src/domain/post.js'
import { Secret } from '../../src/domain/secret.js'
import { MINUTE } from '../../src/domain/time.js'
import type {
  Batch,
  Connector,
  ConnectorFault,
  Publisher,
  ReplyOrder,
  SeenPost,
  SessionKeeper,
} from '../../src/ports.js'
import { quiet } from '../support/world.js'
import { type Network, startNetwork, versions } from './network.js'
import { signIn } from './person.js'
import { workflow } from './workflow.js'

/** The real connector against a real Bluesky network on this machine: `npm run test:real`. */
let passed = 0
let failed = 0

async function holds(sentence: string, work: () => Promise<void>): Promise<void> {
  const began = performance.now()
  try {
    await work()
    passed++
    console.log(`ok      ${sentence} (${Math.round(performance.now() - began)} ms)`)
  } catch (error) {
    failed++
    console.log(
      `FAILED  ${sentence}\n        ${error instanceof Error ? error.message.replaceAll('\n', '\n        ') : error}`,
    )
  }
}

async function run(network: Network): Promise<void> {
  const { brand, ana: anaAccount, ben: benAccount, cleo: cleoAccount } = network.accounts
  const ana = await signIn(network.url, anaAccount)
  const ben = await signIn(network.url, benAccount)
  const cleo = await signIn(network.url, cleoAccount)
  const kept = new Map<string, string>()
  const sessions: SessionKeeper = {
    load: (id) => kept.get(id) ?? null,
    save: (id, session) => void (session === null ? kept.delete(id) : kept.set(id, session)),
  }
  const connect = (password = brand.appPassword, keeper = sessions): Connector =>
    blueskyConnector({
      service: network.url,
      identifier: brand.handle,
      password: new Secret(password),
      // One word in small letters: search on this network compares letter by letter.
      watch: { terms: ['acmeair'], accounts: [brand.handle] },
      sessions: keeper,
      clock: Date.now,
      log: quiet,
    })
  const publisher = (): Publisher => connect().publisher as Publisher
  const seen = new Map<string, SeenPost>()
  let cursor: string | null = null
  /** Everything new, each page read as if after a restart. */
  async function poll(): Promise<SeenPost[]> {
    await network.settle()
    const fresh: SeenPost[] = []
    for (let more = true; more; ) {
      const batch: Batch = await connect().poll(cursor, forAMinute())
      for (const one of batch.posts) {
        if (!seen.has(one.post.uri)) fresh.push(one)
        seen.set(one.post.uri, one)
      }
      cursor = batch.cursor
      more = batch.more
    }
    return fresh
  }
  const post = (uri: string): Post => {
    const found = seen.get(uri)
    ok(found, `${uri} was never seen`)
    return found.post
  }
  const order = (to: Post, text: string, key: string): ReplyOrder => ({
    to,
    text,
    lang: 'en',
    idempotencyKey: key,
    createdAt: Date.now(),
  })

  await holds('the check finds service, log-in, notifications and search in order', async () => {
    const findings = await connect().check(forAMinute())
    deepStrictEqual(
      findings.filter((finding) => !finding.ok),
      [],
    )
    strictEqual(findings.length, 4)
  })

  await holds('a post from before the first poll is taken in as history', async () => {
    const uri = await ana.post('acmeair lost my bag last week')
    const fresh = await poll()
    deepStrictEqual(
      fresh.map((one) => [one.post.uri, one.via, one.history]),
      [[uri, 'search', true]],
    )
  })

  let tagging = ''
  let naming = ''
  await holds('a post that tags the brand and one that only names it both arrive', async () => {
    tagging = await ana.post('my flight was cancelled and nobody answers', { tags: brand })
    naming = await ben.post('never again acmeair')
    const fresh = await poll()
    deepStrictEqual(
      fresh.map((one) => [one.post.uri, one.via, one.history]),
      [
        [tagging, 'tag', false],
        [naming, 'search', false],
      ],
    )
    const { author, tagged, langs, url, parent } = post(tagging)
    deepStrictEqual(
      [author.handle, author.displayName, author.followers, tagged, langs, parent],
      [anaAccount.handle, 'ana', 0, [brand.handle], ['en'], null],
    )
    strictEqual(url, `https://bsky.app/profile/${anaAccount.handle}/post/${tagging.split('/').at(-1)}`)
  })

  await holds('a quiet network gives nothing, and nothing comes twice', async () => {
    deepStrictEqual(await poll(), [])
  })

  let reply: Awaited<ReturnType<Publisher['reply']>> | null = null
  await holds(
    'a reply stands once under the customer’s post, though the same order is sent twice',
    async () => {
      const sent = order(
        post(tagging),
        'We are sorry, @ana.test. Details: https://example.com/help',
        'case-1',
      )
      strictEqual(await publisher().findReply(sent, forAMinute()), null)
      reply = await publisher().reply(sent, forAMinute())
      const again = await publisher().reply(sent, forAMinute())
      strictEqual(again.uri, reply.uri)
      strictEqual((await publisher().findReply(sent, forAMinute()))?.uri, reply.uri)
      await network.settle()
      const answers = await ana.answersTo(tagging)
      deepStrictEqual(
        answers.map(({ uri, text, by }) => [uri, text, by]),
        [[reply.uri, sent.text, brand.handle]],
      )
      const [hung] = answers
      ok(hung)
      const { root, parent } = hung.reply as Record<'root' | 'parent', { uri: string }>
      deepStrictEqual([root.uri, parent.uri], [tagging, tagging])
    },
  )

  let answer = ''
  await holds(
    'when the customer answers our reply, the answer arrives with its place in the thread',
    async () => {
      ok(reply, 'there is no reply to answer')
      answer = await ana.post('thank you, but that link is dead', { under: reply.uri })
      const fresh = await poll()
      deepStrictEqual(
        fresh.map((one) => [one.post.uri, one.via]),
        [[answer, 'reply']],
      )
      deepStrictEqual([post(answer).parent, post(answer).root], [reply.uri, tagging])
    },
  )

  await holds(
    'a reply to that answer hangs under it, and the thread still begins with the first post',
    async () => {
      const second = await publisher().reply(order(post(answer), 'Mended, sorry!', 'case-1-2'), forAMinute())
      await network.settle()
      const thread = await connect().thread(answer, forAMinute())
      deepStrictEqual(
        thread.map((one) => one.uri),
        [tagging, reply?.uri, answer, second.uri],
      )
      strictEqual(thread.at(-1)?.root, tagging)
    },
  )

  await holds('a reply can be taken down, and again', async () => {
    const hasty = await publisher().reply(order(post(naming), 'Sent in haste', 'case-2'), forAMinute())
    await publisher().remove(hasty.ref, forAMinute())
    await publisher().remove(hasty.ref, forAMinute())
    await network.settle()
    deepStrictEqual(await ben.answersTo(naming), [])
  })

  await holds('a deleted post is found gone, the others there, and an answer to it is refused', async () => {
    await ben.remove(naming)
    await network.settle()
    const found = await connect().lookup([tagging, naming], forAMinute())
    deepStrictEqual(Object.fromEntries(found.map((one) => [one.ref, one.state])), {
      [tagging]: 'there',
      [naming]: 'gone',
    })
    deepStrictEqual(await connect().thread(naming, forAMinute()), [])
    await fails('refused', publisher().reply(order(post(naming), 'Too late', 'case-2-2'), forAMinute()))
  })

  await holds(
    'a post behind a block is not called gone, and an answer to it is refused with that reason',
    async () => {
      const uri = await cleo.post('so angry', { tags: brand })
      await poll()
      await cleo.block(brand)
      await network.settle()
      deepStrictEqual(await connect().lookup([uri], forAMinute()), [{ ref: uri, state: 'unknown' }])
      await fails('refused', publisher().reply(order(post(uri), 'Hello?', 'case-3'), forAMinute()), /block/)
    },
  )

  await holds('of 130 posts with seven to the millisecond none is lost where pages meet', async () => {
    const began = Date.now()
    const uris = new Set<string>()
    for (let n = 0; n < 130; n++) {
      const createdAt = new Date(began + Math.floor(n / 7)).toISOString()
      uris.add(await ben.post(`number ${n}`, { tags: brand, createdAt }))
    }
    const fresh = await poll()
    deepStrictEqual(new Set(fresh.map((one) => one.post.uri)), uris)
    const times = fresh.map((one) => one.post.postedAt)
    strictEqual(new Set(times).size, 19)
  })

  await holds(
    'a restart goes on with the stored session: no new log-in, not even a right password is needed',
    async () => {
      const uri = await ana.post('still waiting', { tags: brand })
      await network.settle()
      const batch = await connect('wrong-password').poll(cursor, forAMinute())
      ok(batch.posts.some((one) => one.post.uri === uri))
    },
  )

  await holds('a wrong password without a session is told as such', async () => {
    await fails(
      'credentials',
      connect('wrong-password', { load: () => null, save: () => {} }).poll(null, forAMinute()),
    )
  })

  await workflow(network, connect(), holds)

  await holds('an account that the network has suspended is told apart from a wrong password', async () => {
    await network.takeDown(brand)
    await fails(
      'blocked',
      connect(brand.appPassword, { load: () => null, save: () => {} }).poll(null, forAMinute()),
    )
  })

  await holds(
    'when the network’s reading side is down the poll fails in passing, whatever it is asked',
    async () => {
      const other = { ...brand, ...cleoAccount }
      const connector = blueskyConnector({
        service: network.url,
        identifier: other.handle,
        password: new Secret(other.appPassword),
        watch: { terms: ['acmeair'], accounts: [other.handle] },
        sessions: { load: () => null, save: () => {} },
        clock: Date.now,
        log: quiet,
      })
      await connector.poll(null, forAMinute())
      await network.stopAppView()
      await fails('passing', connector.poll(null, forAMinute()))
      await fails('passing', connector.lookup([tagging], forAMinute()))
    },
  )
}

async function fails(fault: ConnectorFault, work: Promise<unknown>, words = /^Bluesky: /): Promise<void> {
  await rejects(work, (error: Error & { fault?: unknown }) => {
    strictEqual(error.fault, fault, error.message)
    ok(words.test(error.message), error.message)
    return true
  })
}

const forAMinute = (): AbortSignal => AbortSignal.timeout(MINUTE)

const began = performance.now()
try {
  const network = await startNetwork((line) => console.log(line))
  const named = Object.entries(versions()).map(([name, version]) => `${name} ${version}`)
  console.log(
    `a real Bluesky network is up after ${seconds()} s (${named.join(', ')}, Node ${process.version})`,
  )
  try {
    await run(network)
  } finally {
    await network.stop()
  }
} catch (error) {
  failed++
  console.log(`FAILED  ${error instanceof Error ? error.message : error}`)
}
console.log(`took ${seconds()} s`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function seconds(): number {
  return Math.round((performance.now() - began) / 1_000)
}
