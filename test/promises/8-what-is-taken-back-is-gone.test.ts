import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mergeCases } from '../../src/app/join-cases.js'
import { MINUTE } from '../../src/domain/time.js'
import { blueskyNet, type CareWorld, mastodonNet, type Net, startCare } from '../support/care-world.js'
import { discordDesk } from '../support/discord-desk.js'
import { type FakeDiscord, fakeDiscord } from '../support/fake-discord/index.js'
import { dana } from '../support/world.js'

let discord: FakeDiscord
let care: CareWorld
beforeEach(async () => {
  discord = await fakeDiscord()
})
afterEach(async () => {
  await care.close()
  await discord.close()
})

async function start<N extends Net>(net: N): Promise<N> {
  care = startCare(net, { board: (desk) => discordDesk(discord, desk) })
  await care.beat()
  net.pass(MINUTE)
  return net
}
async function say(text: string, under?: string): Promise<string> {
  const uri = care.net.say(text, under)
  care.net.pass(1)
  await care.beat()
  return uri
}
const cycle = async () => {
  care.net.pass(MINUTE)
  await care.beat()
}

/** All messages there are, in whatever channel or thread. */
const inDiscord = () => JSON.stringify([...discord.world.messages.values()])
/** Every byte of the database, its log included. */
const inTheDatabase = () =>
  readdirSync(dirname(care.database))
    .filter((name) => name.startsWith(basename(care.database)))
    .map((name) => readFileSync(join(dirname(care.database), name)).toString('latin1'))
    .join('\n')

describe.each([
  ['Bluesky', blueskyNet, 'did:plc:'],
  ['Mastodon', mastodonNet, 'users/ana'],
])('a post deleted on %s', (_, makeNet, address) => {
  test('is gone from the card and from the very file within one cycle; the case stays, with its history', async () => {
    const net = await start<Net>(await makeNet())
    const uri = await say('my bag Xanthippe is gone (3/2 delivery)')
    care.act(1, { type: 'claim' }, dana)
    expect(inDiscord()).toContain('Xanthippe')
    expect(inTheDatabase()).toContain('Xanthippe')
    expect(uri).toContain(address)

    net.remove(uri)
    await cycle()

    for (const text of ['Xanthippe', uri, 'ana.test', 'ana@social.example'])
      for (const place of [inDiscord(), inTheDatabase()]) expect(place).not.toContain(text)
    expect(discord.visibleCards()).toHaveLength(1)
    expect(care.card().case).toMatchObject({ status: 'claimed', owner: dana })
    expect(care.story().at(-1)).toBe('post-removed by connector')
    await cycle()
    expect(care.store.mentions.get(1)?.removedAt).not.toBeNull()
  })

  test('later than the first, and told in the case’s own thread, is gone from there too', async () => {
    const net = await start<Net>(await makeNet())
    const first = await say('my bag is gone (3/2 delivery)')
    care.act(1, { type: 'claim' }, dana)
    await care.beat()
    const uri = await say('and the strap Yolanda was torn', first)
    const [thread, ...others] = discord.threads()
    expect(others).toEqual([])
    expect(JSON.stringify(discord.said(thread?.id))).toContain('Yolanda')

    net.remove(uri)
    await cycle()

    for (const place of [inDiscord(), inTheDatabase()]) expect(place).not.toContain('Yolanda')
    expect(inDiscord()).toContain('my bag is gone')
  })

  test('before its reply went out is not answered any more', async () => {
    const net = await start<Net>(await makeNet())
    const uri = await say('my bag is gone (3/2 delivery)')
    care.reply(1, 'Sorry, Ana. I am looking for your bag now.', dana)
    net.remove(uri)
    await cycle()
    expect(care.store.outreaches.of(1)).toMatchObject([{ status: 'failed' }])
  })

  test('after its case was merged into another is gone from both cards', async () => {
    const net = await start<Net>(await makeNet())
    const uri = await say('my bag Xanthippe is gone (3/2 delivery)')
    care.act(1, { type: 'resolve', outcome: 'not-a-complaint', note: null }, dana)
    await say('and my seat was broken (2/1 quality)')
    care.act(1, { type: 'reopen' }, dana)
    expect(mergeCases(care.desk, 1, 2, dana)).toMatchObject({ ok: true })
    await cycle()
    expect(discord.visibleCards()).toHaveLength(2)

    net.remove(uri)
    await cycle()

    expect(inDiscord()).not.toContain('Xanthippe')
    expect(inDiscord()).toContain('my seat was broken')
  })
})

test('a post edited on the network is edited in the store and on the card within one cycle', async () => {
  const { team } = await start(await mastodonNet())
  const uri = await say('my bag Xanthippe is gone (2/1 delivery)')
  team.fake.edit(uri, '@acme there is smoke in the cabin (4/3 safety)')
  await cycle()

  expect(inDiscord()).toContain('smoke in the cabin')
  for (const place of [inDiscord(), inTheDatabase()]) expect(place).not.toContain('Xanthippe')
  expect(care.card().case.priority.level).toBe('P1')
  expect(care.story()).toContain('post-edited by connector')
})
