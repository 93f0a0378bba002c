import { afterEach, beforeEach, expect, test } from 'vitest'
import { SECOND } from '../../src/domain/time.js'
import { type BlueskyWorld, blueskyWorld } from '../support/fake-bluesky-world.js'

let world: BlueskyWorld
beforeEach(async () => {
  world = await blueskyWorld()
})
afterEach(() => world.close())

const never = () => new AbortController().signal
const lookup = (...refs: string[]) => world.connector().lookup(refs, never())

test('sixty posts are looked up in three requests', async () => {
  const uris = []
  for (let n = 0; n < 60; n++) uris.push(await world.post({ text: `number ${n}` }))

  const found = await lookup(...uris)

  expect(found.filter((one) => one.state === 'there')).toHaveLength(60)
  expect(world.fake.ledger.filter((request) => request.endpoint.endsWith('getPosts'))).toHaveLength(3)
})

test('a post hidden by a block is not taken for deleted', async () => {
  const ben = world.fake.addAccount('ben')
  const uri = world.fake.post({ by: ben, text: 'hello?', tags: [world.fake.brand] })
  ben.blocksBrand = true

  expect(await lookup(uri)).toEqual([{ ref: uri, state: 'unknown' }])
  expect(await world.connector().thread(uri, never())).toEqual([])
})

test('when it cannot be told why a post is not shown, it is kept', async () => {
  const uri = await world.post({ text: 'hello?' })
  world.fake.remove(uri)
  world.fake.break('server-error', /getPostThread/)

  expect(await lookup(uri)).toEqual([{ ref: uri, state: 'unknown' }])
})

test('a reference that makes no sense does not cost the others', async () => {
  const uri = await world.post({ text: 'hello?' })

  const found = await lookup('nonsense', uri, 'at://nobody/app.bsky.feed.post/1', uri)

  expect(found.map((one) => [one.ref, one.state]).sort()).toEqual(
    [
      ['nonsense', 'unknown'],
      ['at://nobody/app.bsky.feed.post/1', 'unknown'],
      [uri, 'there'],
    ].sort(),
  )
  expect(await world.connector().thread('nonsense', never())).toEqual([])
})

test('a thread whose beginning was deleted starts with what is left', async () => {
  const root = await world.post({ text: 'I should not have said this' })
  world.pass(SECOND)
  const middle = await world.post({ text: 'nor this', under: root })
  world.pass(SECOND)
  const last = await world.post({ text: 'but this', under: middle })
  world.pass(SECOND)
  const answers = [await world.post({ text: 'first answer', under: last })]
  world.pass(SECOND)
  answers.push(await world.post({ text: 'second answer', under: last }))
  await world.remove(root)

  const thread = await world.connector().thread(last, never())

  expect(thread.map((post) => post.uri)).toEqual([middle, last, ...answers])
})

test('the check names search when only search is denied', async () => {
  world.fake.break('refuses', /searchPosts/)

  const findings = await world.connector().check(never())

  expect(findings.map((finding) => [finding.what, finding.ok])).toEqual([
    ['Bluesky service', true],
    ['Bluesky log-in', true],
    ['Bluesky notifications', true],
    ['Bluesky search', false],
  ])
  expect(findings.at(-1)?.mend).toMatch(/only posts that tag, answer or quote the account will be seen/)
})

test('the check tells a wrong password from a service that is not there', async () => {
  world.fake.break('refuses-login')
  const wrong = await world.connector().check(never())
  const other = await blueskyWorld()
  await other.close()
  const nowhere = await world.connector({ service: other.fake.url }).check(never())

  expect(wrong.at(-1)).toMatchObject({
    what: 'Bluesky log-in',
    ok: false,
    mend: expect.stringMatching(/app password/),
  })
  expect(nowhere).toHaveLength(1)
  expect(nowhere[0]).toMatchObject({
    what: 'Bluesky service',
    ok: false,
    detail: expect.stringMatching(/no connection/),
  })
})
