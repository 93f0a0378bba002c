import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { mastodonConnector } from '../../connectors/mastodon/index.js'
import { Secret } from '../../src/domain/secret.js'
import { MINUTE, SECOND } from '../../src/domain/time.js'
import type { ConnectorFault } from '../../src/ports.js'
import type { Breakage } from '../support/fake-mastodon-faults.js'
import { type MastodonTeam, mastodonTeam, never } from '../support/fake-mastodon-team.js'

let team: MastodonTeam | null = null
afterEach(async () => {
  await team?.fake.close()
  team = null
})

test.each<[Breakage, ConnectorFault, string]>([
  ['rate-limited', 'passing', 'too many requests'],
  ['retry-after', 'passing', 'too many requests'],
  ['server-error', 'passing', 'the server answered 502'],
  ['text-plain', 'passing', 'the server answered 500'],
  ['json-null', 'passing', 'the server answered 500'],
  ['html', 'passing', 'the server answered a web page instead of data'],
  ['not-a-list', 'passing', 'the answer is not a list'],
  ['half-answer', 'passing', 'the connection broke'],
  ['dropped', 'passing', 'the connection broke'],
  ['hang', 'passing', 'no answer within 300 ms'],
  ['refuses-login', 'credentials', 'does not accept the access token'],
  ['lacks-scope', 'credentials', 'the access token lacks the scope read:notifications'],
  ['forbidden-page', 'blocked', 'something in front of the server refuses to serve us'],
  ['suspended', 'blocked', 'the server does not serve this account (Your login is currently disabled)'],
])('%s is %s', async (how, fault, words) => {
  team = await mastodonTeam()
  team.fake.break(how, /notifications/)
  await expect(team.connector.poll(null, never)).rejects.toMatchObject({
    fault,
    message: expect.stringContaining(words),
  })
})

test('how long to wait is read from either header', async () => {
  team = await mastodonTeam()
  team.fake.break('retry-after')
  await expect(team.connector.poll(null, never)).rejects.toMatchObject({ retryAfter: 30 * SECOND })
  team.clock.now += MINUTE
  team.fake.break('rate-limited')
  await expect(team.connector.poll(null, never)).rejects.toMatchObject({ retryAfter: 4 * MINUTE })
})

test('nobody listening is a passing fault', async () => {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  const connector = mastodonConnector({
    ...{ url: `http://127.0.0.1:${port}`, token: new Secret('t'), clock: Date.now },
    ...{ watch: { terms: [], accounts: [] }, log: { debug() {}, info() {}, warn() {}, error() {} } },
  })
  await expect(connector.poll(null, never)).rejects.toMatchObject({
    fault: 'passing',
    message: expect.stringContaining('no connection'),
  })
})

test('a look-up of many: there, edited and gone, whether the server takes lists or not', async () => {
  for (const lists of [true, false]) {
    team = await mastodonTeam({ lists })
    const { fake, clock, connector, catchUp } = team
    const kept = fake.post({ text: '@acme kept' })
    const edited = fake.post({ text: '@acme terible' })
    const gone = fake.post({ text: '@acme gone' })
    const { posts } = await catchUp(null)
    clock.now += MINUTE
    fake.edit(edited.uri, '@acme terrible')
    fake.remove(gone.uri)
    const found = await connector.lookup(
      posts.map(({ ref }) => ref),
      never,
    )
    expect(found).toMatchObject([
      { state: 'there', post: { uri: kept.uri, editedAt: null } },
      { state: 'there', post: { text: '@acme terrible', editedAt: clock.now } },
      { state: 'gone' },
    ])
    const asked = fake.ledger.filter(({ path }) => path.startsWith('/api/v1/statuses')).length
    expect(asked).toBe(lists ? 2 : 4)
    await fake.close()
    team = null
  }
})

test('a post that the server fails to give is unknown, not gone', async () => {
  team = await mastodonTeam()
  const post = await team.received({ text: '@acme hello' })
  team.fake.break('server-error', /statuses/)
  expect(await team.connector.lookup([post.ref], never)).toEqual([{ ref: post.ref, state: 'unknown' }])
})

test('a thread is read root first, with its joints', async () => {
  team = await mastodonTeam()
  const { fake, clock, connector, catchUp } = team
  const root = fake.post({ text: 'what a day' })
  clock.now += SECOND
  const middle = fake.post({ text: '@acme did it', under: root.uri })
  clock.now += SECOND
  const leaf = fake.post({ text: 'no!', under: middle.uri, by: fake.account('bo') })
  const [tagged] = (await catchUp(null)).posts
  const thread = await connector.thread(tagged?.ref ?? '', never)
  expect(thread.map(({ uri, parent, root: first }) => [uri, parent, first])).toEqual([
    [root.uri, null, null],
    [middle.uri, root.uri, root.uri],
    [leaf.uri, middle.uri, root.uri],
  ])
})
