import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'

/** PostgreSQL and Redis of our own, on loopback and as somebody without rights, gone when `stop` returns. */
export type Backing = { readonly postgres: string; readonly redis: string; stop(): void }

/** Debian's packages. @throws Error with a sentence for a person when they are missing and cannot be had */
export function installBacking(): void {
  const missing = [
    ...(postgresBin() === null ? ['postgresql'] : []),
    ...(spawnSync('redis-server', ['--version']).error ? ['redis-server'] : []),
  ]
  if (missing.length === 0) return
  const sentence = `This needs ${missing.join(' and ')}: apt-get install ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error) throw new Error(sentence)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...words: string[]) =>
    spawnSync('apt-get', words, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  apt('update', '-qq')
  if (apt('install', '-y', '-qq', '--no-install-recommends', ...missing).status !== 0)
    throw new Error(sentence)
}

export async function startBacking(work: string): Promise<Backing> {
  chmodSync(work, 0o755)
  const postgres = await startPostgres(join(work, 'postgres'))
  try {
    const redis = await startRedis(join(work, 'redis'))
    return {
      postgres: postgres.url,
      redis: redis.address,
      stop() {
        redis.stop()
        postgres.stop()
      },
    }
  } catch (error) {
    postgres.stop()
    throw error
  }
}

async function startPostgres(dir: string): Promise<{ readonly url: string; stop(): void }> {
  const bin = postgresBin()
  ownedByPostgres(dir)
  const data = join(dir, 'data')
  const port = await freePort()
  must(
    asPostgres(`${bin}/initdb`, [
      '-D',
      data,
      '-A',
      'trust',
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--no-locale',
      '-N',
    ]),
  )
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    `-c unix_socket_directories=${dir}`,
    '-c fsync=off',
    '-c synchronous_commit=off',
    '-c max_connections=200',
  ]
  must(
    asPostgres(
      `${bin}/pg_ctl`,
      ['-D', data, '-w', '-l', join(dir, 'log'), '-o', settings.join(' '), 'start'],
      { stdio: 'ignore' },
    ),
  )
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () =>
      void asPostgres(`${bin}/pg_ctl`, ['-D', data, '-m', 'immediate', 'stop'], { stdio: 'ignore' }),
  }
}

async function startRedis(dir: string): Promise<{ readonly address: string; stop(): void }> {
  ownedByPostgres(dir)
  const port = await freePort()
  const [command, words] = unprivileged('redis-server', [
    ...['--bind', '127.0.0.1', '--port', String(port)],
    ...['--save', '', '--appendonly', 'no', '--dir', dir],
  ])
  const server = spawn(command, words, { stdio: 'ignore', cwd: '/' })
  const stop = () => void server.kill('SIGTERM')
  for (let tries = 0; tries < 200; tries++) {
    if (await listens(port)) return { address: `127.0.0.1:${port}`, stop }
    await new Promise((later) => setTimeout(later, 25))
  }
  stop()
  throw new Error('redis-server did not start')
}

function postgresBin(): string | null {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return null
  const newestFirst = readdirSync(root).sort((a, b) => Number(b) - Number(a))
  return (
    newestFirst.map((version) => `${root}/${version}/bin`).find((bin) => existsSync(`${bin}/initdb`)) ?? null
  )
}

/** PostgreSQL refuses to run as root; its package brings a user without rights, who may run Redis too. */
function unprivileged(command: string, words: readonly string[]): [string, readonly string[]] {
  if (process.getuid?.() !== 0) return [command, words]
  return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', command, ...words]]
}

function asPostgres(command: string, words: readonly string[], options: SpawnSyncOptions = {}) {
  const [program, args] = unprivileged(command, words)
  return spawnSync(program, args, { encoding: 'utf8', cwd: '/', ...options })
}

function ownedByPostgres(dir: string): void {
  mkdirSync(dir, { recursive: true })
  if (process.getuid?.() === 0) must(spawnSync('chown', ['postgres', dir], { encoding: 'utf8' }))
}

function must(done: { status: number | null; stderr?: unknown; error?: Error | undefined }): void {
  if (done.status !== 0) throw new Error(String(done.error ?? done.stderr ?? 'a command failed'))
}

const listens = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      answer(true)
    })
    socket.on('error', () => answer(false))
  })

const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer().on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      server.close(() => found(port))
    })
  })
