import { describe, expect, it } from 'vitest'
import { renderFaults } from '../../src/config/fault.js'
import { faultsOf, LEAST, load, WHOLE } from './sample.js'

const only = (yaml: string, from?: Parameters<typeof load>[1]): string => {
  const faults = faultsOf(load(yaml, from))
  expect(faults, yaml).toHaveLength(1)
  return faults[0] ?? ''
}
const changed = (from: string | RegExp, to: string): string => {
  const yaml = WHOLE.replace(from, to)
  expect(yaml).not.toBe(WHOLE)
  return yaml
}

describe('what is wrong is told with its place and its mend', () => {
  it('all at once, in the order of the file', () => {
    const loaded = load(`brands:
  - name: Acme Air
    terms: ["acme .*", "a", 404]
    exclud: []
connectors:
  - { type: mastdon }
  - { type: mastodon, url: "http://mastodon.social", every: 30 }
boards: { discord: { token: x, guild: 123456789012345678, channel: "1", roles: { rep: "1", manager: "2" } } }
databse: x
`)
    const told = loaded.ok ? '' : renderFaults(loaded.faults, loaded.faults[0]?.file.replace(/[^/\\]+$/, ''))
    expect(told.split('\n').map((line) => line.split(' → ')[0])).toEqual([
      'amends.yaml:3:13  brands[0].terms[0]  looks like a regular expression or a wildcard; terms are matched word for word',
      'amends.yaml:3:24  brands[0].terms[1]  is a single letter, which would match half the network',
      'amends.yaml:3:29  brands[0].terms[2]  is a number, not a text',
      'amends.yaml:4:5  brands[0].exclud  is not a known key',
      'amends.yaml:6:13  connectors[0].type  is not one of the choices',
      'amends.yaml:7:5  connectors[1].token  is missing',
      'amends.yaml:7:28  connectors[1].url  is not encrypted',
      'amends.yaml:7:61  connectors[1].every  is a number without a unit',
      'amends.yaml:8:39  boards.discord.guild  is a number, which YAML rounds when it is this long',
      'amends.yaml:8:80  boards.discord.roles.admin  is missing',
      'amends.yaml:9:1  databse  is not a known key',
    ])
  })

  it('an unknown key gets the known one that was meant, and is not told twice', () => {
    expect(only(changed('token: "${MASTODON_TOKEN}"', 'tokn: "${MASTODON_TOKEN}"'))).toBe(
      '9:55 connectors[1].tokn is not a known key → did you mean token?',
    )
    expect(only(`${LEAST}colour: blue\n`)).toBe(
      '3:1 colour is not a known key → remove it; known here: brands, connectors, boards, database, claim, team, review, digest, log',
    )
  })

  it('a Discord id without quotes', () => {
    expect(only(changed('guild: "123"', 'guild: 1181234567890123456'))).toBe(
      '12:48 boards.discord.guild is a number, which YAML rounds when it is this long → put quotes around it, or the id becomes that of something else',
    )
    expect(only(changed('guild: "123"', 'guild: "#care"'))).toContain('is not a Discord id')
  })

  it('a list that is none, a map that is none, a text that is none', () => {
    expect(only(changed('["acme air", "#acmeair"]', 'acme air'))).toContain(
      'brands[0].terms is a text, not a list',
    )
    expect(only(changed('{ host: 127.0.0.1, port: 4180 }', 'yes'))).toContain(
      'boards.web is a text, not a map',
    )
    expect(only(changed('name: Acme Air', 'name: true'))).toContain(
      'brands[0].name is true or false, not a text',
    )
    expect(only(changed('name: Acme Air', 'name: [Acme]'))).toContain('brands[0].name is a list, not a text')
    expect(only(changed('port: 4180', 'port: web'))).toContain('boards.web.port is a text, not a number')
    expect(only(changed('port: 4180', 'port: 99999'))).toContain(
      'is too big → write a number from 0 to 65535',
    )
    expect(only(changed('severity: 2', 'severity: 2.5'))).toContain('is a fraction, not a whole number')
  })

  it('a hashtag that YAML took for a comment', () => {
    const bare = `brands:
  - name: Acme Air
    terms:
      - acme air
      - #acmeair
connectors: [{ type: replay, file: scenario.jsonl }]
`
    expect(only(bare)).toBe(
      '5:9 brands[0].terms[1] is empty → write a value; one that begins with # needs quotes, as "#acme"',
    )
  })

  it('a brand that nothing could match, or that cancels itself', () => {
    expect(only(LEAST.replace(', terms: ["acme air"]', ''))).toContain('nothing would ever match')
    expect(only(changed('["acme air fryer"]', '["Acme"]'))).toContain(
      'brands[0].exclude[0] is part of one of the terms',
    )
  })

  it('two brands with one name, two connectors at one place', () => {
    const twins = `brands: [{ name: Acme Air, terms: [acme] }, { name: ACME AIR, terms: [acme air] }]
connectors: [{ type: replay, file: scenario.jsonl }, { type: replay, file: ./scenario.jsonl }]
`
    expect(faultsOf(load(twins)).map((fault) => fault.split(' → ')[0])).toEqual([
      '1:53 brands[1].name is the name of brands[0] too',
      '2:76 connectors[1].file is where connectors[0] reads already',
    ])
  })

  it('a scenario that is not there', () => {
    expect(only(LEAST.replace('scenario.jsonl', 'nowhere.jsonl'))).toContain(
      'connectors[0].file names a file that does not exist',
    )
  })

  it.each([
    ['soon', 'is neither a duration nor a cron expression'],
    ['"30"', 'is neither a duration nor a cron expression'],
    ['500ms', 'is neither a duration nor a cron expression'],
    ['0.5s', 'is too short → write at least 1s'],
    ['2d', 'is too long → write at most 1d'],
    ['"61 * * * *"', 'is not a valid cron expression'],
    ['"-30s"', 'is neither a duration nor a cron expression'],
  ])('every: %s', (every, problem) => {
    expect(only(changed('every: 30s', `every: ${every}`))).toContain(`connectors[0].every ${problem}`)
  })

  it('a token with the word Bot before it, or broken over two lines', () => {
    expect(only(changed('"${DISCORD_TOKEN}"', '"Bot ${DISCORD_TOKEN}"'))).toContain(
      'without "Bot" or "Bearer"',
    )
    expect(only(changed('"${BLUESKY_PASSWORD}"', '"a\\nb"'))).toContain(
      'connectors[0].password holds a line break',
    )
  })
})

describe('half of what signing in with Discord needs', () => {
  it.each([
    ['clientId', 'clientId: "890"', 'clientSecret: "${DISCORD_CLIENT_SECRET}"'],
    ['clientSecret', 'clientSecret: hush-client-7788', 'clientId: "…"'],
  ])('is told at %s, with what to add', (key, given, add) => {
    const fault = only(changed('guild: "123"', `guild: "123", ${given}`))
    expect(fault).toMatch(/^12:\d+ boards\.discord\./)
    expect(fault).toContain(
      `boards.discord.${key} is half of what signing in with Discord needs → add ${add}`,
    )
    expect(fault).toContain(`, or remove ${key}`)
    expect(fault).not.toContain('hush-')
  })
})

describe('YAML that cannot be read is told in plain words', () => {
  it.each([
    ['a tab', 'brands:\n\t- name: x\n', '2:1', 'is indented with a tab'],
    [
      'a brace that is not closed',
      'brands:\n  - { name: x\nconnectors: []\n',
      '2:5',
      'opens with { and is not closed before the next entry',
    ],
    ['a quote that is not closed', 'database: "var/x\n', '2:1', 'is not closed'],
    ['an unquoted variable in braces', 'boards: { discord: { token: ${X} } }\n', '1:30', 'quotes'],
    ['an unquoted account', 'brands: [{ name: x, accounts: [@acme@m.s] }]\n', '1:32', 'put quotes around'],
    ['a second document', `${LEAST}---\n${LEAST}`, '3:1', 'begins a second document'],
    ['an alias of nothing', 'brands: *none\n', '1:9', 'does not resolve'],
    ['an alias of itself', 'brands: &a [*a]\n', '1:1', 'do not resolve'],
    ['nesting without end', '['.repeat(20_000), '1:', 'nested too deeply'],
    ['a flood of aliases', `a: &a [x,x,x,x,x,x,x,x,x]\n${flood()}`, '1:1', 'do not resolve'],
  ])('%s', (_, yaml, place, words) => {
    const faults = faultsOf(load(yaml))
    expect(faults[0]?.slice(0, place.length)).toBe(place)
    expect(faults.join('\n')).toContain(words)
  })

  it('a key that is there twice, with everything else that is wrong', () => {
    expect(faultsOf(load(`${LEAST}database: a\ndatabase: b\nlog: { level: loud }\n`))).toEqual([
      '4:1 database is there twice → keep one of the two',
      '5:15 log.level is not one of the choices → write one of: debug, info, warn, error, silent',
    ])
  })
})

/** Each line nine times the one before. */
function flood(): string {
  const names = [...'abcdefghi']
  return names
    .slice(1)
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${names[i]}`).join(',')}]\n`)
    .join('')
}
