/** Measures reports on a filled database: `node reports-run.js FILE MENTIONS`. Prints figures as JSON. */
import { DEFAULT_POLICY, type Policy } from '../src/app/policy.js'
import { businessHours } from '../src/calendar/business-hours.js'
import { DAY } from '../src/domain/time.js'
import { behind } from '../src/reports/behind.js'
import { drawn } from '../src/reports/charts/index.js'
import { figuresCsv } from '../src/reports/csv.js'
import { summaryOf } from '../src/reports/digest-words.js'
import { keepFacts } from '../src/reports/kept-facts.js'
import { makeDigest } from '../src/reports/make-digest.js'
import { type Report, type ReportOrder, reportAtOnce, reportOf } from '../src/reports/report.js'
import { openStore } from '../src/store/index.js'
import { en } from '../src/texts/en.js'
import type { Figure } from './figure.js'

const MB = 1024 * 1024
const store = openStore(process.argv[2] ?? 'bench.db')
const now = Date.UTC(2026, 0, 1)
const day = [{ from: 540, to: 1080 }]
const hours = businessHours({
  zone: 'Europe/Madrid',
  week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  holidays: new Set(),
})
const policy: Policy = {
  of: (brand) => ({ ...DEFAULT_POLICY.of(brand), zone: 'Europe/Madrid', calendar: () => hours }),
  rota: { onCallAt: () => null },
}
const figures: Figure[] = []
let peak = 0
const note = (figure: Figure) => {
  peak = Math.max(peak, process.memoryUsage().rss)
  figures.push(figure)
}
const order = (days: number, filter: ReportOrder['filter'] = {}): ReportOrder => ({
  period: { from: now - days * DAY, to: now },
  filter,
  asOf: now,
})

function noteMemory(what: string): void {
  note({ what, value: peak / MB, unit: 'MB', target: '≤ 300', met: peak / MB <= 300 })
}

/** The second of two: the first warms the page cache, as a running desk does. */
function timed<Value>(work: () => Value): { readonly ms: number; readonly value: Value } {
  work()
  return once(work)
}
function once<Value>(work: () => Value): { readonly ms: number; readonly value: Value } {
  const begun = performance.now()
  const value = work()
  return { ms: performance.now() - begun, value }
}

const year = () => reportAtOnce(store.reports, policy, order(365))
note({
  what: 'report on all of the year, before anything was kept of it',
  value: once(() => void year()).ms,
  unit: 'ms',
})
const begun = performance.now()
const runs = await keepFacts(store)
note({
  what: `keeping the facts of all cases, once, in ${runs} runs; others work between them`,
  value: performance.now() - begun,
  unit: 'ms',
})

let month: Report | null = null
for (const [name, days] of [
  ['a week', 7],
  ['a month', 30],
  ['a quarter', 91],
  ['half a year', 182],
  ['all of the year', 365],
] as const) {
  const { ms, value } = timed(() => reportAtOnce(store.reports, policy, order(days)))
  if (days === 30) month = value
  const what = `report on ${name}, with the period before (${value.figures.volume.toLocaleString('en')} cases + ${value.before.volume.toLocaleString('en')})`
  note({ what, value: ms, unit: 'ms', target: '≤ 1,000', met: ms <= 1_000 })
}
noteMemory('peak resident memory of these reports')
const filtered = timed(() =>
  reportAtOnce(store.reports, policy, order(365, { brand: 'Acme Rail', lang: 'es' })),
)
note({
  what: 'report on the year of one brand in one language',
  value: filtered.ms,
  unit: 'ms',
  target: '≤ 1,000',
  met: filtered.ms <= 1_000,
})

if (month === null) throw new Error('no report')
const report = month
const late = timed(() => behind(report, { measure: 'reply', part: 'missed' }).cases)
note({ what: `the ${late.value.length} cases behind a figure`, value: late.ms, unit: 'ms' })
const csv = timed(() => figuresCsv(report))
note({ what: 'its figures as CSV', value: csv.ms, unit: 'ms' })
const svg = timed(() => drawn(report, { theme: 'dark' }))
note({
  what: `its ${svg.value.length} charts as SVG`,
  value: svg.ms,
  unit: 'ms',
  target: '≤ 1,000',
  met: svg.ms <= 1_000,
})
const png = timed(() => drawn(report, { theme: 'dark' })[0]?.png())
note({ what: 'one of them as PNG (all are drawn)', value: png.ms, unit: 'ms' })

const since = performance.now()
const told = { period: { from: now - 7 * DAY, to: now }, brand: null, blind: [] }
const digest = summaryOf(await makeDigest({ store, policy }, told, now), en, now)
const took = performance.now() - since
const lines = digest.sections.flatMap((section) => section.lines).length
note({
  what: `digest of a week (${lines} lines)`,
  value: took,
  unit: 'ms',
  target: '≤ 5,000',
  met: took <= 5_000,
})

let longest = 0
let last = performance.now()
const beat = setInterval(() => {
  longest = Math.max(longest, performance.now() - last)
  last = performance.now()
}, 1)
await reportOf(store.reports, policy, order(365))
clearInterval(beat)
note({ what: 'the longest that others wait while the year is reported', value: longest, unit: 'ms' })

const list = timed(() => store.cases.list({ statuses: ['open', 'claimed'] }, { limit: 40, offset: 0 }))
note({
  what: `inbox, first ${list.value.length} cases`,
  value: list.ms,
  unit: 'ms',
  target: '≤ 100',
  met: list.ms <= 100,
})
const spanish = timed(() =>
  store.cases.list({ statuses: ['open', 'claimed'], lang: 'es' }, { limit: 40, offset: 0 }),
)
note({
  what: 'inbox, in one language',
  value: spanish.ms,
  unit: 'ms',
  target: '≤ 100',
  met: spanish.ms <= 100,
})
noteMemory('peak resident memory of all, pictures and digest included')
store.close()
process.stdout.write(JSON.stringify(figures))
