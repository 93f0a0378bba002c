import { existsSync } from 'node:fs'
import { connectorsFrom } from '../../connectors/index.js'
import { durationOf } from '../config/every.js'
import { DAY, HOUR } from '../domain/time.js'
import { healthOf } from '../health.js'
import { policyFrom } from '../policy-from-config.js'
import { blindOf } from '../reports/digest.js'
import { digestText } from '../reports/digest-text.js'
import { summaryOf } from '../reports/digest-words.js'
import { makeDigest } from '../reports/make-digest.js'
import { openStore } from '../store/index.js'
import { en } from '../texts/en.js'
import { configFile, DEMO } from './config-file.js'
import { Failure } from './failure.js'
import { createLog } from './log.js'
import { readConfig } from './read-config.js'

export type DigestOptions = {
  readonly config?: string
  readonly brand?: string
  readonly last?: string
}

/** Prints the digest of the time up to now. Sends nothing, and a running Amends need not stop. @throws Failure */
export async function digest({ config: named, brand, last }: DigestOptions, now = Date.now()): Promise<void> {
  const config = readConfig(configFile(named) ?? DEMO)
  const brands = config.brands.map(({ name }) => name)
  if (brand !== undefined && !brands.includes(brand))
    throw new Failure(`There is no brand called ${brand}. There are: ${brands.join(', ')}.`)
  const length = last === undefined ? (config.digest?.last ?? 7 * DAY) : durationOf(last)
  if (length === null || length < HOUR || length > 92 * DAY)
    throw new Failure('Write how long as 24h or 7d: from an hour to 92 days.')
  if (!existsSync(config.database))
    throw new Failure(`There is no database at ${config.database} yet: nothing has been heard so far.`)

  const store = openStore(config.database)
  try {
    const watch = { terms: [], accounts: [] }
    const log = createLog({ level: 'silent', verbose: false, secrets: [], look: 'plain' })
    const surroundings = { watch, sessions: store.sessions, clock: () => now, log }
    // For their names alone: nothing is asked of any network.
    const connectors = connectorsFrom(config.connectors, surroundings)
    const { parts } = healthOf({ store, connectors, deliveries: [], texts: en })
    const told = await makeDigest(
      { store, policy: policyFrom(config) },
      {
        period: { from: now - length, to: now },
        brand: brand ?? config.digest?.brand ?? null,
        blind: blindOf(parts),
      },
      now,
    )
    process.stdout.write(digestText(summaryOf(told, en, now)))
  } finally {
    store.close()
  }
}
