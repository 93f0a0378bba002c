import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { folderWith, LEAST, SECRETS, WHOLE } from '../config/sample.js'
import { amends } from './run.js'

const careless = WHOLE.replace(/\$\{(\w+)\}/g, (_, name: keyof typeof SECRETS) => SECRETS[name])

describe('a wrong configuration', () => {
  it.each([
    ['a missing variable', WHOLE, 'MASTODON_TOKEN'],
    ['an unknown key', `${careless}databse: x\n`, 'databse'],
    ['a wrong type', careless.replace('port: 4180', 'port: web'), 'boards.web.port'],
    ['broken YAML', `${careless}log: [\n`, 'amends.yaml:'],
    [
      'an unquoted id',
      careless.replace('guild: "123"', 'guild: 1181234567890123456'),
      'boards.discord.guild',
    ],
  ])('with %s ends start by name, without a stack or a secret', async (_, yaml, named) => {
    const { folder } = folderWith(yaml)
    const { code, out, err } = await amends(['start'], { cwd: folder }).ended
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toContain(named)
    expect(err).not.toMatch(/^\s+at |hush-/m)
  })

  it('that is not there at all is named', async () => {
    const { code, err } = await amends(['start', '--config', 'nowhere.yaml']).ended
    expect(code).toBe(1)
    expect(err).toContain('nowhere.yaml  does not exist →')
  })
})

describe('amends check', () => {
  it('finds nothing to fix in a right configuration', async () => {
    const { folder } = folderWith(LEAST)
    const { code, out, err } = await amends(['check', '--offline'], { cwd: folder }).ended
    expect(err).toBe('')
    expect(out).toContain('✓ amends.yaml: 1 brand, 1 connector, web desk alone')
    expect(out).toMatch(/✓ var\/amends\.db: will be made \(SQLite \d+\.\d+\.\d+\)/)
    expect(out).toContain('All is well. No server was asked (--offline).')
    expect(out).not.toContain('\u001b')
    expect(code).toBe(0)
  })

  it('tries the credentials, says what to do about each that fails, and prints no secret', async () => {
    const server = createServer((_, response) => {
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end('{"message":"401: Unauthorized","code":0,"error":"AuthenticationRequired"}')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { folder } = folderWith(
      WHOLE.replace('https://bsky.social', here)
        .replace('https://mastodon.social', here)
        .replace('guild:', `api: "${here}/api", guild:`)
        .replace('port: 4180', 'port: 0'),
    )
    const { code, out, err } = await amends(['check'], { cwd: folder, env: SECRETS }).ended
    server.close()
    expect(code).toBe(1)
    expect(out).toMatch(/^Bluesky, acmeair\.bsky\.social\n {2}✗ .+\n {4}→ \S/m)
    expect(out).toMatch(/^Mastodon, 127\.0\.0\.1:\d+\n {2}✗ .+\n {4}→ \S/m)
    expect(out).toMatch(/^Discord\n {2}✗ Discord bot token: .+\n {4}→ \S/m)
    expect(out).toContain('things to fix: follow the arrows.')
    expect(out + err).not.toMatch(/hush-|^\s+at /m)
    expect(out.split('\n').length).toBeLessThan(40)
  })

  it('without a configuration says how to make one', async () => {
    const { folder } = folderWith(LEAST)
    const { code, err } = await amends(['check', '-c', `${folder}/other.yaml`]).ended
    expect(code).toBe(1)
    expect(err).toContain('copy amends.example.yaml to amends.yaml')
  })
})

describe('amends assess', () => {
  it('answers each line on a clean standard output', async () => {
    const running = amends(['assess'])
    running.child.stdin.end(
      '{"id":"a","text":"Three weeks and my parcel is still not here"}\n{"id":"b","text":""}\n',
    )
    const { code, out, err } = await running.ended
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { id: 'a', lang: 'en', complaint: expect.any(Number), severity: expect.any(Number) },
      { id: 'b' },
    ])
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })
})

describe('the command line', () => {
  it('says what there is', async () => {
    const { code, out } = await amends(['--help']).ended
    expect(code).toBe(0)
    for (const command of ['start', 'check', 'assess', 'schema'])
      expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'))
  })

  it('knows its version, and says what somebody who mistyped may have meant', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect((await amends(['--version']).ended).out).toBe(`${version}\n`)
    const { code, err } = await amends(['strat']).ended
    expect(code).toBe(1)
    expect(err).toContain('Did you mean start?')
  })

  it('prints the schema for editors', async () => {
    const { out } = await amends(['schema']).ended
    expect(out).toBe(readFileSync('amends.schema.json', 'utf8'))
  })
})
