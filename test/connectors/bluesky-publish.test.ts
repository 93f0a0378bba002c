import { afterEach, beforeEach, expect, test } from 'vitest'
import { rkeyOf } from '../../connectors/bluesky/publish.js'
import { HOUR, SECOND } from '../../src/domain/time.js'
import type { ConnectorError, Publisher, ReplyOrder } from '../../src/ports.js'
import { drain } from '../contracts/connector.contract.js'
import { type BlueskyWorld, blueskyWorld } from '../support/fake-bluesky-world.js'

let world: BlueskyWorld
beforeEach(async () => {
  world = await blueskyWorld()
})
afterEach(() => world.close())

const never = () => new AbortController().signal
const publisher = () => world.connector().publisher as Publisher
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: ConnectorError) => error,
  )
const puts = () => world.fake.ledger.filter((request) => request.endpoint.endsWith('putRecord'))

async function orderTo(uri: string, text: string, key = 'reply-1'): Promise<ReplyOrder> {
  world.pass(SECOND)
  const { seen } = await drain(world, null)
  const to = seen.find((one) => one.post.uri === uri)?.post
  if (to === undefined) throw new Error('never seen')
  return { to, text, lang: 'en', idempotencyKey: key, createdAt: world.now() }
}

test('handles and links in a reply work, and a handle that nobody has stays plain text', async () => {
  const uri = await world.post({ text: 'hello?', tags: true })
  const order = await orderTo(uri, '😢 @ana.test, see https://example.com/help or ask @nobody.example')

  await publisher().reply(order, never())

  const [put] = puts()
  expect(put?.body['record']).toHaveProperty('facets', [
    {
      $type: 'app.bsky.richtext.facet',
      index: { byteStart: 5, byteEnd: 14 },
      features: [{ $type: 'app.bsky.richtext.facet#mention', did: world.fake.customer.did }],
    },
    {
      index: { byteStart: 20, byteEnd: 44 },
      features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.com/help' }],
    },
  ])
})

test('every attempt of one order is the same to the byte', async () => {
  const uri = await world.post({ text: 'hello?', tags: true })
  const order = await orderTo(uri, 'Sorry! @ana.test')

  await publisher().reply(order, never())
  world.pass(HOUR)
  await publisher().reply(order, never())

  expect(puts()).toHaveLength(2)
  expect(JSON.stringify(puts()[1]?.body)).toBe(JSON.stringify(puts()[0]?.body))
})

test('a reply under an answer names the first post of the thread as its root', async () => {
  const root = await world.post({ text: 'hello?', tags: true })
  const answer = await world.post({ text: 'anybody?', tags: true, under: root })
  const order = await orderTo(answer, 'Here we are.')

  await publisher().reply(order, never())

  expect(puts()[0]?.body['record']).toMatchObject({
    reply: { root: { uri: root }, parent: { uri: answer } },
    langs: ['en'],
    createdAt: new Date(order.createdAt).toISOString(),
  })
})

test('two replies ordered in the same millisecond stand side by side', async () => {
  const uri = await world.post({ text: 'hello?', tags: true })
  const order = await orderTo(uri, 'One.', 'reply-1')

  await publisher().reply(order, never())
  await publisher().reply({ ...order, text: 'Two.', idempotencyKey: 'reply-2' }, never())

  expect([...world.fake.repliesUnder(uri)].sort()).toEqual(['One.', 'Two.'])
})

test('record keys are in the network’s own form, sort by time, and are stable', () => {
  const at = Date.UTC(2026, 0, 5, 9)
  const keys = Array.from({ length: 500 }, (_, n) => rkeyOf({ createdAt: at, idempotencyKey: `reply-${n}` }))

  expect(new Set(keys).size).toBe(500)
  for (const key of keys) expect(key).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/)
  expect(rkeyOf({ createdAt: at + 1, idempotencyKey: 'x' }) > (keys.sort().at(-1) ?? '')).toBe(true)
  expect(rkeyOf({ createdAt: at, idempotencyKey: 'reply-0' })).toBe('3mbo36ex3gxdh')
})

test('a reply of 300 people’s characters is taken, one more is refused before anything is sent', async () => {
  const uri = await world.post({ text: 'hello?', tags: true })
  const order = await orderTo(uri, '👩‍👩‍👧‍👦'.repeat(300))

  await publisher().reply(order, never())
  const fault = await faultOf(publisher().reply({ ...order, text: `${order.text}!` }, never()))

  expect(fault).toMatchObject({ fault: 'refused', message: expect.stringMatching(/longer than 300/) })
  expect(puts()).toHaveLength(1)
})

test('an author who blocks us, or limits who may answer, gets no reply, and the rep reads why', async () => {
  const ben = world.fake.addAccount('ben')
  const uri = world.fake.post({ by: ben, text: 'hello?', tags: [world.fake.brand] })
  const order = await orderTo(uri, 'Sorry!')

  ben.limitsReplies = true
  expect((await faultOf(publisher().reply(order, never())))?.message).toMatch(/limited who may answer/)
  ben.blocksBrand = true
  expect((await faultOf(publisher().reply(order, never())))?.message).toMatch(/a block stands between/)
  expect(puts()).toEqual([])
})

for (const how of ['server-error', 'hang', 'half-answer', 'bad-json'] as const)
  test(`a write that ends in ${how} is in doubt, never said to have failed`, async () => {
    const uri = await world.post({ text: 'hello?', tags: true })
    const order = await orderTo(uri, 'Sorry!')
    world.fake.break(how, /putRecord/)

    expect((await faultOf(publisher().reply(order, never())))?.fault).toBe('doubt')
  })

test('a write that the network turned away unread is no doubt', async () => {
  const uri = await world.post({ text: 'hello?', tags: true })
  const order = await orderTo(uri, 'Sorry!')
  world.fake.break('rate-limited', /putRecord/)

  expect(await faultOf(publisher().reply(order, never()))).toMatchObject({
    fault: 'passing',
    retryAfter: 60 * SECOND,
  })
})

test('a reply goes out although the token expires on the way', async () => {
  const uri = await world.post({ text: 'hello?', tags: true })
  const order = await orderTo(uri, 'Sorry!')
  world.fake.expireAccess('works')

  await publisher().reply(order, never())

  expect(world.fake.repliesUnder(uri)).toEqual(['Sorry!'])
})
