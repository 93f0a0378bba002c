import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import type { Finding } from '../../src/ports.js'
import { TOKEN } from '../support/fake-mastodon.js'
import type { Habits } from '../support/fake-mastodon-posts.js'
import { type MastodonTeam, mastodonTeam, never } from '../support/fake-mastodon-team.js'

let team: MastodonTeam
const start = async (habits: Habits = {}): Promise<MastodonTeam> => {
  team = await mastodonTeam(habits)
  return team
}
afterEach(() => team.fake.close())

const findings = async (): Promise<Readonly<Record<string, Finding>>> =>
  Object.fromEntries((await team.connector.check(never)).map((finding) => [finding.what, finding]))

test('all is well: server, token, scopes and each thing that is watched', async () => {
  await start()
  const found = await findings()
  expect(Object.values(found).every(({ ok }) => ok)).toBe(true)
  expect(found['Mastodon server']?.detail).toContain('version 4.4.1, posts of up to 500 characters')
  expect(found['Mastodon token']?.detail).toBe("the token is @acme@social.example's")
  expect(Object.keys(found)).toEqual([
    ...['Mastodon server', 'Mastodon token', 'Mastodon scopes', 'Mastodon notifications'],
    ...['Mastodon hashtags', 'Mastodon search'],
  ])
})

test('a missing scope is named', async () => {
  await start({ scopes: ['read:accounts', 'read:notifications', 'read:statuses'] })
  expect((await findings())['Mastodon scopes']).toEqual({
    what: 'Mastodon scopes',
    ok: false,
    detail: 'the token lacks read:search, write:statuses',
    mend: expect.stringContaining('Make a token'),
  })
})

test('a server that does not tell scopes is not blamed for it', async () => {
  await start({ scopes: null })
  expect(await findings()).not.toHaveProperty('Mastodon scopes')
})

test.each<[NonNullable<Habits['search']>, string]>([
  ['none', 'this server has no search'],
  ['empty', 'search answers and finds nothing'],
])('search %s is said, and nothing is wrong', async (search, words) => {
  await start({ search })
  expect((await findings())['Mastodon search']).toMatchObject({
    ok: true,
    detail: expect.stringContaining(words),
  })
})

test('a revoked token ends the check with what to do, and is not printed', async () => {
  const { fake, connector } = await start()
  fake.break('refuses-login', /verify_credentials/)
  const all = await connector.check(never)
  expect(all.at(-1)).toMatchObject({
    what: 'Mastodon token',
    ok: false,
    mend: expect.stringContaining('Make a token'),
  })
  expect(inspect(all)).not.toContain(TOKEN)
})
