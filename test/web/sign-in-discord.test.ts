import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/time.js'
import { loggedLines } from '../discord/care-team.js'
import { askRaw, wordsOf } from '../support/desk-visitor.js'
import { openDiscordDoor } from '../support/discord-door.js'
import type { FakeMember } from '../support/fake-discord/index.js'
import { post } from '../support/posts.js'
import { startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let log: ReturnType<typeof loggedLines>
let door: Awaited<ReturnType<typeof openDiscordDoor>>
let ana: FakeMember

beforeEach(async () => {
  world = startWorld({ boards: [] })
  log = loggedLines()
  door = await openDiscordDoor(world, { log })
  ana = door.discord.people.join('Ana', 'rep')
  world.take(post('where is my bag, acme air (3/2 delivery)'))
})
afterEach(async () => {
  await door.close()
  world.store.close()
})

const stranger = () => door.desk.stranger()

test('somebody of the server signs in with Discord, as who they are there', async () => {
  ana.nick = 'Ana M.'
  const browser = stranger()
  expect(wordsOf(await browser.text('/'))).toContain('Sign in with Discord')
  const back = await door.comeIn(browser, ana)
  expect(back.status).toBe(303)
  expect(wordsOf(await browser.text('/team'))).toContain('You are signed in as Ana M. (rep)')
  await browser.press('/cases/1/claim')
  expect(world.card(1).case).toMatchObject({ owner: { id: `discord:${ana.user.id}`, name: 'Ana M.' } })
})

test('Discord is asked for no more than who it is and their roles, with state and PKCE', async () => {
  const asked = new URL(await door.begin(stranger()))
  expect(asked.pathname).toBe('/oauth2/authorize')
  expect(asked.searchParams.get('scope')).toBe('identify guilds.members.read')
  expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
  expect(asked.searchParams.get('code_challenge')).toHaveLength(43)
  expect(asked.searchParams.get('state')?.length).toBeGreaterThan(40)
  expect(asked.searchParams.get('redirect_uri')).toBe(`${door.desk.url}/sign-in/discord/back`)
})

test("the person's token is thrown away, and neither it nor the secret stands in the log", async () => {
  await door.comeIn(stranger(), ana)
  await expect.poll(() => door.discord.received(/POST .*revoke/).length).toBe(1)
  await expect.poll(() => door.discord.oauth.tokens).toBe(0)
  const [exchange] = door.discord.received(/POST .*\/token$/)
  const { code, client_secret: secret, code_verifier: verifier } = exchange?.body ?? {}
  const [revoked] = door.discord.received(/POST .*revoke/)
  for (const hidden of [code, secret, verifier, revoked?.body['token']]) {
    expect(String(hidden).length).toBeGreaterThan(10)
    expect(log.lines.join('\n')).not.toContain(String(hidden))
  }
})

test('whoever followed a link to a case lands there', async () => {
  const browser = stranger()
  const page = await browser.text('/cases/1?tab=post')
  const href = /href="(\/sign-in\/discord[^"]*)"/.exec(page)?.[1] ?? ''
  const asked = (await browser.ask(href)).headers.get('location') ?? ''
  const back = await browser.ask(door.discord.oauth.authorize(asked, ana))
  expect(back.headers.get('location')).toBe('/cases/1?tab=post')
})

test('the cookies of the way out and of the session are for this desk alone, and out of reach of scripts', async () => {
  const browser = stranger()
  const out = await browser.ask('/sign-in/discord')
  expect(out.headers.getSetCookie()[0]).toMatch(
    /^amends_sign_in=.+; Max-Age=600; Path=\/sign-in\/discord; HttpOnly; SameSite=Lax$/,
  )
  const back = await browser.ask(door.discord.oauth.authorize(out.headers.get('location') ?? '', ana))
  const cookies = back.headers.getSetCookie()
  expect(cookies.find((one) => one.startsWith('amends_session='))).toMatch(/HttpOnly; SameSite=Lax/)
  expect(cookies.find((one) => one.startsWith('amends_sign_in='))).toContain('Max-Age=0')
})

test('one-time links stay, and a person who came by one can become who they are in Discord', async () => {
  const browser = await door.desk.signIn('Ana', 'rep')
  expect(wordsOf(await browser.text('/team'))).toContain('take you for two people')
  await door.comeIn(browser, ana, '/team')
  const page = wordsOf(await browser.text('/team'))
  expect(page).not.toContain('two people')
  expect(page.match(/by a one-time link,/g)).toBeNull()
  expect(page).toContain('with Discord')
})

test('begun under another name of this machine, it goes on under the one that Discord knows', async () => {
  const port = new URL(door.desk.url).port
  const { status, headers } = await askRaw(door.desk.url, '/sign-in/discord?to=%2Fcases%2F1', {
    headers: { host: `localhost:${port}` },
  })
  expect(status).toBe(303)
  expect(headers.location).toBe(`${door.desk.url}/sign-in/discord?to=%2Fcases%2F1&moved=1`)
})

test('a desk that is open to others, and does not know its own address, offers links alone', async () => {
  const open = await openDiscordDoor(world, { host: '0.0.0.0' })
  try {
    const browser = open.desk.stranger()
    expect(await browser.text('/')).not.toContain('/sign-in/discord')
    expect((await browser.ask('/sign-in/discord')).status).toBe(401)
  } finally {
    await open.close()
  }
})

describe('who is refused reads why, and what to do', () => {
  const refused = async (response: Response, status: number, words: string) => {
    const page = await response.text()
    expect(wordsOf(page)).toContain(words)
    expect(response.status).toBe(status)
    expect(wordsOf(page)).toContain('Try again')
    expect(wordsOf(page)).toContain('one-time sign-in link')
    expect(page).not.toContain('bag')
  }

  test('no member of the server, though of another', async () => {
    const browser = stranger()
    await refused(
      await door.comeIn(browser, door.discord.oauth.outsider('Eve')),
      403,
      'not in the team’s server',
    )
    expect((await browser.ask('/')).status).toBe(401)
    await expect.poll(() => door.discord.oauth.tokens).toBe(0)
  })

  test('a member without a role that may work here', async () => {
    const guest = door.discord.people.join('Gus')
    await refused(await door.comeIn(stranger(), guest), 403, 'You have no role that may work here')
  })

  test('who pressed Cancel, and finds the case again when they try once more', async () => {
    const browser = stranger()
    const back = door.discord.oauth.deny(await door.begin(browser, '/cases/1'))
    const response = await browser.ask(back)
    expect(await response.clone().text()).toContain('href="/sign-in/discord?to=%2Fcases%2F1"')
    await refused(response, 403, 'You did not let Discord tell us who you are')
  })

  test('who took longer than ten minutes', async () => {
    const browser = stranger()
    const back = door.discord.oauth.authorize(await door.begin(browser), ana)
    world.wait(10 * MINUTE)
    await refused(await browser.ask(back), 400, 'That took too long')
    expect(door.discord.received(/oauth2\/token/)).toEqual([])
  })

  test('whose code ran out at Discord', async () => {
    const browser = stranger()
    const back = door.discord.oauth.authorize(await door.begin(browser), ana)
    door.discord.oauth.expireCodes()
    await refused(await browser.ask(back), 400, 'That took too long')
  })

  test.each([
    ['is down', { status: 503 }],
    ['breaks off', 'cut'],
    ['answers with a page', { html: 'not-done' }],
    ['asks us to slow down', { slowDown: 'cloudflare', seconds: 30 }],
    ['asks us to slow down in its own words', { slowDown: 'user', seconds: 30 }],
  ] as const)('while Discord %s, at either question', async (_, how) => {
    for (const on of [/POST .*oauth2\/token$/, /GET \/users\/@me\/guilds/]) {
      door.discord.fail({ on, how })
      await refused(await door.comeIn(stranger(), ana), 503, 'Discord does not answer')
    }
    expect((await door.comeIn(stranger(), ana)).status).toBe(303)
  })

  test('while the secret or the address is wrong: an admin finds why in the log', async () => {
    const { clientSecret } = door.discord.oauth
    door.discord.oauth.clientSecret = 'reset'
    await refused(await door.comeIn(stranger(), ana), 503, 'Discord does not accept how this desk is set up')
    expect(log.lines.join('\n')).toContain('invalid_client')
    door.discord.oauth.clientSecret = clientSecret
    const browser = stranger()
    const asked = new URL(await door.begin(browser))
    asked.searchParams.set('redirect_uri', 'https://elsewhere.example/back')
    door.discord.oauth.redirects.add('https://elsewhere.example/back')
    const code = new URL(door.discord.oauth.authorize(asked.href, ana)).searchParams.get('code')
    const state = asked.searchParams.get('state')
    await refused(
      await browser.ask(`/sign-in/discord/back?code=${code}&state=${state}`),
      503,
      'Discord does not accept how this desk is set up',
    )
    expect(log.lines.join('\n')).toContain('invalid_request: Invalid \\"redirect_uri\\" in request.')
  })
})
