import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { MINUTE, SECOND } from '../../src/domain/time.js'
import { blueskyNet, type CareWorld, startCare } from '../support/care-world.js'
import { discordDesk } from '../support/discord-desk.js'
import { fakeDiscord } from '../support/fake-discord/index.js'

let care: CareWorld
let net: Awaited<ReturnType<typeof blueskyNet>>
beforeEach(async () => {
  net = await blueskyNet()
  care = startCare(net)
  await care.beat()
  net.pass(MINUTE)
})
afterEach(() => care.close())

const said = () => care.told().map(({ type }) => type)
async function poll(ms: number) {
  for (let gone = 0; gone < ms; gone += 30 * SECOND) {
    net.pass(30 * SECOND)
    await care.beat()
  }
}

test.each(['server-error', 'html', 'half-answer', 'rate-limited', 'wrong-shape'] as const)(
  'a connector gone blind (%s) says so in the channel, once, and says when it sees again',
  async (how) => {
    const began = net.now()
    net.world.fake.break(how)
    await poll(10 * MINUTE)
    expect(care.told()).toEqual([
      {
        type: 'blind',
        connector: 'bluesky:acmeair.test',
        since: began + 30 * SECOND,
        why: expect.stringMatching(/^Bluesky/),
      },
    ])

    net.world.fake.mend()
    await poll(20 * MINUTE)
    expect(said()).toEqual(['blind', 'sees-again'])
  },
)

test('in Discord it stands in the channel, and the managers are pinged', async () => {
  const discord = await fakeDiscord()
  onTestFinished(() => discord.close())
  await care.close()
  net = await blueskyNet()
  care = startCare(net, { board: (desk) => discordDesk(discord, desk) })
  await care.beat()
  net.world.fake.break('server-error')
  await poll(5 * MINUTE)

  const said = discord.said().filter((message) => message.content.includes('acmeair'))
  expect(said).toHaveLength(1)
  expect(said[0]?.pings).toEqual([discord.roles.manager])
})

test('a hiccup is no blindness', async () => {
  net.world.fake.break('server-error')
  await poll(1 * MINUTE)
  net.world.fake.mend()
  await poll(5 * MINUTE)
  expect(said()).toEqual([])
})

test('a restart in between says neither twice, and forgets neither', async () => {
  net.world.fake.break('server-error')
  await poll(5 * MINUTE)
  await care.restart()
  await poll(5 * MINUTE)
  expect(said()).toEqual(['blind'])

  await care.restart()
  net.world.fake.mend()
  await poll(20 * MINUTE)
  expect(said()).toEqual(['blind', 'sees-again'])
})

test('what was said while we were blind is on the board once we see again', async () => {
  net.world.fake.break('server-error')
  net.say('my bag is gone (3/2 delivery)')
  await poll(5 * MINUTE)
  expect(care.ledger.messages.size).toBe(0)
  net.world.fake.mend()
  await poll(20 * MINUTE)
  expect(care.ledger.messages.size).toBe(1)
})
