import { afterEach, describe, expect, test } from 'vitest'
import { addressIn } from '../../connectors/bluesky/by-url.js'
import { blueskyWorld } from '../support/fake-bluesky-world.js'
import type { Habits } from '../support/fake-mastodon-posts.js'
import { mastodonTeam, never } from '../support/fake-mastodon-team.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

describe('Bluesky', () => {
  test.each([
    ['https://bsky.app/profile/ana.bsky.social/post/3kabc', { actor: 'ana.bsky.social', rkey: '3kabc' }],
    ['https://bsky.app/profile/Ana.Bsky.Social/post/3kabc/', { actor: 'ana.bsky.social', rkey: '3kabc' }],
    ['https://bsky.app/profile/did:plc:abc/post/3kabc?ref=x#y', { actor: 'did:plc:abc', rkey: '3kabc' }],
    ['https://bsky.app/profile/did%3Aplc%3Aabc/post/3kabc', { actor: 'did:plc:abc', rkey: '3kabc' }],
    ['at://did:plc:abc/app.bsky.feed.post/3kabc', { actor: 'did:plc:abc', rkey: '3kabc' }],
    ['at://ana.bsky.social/app.bsky.feed.post/3kabc', { actor: 'ana.bsky.social', rkey: '3kabc' }],
    ['https://bsky.app/profile/ana.bsky.social', null],
    ['https://bsky.app/profile/ana.bsky.social/feed/3kabc', null],
    ['https://bsky.app.example.com/profile/ana.bsky.social/post/3kabc', null],
    ['https://bsky.app/profile/ana%2Fben.test/post/3kabc', null],
    ['https://bsky.app/profile/%E0%A4%A/post/3kabc', null],
    ['at://did:plc:abc/app.bsky.feed.like/3kabc', null],
    ['javascript:alert(1)', null],
  ])('%s', (url, address) => expect(addressIn(url)).toEqual(address))

  async function start() {
    const world = await blueskyWorld()
    closing.push(world.close)
    const uri = world.fake.post({ text: 'bag gone' })
    return { ...world, uri, byUrl: (url: string) => world.connector().byUrl?.(url, never) }
  }

  test('by handle and by DID it is the same post, also one that names nobody', async () => {
    const { byUrl, uri, fake } = await start()
    const rkey = uri.split('/').at(-1)
    for (const who of [fake.customer.handle, fake.customer.did])
      expect(await byUrl(`https://bsky.app/profile/${who}/post/${rkey}`)).toMatchObject({
        uri,
        text: 'bag gone',
        author: { handle: 'ana.test', followers: 42 },
      })
  })

  test('under a handle that nobody has there is nothing; while nobody can say, that is said', async () => {
    const { byUrl, uri, fake } = await start()
    const rkey = uri.split('/').at(-1)
    expect(await byUrl(`https://bsky.app/profile/nobody.test/post/${rkey}`)).toBeNull()
    fake.break('server-error', /resolveHandle/)
    await expect(byUrl(`https://bsky.app/profile/ana.test/post/${rkey}`)).rejects.toMatchObject({
      fault: 'passing',
    })
  })

  test('a post behind a block is not shown to us', async () => {
    const { byUrl, uri, fake } = await start()
    fake.customer.blocksBrand = true
    expect(await byUrl(uri)).toBeNull()
  })
})

describe('Mastodon', () => {
  async function start(habits: Habits = {}) {
    const team = await mastodonTeam(habits)
    closing.push(() => team.fake.close())
    return { ...team, byUrl: (url: string) => team.connector.byUrl?.(url, never) }
  }

  test('a post of another server is fetched through ours', async () => {
    const { fake, byUrl } = await start()
    const remote = fake.account('bo', { acct: 'bo@else.example', uri: 'https://else.example/users/bo' })
    const url = 'https://else.example/@bo/77'
    fake.post({ by: remote, text: 'bag gone', more: { url } })
    expect(await byUrl(`${url}?utm_source=x`)).toMatchObject({
      url,
      author: { handle: 'bo@else.example' },
      text: 'bag gone',
    })
  })

  test('an answer comes with its place in the thread', async () => {
    const { fake, byUrl } = await start()
    const first = fake.post({ text: 'bag gone' })
    const second = fake.post({ text: 'still gone', under: first.uri })
    expect(await byUrl(String(second.url))).toMatchObject({ parent: first.uri, root: first.uri })
  })

  test.each([
    ['a server without search', { search: 'none' }, null],
    ['a token that may not search', {}, 'lacks-scope'],
  ] as const)('%s still understands its own addresses, and no others', async (_, habits, how) => {
    const { fake, byUrl } = await start(habits)
    const { url, uri } = fake.post({ text: 'bag gone' })
    if (how !== null) fake.break(how, /search/)
    expect(await byUrl(String(url))).toMatchObject({ uri })
    expect(await byUrl(`https://else.example/@bo/${String(url).split('/').at(-1)}`)).toBeNull()
  })
})
