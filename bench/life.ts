import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SECOND } from '../src/domain/time.js'
import { startFakeBluesky } from '../test/support/fake-bluesky.js'
import { fakeDiscord } from '../test/support/fake-discord/index.js'
import { type Running, startDesk, until } from '../test/support/processes.js'
import { AS_STARTED } from './as-started.js'
import type { Figure } from './figure.js'

const TIMES = 5
/** ms; a process that takes longer is ended, and the bench with it. */
const LONGEST = 60_000
const COMMAND = join(import.meta.dirname, '../src/cli/index.js')
const LEAST = `brands: [{ name: Acme Air, terms: ["acme air"] }]
connectors: [{ type: replay, file: posts.jsonl }]
boards: { web: { port: 0 } }
`

type Life = { readonly ready: number | null; readonly toStop: number | null; readonly whole: number }

/** From the shell's word to the desk, from Ctrl-C to the end, and to the refusal of a configuration with a fault: the middle of five. */
export async function run(): Promise<readonly Figure[]> {
  const good: Life[] = []
  const bad: Life[] = []
  for (let n = 0; n < TIMES; n += 1) {
    good.push(await live(LEAST, 0))
    bad.push(await live(`${LEAST}claim: { lease: soon }\n`, 1))
  }
  const [start, stop, refusal] = [
    good.map(({ ready }) => ready ?? Number.NaN),
    good.map(({ toStop }) => toStop ?? Number.NaN),
    bad.map(({ whole }) => whole),
  ].map(middle)
  return [
    { what: 'from the command to a desk that can be opened', value: start ?? Number.NaN, unit: 'ms' },
    promised('from Ctrl-C to the end', stop),
    ...(await withDiscord()),
    promised('a configuration with a fault is refused', refusal),
  ]
}

/** A complaint from its post to its card, polled each second, and the end of a process that is connected: the middle of five. */
async function withDiscord(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'))
  const [bluesky, discord] = await Promise.all([startFakeBluesky(Date.now), fakeDiscord()])
  const { api, token, guildId: guild, channelId: channel, roles } = discord
  const stops: number[] = []
  const cards: number[] = []
  let running: Running | null = null
  try {
    for (let n = 0; n < TIMES; n += 1) {
      running = startDesk({
        database: join(folder, 'amends.db'),
        network: { type: 'bluesky', url: bluesky.url },
        discord: { api, token, guild, channel, roles },
        die: 'never',
      })
      await running.ready
      await until('the bot is connected', () => discord.gateway.connected)
      // The first run takes in what was there before; from then on it is news.
      await new Promise((resolve) => setTimeout(resolve, 2 * SECOND))
      const words = `bag ${n} is lost`
      bluesky.post({ text: `Acme Air, my ${words} and nobody answers. I want my refund now!` })
      const begun = performance.now()
      await until('the card is shown', () =>
        discord.visibleCards().some(({ components }) => JSON.stringify(components).includes(words)),
      )
      cards.push(performance.now() - begun)
      stops.push(await running.stop())
    }
  } finally {
    running?.child.kill('SIGKILL')
    await Promise.all([bluesky.close(), discord.close()])
    rmSync(folder, { recursive: true, force: true })
  }
  const card = middle(cards) ?? Number.NaN
  return [
    { what: 'from a post to its card', value: card, unit: 'ms', target: '≤ 3,000', met: card <= 3_000 },
    promised('the end of a process that is connected to Discord', middle(stops)),
  ]
}

function promised(what: string, ms = Number.NaN): Figure {
  return { what, value: ms, unit: 'ms', target: '≤ 2,000', met: ms <= 2_000 }
}

/** One process, stopped as soon as it is ready. @throws when it ends with another code than `expected` */
async function live(config: string, expected: number): Promise<Life> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'))
  try {
    writeFileSync(join(folder, 'amends.yaml'), config)
    writeFileSync(join(folder, 'posts.jsonl'), '')
    const begun = performance.now()
    const child = spawn(process.execPath, [...AS_STARTED, COMMAND, 'start'], { cwd: folder })
    let said = ''
    let ready: number | null = null
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (ready !== null || !said.includes('Ctrl-C stops it')) return
      ready = performance.now() - begun
      child.kill('SIGINT')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    const late = setTimeout(() => child.kill('SIGKILL'), LONGEST)
    const [code] = await once(child, 'close')
    clearTimeout(late)
    if (code !== expected) throw new Error(`ended with ${code}, not ${expected}:\n${said}`)
    const whole = performance.now() - begun
    return { ready, toStop: ready === null ? null : whole - ready, whole }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const middle = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
