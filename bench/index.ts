/** `npm run bench [name …]`: measures, prints a table, and exits 1 when a promise is not kept. Loads nothing but this machine. */
import type { Figure } from './figure.js'

const BENCHES: Readonly<Record<string, () => Promise<{ run(): Promise<readonly Figure[]> }>>> = {
  match: () => import('./match.js'),
  classifier: () => import('./classifier.js'),
  ingest: () => import('./ingest.js'),
  reports: () => import('./reports.js'),
  desk: () => import('./desk.js'),
  life: () => import('./life.js'),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(`No bench called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(2)
}

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })
let broken = 0
for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  const { run } = await load()
  for (const { what, value, unit, target, met } of await run()) {
    const promise = target === undefined ? '' : `   promised ${target}: ${met ? 'kept' : 'NOT KEPT'}`
    console.log(`  ${number.format(value).padStart(10)} ${unit.padEnd(11)} ${what}${promise}`)
    if (met === false) broken++
  }
}
console.log(broken === 0 ? '\nEvery promise is kept.' : `\n${broken} promises are not kept.`)
process.exitCode = broken === 0 ? 0 : 1
