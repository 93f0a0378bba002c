import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type Loaded, loadConfig } from '../../src/config/load.js'
import { isCron } from '../../src/jobs.js'

/** Values that must never be seen again. */
export const SECRETS = {
  BLUESKY_PASSWORD: 'hush-bluesky-7788',
  MASTODON_TOKEN: 'hush-mastodon-7788',
  DISCORD_TOKEN: 'hush-discord-7788',
}

/** The configuration of a team that uses everything. */
export const WHOLE = `brands:
  - name: Acme Air
    terms: ["acme air", "#acmeair"]
    exclude: ["acme air fryer"]
    accounts: ["acmeair.bsky.social", "@AcmeAir@Mastodon.social"]
    alert: { severity: 2, complaint: 0.5 }
connectors:
  - { type: bluesky, service: "https://bsky.social", identifier: acmeair.bsky.social, password: "\${BLUESKY_PASSWORD}", every: 30s }
  - { type: mastodon, url: "https://mastodon.social", token: "\${MASTODON_TOKEN}", every: "*/5 * * * *" }
  - { type: replay, file: scenario.jsonl, speed: 60 }
boards:
  discord: { token: "\${DISCORD_TOKEN}", guild: "123", channel: "456", roles: { rep: "1", manager: "2", admin: "3" } }
  web: { host: 127.0.0.1, port: 4180 }
database: var/amends.db
claim: { lease: 15m, byLevel: { P1: 5m } }
team:
  zone: Europe/Madrid
  hours: { mon: ["09:00-12:30", "13:30-18:00"], fri: ["09:00-14:00"], holidays: ["2026-12-25"], P1: always }
  ladder: { P1: { claim: 5m, escalate: 10m, reply: 15m }, P3: { claim: 2h, escalate: off } }
  oncall: { from: "2026-01-05", handover: "08:30", people: [{ id: "77", name: Ana }, { id: "88", name: Bo }], role: "9" }
  quiet: "22:00-07:00"
  cap: { cards: 20, per: 30m }
  replies: { contactEvery: 14d, secondPair: false, authority: ["refund up to 50 €"] }
digest: { every: "30 8 * * 1-5", channel: "567", last: 1d, brand: Acme Air }
`

/** The least that runs. */
export const LEAST = `brands: [{ name: Acme Air, terms: ["acme air"] }]
connectors: [{ type: replay, file: scenario.jsonl }]
`

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own with this configuration, a scenario, and a `.env` where one is given. */
export function folderWith(yaml: string | Uint8Array, dotenv?: string): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'amends-config-'))
  made.push(folder)
  const file = join(folder, 'amends.yaml')
  writeFileSync(file, yaml)
  writeFileSync(join(folder, 'scenario.jsonl'), '')
  if (dotenv !== undefined) writeFileSync(join(folder, '.env'), dotenv)
  return { folder, file }
}

export function load(
  yaml: string | Uint8Array,
  { env = SECRETS, dotenv }: { env?: Record<string, string | undefined>; dotenv?: string } = {},
): Loaded {
  const { folder, file } = folderWith(yaml, dotenv)
  const loaded = loadConfig({ file, env, isCron })
  rmSync(folder, { recursive: true })
  return loaded
}

/** `line:column key problem → mend`, one a fault. */
export function faultsOf(loaded: Loaded): readonly string[] {
  if (loaded.ok) return []
  return loaded.faults.map(
    ({ line, column, key, problem, mend }) => `${line}:${column} ${key} ${problem} → ${mend}`,
  )
}
