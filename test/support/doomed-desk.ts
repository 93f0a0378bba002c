/**
 * The whole product in a process of its own, that may be told to die at a seam. Started by tests with one JSON argument
 * ({@link Doom}); says `ready <address> <invite>` on stdout once it runs.
 */
import { join } from 'node:path'
import type { Config, DiscordConfig } from '../../src/config/config.js'
import { DEFAULT_TEAM } from '../../src/config/resolve-team.js'
import { Secret } from '../../src/domain/secret.js'
import { MINUTE, SECOND } from '../../src/domain/time.js'
import { createAmends, type Overrides } from '../../src/main.js'
import type { Board, Connector, Log, Store } from '../../src/ports.js'

/**
 * - `after-fetch`: a page is in hand, nothing is stored
 * - `after-commit`: a case is stored, its card is owed
 * - `before-post`: the card is marked as being sent, nothing is sent
 * - `after-post`: the board has the card, we have not written it down
 * - `before-edit`: a rep has acted, the card shows the old state
 */
export const SEAMS = ['after-fetch', 'after-commit', 'before-post', 'after-post', 'before-edit'] as const
export type Seam = (typeof SEAMS)[number]

export type Doom = {
  readonly database: string
  readonly bluesky: string
  readonly discord: Pick<DiscordConfig, 'guild' | 'channel' | 'roles'> & {
    readonly token: string
    readonly api: string
  }
  readonly die: Seam | 'never'
}

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  // The signal may take a moment to arrive; nothing may happen in it.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
}

function seams(doomed: Seam | 'never'): Overrides {
  const connector = (one: Connector): Connector => ({
    ...one,
    async poll(cursor, signal) {
      const batch = await one.poll(cursor, signal)
      return doomed === 'after-fetch' && batch.posts.length > 0 ? die() : batch
    },
  })
  const store = (one: Store): Store => ({
    ...one,
    transaction(work) {
      const before = one.cases.count({})
      const result = one.transaction(work)
      return doomed === 'after-commit' && one.cases.count({}) > before ? die() : result
    },
  })
  const board = (one: Board): Board => ({
    ...one,
    async show(card, key, signal) {
      if (doomed === 'before-post') die()
      const shown = await one.show(card, key, signal)
      return doomed === 'after-post' ? die() : shown
    },
    edit: (messageId, card, signal) => (doomed === 'before-edit' ? die() : one.edit(messageId, card, signal)),
  })
  return { connectors: (all) => all.map(connector), store, board }
}

const quiet = () => {}
const loud = (fields: object, message: string) =>
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`)
const log: Log = { debug: quiet, info: quiet, warn: loud, error: loud }

const doom = JSON.parse(process.argv[2] ?? '{}') as Doom
const config: Config = {
  brands: [
    {
      name: 'Acme Air',
      terms: ['acme air', '#acmeair'],
      exclude: [],
      accounts: ['acmeair.test'],
      alert: { severity: 2, complaint: 0.5 },
    },
  ],
  connectors: [
    {
      type: 'bluesky',
      service: doom.bluesky,
      identifier: 'acmeair.test',
      password: new Secret('brand-app-password'),
      every: { type: 'interval', ms: SECOND },
    },
  ],
  boards: {
    discord: {
      ...doom.discord,
      token: new Secret(doom.discord.token),
      onCallRole: doom.discord.roles.rep,
      notices: doom.discord.channel,
    },
    web: { host: '127.0.0.1', port: 0 },
  },
  database: doom.database,
  claim: { lease: 15 * MINUTE, byLevel: {} },
  team: DEFAULT_TEAM,
  brandTeams: new Map(),
  oncall: null,
  log: { level: 'error' },
}

const amends = await createAmends(
  config,
  { root: join(import.meta.dirname, '../../..') },
  log,
  seams(doom.die),
)
process.on('SIGTERM', () => void amends.stop().then(() => process.exit(0)))
const { url } = await amends.start()
process.stdout.write(`ready ${url} ${amends.web.invite('rep')} ${amends.web.invite('rep')}\n`)
