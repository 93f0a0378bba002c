import { afterEach, describe, expect, it } from 'vitest'
import { pauseBefore } from '../../src/discord/gateway-pace.js'
import { DAY, MINUTE, SECOND } from '../../src/domain/time.js'
import { post } from '../support/posts.js'
import { type CareTeam, careTeam, until, wordsOf } from './care-team.js'

let team: CareTeam
afterEach(async () => {
  await team.end()
})

async function connectedTeam(): Promise<void> {
  team = await careTeam()
  team.world.take(post('my bag is gone, acme air (3/2 delivery)'))
  await until('the card is there', () => team.discord.visibleCards().length === 1)
}
const identifies = () => team.discord.gateway.identifies
const resumes = () => team.discord.gateway.resumes
const claimed = () => until('claimed', () => wordsOf(team.card().components).includes('Dana'))
const claim = () => team.discord.people.press(team.dana, team.card(), 'Claim')

/** The second try comes within moments, the third after five seconds. */
async function knocksOnlyTwice(knocks: () => number): Promise<void> {
  await until('tried twice', () => knocks() === 2)
  await new Promise((wait) => setTimeout(wait, 2_000))
  expect(knocks()).toBe(2)
}

describe('the connection through which presses arrive', () => {
  it('asks for no privileged intent, and logs in once', async () => {
    await connectedTeam()
    expect(identifies()).toBe(1)
    await claim()
    await claimed()
  })

  it('takes up its session after the network broke, and hears the presses of the meantime', async () => {
    await connectedTeam()
    team.discord.gateway.drop()
    await claim()
    await claimed()
    expect([identifies(), resumes()]).toEqual([1, 1])
  })

  it('takes up its session when Discord asks it to connect again', async () => {
    await connectedTeam()
    team.discord.gateway.askToReconnect()
    await until('resumed', () => resumes() === 1)
    await claim()
    await claimed()
    expect(identifies()).toBe(1)
  })

  it('logs in anew when its session is no more', async () => {
    await connectedTeam()
    team.discord.gateway.invalidateSessions(false)
    await until('logged in anew', () => identifies() === 2)
    await until('connected', () => team.discord.gateway.connected)
    await claim()
    await claimed()
  })

  it('notices a connection that has died without a word', async () => {
    team = await careTeam({ connect: false })
    team.discord.gateway.beatEvery = 150
    team.discord.gateway.answersBeats = false
    await team.bot.start()
    await until('resumed', () => resumes() > 0)
    team.discord.gateway.answersBeats = true
  })
})

describe('when Discord does not let us in', () => {
  it('does not knock in a tight loop at a door that stays shut', async () => {
    team = await careTeam({ connect: false })
    team.discord.gateway.refuses = true
    await team.bot.start()
    await knocksOnlyTwice(() => team.discord.gateway.connections)
    team.discord.gateway.refuses = false
    await until('let in', () => team.discord.gateway.connected, 20_000)
  })

  it('does not log in in a tight loop when each login is thrown away', async () => {
    team = await careTeam({ connect: false })
    team.discord.gateway.deniesSessions = true
    void team.bot.start()
    await knocksOnlyTwice(identifies)
  })

  it('says in words, once, that the token is wrong, and lets the rest run', async () => {
    team = await careTeam({ connect: false })
    team.discord.world.token = 'another.token'
    await team.bot.start()
    const said = team.log.lines.filter((line) => line.startsWith('error'))
    expect(said).toEqual([expect.stringContaining('Discord does not accept the bot token')])
    expect(team.log.lines.join()).not.toContain('fake.token')
    await expect(
      team.bot.board.find({ case: { id: 1, openedAt: 1 } } as never, 'key', AbortSignal.timeout(5_000)),
    ).rejects.toMatchObject({ fault: 'closed' })
  })

  it.each([
    [4004, 'does not accept the bot token'],
    [4014, 'does not allow this bot the Guilds intent'],
  ])('gives up, in words, when it is closed with %d', async (code, words) => {
    team = await careTeam({ connect: false })
    team.discord.gateway.rejectWith = code
    await team.bot.start()
    expect(team.log.lines.filter((line) => line.startsWith('error'))).toEqual([
      expect.stringContaining(words),
    ])
    expect(team.discord.gateway.connections).toBe(1)
  })

  it('waits for the log-ins of a new day when those of this one are used up', async () => {
    team = await careTeam({ connect: false })
    Object.assign(team.discord.world, { loginsLeft: 0, loginsResetIn: 500 })
    await team.bot.start()
    expect(identifies()).toBe(0)
    expect(team.log.lines.join()).toContain('Not enough sessions')
    Object.assign(team.discord.world, { loginsLeft: 1_000, loginsResetIn: DAY })
    await until('let in', () => team.discord.gateway.connected, 20_000)
  })

  it('starts within moments though nobody answers, and comes in later', async () => {
    team = await careTeam({ connect: false })
    team.discord.fail({ on: /gateway\/bot/, times: 1, how: { status: 503 } })
    await team.bot.start()
    expect(team.discord.gateway.connected).toBe(false)
    await until('let in', () => team.discord.gateway.connected, 20_000)
  })
})

describe('stopping', () => {
  it.each([
    ['connected', () => {}],
    ['just dropped', () => team.discord.gateway.drop()],
    ['told to reconnect', () => team.discord.gateway.askToReconnect()],
    ['just sent away', () => team.discord.gateway.invalidateSessions(false)],
  ])('waits for nothing when %s, and nothing connects afterwards', async (_state, trouble) => {
    await connectedTeam()
    trouble()
    const began = Date.now()
    await team.bot.stop()
    expect(Date.now() - began).toBeLessThan(5_000)
    const { connections } = team.discord.gateway
    await new Promise((wait) => setTimeout(wait, 700))
    expect(team.discord.gateway.connections).toBe(connections)
    expect(team.discord.gateway.connected).toBe(false)
  })

  it('waits for no goodbye that never comes', { timeout: 15_000 }, async () => {
    await connectedTeam()
    team.discord.gateway.goDeaf()
    await team.bot.stop()
  })

  it('waits for nothing when it was never started, or is still waiting for an answer', async () => {
    team = await careTeam({ connect: false })
    await team.bot.stop()
    team.discord.fail({ on: /gateway\/bot/, how: 'hang' })
    void team.bot.start()
    const began = Date.now()
    await team.bot.stop()
    expect(Date.now() - began).toBeLessThan(5_000)
  })
})

describe('how often we may knock', () => {
  const plenty = { remaining: 999, resetAfter: DAY }

  it('twice for free, then ever more slowly', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 50].map((tries) => pauseBefore(tries, null) / SECOND)
    expect(waits).toEqual([0, 0, 5, 10, 20, 40, 80, 160, 300, 300])
  })

  it('logs in fewer than 1,000 times a day, however long the trouble lasts', () => {
    let at = 0
    let logins = 0
    while (at < DAY) {
      at += pauseBefore(logins, plenty)
      logins += 1
    }
    expect(logins).toBeLessThan(1_000)
  })

  it('logs in fewer than 1,000 times a day even when the whole process starts again every second', () => {
    let at = 0
    let logins = 0
    while (at < DAY) {
      at += SECOND + pauseBefore(0, { remaining: 1_000 - logins, resetAfter: DAY - at })
      logins += 1
    }
    expect(logins).toBeLessThan(1_000)
    expect(pauseBefore(0, { remaining: 0, resetAfter: 5 * MINUTE })).toBe(5 * MINUTE)
  })
})
