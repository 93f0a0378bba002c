import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.js'
import { shortPath } from '../config/fault.js'
import { secretsOf } from '../config/secrets.js'
import type { Amends, Overrides } from '../main.js'
import type { Log } from '../ports.js'
import { configFile, DEMO } from './config-file.js'
import { causesOf, Failure, sentenceOf } from './failure.js'
import { createLog } from './log.js'
import { readConfig } from './read-config.js'
import { ROOT } from './root.js'
import { endOnSignal } from './signals.js'

export type StartOptions = {
  readonly config: string | undefined
  /** Where the desk listens this time, whatever is configured. */
  readonly port: number | undefined
  readonly verbose: boolean
}

/** Runs Amends until somebody stops it. @throws Failure when it cannot start */
export async function start({ config: named, port, verbose }: StartOptions): Promise<void> {
  const file = configFile(named) ?? DEMO
  const isDemo = file === DEMO
  const config = atPort(readConfig(file), port)
  const log = createLog({
    level: verbose ? 'debug' : config.log.level,
    verbose,
    secrets: secretsOf(config),
    look: !process.stderr.isTTY ? 'json' : process.env['NO_COLOR'] ? 'plain' : 'colour',
  })

  // What a wrong configuration does not need is loaded only now: it takes a second.
  const { createAmends } = await import('../main.js')
  const again = existsSync(config.database)
  const overrides = isDemo && !again ? await withPastWeeks(config, log) : {}
  const amends = await createAmends(config, { root: ROOT }, log, overrides).catch((error: unknown) => {
    throw databaseFailure(error) ?? error
  })
  const end = endOnSignal(() => amends.stop())
  const fault = (error: unknown) => {
    log.error({ err: error }, 'a fault that nobody caught')
    process.stderr.write(`${sentenceOf(error, verbose)}\n`)
    end(1)
  }
  process.removeAllListeners('uncaughtException').on('uncaughtException', fault)
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', fault)

  try {
    const { url } = await amends.start()
    process.stdout.write(
      isDemo ? demoWelcome(url, amends, again ? config.database : null) : welcome(url, amends),
    )
  } catch (error) {
    await amends.stop().catch(() => {})
    throw addressFailure(error, config, shortPath(file)) ?? error
  }
}

const atPort = ({ boards, ...rest }: Config, port = boards.web.port): Config => ({
  ...rest,
  boards: { ...boards, web: { ...boards.web, port } },
})

/** The demo's first start: weeks are made up, so that there is something to report. The model is read once for both. */
async function withPastWeeks(config: Config, log: Log): Promise<Overrides> {
  const { classifierFromFile } = await import('../../classifiers/index.js')
  const { makeUpPastWeeks } = await import('./demo/past-weeks.js')
  const classifier = classifierFromFile(join(ROOT, 'data/models/linear.bin'))
  await makeUpPastWeeks({ config, places: { root: ROOT }, log, now: Date.now(), classifier })
  return { classifier }
}

const welcome = (url: string, amends: Amends): string => `
Amends is running.

  Desk      ${url}
  Sign in   ${amends.web.invite('admin')}
            (works once, for a day; the desk's team page makes links for colleagues)

Ctrl-C stops it.
`

/** `kept`: the database of an earlier demo. */
const demoWelcome = (url: string, amends: Amends, kept: string | null): string => `
There is no amends.yaml here, so this is the demo: a made-up brand, four made-up weeks behind it, and an evening of
made-up posts about it.
${kept === null ? '' : `It goes on where it was stopped; to see it from the beginning, stop it and delete ${shortPath(kept)}.\n`}
  Desk      ${url}
  Sign in   ${amends.web.invite('admin')}
  Again     ${amends.web.invite('rep')}
            (each link works once, for a day)

1. Open the first link. Complaints arrive within seconds; claim one, resolve it, reopen it.
2. Open the second link in a private window, as a colleague, and both press Claim on the same case:
   one has it, the other is told who.
3. Open Reports in the first window: how fast they were in those weeks, where it was slow, whom they won back.
4. For your own brand: copy amends.example.yaml to amends.yaml, then run: npm run amends -- check

Ctrl-C stops it.
`

/** The database's own sentence says what to do. */
const databaseFailure = (error: unknown): Failure | null =>
  error instanceof Error && error.name === 'DatabaseError' ? new Failure(`${error.message}.`) : null

/** The commonest reason not to start, with its mend. */
function addressFailure(error: unknown, config: Config, file: string): Failure | null {
  const { host, port } = config.boards.web
  const codes = causesOf(error).map((cause) => (cause as NodeJS.ErrnoException).code)
  if (codes.includes('EADDRINUSE'))
    return new Failure(
      `Port ${port} on ${host} is taken: is Amends running already? Stop that, start with --port and another, or change boards.web.port in ${file}.`,
    )
  if (codes.includes('EACCES') || codes.includes('EADDRNOTAVAIL'))
    return new Failure(
      `Amends may not listen on ${host}:${port}: change boards.web.host or boards.web.port in ${file}.`,
    )
  return null
}
