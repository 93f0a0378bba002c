import { existsSync } from 'node:fs'
import { connectorsFrom } from '../../connectors/index.js'
import type { Config, ConnectorConfig } from '../config/config.js'
import { shortPath } from '../config/fault.js'
import { secretsOf } from '../config/secrets.js'
import { discordApi } from '../discord/api.js'
import { checkDiscord } from '../discord/check.js'
import type { OnCallOverride } from '../domain/rota.js'
import type { Instant } from '../domain/time.js'
import { policyFrom } from '../policy-from-config.js'
import type { Log, SessionKeeper } from '../ports.js'
import { isInUse } from '../store/database.js'
import { openStore } from '../store/index.js'
import { sqliteVersion } from '../store/sqlite-version.js'
import { concealer } from './conceal.js'
import { configFile } from './config-file.js'
import { Failure } from './failure.js'
import { aboutBrands, aboutConfig, aboutDatabase, aboutWeb, type Part, within } from './findings.js'
import { createLog } from './log.js'
import { readConfig } from './read-config.js'
import { renderReport } from './report.js'
import { aboutSignIn } from './sign-in-findings.js'
import { aboutTeam } from './team-findings.js'

export type CheckOptions = {
  readonly config: string | undefined
  readonly offline: boolean
  readonly verbose: boolean
}

/** Tries everything at once, changes nothing, and prints one screen. True when all is well. @throws Failure */
export async function check({ config: named, offline, verbose }: CheckOptions): Promise<boolean> {
  const file = configFile(named)
  if (file === null)
    throw new Failure(
      'There is no amends.yaml here → copy amends.example.yaml to amends.yaml and fill it in.',
    )
  const config = readConfig(file)
  const log = createLog({
    level: verbose ? 'debug' : 'silent',
    verbose,
    secrets: secretsOf(config),
    look: 'plain',
  })

  const now = Date.now()
  const kept = keptIn(config.database, now)
  const asked = offline
    ? aboutSignIn(config, { offline })
    : [
        ...askConnectors(config, kept.sessions, log),
        ...askDiscord(config),
        aboutWeb(config.boards.web, isInUse(config.database)),
        ...aboutSignIn(config),
      ]
  const parts = [
    aboutConfig(file, config),
    aboutBrands(config.brands),
    aboutTeam(config, policyFrom(config), kept.overrides, now),
    aboutDatabase(config.database, sqliteVersion()),
    ...(await Promise.all(asked)),
  ]
  kept.close()

  const report = renderReport(parts, { colour: isColourful(), offline })
  process.stdout.write(concealer(secretsOf(config))(report))
  return parts.every((part) => part.findings.every(({ ok }) => ok))
}

function askConnectors(config: Config, sessions: SessionKeeper, log: Log): Promise<Part>[] {
  const watch = {
    terms: config.brands.flatMap((brand) => brand.terms),
    accounts: config.brands.flatMap((brand) => brand.accounts),
  }
  const connectors = connectorsFrom(config.connectors, { watch, sessions, clock: Date.now, log })
  return config.connectors.map((choice, index) =>
    within(titleOf(choice), (signal) => connectors[index]?.check(signal) ?? Promise.resolve([])),
  )
}

function titleOf(choice: ConnectorConfig): string {
  switch (choice.type) {
    case 'bluesky':
      return `Bluesky, ${choice.identifier}`
    case 'mastodon':
      return `Mastodon, ${new URL(choice.url).host}`
    case 'replay':
      return `Replay, ${shortPath(choice.file)}`
  }
}

function askDiscord({ boards: { discord }, digest }: Config): Promise<Part>[] {
  if (discord === null) return []
  const api = discordApi(discord)
  const place = { ...discord, digest: digest === null ? undefined : (digest.channel ?? discord.notices) }
  return [within('Discord', (signal) => checkDiscord(api, place, signal)).finally(() => api.close())]
}

type Kept = {
  readonly sessions: SessionKeeper
  readonly overrides: readonly OnCallOverride[]
  close(): void
}

/** Networks ration log-ins: a session that a running Amends keeps is used, and none is made to stay. */
function keptIn(database: string, now: Instant): Kept {
  if (!existsSync(database))
    return { sessions: { load: () => null, save: () => {} }, overrides: [], close: () => {} }
  const store = openStore(database)
  return { sessions: store.sessions, overrides: store.team.overrides(now), close: () => store.close() }
}

const isColourful = (): boolean => process.stdout.isTTY === true && !process.env['NO_COLOR']
