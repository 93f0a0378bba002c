import { afterEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js'
import type { Batch } from '../../src/ports.js'
import type { Habits } from '../support/fake-mastodon-posts.js'
import { type MastodonTeam, mastodonTeam, never } from '../support/fake-mastodon-team.js'

let team: MastodonTeam
const start = async (habits: Habits = {}, terms?: readonly string[]): Promise<MastodonTeam> => {
  team = await mastodonTeam(habits, terms)
  return team
}
afterEach(() => team.fake.close())

const texts = (batch: Batch): readonly string[] => batch.posts.map(({ post }) => post.text)

test('the first poll takes in the last day and nothing older', async () => {
  const { fake, clock, connector } = await start()
  fake.post({ text: 'long ago #acmeair', writtenAt: clock.now - 2 * DAY })
  fake.post({ text: 'this night #acmeair', writtenAt: clock.now - 3 * HOUR })
  const { posts } = await connector.poll(null, never)
  expect(posts).toMatchObject([{ history: true, via: 'hashtag', post: { text: 'this night #acmeair' } }])
})

test('how a post came is told: tagged, answered, quoted, hashtag or words', async () => {
  const { fake, clock, connector, catchUp } = await start()
  const { cursor } = await catchUp(null)
  clock.now += MINUTE
  const ours = fake.post({ by: fake.acme, text: 'our new timetable' })
  for (const say of [
    () => fake.post({ text: '@acme where is it?' }),
    () => fake.post({ text: '@acme it is wrong', under: ours.uri }),
    () => fake.quote(fake.post({ text: 'look at this' })),
    () => fake.post({ text: 'again #acmeair' }),
    () => fake.post({ text: 'Acme Air again' }),
  ]) {
    clock.now += SECOND
    say()
  }
  const { posts } = await connector.poll(cursor, never)
  expect(posts.map(({ via }) => via)).toEqual(['tag', 'reply', 'quote', 'hashtag', 'search'])
})

test('a post that tags us and holds our hashtag comes once, as a tag', async () => {
  const { fake, connector } = await start()
  fake.post({ text: '@acme acme air again #acmeair' })
  const { posts } = await connector.poll(null, never)
  expect(posts.map(({ via }) => via)).toEqual(['tag'])
})

test('an answer in a thread names the post it answers and the first of the thread', async () => {
  const { fake, clock, connector } = await start()
  const root = fake.post({ text: 'what a day' })
  clock.now += SECOND
  const middle = fake.post({ text: 'what happened?', by: fake.account('bo'), under: root.uri })
  clock.now += SECOND
  fake.post({ text: '@acme happened', under: middle.uri })
  const { posts } = await connector.poll(null, never)
  expect(posts).toMatchObject([{ post: { parent: middle.uri, root: root.uri } }])
})

test('who asks bots to stay away, or not to be indexed, is heard only when they speak to us', async () => {
  const { fake, connector } = await start()
  const quiet = fake.account('quiet', { note: '<p>#nobot</p>' })
  const hidden = fake.account('hidden', { noindex: true })
  for (const by of [quiet, hidden]) {
    fake.post({ by, text: 'late #acmeair' })
    fake.post({ by, text: 'acme air is late' })
    fake.post({ by, text: '@acme late' })
  }
  const { posts } = await connector.poll(null, never)
  expect(posts.map(({ post, via }) => [post.author.handle, via])).toEqual([
    ['quiet@social.example', 'tag'],
    ['hidden@social.example', 'tag'],
  ])
})

test('who never opted into search is found by a hashtag, and by words not even if the server gives them', async () => {
  const { fake, connector } = await start()
  const by = fake.account('reserved', { indexable: false })
  fake.post({ by, text: 'late #acmeair' })
  fake.post({ by, text: 'acme air is late' })
  const { posts } = await connector.poll(null, never)
  expect(posts.map(({ post }) => post.text)).toEqual(['late #acmeair'])
})

test('what was written to few is taken when it tags us, with who may see it, and never when only found', async () => {
  const { fake, connector } = await start()
  fake.post({ text: '@acme between us', more: { visibility: 'direct' } })
  fake.post({ text: '@acme among friends', more: { visibility: 'private' } })
  fake.post({ text: 'among friends #acmeair acme air', more: { visibility: 'private' } })
  const { posts } = await connector.poll(null, never)
  expect(posts.map(({ post }) => post.visibility)).toEqual(['direct', 'followers'])
})

test('boosts are left alone', async () => {
  const { fake, connector } = await start()
  const status = fake.post({ text: 'said once' })
  fake.post({ text: 'acme air #acmeair', more: { reblog: status } })
  expect((await connector.poll(null, never)).posts).toEqual([])
})

test('a post that comes late from another server, filed between those already read, is not missed', async () => {
  const { fake, clock, catchUp } = await start({ search: 'none' })
  fake.post({ text: 'first #acmeair' })
  clock.now += 10 * MINUTE
  const { cursor: before } = await catchUp(null)
  fake.post({ text: 'second #acmeair' })
  clock.now += 5 * SECOND
  const { cursor } = await catchUp(before)
  clock.now += 5 * SECOND
  fake.post({ text: 'the late one #acmeair', writtenAt: clock.now - 8 * SECOND })
  clock.now += 50 * SECOND
  const { posts } = await catchUp(cursor)
  expect(posts.map(({ text }) => text)).toContain('the late one #acmeair')
})

test.each<[string, Habits]>([
  ['Mastodon', {}],
  ['hex ids', { ids: 'hex' }],
  ['uuids', { ids: 'uuid' }],
  ['a server that ignores min_id', { ids: 'hex', minId: 'ignored' }],
])('after an hour away with 130 posts none is missing: %s', async (_, habits) => {
  const { fake, clock, catchUp } = await start(habits)
  fake.post({ text: '@acme before #acmeair' })
  clock.now += 10 * MINUTE
  const { cursor } = await catchUp(null)
  for (let n = 0; n < 130; n++) {
    clock.now += 20 * SECOND
    fake.post({ text: n % 2 === 0 ? `@acme number ${n}` : `number ${n} #acmeair` })
  }
  clock.now += MINUTE
  const { posts } = await catchUp(cursor)
  const fresh = posts.filter(({ text }) => text.includes('number'))
  expect(new Set(fresh.map(({ text }) => text)).size).toBe(130)
})

test('a long backlog comes in pages that can each be committed', async () => {
  const { fake, clock, catchUp } = await start({ search: 'none' })
  fake.post({ text: '@acme before' })
  clock.now += MINUTE
  const { cursor } = await catchUp(null)
  for (let n = 0; n < 450; n++) {
    clock.now += SECOND
    fake.post({ text: `@acme number ${n}` })
  }
  const { posts, batches } = await catchUp(cursor)
  expect(posts).toHaveLength(450)
  expect(batches.map((batch) => batch.posts.length)).toEqual([200, 200, 50])
})

test('the post that the cursor stands on may be deleted', async () => {
  const { fake, clock, catchUp } = await start()
  const last = fake.post({ text: '@acme before #acmeair' })
  clock.now += 10 * MINUTE
  const { cursor } = await catchUp(null)
  fake.remove(last.uri)
  fake.post({ text: '@acme after' })
  clock.now += SECOND
  expect((await catchUp(cursor)).posts.map(({ text }) => text)).toEqual(['@acme after'])
})

test('with more sources than fit into a poll they take turns, and notifications come each time', async () => {
  const terms = Array.from({ length: 20 }, (_, n) => `#acme${n}`)
  const { fake, clock, connector } = await start({}, terms)
  let cursor: string | null = null
  for (let n = 0; n < 3; n++) {
    cursor = (await connector.poll(cursor, never)).cursor
    clock.now += MINUTE
  }
  const asked = fake.ledger.map(({ path }) => path)
  const tags = asked.filter((path) => path.includes('/tag/'))
  expect(new Set(tags).size).toBe(20)
  expect(tags).toHaveLength(24)
  expect(asked.filter((path) => path.endsWith('/notifications'))).toHaveLength(3)
})

test('a server without search is watched all the same, and the log says what is missing', async () => {
  const { fake, connector, told } = await start({ search: 'none' })
  fake.post({ text: '@acme hello' })
  expect(texts(await connector.poll(null, never))).toEqual(['@acme hello'])
  expect(told).toContainEqual({ level: 'warn', message: 'this server does not let us search' })
})

test('when one source fails the others are taken in first, and then the failure is told', async () => {
  const { fake, clock, connector, catchUp } = await start()
  const { cursor } = await catchUp(null)
  clock.now += MINUTE
  fake.post({ text: '@acme hello' })
  fake.post({ text: 'hello #acmeair' })
  fake.break('server-error', /timelines/)
  const first = await connector.poll(cursor, never)
  expect(texts(first)).toEqual(['@acme hello'])
  await expect(connector.poll(first.cursor, never)).rejects.toMatchObject({
    fault: 'passing',
    message: 'Mastodon: reading the hashtag #acmeair failed: the server answered 502',
  })
  fake.mend()
  expect(texts(await connector.poll(first.cursor, never))).toEqual(['hello #acmeair'])
})

test('one unreadable item is named and the rest of its page arrives', async () => {
  const { fake, connector } = await start({ search: 'none' })
  fake.post({ text: '@acme before' })
  fake.postUnreadable()
  fake.post({ text: '@acme after' })
  const { posts, skipped } = await connector.poll(null, never)
  expect(posts.map(({ post }) => post.text)).toEqual(['@acme before', '@acme after'])
  expect(skipped[0]).toEqual({
    item: expect.stringMatching(/^notifications /),
    why: expect.stringContaining('account'),
  })
})

test('while a rate limit runs the server is left in peace', async () => {
  const { fake, clock, connector } = await start()
  fake.break('rate-limited')
  await expect(connector.poll(null, never)).rejects.toMatchObject({
    fault: 'passing',
    retryAfter: 4 * MINUTE,
  })
  const asked = fake.ledger.length
  clock.now += 3 * MINUTE
  await expect(connector.poll(null, never)).rejects.toMatchObject({ fault: 'passing', retryAfter: MINUTE })
  expect(fake.ledger).toHaveLength(asked)
  fake.mend()
  clock.now += MINUTE
  expect((await connector.poll(null, never)).posts).toEqual([])
})

test('however often it is polled, it asks for fewer pages than Mastodon allows in a quarter of an hour', async () => {
  const terms = Array.from({ length: 8 }, (_, n) => `#acme${n}`)
  const { fake, clock, connector } = await start({}, terms)
  fake.post({ text: `@acme ${terms.join(' ')}` })
  clock.now += 10 * MINUTE
  let cursor: string | null = null
  for (let n = 0; n < 60; n++) cursor = (await connector.poll(cursor, never)).cursor
  const paged = fake.ledger.filter(({ query }) => query.has('min_id') || query.has('max_id'))
  expect(paged.length).toBeGreaterThan(250)
  // Notifications alone are still asked for, once a poll.
  expect(paged.filter(({ path }) => path.includes('/tag/')).length).toBeLessThan(280)
  expect(paged.filter(({ path }) => path.endsWith('/notifications'))).toHaveLength(60)
})

test('a position that is not ours is refused', async () => {
  const { connector } = await start()
  await expect(connector.poll('{"seq":12}', never)).rejects.toMatchObject({ fault: 'refused' })
})
