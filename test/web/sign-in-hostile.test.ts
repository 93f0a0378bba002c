import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/time.js'
import { askRaw, wordsOf } from '../support/desk-visitor.js'
import { openDiscordDoor } from '../support/discord-door.js'
import type { FakeMember } from '../support/fake-discord/index.js'
import { startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let door: Awaited<ReturnType<typeof openDiscordDoor>>
let ana: FakeMember

beforeEach(async () => {
  world = startWorld({ boards: [] })
  door = await openDiscordDoor(world)
  ana = door.discord.people.join('Ana', 'rep')
})
afterEach(async () => {
  await door.close()
  world.store.close()
})

const stranger = () => door.desk.stranger()

describe('what somebody means ill with comes to nothing', () => {
  test('an answer that nobody here asked for', async () => {
    const browser = stranger()
    const asked = await door.begin(browser)
    const { searchParams } = new URL(door.discord.oauth.authorize(asked, ana))
    const code = searchParams.get('code')
    for (const state of ['', 'forged', `${searchParams.get('state')}x`])
      expect((await browser.ask(`/sign-in/discord/back?code=${code}&state=${state}`)).status).toBe(400)
    expect((await browser.ask(`/sign-in/discord/back?code=${code}`)).status).toBe(400)
    expect(door.discord.received(/oauth2\/token/)).toEqual([])
    expect((await browser.ask('/')).status).toBe(401)
  })

  test("an attacker's answer in a victim's browser: nobody is signed in as somebody else", async () => {
    const mallory = door.discord.people.join('Mallory', 'rep')
    const back = door.discord.oauth.authorize(await door.begin(stranger()), mallory)
    const victim = stranger()
    expect((await victim.ask(back)).status).toBe(400)
    await door.begin(victim)
    expect((await victim.ask(back)).status).toBe(400)
    expect((await victim.ask('/')).status).toBe(401)
  })

  test('an answer that is played again, in the same browser or with stolen cookies', async () => {
    const browser = stranger()
    const asked = await door.begin(browser)
    const cookies = [...browser.cookies]
    const back = door.discord.oauth.authorize(asked, ana)
    expect((await browser.ask(back)).status).toBe(303)
    // Who is signed in already is led on: the second of two presses.
    expect((await browser.ask(back)).headers.get('location')).toBe('/')
    const thief = stranger()
    for (const [name, value] of cookies) thief.cookies.set(name, value)
    expect((await thief.ask(back)).status).toBe(400)
    expect(door.discord.received(/oauth2\/token$/)).toHaveLength(1)
  })

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    'cases/1',
    '/sign-in/discord',
    '/sign-out',
    `/${'x'.repeat(2_000)}`,
  ])('a way on that leads elsewhere: %j', async (to) => {
    const browser = stranger()
    const back = await door.comeIn(browser, ana, to)
    expect(back.headers.get('location')).toBe('/')
  })

  test('an answer that says two things, or comes from another issuer', async () => {
    const browser = stranger()
    const twice = new URL(door.discord.oauth.authorize(await door.begin(browser), ana))
    twice.searchParams.append('code', 'another')
    expect((await browser.ask(twice.href)).status).toBe(400)
    const other = new URL(door.discord.oauth.authorize(await door.begin(browser), ana))
    other.searchParams.set('iss', 'https://evil.example')
    expect((await browser.ask(other.href)).status).toBe(400)
    expect(door.discord.received(/oauth2\/token/)).toEqual([])
  })

  test('a session that was planted beforehand is not the one that is signed in', async () => {
    const browser = stranger()
    browser.cookies.set('amends_session', 'planted')
    await door.comeIn(browser, ana)
    expect(browser.cookies.get('amends_session')).not.toBe('planted')
    const attacker = stranger()
    attacker.cookies.set('amends_session', 'planted')
    expect((await attacker.ask('/')).status).toBe(401)
  })

  test('guessing: ten answers that were forged close the address, for links and Discord alike', async () => {
    const guesser = stranger()
    for (let i = 0; i < 10; i++)
      expect((await guesser.ask(`/sign-in/discord/back?code=x&state=guess-${i}`)).status).toBe(400)
    expect((await guesser.ask('/sign-in/discord/back?code=x&state=y')).status).toBe(429)
    expect((await guesser.ask('/sign-in/discord')).status).toBe(429)
    expect((await guesser.post('/sign-in', { token: 'guess', name: 'M' })).status).toBe(429)
    world.wait(10 * MINUTE)
    expect((await door.comeIn(guesser, ana)).status).toBe(303)
  })

  test('whoever begins again and again is stopped before they push out the beginnings of others', async () => {
    const many = stranger()
    for (let i = 0; i < 60; i++) expect((await many.ask('/sign-in/discord')).status).toBe(303)
    expect((await many.ask('/sign-in/discord')).status).toBe(429)
    world.wait(10 * MINUTE)
    expect((await door.comeIn(many, ana)).status).toBe(303)
  })

  test('over plain HTTP from elsewhere nobody signs in', async () => {
    const port = Number(new URL(door.desk.url).port)
    await door.desk.web.stop()
    const open = await openDiscordDoor(world, { port, publicUrl: 'http://desk.acme.example' })
    const here = `http://127.0.0.1:${port}`
    try {
      const headers = { host: 'desk.acme.example' }
      const refused = await askRaw(here, '/sign-in/discord', { headers })
      expect(refused.status).toBe(403)
      expect(wordsOf(refused.text)).toContain('not encrypted')
      const overTls = await askRaw(here, '/sign-in/discord', {
        headers: { ...headers, 'x-forwarded-proto': 'https' },
      })
      expect(overTls.status).toBe(303)
      expect(overTls.headers['set-cookie']?.[0]).toContain('Secure')
    } finally {
      await open.close()
    }
  })
})
