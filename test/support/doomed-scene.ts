import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { blueskyConnector } from '../../connectors/bluesky/index.js'
import { Secret } from '../../src/domain/secret.js'
import { type Amends, createAmends } from '../../src/main.js'
import { openStore } from '../../src/store/index.js'
import { configOf, type Doom, type Seam } from './doom.js'
import { startFakeBluesky } from './fake-bluesky.js'
import { type FakeMessage, fakeDiscord } from './fake-discord/index.js'
import { type Running, startDesk } from './processes.js'
import { quiet } from './world.js'

const ROOT = join(import.meta.dirname, '../..')

/** A Bluesky, a Discord and a database of its own, for processes of the whole product that may be told to die. */
export async function doomedScene() {
  const folder = mkdtempSync(join(tmpdir(), 'amends-promise-'))
  const database = join(folder, 'amends.db')
  const bluesky = await startFakeBluesky(Date.now)
  const discord = await fakeDiscord()
  const running: Running[] = []
  const living: Amends[] = []
  const { api, token, guildId: guild, channelId: channel, roles } = discord
  const doomOf = (die: Doom['die']): Doom => ({
    database,
    network: { type: 'bluesky', url: bluesky.url },
    discord: { api, token, guild, channel, roles },
    die,
  })

  return {
    bluesky,
    discord,
    /** A process of the whole product, to be killed at the seam. */
    launch(seam: Seam | 'never'): Running {
      const desk = startDesk(doomOf(seam))
      running.push(desk)
      return desk
    },
    /** What is started after it: the same product on the same database, in this process. */
    async survive(): Promise<Amends> {
      const amends = await createAmends(configOf(doomOf('never')), { root: ROOT }, quiet)
      living.push(amends)
      await amends.start()
      return amends
    },
    /**
     * The first run takes history in and commits its cursor; what comes after it is news. In this process, for it is
     * the same poll and the same commit; the log-in is kept with it.
     */
    async haveRunBefore(): Promise<void> {
      const store = openStore(database)
      const first = blueskyConnector({
        service: bluesky.url,
        identifier: 'acmeair.test',
        password: new Secret('brand-app-password'),
        watch: { terms: ['acme air', '#acmeair'], accounts: ['acmeair.test', 'acme@social.example'] },
        sessions: store.sessions,
        clock: Date.now,
        log: quiet,
      })
      const { cursor, posts } = await first.poll(null, AbortSignal.timeout(10_000))
      expect(posts).toEqual([])
      store.connectors.advance(first.id, cursor, Date.now())
      store.close()
    },
    /** One value from the database, as another program would read it. */
    query<T>(sql: string): T {
      const db = new Database(database, { readonly: true })
      try {
        return db.prepare(sql).pluck().get() as T
      } finally {
        db.close()
      }
    },
    /** Cards that show these words, as the team sees them. */
    cards: (words: string): FakeMessage[] =>
      discord.visibleCards().filter((message) => JSON.stringify(message.components).includes(words)),
    /** How often a message with these words was posted, whatever became of it. */
    posted: (words: string): number =>
      discord
        .received(/^POST \/channels\/\d+\/messages$/)
        .filter(({ status, body }) => status === 200 && JSON.stringify(body).includes(words)).length,
    async close(): Promise<void> {
      for (const { child } of running) child.kill('SIGKILL')
      for (const amends of living) await amends.stop()
      await bluesky.close()
      await discord.close()
      rmSync(folder, { recursive: true, force: true })
      expect(bluesky.unexpected).toEqual([])
    },
  }
}
