import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../src/config/config.js'
import { renderFaults } from '../../src/config/fault.js'
import { type Loaded, loadConfig } from '../../src/config/load.js'
import { DEFAULT_TEAM } from '../../src/config/resolve-team.js'
import { secretsOf } from '../../src/config/secrets.js'
import { faultsOf, folderWith, LEAST, load, SECRETS, WHOLE } from './sample.js'

const configOf = (loaded: Loaded): Config => {
  if (!loaded.ok) throw new Error(renderFaults(loaded.faults))
  return loaded.config
}

describe('a configuration without faults', () => {
  it('says what the file says', () => {
    const config = configOf(load(WHOLE))
    expect(config.brands).toEqual([
      {
        name: 'Acme Air',
        terms: ['acme air', '#acmeair'],
        exclude: ['acme air fryer'],
        accounts: ['acmeair.bsky.social', 'acmeair@mastodon.social'],
        alert: { severity: 2, complaint: 0.5 },
      },
    ])
    expect(config.connectors.map(({ type, every }) => ({ type, every }))).toEqual([
      { type: 'bluesky', every: { type: 'interval', ms: 30_000 } },
      { type: 'mastodon', every: { type: 'cron', expression: '*/5 * * * *' } },
      { type: 'replay', every: { type: 'interval', ms: 1_000 } },
    ])
    expect(config.boards.discord).toMatchObject({
      guild: '123',
      roles: { rep: '1', manager: '2', admin: '3' },
    })
  })

  it('gets defaults for what is left out', () => {
    const { folder, file } = folderWith(LEAST)
    const config = configOf(loadConfig({ file, env: {}, isCron: () => true }))
    expect(config).toEqual({
      brands: [
        {
          name: 'Acme Air',
          terms: ['acme air'],
          exclude: [],
          accounts: [],
          alert: { severity: 2, complaint: 0.5 },
        },
      ],
      connectors: [
        {
          type: 'replay',
          file: join(folder, 'scenario.jsonl'),
          speed: 1,
          every: { type: 'interval', ms: 1_000 },
          memory: join(folder, 'var', 'scenario.replies.jsonl'),
        },
      ],
      boards: { discord: null, web: { host: '127.0.0.1', port: 4180 } },
      database: join(folder, 'var', 'amends.db'),
      claim: { lease: 15 * 60_000, byLevel: {} },
      team: DEFAULT_TEAM,
      brandTeams: new Map(),
      oncall: null,
      review: { grownTo: 50 },
      digest: { every: '0 9 * * 1', channel: null, last: 7 * 24 * 60 * 60_000, brand: null },
      log: { level: 'info' },
    })
  })

  it('keeps a database in memory in memory', () => {
    expect(configOf(load(`${LEAST}database: ":memory:"\n`)).database).toBe(':memory:')
  })

  it('holds passwords and tokens so that they cannot be printed', () => {
    const config = configOf(load(WHOLE))
    const printed = inspect(config, { depth: 9 }) + JSON.stringify(config)
    for (const secret of Object.values(SECRETS)) expect(printed).not.toContain(secret)
    expect(secretsOf(config).map((secret) => secret.reveal())).toEqual(Object.values(SECRETS))
  })

  it('may say something once and refer to it', () => {
    const anchored = `brands:
  - &acme { name: Acme Air, terms: &terms ["acme air"] }
  - { name: Acme Rail, terms: *terms }
  - { <<: *acme, name: Acme Sea }
connectors: [{ type: replay, file: scenario.jsonl }]
`
    expect(configOf(load(anchored)).brands.map(({ terms }) => terms)).toEqual([
      ['acme air'],
      ['acme air'],
      ['acme air'],
    ])
  })

  it('may come with a byte order mark and Windows line ends', () => {
    expect(load(`\uFEFF${LEAST.replaceAll('\n', '\r\n')}`).ok).toBe(true)
  })
})

describe('variables', () => {
  const withHost = (host: string) => `${LEAST}boards: { web: { host: "${host}" } }\n`
  const hostOf = (host: string, from: Parameters<typeof load>[1]) =>
    configOf(load(withHost(host), from)).boards.web.host

  it('come from the environment, and from .env beside the file', () => {
    expect(hostOf('${HOST}', { env: { HOST: 'a.example' } })).toBe('a.example')
    expect(hostOf('${HOST}', { env: {}, dotenv: 'HOST=b.example\r\nOTHER=x' })).toBe('b.example')
  })

  it('of the environment win over those of .env, unless they are empty', () => {
    const dotenv = 'HOST="b.example"'
    expect(hostOf('${HOST}', { env: { HOST: 'a.example' }, dotenv })).toBe('a.example')
    expect(hostOf('${HOST}', { env: { HOST: '' }, dotenv })).toBe('b.example')
  })

  it('may have a fallback, may stand within a text, and a dollar sign can be written', () => {
    expect(hostOf('${HOST:-c.example}', { env: {} })).toBe('c.example')
    expect(hostOf('desk.${ZONE}.example', { env: { ZONE: 'eu' } })).toBe('desk.eu.example')
    const yaml = LEAST.replace('name: Acme Air', () => 'name: "$${A} A$AP"')
    expect(configOf(load(yaml)).brands[0]?.name).toBe('${A} A$AP')
  })

  it('are not looked at again for variables', () => {
    const yaml = LEAST.replace('name: Acme Air', () => 'name: "${NAME}"')
    const config = configOf(load(yaml, { env: { NAME: '${PATH} $$' } }))
    expect(config.brands[0]?.name).toBe('${PATH} $$')
  })

  it('may be numbers and ids', () => {
    const yaml = `${LEAST}boards: { web: { port: "\${PORT}" } }\n`
    expect(configOf(load(yaml, { env: { PORT: '8080' } })).boards.web.port).toBe(8080)
  })

  it('that are missing are named, with the place to set them', () => {
    expect(faultsOf(load(WHOLE, { env: { BLUESKY_PASSWORD: 'x', MASTODON_TOKEN: '' } }))).toEqual([
      '9:62 connectors[1].token needs the variable MASTODON_TOKEN, which is empty → set MASTODON_TOKEN in the environment or in .env beside amends.yaml',
      '12:21 boards.discord.token needs the variable DISCORD_TOKEN, which is not set → set DISCORD_TOKEN in the environment or in .env beside amends.yaml',
    ])
  })

  it('that are not closed are told', () => {
    expect(faultsOf(load(withHost('${HOST')))).toEqual([
      '3:24 boards.web.host holds ${ without a variable name and a closing } → write ${NAME}, or $${ for the characters themselves',
    ])
  })
})

describe('a file that is no configuration', () => {
  it('that is not there is named with the way to make one', () => {
    const loaded = loadConfig({ file: '/nowhere/amends.yaml', env: {}, isCron: () => true })
    expect(loaded.ok ? '' : renderFaults(loaded.faults)).toBe(
      '/nowhere/amends.yaml  does not exist → copy amends.example.yaml to amends.yaml, or name your file with --config',
    )
  })

  it('that is a folder, no text, or far too long is refused', () => {
    const { folder } = folderWith(LEAST)
    expect(faultsOf(loadConfig({ file: folder, env: {}, isCron: () => true }))[0]).toContain('is a folder')
    expect(faultsOf(load(new Uint8Array([0x62, 0xff, 0xfe])))[0]).toContain('is not UTF-8 text')
    expect(faultsOf(load(`# ${'x'.repeat(1_000_001)}`))[0]).toContain('is larger than')
  })

  it('that is empty lacks all that is needed', () => {
    expect(faultsOf(load('')).map((fault) => fault.split(' → ')[0])).toEqual([
      '1:1 brands is missing',
      '1:1 connectors is missing',
    ])
  })

  it('with a .env that cannot be read says so', () => {
    const { folder, file } = folderWith(LEAST)
    mkdirSync(join(folder, '.env'))
    expect(faultsOf(loadConfig({ file, env: {}, isCron: () => true }))[0]).toContain('has a .env beside it')
  })
})
