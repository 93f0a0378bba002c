import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js'
import type { ConnectorError } from '../../src/ports.js'
import { type BlueskyWorld, blueskyWorld } from '../support/fake-bluesky-world.js'

let world: BlueskyWorld
beforeEach(async () => {
  world = await blueskyWorld()
})
afterEach(() => world.close())

const never = () => new AbortController().signal
const poll = (connector = world.connector()) => connector.poll(null, never())
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: ConnectorError) => error,
  )
const asked = (endpoint: string) =>
  world.fake.ledger.filter((request) => request.endpoint.endsWith(endpoint)).length

test('ten restarts cost one log-in', async () => {
  for (let n = 0; n < 10; n++) await poll()

  expect(asked('createSession')).toBe(1)
  expect(asked('refreshSession')).toBe(0)
})

test('calls made at the same time share one log-in', async () => {
  const connector = world.connector()

  await Promise.all([
    poll(connector),
    connector.lookup(['at://did:plc:x/app.bsky.feed.post/1'], never()),
    poll(connector),
  ])

  expect(asked('createSession')).toBe(1)
})

test('an expired token is refreshed on the way, and the new session is the one that is kept', async () => {
  await poll()
  const before = [...world.kept.values()][0]
  world.fake.expireAccess('works')

  await poll()
  const after = [...world.kept.values()][0]
  await poll()

  expect(after).not.toBe(before)
  expect([asked('createSession'), asked('refreshSession')]).toEqual([1, 1])
})

test('when refreshing is rate-limited the session is kept, and no log-in is spent', async () => {
  await poll()
  world.fake.expireAccess('rate-limited')

  expect(await faultOf(poll())).toMatchObject({ fault: 'passing', retryAfter: 30 * SECOND })
  expect(world.kept.size).toBe(1)
  expect(asked('createSession')).toBe(1)

  world.fake.expireAccess('works')
  world.pass(MINUTE)
  await poll()
  expect(asked('createSession')).toBe(1)
})

test('when the session was revoked one new log-in mends it, within the same poll', async () => {
  await poll()
  world.pass(HOUR)
  world.fake.expireAccess('revoked')

  await poll()

  expect(asked('createSession')).toBe(2)
})

test('a session that the server no longer knows is replaced', async () => {
  await poll()
  world.pass(HOUR)
  world.fake.revokeSessions()

  await poll()

  expect(asked('createSession')).toBe(2)
})

test('a server that revokes every session at once is logged in to once in five minutes at most', async () => {
  const connector = world.connector()
  for (let n = 0; n < 60; n++) {
    await faultOf(poll(connector))
    world.fake.revokeSessions()
    world.pass(30 * SECOND)
  }

  expect(asked('createSession')).toBeLessThanOrEqual(7)
})

test('a refused password is not tried again at every poll: a day costs far less than the network allows', async () => {
  const connector = world.connector()
  world.fake.break('refuses-login')
  for (let n = 0; n < DAY / (5 * MINUTE); n++) {
    expect((await faultOf(poll(connector)))?.fault).toBe('credentials')
    world.pass(5 * MINUTE)
  }

  expect(asked('createSession')).toBeLessThan(40)
})

test('a refused log-in is told with the time of the next try, and a right one works again after it', async () => {
  const connector = world.connector()
  world.fake.break('refuses-login')
  await faultOf(poll(connector))
  world.pass(MINUTE)

  expect(await faultOf(poll(connector))).toMatchObject({ fault: 'credentials', retryAfter: 4 * MINUTE })

  world.mend()
  world.pass(5 * MINUTE)
  await poll(connector)
})

test('a log-in that met a broken network is tried again soon', async () => {
  const connector = world.connector()
  world.fake.break('server-error')
  expect((await faultOf(poll(connector)))?.fault).toBe('passing')
  world.mend()
  world.pass(MINUTE)

  await poll(connector)
})

test('a suspended account is told apart from a wrong password', async () => {
  world.fake.break('takedown')

  const fault = await faultOf(poll())

  expect(fault).toMatchObject({ fault: 'blocked', message: expect.stringMatching(/RepoTakendown/) })
})

test('when the session cannot be stored, polling goes on', async () => {
  const sessions = {
    load: () => null,
    save: () => {
      throw new Error('database or disk is full')
    },
  }

  await poll(world.connector({ sessions }))
})

test.each(['', 'nonsense', '{}', '{"service":"https://elsewhere.example","session":{}}', 'null'])(
  'a stored session that cannot be used costs a log-in and nothing else: %j',
  async (stored) => {
    world.kept.set('bluesky:acmeair.test', stored)

    await poll()

    expect(asked('createSession')).toBe(1)
  },
)

test('when nothing is left of a rate limit, nothing is asked before it is reset', async () => {
  const connector = world.connector()
  await poll(connector)
  world.fake.rateLimit(1, world.now() + 3 * MINUTE)
  const first = await faultOf(poll(connector))
  const requests = world.fake.ledger.length

  const fault = await faultOf(poll(connector))
  world.pass(2 * MINUTE)
  await faultOf(poll(connector))

  expect(first?.fault).toBe('passing')
  expect(fault).toMatchObject({ fault: 'passing', retryAfter: 3 * MINUTE })
  expect(world.fake.ledger).toHaveLength(requests)

  world.pass(MINUTE)
  await poll(connector)
})

test('a reset that lies hours ahead is a wrong clock: after a quarter of an hour we ask again', async () => {
  const connector = world.connector()
  await poll(connector)
  world.fake.rateLimit(0, world.now() + 5 * HOUR)
  await faultOf(poll(connector))
  const requests = world.fake.ledger.length

  const fault = await faultOf(poll(connector))
  world.pass(15 * MINUTE)
  await faultOf(poll(connector))

  expect(fault?.retryAfter).toBe(15 * MINUTE)
  expect(world.fake.ledger).toHaveLength(requests + 1)
})

test('no password, token or session stands in a log line', async () => {
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message)
  const log = { debug: write, info: write, warn: write, error: write }
  await poll(world.connector({ log }))
  world.fake.revokeSessions()
  world.pass(HOUR)
  await poll(world.connector({ log }))

  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) for (const secret of world.secrets) expect(line).not.toContain(secret)
})
