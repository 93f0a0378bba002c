import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { isCron } from '../../src/jobs.js'
import { createAmends } from '../../src/main.js'
import { openStore } from '../../src/store/index.js'
import { folderWith, LEAST } from '../config/sample.js'
import { fakeDiscord } from '../support/fake-discord/index.js'
import { author, post } from '../support/posts.js'
import { until } from '../support/processes.js'
import { quiet, startWorld } from '../support/world.js'
import { wordsOf } from './care-team.js'

test('a running Amends says by itself what was missed while it was down, with its picture, once in all its lives', async () => {
  const discord = await fakeDiscord()
  const { guild, channel, roles } = discord.place
  const { folder, file } = folderWith(`${LEAST}database: amends.db
boards:
  discord: { token: "${discord.token}", api: "${discord.api}", guild: "${guild}", channel: "${channel}", roles: ${JSON.stringify(roles)} }
  web: { port: 0 }
team: { zone: Europe/Madrid }
digest: { every: "0 9 * * 1", channel: "${channel}" }
`)
  const database = join(folder, 'amends.db')
  const world = startWorld({ path: database, boards: [] })
  world.wait(2 * DAY)
  world.take(post('late again, acme air (2/1 delivery)', { author: author('ana') }))
  world.store.close()

  // Monday at nine in Madrid was an hour ago.
  const now = Date.UTC(2026, 0, 12, 9)
  const loaded = loadConfig({ file, env: {}, isCron })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  const said = () => discord.said().filter(({ components }) => wordsOf(components).includes('### Digest'))
  const settled = () => {
    const store = openStore(database)
    try {
      return store.notices.knows('discord', `summary::${now - HOUR}`)
    } finally {
      store.close()
    }
  }
  for (const life of [1, 2]) {
    const places = { root: join(import.meta.dirname, '../..') }
    const amends = await createAmends(loaded.config, places, quiet, { clock: () => now + life * MINUTE })
    await amends.start()
    await until('the digest is said', () => said().length === 1)
    expect(await amends.digest()).toBe(false)
    await amends.stop()
    expect(settled()).toBe(true)
  }
  expect(said()).toHaveLength(1)
  expect(said()[0]?.files.map(({ name }) => name)).toEqual(['complaints.png'])
  expect(wordsOf(said()[0]?.components)).toContain(
    'Mon 5 Jan, 09\\:00 to Mon 12 Jan, 09\\:00 \\(Europe/Madrid\\)',
  )
  await discord.close()
})
