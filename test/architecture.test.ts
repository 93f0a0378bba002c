import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

type Source = { readonly path: string; readonly imports: readonly string[]; readonly text: string }

const sources: readonly Source[] = ['src', 'connectors', 'classifiers'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => read(join(ROOT, folder, name))),
)

function read(file: string): Source {
  const path = relative(ROOT, file).replaceAll('\\', '/')
  const text = readFileSync(file, 'utf8')
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  const imports = specifiers.map((specifier) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier).replace(/\.js$/, '') : specifier,
  )
  return { path, imports, text }
}

/** Which room a file or an import stands in: the longest of these that begins its path. */
const ROOMS = [
  'src/domain',
  'src/ports',
  'src/app',
  'src/store',
  'src/discord',
  'src/web',
  'src/reports',
  'src/texts',
  'src/calendar',
  'src/config',
  'src/cli',
  'src/jobs',
  'src/health',
  'src/policy-from-config',
  'src/digest-job',
  'src/standing-jobs',
  'src/main',
  'connectors/bluesky',
  'connectors/mastodon',
  'connectors/replay',
  'connectors/index',
  'classifiers',
] as const
type Room = (typeof ROOMS)[number]
const roomOf = (path: string): Room | undefined =>
  ROOMS.find((room) => path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`))

/** What each room may look into, beside itself. Nothing here looks back up. */
const MAY_SEE: Readonly<Record<Room, readonly Room[]>> = {
  'src/domain': [],
  'src/ports': ['src/domain'],
  'src/texts': ['src/domain'],
  'src/app': ['src/ports', 'src/domain'],
  'src/calendar': ['src/ports', 'src/domain'],
  'src/store': ['src/ports', 'src/domain'],
  'connectors/bluesky': ['src/ports', 'src/domain'],
  'connectors/mastodon': ['src/ports', 'src/domain'],
  'connectors/replay': ['src/ports', 'src/domain'],
  'connectors/index': [
    'connectors/bluesky',
    'connectors/mastodon',
    'connectors/replay',
    'src/ports',
    'src/domain',
  ],
  classifiers: ['src/ports', 'src/domain'],
  'src/discord': ['src/app', 'src/ports', 'src/domain', 'src/texts'],
  'src/web': ['src/app', 'src/ports', 'src/domain', 'src/texts', 'src/reports'],
  'src/reports': ['src/app', 'src/ports', 'src/domain', 'src/texts'],
  'src/jobs': ['src/app', 'src/ports', 'src/domain'],
  'src/health': ['src/app', 'src/ports', 'src/domain', 'src/texts', 'src/web'],
  'src/config': ['src/domain'],
  'src/policy-from-config': ['src/app', 'src/calendar', 'src/config', 'src/domain'],
  'src/standing-jobs': ['src/app', 'src/config', 'src/jobs', 'src/reports', 'src/ports', 'src/domain'],
  'src/digest-job': ['src/config', 'src/jobs', 'src/reports', 'src/ports', 'src/domain'],
  'src/main': ROOMS.filter((room) => room !== 'src/cli'),
  'src/cli': ROOMS,
}

/** Each SDK has one home. */
const HOMES: Readonly<Record<string, readonly Room[]>> = {
  'discord.js': ['src/discord'],
  '@discordjs/ws': ['src/discord'],
  '@discordjs/rest': ['src/discord'],
  'discord-api-types': ['src/discord'],
  oauth4webapi: ['src/discord'],
  'node-cron': ['src/jobs'],
  '@atproto/api': ['connectors/bluesky'],
  masto: ['connectors/mastodon'],
  natural: ['classifiers'],
  eld: ['classifiers'],
  'better-sqlite3': ['src/store'],
  hono: ['src/web'],
  '@hono/node-server': ['src/web'],
  luxon: ['src/calendar', 'classifiers'],
  pino: ['src/cli'],
  commander: ['src/cli'],
  echarts: ['src/reports'],
  '@resvg/resvg-js': ['src/reports'],
  yaml: ['src/config', 'classifiers'],
}
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

describe('the house', () => {
  test('has a place for every file', () => {
    expect(sources.filter(({ path }) => roomOf(path) === undefined).map(({ path }) => path)).toEqual([])
  })

  test('is looked through from above only', () => {
    const breaches = sources.flatMap(({ path, imports }) => {
      const from = roomOf(path)
      if (from === undefined) return []
      return imports
        .filter((to) => {
          const room = roomOf(to)
          return room !== undefined && room !== from && !MAY_SEE[from].includes(room)
        })
        .map((to) => `${path} → ${to}`)
    })
    expect(breaches).toEqual([])
  })

  test('gives each SDK one home', () => {
    const strays = sources.flatMap(({ path, imports }) =>
      imports
        .filter((to) => {
          const homes = HOMES[packageOf(to)]
          const room = roomOf(path)
          return homes !== undefined && (room === undefined || !homes.includes(room))
        })
        .map((to) => `${path} → ${to}`),
    )
    expect(strays).toEqual([])
  })

  test('never loads the whole of natural, which reads .env and opens database clients', () => {
    expect(sources.filter(({ imports }) => imports.includes('natural')).map(({ path }) => path)).toEqual([])
  })

  test('reads the environment in its configuration and on its command line alone', () => {
    const readers = sources.filter(({ text }) => /process\.env/.test(text)).map(({ path }) => path)
    expect(readers.filter((path) => !/^src\/(config|cli)\//.test(path))).toEqual([])
  })

  test('has pure and synchronous rules: no clock, no chance, no waiting in domain/', () => {
    const impure = /Date\.now|new Date\(\)|Math\.random|\bawait\b|setTimeout|process\.|from 'node:(?!util')/
    const found = sources.filter(({ path, text }) => path.startsWith('src/domain/') && impure.test(text))
    expect(found.map(({ path }) => path)).toEqual([])
  })

  test('takes the time from its clock, below main and the command line', () => {
    const readers = sources
      .filter(({ text }) => /Date\.now\(\)|new Date\(\)/.test(text))
      .map(({ path }) => path)
    expect(readers.filter((path) => !/^(src\/(cli|main)|classifiers\/(train|evaluate))/.test(path))).toEqual(
      [],
    )
  })

  test('exports by name and has no rooms for odds and ends', () => {
    expect(sources.filter(({ text }) => /^export default/m.test(text)).map(({ path }) => path)).toEqual([])
    expect(
      sources
        .filter(({ path }) => /(utils?|helpers?|manager|service|common)\.tsx?$/.test(path))
        .map(({ path }) => path),
    ).toEqual([])
  })
})
