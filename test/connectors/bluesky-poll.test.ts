import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.js'
import type { SeenPost } from '../../src/ports.js'
import { drain } from '../contracts/connector.contract.js'
import { type BlueskyWorld, blueskyWorld } from '../support/fake-bluesky-world.js'

let world: BlueskyWorld
let cursor: string
beforeEach(async () => {
  world = await blueskyWorld()
  cursor = (await drain(world, null)).cursor
  world.pass(MINUTE)
})
afterEach(() => world.close())

const uris = (seen: readonly SeenPost[]) => seen.map((one) => one.post.uri)
const never = () => new AbortController().signal
const poll = (from = cursor) => world.connector().poll(from, never())
const asked = (endpoint: string) => world.fake.ledger.filter((request) => request.endpoint.endsWith(endpoint))

test('a quiet poll costs one request for notifications and one for each term', async () => {
  const before = world.fake.ledger.length

  await poll()

  expect(world.fake.ledger.slice(before).map((request) => request.endpoint)).toEqual([
    'app.bsky.notification.listNotifications',
    'app.bsky.feed.searchPosts',
    'app.bsky.feed.searchPosts',
  ])
  expect(asked('searchPosts').map((request) => request.query.get('q'))).toEqual(
    expect.arrayContaining(['"acme air"', '#acmeair']),
  )
})

test('the author’s followers and the post’s counts come with it', async () => {
  await world.post({ text: 'where is my bag', tags: true })

  const { seen } = await drain(world, cursor)

  expect(seen[0]?.post).toMatchObject({
    author: { handle: 'ana.test', displayName: 'Ana', followers: 42 },
    engagement: { likes: 3, reposts: 0, replies: 0 },
    tagged: ['acmeair.test'],
  })
})

test('a post that tags the brand and names it comes once, as addressed to the brand', async () => {
  const uri = world.fake.post({ text: 'acme air, hello? #acmeair', tags: [world.fake.brand] })

  const { seen } = await drain(world, cursor)

  expect(seen.map((one) => [one.post.uri, one.via])).toEqual([[uri, 'tag']])
})

test('answers and quotes of the brand’s posts are told apart', async () => {
  const ours = world.fake.post({ by: world.fake.brand, text: 'Happy new year' })
  world.pass(SECOND)
  const answer = world.fake.post({ text: 'not for me', under: ours })
  world.pass(SECOND)
  const quote = world.fake.post({ text: 'look at this', quoting: ours })

  const { seen } = await drain(world, cursor)

  expect(seen.map((one) => [one.post.uri, one.via])).toEqual([
    [answer, 'reply'],
    [quote, 'quote'],
  ])
})

test('the brand’s own posts are left out', async () => {
  world.fake.post({ by: world.fake.brand, text: 'Fly with Acme Air' })

  expect((await drain(world, cursor)).seen).toEqual([])
})

test('a post whose author’s clock is an hour slow is found between older ones', async () => {
  await world.post({ text: 'first', tags: true })
  cursor = (await drain(world, cursor)).cursor
  world.pass(SECOND)
  const tagging = world.fake.post({ text: 'slow', tags: [world.fake.brand], createdAt: world.now() - HOUR })
  const naming = world.fake.post({ text: 'slow acme air', createdAt: world.now() - HOUR })

  const { seen } = await drain(world, cursor)

  expect(new Set(uris(seen))).toEqual(new Set([tagging, naming]))
  expect(seen.map((one) => one.history)).toEqual([false, false])
})

test('of 270 posts, ninety to the millisecond, none is lost where pages meet', async () => {
  const posted = new Set<string>()
  for (let n = 0; n < 270; n++) {
    posted.add(await world.post({ text: `now ${n}`, tags: true }))
    if (n % 90 === 89) world.pass(1)
  }
  world.pass(SECOND)
  posted.add(await world.post({ text: 'and one more', tags: true }))

  const { seen } = await drain(world, cursor)

  expect(new Set(uris(seen))).toEqual(posted)
})

test('a storm of 950 posts comes in several batches, and so does what arrives meanwhile', async () => {
  const posted = new Set<string>()
  const storm = async (count: number) => {
    for (let n = 0; n < count; n++) {
      posted.add(await world.post({ text: `storm ${posted.size}`, tags: posted.size % 10 !== 0 }))
      world.pass(50)
    }
  }
  await storm(950)
  let waves = 3

  const { seen, batches } = await drain(world, cursor, async () => {
    if (waves-- > 0) await storm(40)
  })

  expect(new Set(uris(seen))).toEqual(posted)
  expect(batches.filter((batch) => batch.length > 0).length).toBeGreaterThan(2)
})

test('no position ever covers a post that was not handed out', async () => {
  const posted: string[] = []
  for (let n = 0; n < 520; n++) {
    posted.push(await world.post({ text: `storm ${n}`, tags: true }))
    world.pass(10)
  }
  const first = await poll()
  expect(first.more).toBe(true)

  // The process dies; what was committed is the first batch. Whoever goes on from there finds the rest.
  const { seen } = await drain(world, first.cursor)

  expect(new Set([...uris(first.posts), ...uris(seen)])).toEqual(new Set(posted))
})

test('when a later page fails, what was read is kept and the rest follows', async () => {
  const posted: string[] = []
  for (let n = 0; n < 250; n++) {
    posted.push(await world.post({ text: `storm ${n}`, tags: true }))
    world.pass(10)
  }
  world.fake.failAfter(1, 'server-error', /listNotifications/)

  const first = await poll()
  world.mend()
  const { seen } = await drain(world, first.cursor)

  expect(first.posts).toHaveLength(100)
  expect(first.more).toBe(true)
  expect(new Set([...uris(first.posts), ...uris(seen)])).toEqual(new Set(posted))
})

test('pages that go round in a circle end, and it is said that there may be more', async () => {
  for (let n = 0; n < 130; n++) {
    await world.post({ text: `storm ${n}`, tags: true })
    world.pass(SECOND)
  }
  world.fake.circle()

  const { seen, skipped } = await drain(world, cursor)

  expect(seen).toHaveLength(100)
  expect(skipped).toContainEqual({
    item: 'older notifications',
    why: 'the network’s pages lead no further back',
  })
})

test('an empty page in front of the posts is passed over', async () => {
  const uri = await world.post({ text: 'behind the empty page', tags: true })
  world.pass(SECOND)
  world.fake.emptyPages(1)

  expect(uris((await poll()).posts)).toEqual([uri])
})

test('a server that lists likes too does not make posts of them', async () => {
  world.fake.ignoreReasons()
  for (let n = 0; n < 120; n++) world.fake.like(world.fake.customer)
  const uri = await world.post({ text: 'among many likes', tags: true })
  world.pass(SECOND)
  for (let n = 0; n < 120; n++) world.fake.like(world.fake.customer)

  const { seen, skipped } = await drain(world, cursor)

  expect(uris(seen)).toEqual([uri])
  expect(skipped).toEqual([])
})

test('while search is down, posts that tag the brand get through; then the poll fails, and nothing is lost', async () => {
  const tagging = await world.post({ text: 'hello?', tags: true })
  const naming = await world.post({ text: 'never again' })
  world.fake.break('server-error', /searchPosts/)

  const batch = await poll()
  expect(uris(batch.posts)).toEqual([tagging])
  expect(batch.more).toBe(true)
  await expect(poll(batch.cursor)).rejects.toMatchObject({ fault: 'passing' })

  world.mend()
  expect(uris((await drain(world, batch.cursor)).seen)).toContain(naming)
})

test('where search is denied, tags are still seen, it is said so, and search is left alone for a while', async () => {
  const connector = world.connector()
  world.fake.break('refuses', /searchPosts/)
  const tagging = await world.post({ text: 'hello?', tags: true })

  const batch = await connector.poll(cursor, never())
  const searches = asked('searchPosts').length
  world.pass(MINUTE)
  await connector.poll(batch.cursor, never())

  expect(uris(batch.posts)).toEqual([tagging])
  expect(batch.skipped[0]?.why).toMatch(/only posts that tag, answer or quote us are seen/)
  expect(asked('searchPosts')).toHaveLength(searches)

  world.mend()
  world.pass(5 * MINUTE)
  const naming = await world.post({ text: 'never again' })
  expect(uris((await connector.poll(batch.cursor, never())).posts)).toContain(naming)
})

test('whoever asks bots to keep away is not searched out, but heard when speaking to the brand', async () => {
  const shy = world.fake.addAccount('shy', { description: 'just me #nobot' })
  world.fake.post({ by: shy, text: 'acme air is late' })
  const spoken = world.fake.post({ by: shy, text: 'you are late', tags: [world.fake.brand] })

  const { seen } = await drain(world, cursor)

  expect(uris(seen)).toEqual([spoken])
  expect(seen[0]?.post.author.optOuts).toEqual(['no-bot'])
})

test('the wish not to be shown to strangers travels with the post', async () => {
  const ben = world.fake.addAccount('ben', { labels: ['!no-unauthenticated'] })
  world.fake.post({ by: ben, text: 'acme air is late' })

  const { seen } = await drain(world, cursor)

  expect(seen[0]?.post.author.optOuts).toEqual(['no-unauthenticated'])
})

test('with twenty terms a poll searches for six, and within four polls for each', async () => {
  await world.close()
  const terms = Array.from({ length: 20 }, (_, n) => `term${n}`)
  world = await blueskyWorld({ watch: { terms, accounts: [] } })
  let at: string | null = null
  for (let n = 0; n < 4; n++) {
    const before = asked('searchPosts').length
    at = (await world.connector().poll(at, never())).cursor
    expect(asked('searchPosts').length - before).toBe(6)
  }

  expect(new Set(asked('searchPosts').map((request) => request.query.get('q')))).toEqual(new Set(terms))
})

test('a brand’s other account is searched for, since only the one logged in is notified', async () => {
  await world.close()
  world = await blueskyWorld({
    watch: { terms: [], accounts: ['acmeair.test', 'acmehelp.test', 'acme@mastodon.test'] },
  })
  const help = world.fake.addAccount('acmehelp')
  const { cursor } = await drain(world, null)
  world.pass(MINUTE)
  const uri = world.fake.post({ text: 'anybody there?', tags: [help] })
  world.fake.post({ by: help, text: 'we are @acmehelp.test' })

  const { seen } = await drain(world, cursor)

  expect(seen.map((one) => [one.post.uri, one.via])).toEqual([[uri, 'tag']])
})

test('a term added later brings its recent past as history, and no flood', async () => {
  const uri = world.fake.post({ text: 'globex is as bad' })
  world.pass(MINUTE)
  cursor = (await drain(world, cursor)).cursor
  const connector = world.connector({ watch: { terms: ['acme air', 'globex'], accounts: [] } })

  const { posts } = await connector.poll(cursor, never())

  expect(posts.map((one) => [one.post.uri, one.history])).toEqual([[uri, true]])
})

test('a machine whose clock is ten minutes fast still knows new posts from old ones', async () => {
  const fast = (from: string | null) =>
    world.connector({ clock: () => world.now() + 10 * MINUTE }).poll(from, never())
  const before = await world.post({ text: 'before we came', tags: true })
  world.pass(SECOND)
  const first = await fast(null)
  const after = await world.post({ text: 'after we came', tags: true })
  world.pass(SECOND)
  const second = await fast(first.cursor)

  expect(first.posts.map((one) => [one.post.uri, one.history])).toEqual([[before, true]])
  expect(second.posts.map((one) => [one.post.uri, one.history])).toEqual([[after, false]])
})

test('posts older than the history window are left where they are', async () => {
  world.fake.post({
    text: 'acme air, long ago',
    createdAt: world.now() - 30 * HOUR,
    indexedAt: world.now() - 30 * HOUR,
  })
  const uri = world.fake.post({
    text: 'acme air, last night',
    createdAt: world.now() - 8 * HOUR,
    indexedAt: world.now() - 8 * HOUR,
  })

  expect(uris((await drain(world, null)).seen)).toEqual([uri])
})

test('a position that is not ours starts afresh instead of failing for ever', async () => {
  const uri = await world.post({ text: 'hello?', tags: true })
  world.pass(SECOND)

  for (const odd of ['', '{}', 'null', '{"v":1,"sources":{"notifications":{}}}', '{"v":1}', '12345'])
    expect(uris((await poll(odd)).posts)).toEqual([uri])
})

test('on a slow network a poll hands over what it has before it is given up', async () => {
  for (let n = 0; n < 250; n++) {
    await world.post({ text: `storm ${n}`, tags: true })
    world.pass(10)
  }
  const posted = new Set(world.fake.posts().map((one) => one.uri))
  world.fake.eachRequestTakes(12 * SECOND, world.pass)

  const first = await poll()
  expect(first.more).toBe(true)
  expect(first.posts.length).toBeLessThan(250)

  world.fake.eachRequestTakes(0, world.pass)
  const { seen } = await drain(world, first.cursor)
  expect(new Set([...uris(first.posts), ...uris(seen)])).toEqual(posted)
})

for (const how of ['wrong-shape', 'bad-json', 'html-ok'] as const)
  test(`an answer that makes no sense (${how}) is a passing fault`, async () => {
    world.fake.break(how, /app\.bsky/)

    await expect(poll()).rejects.toMatchObject({ fault: 'passing' })
  })

test('a web page instead of an answer is told apart from a wrong password', async () => {
  world.fake.break('html')

  await expect(poll()).rejects.toMatchObject({
    fault: 'blocked',
    message: expect.stringMatching(/something in front of the network/),
  })
})
