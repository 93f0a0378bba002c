import { afterEach, expect, test } from 'vitest'
import type { Post } from '../../src/domain/post.js'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import type { Publisher } from '../../src/ports.js'
import type { Habits } from '../support/fake-mastodon-posts.js'
import { type MastodonTeam, mastodonTeam, never } from '../support/fake-mastodon-team.js'

let team: MastodonTeam
const start = async (habits: Habits = {}): Promise<MastodonTeam> => {
  team = await mastodonTeam(habits)
  return team
}
afterEach(() => team.fake.close())

const publisher = (): Publisher => {
  const { publisher } = team.open()
  if (publisher === null) throw new Error('Mastodon can publish')
  return publisher
}
const repliesTo = (post: Post) => team.fake.repliesUnder(post.uri)

test('a reply names the customer, stands under their post, in their language', async () => {
  const { received, order } = await start()
  const post = await received({ text: '@acme where is my bag?' })
  const done = await publisher().reply({ ...order(post, 'We are looking for it.'), lang: 'de' }, never)
  expect(repliesTo(post)).toMatchObject([
    {
      source: '@ana@social.example We are looking for it.',
      visibility: 'public',
      language: 'de',
      spoiler_text: '',
    },
  ])
  expect(done).toMatchObject({ uri: repliesTo(post)[0]?.uri, at: team.clock.now })
})

test('who is named in the text already is not named twice', async () => {
  const { received, order } = await start()
  const post = await received({ text: '@acme hello' })
  await publisher().reply(order(post, 'Dear @ana@social.example, sorry.'), never)
  expect(repliesTo(post)[0]?.source).toBe('Dear @ana@social.example, sorry.')
})

test.each([
  ['direct', 'direct'],
  ['private', 'private'],
  ['unlisted', 'unlisted'],
  ['public', 'public'],
])('a %s post is answered %s', async (visibility, expected) => {
  const { received, order } = await start()
  const post = await received({ text: '@acme hello', more: { visibility } })
  await publisher().reply(order(post, 'Sorry.'), never)
  expect(repliesTo(post)[0]?.visibility).toBe(expected)
})

test.each([
  ['travel rant', 're: travel rant'],
  ['re: travel rant', 're: travel rant'],
  ['RE: travel rant', 'RE: travel rant'],
])('the content warning "%s" is kept as "%s"', async (spoiler_text, expected) => {
  const { received, order } = await start()
  const post = await received({ text: '@acme hello', more: { spoiler_text } })
  await publisher().reply(order(post, 'Sorry.'), never)
  expect(repliesTo(post)[0]?.spoiler_text).toBe(expected)
})

test.each<[string, Habits]>([
  ['keeps the Idempotency-Key', {}],
  ['ignores the Idempotency-Key', { idempotency: 'ignored', ids: 'uuid' }],
])(
  'a server that %s: pressed once, sent once, though the answer was lost and hours have passed',
  async (_, habits) => {
    const { fake, clock, received, order } = await start(habits)
    const post = await received({ text: '@acme hello' })
    const once = order(
      post,
      'Sorry about that.\n\nMore at https://acme.example/help/a-long-address-of-ours?from=here',
    )
    fake.loseNextAnswer()
    await expect(publisher().reply(once, never)).rejects.toMatchObject({ fault: 'doubt' })
    const found = await publisher().findReply(once, never)
    expect(found?.uri).toBe(repliesTo(post)[0]?.uri)

    clock.now += 2 * HOUR
    expect(await publisher().reply(once, never)).toEqual(found)
    expect(repliesTo(post)).toHaveLength(1)
  },
)

test('an attempt that certainly did not arrive is not found', async () => {
  const { fake, received, order } = await start()
  const post = await received({ text: '@acme hello' })
  fake.break('server-error', /statuses$/)
  await expect(publisher().reply(order(post, 'Sorry.'), never)).rejects.toMatchObject({ fault: 'doubt' })
  fake.mend()
  expect(await publisher().findReply(order(post, 'Sorry.'), never)).toBeNull()
})

test('the same words sent again as a new reply, later, are a second reply', async () => {
  const { clock, received, order } = await start()
  const post = await received({ text: '@acme hello' })
  await publisher().reply(order(post, 'We are on it.', 'first'), never)
  clock.now += HOUR
  await publisher().reply(order(post, 'We are on it.', 'second'), never)
  expect(repliesTo(post)).toHaveLength(2)
})

test('what the server will never take is refused in its own words', async () => {
  const { received, order } = await start()
  const post = await received({ text: '@acme hello' })
  await expect(publisher().reply(order(post, 'x'.repeat(501)), never)).rejects.toMatchObject({
    fault: 'refused',
    message: expect.stringContaining('Text character limit of 500 exceeded'),
  })
})

test('a token that may only read says which scope is missing', async () => {
  const { fake, received, order } = await start()
  const post = await received({ text: '@acme hello' })
  fake.break('lacks-scope', /statuses$/)
  await expect(publisher().reply(order(post, 'Sorry.'), never)).rejects.toMatchObject({
    fault: 'credentials',
    message: expect.stringContaining('write:statuses'),
  })
})

test('limits are the server’s own, once it has been heard, and Mastodon’s until then', async () => {
  const { connector } = await start({ maxCharacters: 5_000 })
  const publisher = connector.publisher
  expect(publisher?.limits).toEqual({ characters: 500, counts: 'weighted', perLink: 23 })
  await connector.poll(null, never)
  expect(publisher?.limits).toEqual({ characters: 5_000, counts: 'weighted', perLink: 23 })
})

test('a server that tells nothing of itself is taken to be like Mastodon', async () => {
  const { connector, clock } = await start({ instance: 'none' })
  await connector.poll(null, never)
  clock.now += MINUTE
  expect(connector.publisher?.limits).toEqual({ characters: 500, counts: 'weighted', perLink: 23 })
})
