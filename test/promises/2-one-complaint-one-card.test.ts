import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Doom, Seam } from '../support/doomed-desk.js'
import { type FakeBluesky, startFakeBluesky } from '../support/fake-bluesky.js'
import { type FakeDiscord, fakeDiscord } from '../support/fake-discord/index.js'
import { type Running, startDesk, until } from '../support/processes.js'

let folder: string
let bluesky: FakeBluesky
let discord: FakeDiscord
const running: Running[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'amends-promise-'))
  bluesky = await startFakeBluesky(Date.now)
  discord = await fakeDiscord()
})
afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL')
  await bluesky.close()
  await discord.close()
  rmSync(folder, { recursive: true, force: true })
  expect(bluesky.unexpected).toEqual([])
})

function start(die: Doom['die']): Running {
  const { api, token, guildId, channelId, roles } = discord
  const desk = startDesk({
    database: join(folder, 'amends.db'),
    bluesky: bluesky.url,
    discord: { api, token, guild: guildId, channel: channelId, roles },
    die,
  })
  running.push(desk)
  return desk
}

/** The first run takes history in and commits its cursor; what comes after it is news. */
async function haveRunBefore(): Promise<void> {
  const desk = start('never')
  await desk.ready
  await until('the first poll is over', () =>
    bluesky.ledger.some(({ endpoint }) => endpoint.includes('searchPosts')),
  )
  await until('its cursor is committed', () => cursor() !== null)
  expect(await desk.stop(), 'ms to stop').toBeLessThan(2_000)
}

function query<T>(sql: string): T {
  const db = new Database(join(folder, 'amends.db'), { readonly: true })
  try {
    return db.prepare(sql).pluck().get() as T
  } finally {
    db.close()
  }
}
const cursor = () => query<string | null>('select max(cursor) from connectors')
const creates = () =>
  discord.received(/^POST \/channels\/\d+\/messages$/).filter(({ status }) => status === 200)

const COMPLAINT = 'Acme Air lost my bag and nobody answers, third time this year. I want my refund now!'

describe('one complaint, one card, though the process is killed', () => {
  test.each<[Seam, string]>([
    ['after-fetch', 'with a page in hand'],
    ['after-commit', 'with the case stored and its card owed'],
    ['before-post', 'with the card marked and not sent'],
    ['after-post', 'with the card sent and not marked'],
  ])('%s: %s', async (seam) => {
    await haveRunBefore()
    bluesky.post({ text: COMPLAINT })

    const doomed = start(seam)
    expect(await doomed.ended).toMatchObject({ signal: 'SIGKILL' })
    // Discord forgets nonces within minutes; what follows must not lean on them.
    discord.forgetNonces()

    const survivor = start('never')
    await survivor.ready
    await until(
      'the card is there and written down',
      () => query('select count(*) from outbox where message_id is not null') === 1,
    )
    expect(discord.visibleCards()).toHaveLength(1)
    expect(creates()).toHaveLength(1)
    expect(query('select count(*) from cases')).toBe(1)
    expect(query("select count(*) from mentions where uri like '%feed.post%'")).toBe(1)
    expect(query("select count(*) from history where type = 'alerted'")).toBe(1)
    expect(await survivor.stop(), 'ms to stop').toBeLessThan(2_000)
  })

  test('before-edit: with a claim stored and the card showing the old state', async () => {
    await haveRunBefore()
    bluesky.post({ text: COMPLAINT })
    const doomed = start('before-edit')
    await doomed.ready
    await until('the card is shown', () => discord.visibleCards().length === 1)
    const [card] = discord.visibleCards()
    if (card === undefined) throw new Error('no card')
    void discord.people.press(discord.people.join('Dana', 'rep'), card, 'Claim')
    expect(await doomed.ended).toMatchObject({ signal: 'SIGKILL' })
    expect(query('select owner_name from cases')).toBe('Dana')

    const survivor = start('never')
    await survivor.ready
    await until('the card shows its owner', () => JSON.stringify(discord.visibleCards()[0]).includes('Dana'))
    expect(creates()).toHaveLength(1)
    await survivor.stop()
  })
})
