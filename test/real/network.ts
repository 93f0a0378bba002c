import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { installBacking, startBacking } from './backing.js'

export type Account = {
  readonly did: string
  readonly handle: string
  readonly password: string
  readonly appPassword: string
}
export type Network = {
  readonly url: string
  readonly accounts: Readonly<Record<'brand' | 'ana' | 'ben' | 'cleo', Account>>
  /** Answers once everything written so far can be read. */
  settle(): Promise<void>
  stopAppView(): Promise<void>
  takeDown(account: Account): Promise<void>
  stop(): Promise<void>
}

const HERE = join(process.cwd(), 'test/real')

/** Installs what is missing and starts a real network on loopback. @throws Error with a sentence for a person */
export async function startNetwork(say: (line: string) => void): Promise<Network> {
  installBacking()
  if (!existsSync(join(HERE, 'node_modules/@atproto/dev-env/package.json'))) {
    say('installing @atproto/dev-env into test/real (a minute or two) …')
    const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: HERE,
      stdio: 'inherit',
    })
    if (done.status !== 0) throw new Error('npm could not install @atproto/dev-env into test/real')
  }
  const work = mkdtempSync(join(tmpdir(), 'amends-real-'))
  const backing = await startBacking(work)
  const child = spawn(process.execPath, [join(HERE, 'bluesky-net.mjs'), work], {
    cwd: HERE,
    env: { ...process.env, DB_POSTGRES_URL: backing.postgres, REDIS_HOST: backing.redis },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (chunk) => {
    complaints = (complaints + chunk).slice(-4_000)
  })
  const gone = new Promise<void>((exited) => child.once('exit', () => exited()))

  const stop = async () => {
    child.kill('SIGTERM')
    await gone
    backing.stop()
    rmSync(work, { recursive: true, force: true })
  }

  const ready = await Promise.race([firstLine(child.stdout), gone.then(() => null)])
  if (ready === null) {
    await stop()
    throw new Error(`the network did not start:\n${complaints}`)
  }
  const { pds, ctl, accounts } = JSON.parse(ready)
  const control = async (path: string) => {
    const { ok } = await fetch(`${ctl}${path}`)
    if (!ok) throw new Error(`the network refused ${path}:\n${complaints}`)
  }
  return {
    url: pds,
    accounts,
    settle: () => control('/process'),
    stopAppView: () => control('/appview/stop'),
    takeDown: ({ did }) => control(`/takedown?did=${did}`),
    stop,
  }
}

/** The versions that were really installed. */
export const versions = (): Record<string, string> =>
  Object.fromEntries(
    ['dev-env', 'pds', 'bsky'].map((name) => [
      name,
      JSON.parse(readFileSync(join(HERE, `node_modules/@atproto/${name}/package.json`), 'utf8')).version,
    ]),
  )

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((read) => createInterface({ input: stream }).once('line', read))
}
