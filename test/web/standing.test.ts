import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/time.js'
import { wordsOf } from '../support/desk-visitor.js'
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

describe('roles follow the server', () => {
  const visits = () => door.discord.received(/GET \/guilds\/\d+\/members/).length

  test('a role that was given or taken counts within ten minutes; Discord is asked no oftener', async () => {
    const browser = stranger()
    await door.comeIn(browser, ana)
    ana.roles = [door.discord.roles.manager]
    ana.nick = 'Ana, manager'
    world.wait(9 * MINUTE)
    expect((await browser.ask('/audit')).status).toBe(403)
    expect(visits()).toBe(0)
    world.wait(MINUTE)
    expect((await browser.ask('/audit')).status).toBe(200)
    expect(wordsOf(await browser.text('/team'))).toContain('Ana, manager (manager)')
    await Promise.all([browser.ask('/'), browser.ask('/team')])
    expect(visits()).toBe(1)
  })

  test.each([
    ['left the server', () => door.discord.world.members.delete(ana.user.id)],
    ['lost their role', () => ana.roles.splice(0)],
  ])('who %s is signed out, in all their browsers', async (_, change) => {
    const [one, other] = [stranger(), stranger()]
    await door.comeIn(one, ana)
    await door.comeIn(other, ana)
    change()
    world.wait(10 * MINUTE)
    expect((await one.ask('/')).status).toBe(401)
    expect((await other.ask('/')).status).toBe(401)
    expect(visits()).toBe(1)
    // Coming back is another sign-in, with the same words.
    expect((await door.comeIn(one, ana)).status).toBe(403)
  })

  test.each([
    ['is down', { status: 503 }],
    ['has put the bot out of the server', { error: { status: 404, code: 10_004, message: 'Unknown Guild' } }],
    ['does not accept the token', { error: { status: 401, code: 0, message: '401: Unauthorized' } }],
    ['answers with a page', { html: 'not-done' }],
  ] as const)('while Discord %s, a session stays for a day, and comes back with Discord', async (_, how) => {
    const browser = stranger()
    await door.comeIn(browser, ana)
    door.discord.fail({ on: /GET \/guilds\/\d+\/members/, how, times: 1_000 })
    world.wait(10 * MINUTE)
    expect((await browser.ask('/')).status).toBe(200)
    expect((await browser.ask('/')).status).toBe(200)
    // In vain once a minute, not at every page.
    expect(visits()).toBe(1)
    world.wait(DAY - 11 * MINUTE)
    expect((await browser.ask('/')).status).toBe(200)
    world.wait(MINUTE)
    expect((await browser.ask('/')).status).toBe(401)
    door.discord.mend()
    world.wait(MINUTE)
    expect((await browser.ask('/')).status).toBe(200)
  })

  test('who comes back after a holiday is looked up before anything is shown', async () => {
    const browser = stranger()
    await door.comeIn(browser, ana)
    world.wait(5 * DAY)
    expect((await browser.ask('/')).status).toBe(200)
    ana.roles = []
    world.wait(5 * DAY)
    expect((await browser.ask('/')).status).toBe(401)
  })

  test('an open window of somebody who left is signed out without a press', async () => {
    const quick = await openDiscordDoor(world, { beat: 50 })
    try {
      const cleo = quick.discord.people.join('Cleo', 'rep')
      const browser = quick.desk.stranger()
      await quick.comeIn(browser, cleo)
      const stream = (await browser.ask('/events')).text()
      quick.discord.world.members.delete(cleo.user.id)
      world.wait(10 * MINUTE)
      expect(await stream).toContain('event: ended')
      expect(world.store.desk.sessions(world.now())).toEqual([])
    } finally {
      await quick.close()
    }
  })

  test('a page waits two seconds for a Discord that hangs, and the answer counts when it comes', async () => {
    const browser = stranger()
    await door.comeIn(browser, ana)
    door.discord.fail({ on: /GET \/guilds\/\d+\/members/, how: 'hang' })
    world.wait(10 * MINUTE)
    const began = performance.now()
    expect((await browser.ask('/')).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(1_900)
    expect(performance.now() - began).toBeLessThan(15_000)
  })

  test('a one-time link under the same name keeps the person, and Discord still answers for them', async () => {
    const browser = stranger()
    await door.comeIn(browser, ana)
    await browser.signIn(door.desk.web, 'Ana', 'admin')
    expect(wordsOf(await browser.text('/team'))).toContain('You are signed in as Ana (admin)')
    world.wait(10 * MINUTE)
    expect(wordsOf(await browser.text('/team'))).toContain('You are signed in as Ana (rep)')
  })

  test('who came by a link alone is nobody whom Discord could know', async () => {
    const browser = await door.desk.signIn('Ben')
    world.wait(2 * DAY)
    expect((await browser.ask('/')).status).toBe(200)
    expect(visits()).toBe(0)
  })
})
