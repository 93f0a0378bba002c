import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import type { Config, WebConfig } from '../config/config.js'
import { shortPath } from '../config/fault.js'
import type { Brand } from '../domain/brand.js'
import { SECOND } from '../domain/time.js'
import type { Finding } from '../ports.js'

/** What was found about one part of the set-up. */
export type Part = { readonly title: string; readonly findings: readonly Finding[] }

const IN_MEMORY = ':memory:'

/** No credential and no permission gets longer than this. */
const LIMIT = 10 * SECOND

/** What somebody else checks, held to the limit: a server that never answers is a finding too. */
export async function within(
  title: string,
  ask: (signal: AbortSignal) => Promise<readonly Finding[]>,
  limit = LIMIT,
): Promise<Part> {
  const signal = AbortSignal.timeout(limit)
  const silence = new Promise<readonly Finding[]>((resolve) => {
    signal.addEventListener('abort', () =>
      resolve([
        bad('answer', `none within ${limit / SECOND} s`, 'try again; check the address and the network'),
      ]),
    )
  })
  const answer = ask(signal).catch((error: unknown): readonly Finding[] => [
    bad('check', error instanceof Error ? error.message : String(error), 'run amends check --verbose'),
  ])
  return { title, findings: await Promise.race([answer, silence]) }
}

export const aboutConfig = (file: string, config: Config): Part => ({
  title: 'Configuration',
  findings: [
    good(
      shortPath(file),
      [
        count(config.brands.length, 'brand'),
        count(config.connectors.length, 'connector'),
        config.boards.discord === null ? 'web desk alone' : 'Discord and web desk',
      ].join(', '),
    ),
  ],
})

export const aboutBrands = (brands: readonly Brand[]): Part => ({
  title: 'Brands',
  findings: brands.map((brand) => {
    const counted = [
      count(brand.terms.length, 'term'),
      count(brand.exclude.length, 'exclusion'),
      count(brand.accounts.length, 'account'),
    ]
    return good(brand.name, counted.join(', ') + advice(brand))
  }),
})

/** Nothing here is wrong; it may be more, or less, than somebody meant. */
function advice(brand: Brand): string {
  const short = brand.terms.filter((term) => [...term.replace(/^#/, '')].length < 4)
  if (short.length > 0) return `; short terms match much that is not you: ${short.join(', ')}`
  if (brand.accounts.length === 0) return '; without accounts, your own posts count as mentions'
  return ''
}

export function aboutDatabase(path: string, sqlite: string): Part {
  const found = nearestExisting(path)
  const what = path === IN_MEMORY ? path : shortPath(path)
  try {
    accessSync(found, constants.R_OK | constants.W_OK)
    const isFile = statSync(found).isFile()
    if (isFile !== (found === path) && path !== IN_MEMORY)
      return {
        title: 'Database',
        findings: [bad(what, `${shortPath(found)} is a ${isFile ? 'file' : 'folder'}`, 'change database')],
      }
    const state = found === path ? 'can be written' : path === IN_MEMORY ? 'keeps nothing' : 'will be made'
    return { title: 'Database', findings: [good(what, `${state} (SQLite ${sqlite})`)] }
  } catch {
    const mend = `give yourself the right to write to ${shortPath(found)}, or change database`
    return { title: 'Database', findings: [bad(what, 'cannot be written', mend)] }
  }
}

const nearestExisting = (path: string): string =>
  path === ':memory:'
    ? '.'
    : existsSync(path) || dirname(path) === path
      ? path
      : nearestExisting(dirname(path))

/** Whether the desk may listen where it should. @param inUse whether an Amends runs on this database; `null`: nobody knows */
export async function aboutWeb({ host, port }: WebConfig, inUse: boolean | null): Promise<Part> {
  const what = `${host}:${port}`
  const code = await triedToListen(host, port)
  if (code === null) return { title: 'Web desk', findings: [good(what, 'free')] }
  if (code === 'EADDRINUSE' && (await isAmends(host, port)))
    return {
      title: 'Web desk',
      findings: [
        inUse !== false
          ? good(what, 'Amends is running there')
          : bad(
              what,
              'another Amends listens there, on another database',
              'stop that (is it the demo?), or change boards.web.port',
            ),
      ],
    }
  return {
    title: 'Web desk',
    findings: [
      code === 'EADDRINUSE'
        ? bad(what, 'another program listens there', 'stop that, or change boards.web.port')
        : bad(what, `cannot be listened on (${code})`, 'change boards.web.host or boards.web.port'),
    ],
  }
}

const triedToListen = (host: string, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown fault'))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })

async function isAmends(host: string, port: number): Promise<boolean> {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  try {
    const answer = await fetch(`http://${name}:${port}/healthz`, { signal: AbortSignal.timeout(2 * SECOND) })
    const health: unknown = await answer.json()
    return typeof health === 'object' && health !== null && 'ok' in health
  } catch {
    return false
  }
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
const good = (what: string, detail: string): Finding => ({ what, ok: true, detail, mend: null })
const bad = (what: string, detail: string, mend: string): Finding => ({ what, ok: false, detail, mend })
