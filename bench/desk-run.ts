/** Measures the desk's pages on a filled database, asked for over HTTP on this machine: `node desk-run.js FILE`. Prints figures as JSON. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../src/cli/root.js'
import { loadConfig } from '../src/config/load.js'
import { createAmends } from '../src/main.js'
import type { Log } from '../src/ports.js'
import type { Figure } from './figure.js'

const REQUESTS = 50
const PROMISED = 100

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} }
const folder = mkdtempSync(join(tmpdir(), 'amends-bench-desk-'))
const file = join(folder, 'amends.yaml')
writeFileSync(
  file,
  JSON.stringify({
    brands: ['Acme Air', 'Acme Rail', 'Acme Post'].map((name) => ({ name, terms: [name.toLowerCase()] })),
    connectors: [{ type: 'replay', file: join(ROOT, 'data/demo/scenario.jsonl'), speed: 1 }],
    boards: { web: { port: 0 } },
    database: process.argv[2] ?? 'bench.db',
  }),
)
const loaded = loadConfig({ file, env: {}, isCron: () => true })
if (!loaded.ok) throw new Error('the bench cannot be configured')
const amends = await createAmends(loaded.config, { root: ROOT }, quiet, {
  clock: () => Date.UTC(2026, 0, 1),
  connectors: () => [],
})

const { url } = await amends.web.start()
const cookie = await signIn()
const { cases } = amends.desk.store
const all = cases.count({})
const [open] = cases.list({ statuses: ['open'] }, { limit: 1, offset: 0 })
const figures: Figure[] = []
for (const [what, path] of [
  [`inbox of ${all.toLocaleString('en')} cases, first page`, '/'],
  ['inbox, all cases', '/?status=all'],
  ['inbox, resolved cases of one language', '/?status=resolved&language=es'],
  [
    'inbox, one brand, network, priority and language',
    '/?brand=Acme+Rail&network=bluesky&priority=P2&language=de',
  ],
  ['inbox, all cases of one language, a page far back', '/?status=all&language=en&page=900'],
  ['a case', `/cases/${open?.case.id ?? 1}`],
] as const) {
  const [median, p95] = await measure(path)
  figures.push({ what, value: median, unit: 'ms' })
  const met = p95 <= PROMISED
  figures.push({
    what: `  of ${REQUESTS}, 19 in 20 within`,
    value: p95,
    unit: 'ms',
    target: `≤ ${PROMISED}`,
    met,
  })
}
await amends.stop()
rmSync(folder, { recursive: true, force: true })
process.stdout.write(JSON.stringify(figures))

async function signIn(): Promise<string> {
  const token = new URL(amends.web.invite('manager')).searchParams.get('token') ?? ''
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ token, name: 'Dana' }),
    headers: { origin: url },
    redirect: 'manual',
  })
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** Median and 95th of {@link REQUESTS} after a first that warms up. */
async function measure(path: string): Promise<readonly [median: number, p95: number]> {
  const took: number[] = []
  for (let i = 0; i <= REQUESTS; i++) {
    const begun = performance.now()
    const answer = await fetch(url + path, { headers: { cookie } })
    await answer.text()
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    if (i > 0) took.push(performance.now() - begun)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.ceil(share * took.length) - 1] ?? Number.NaN
  return [at(0.5), at(0.95)]
}
