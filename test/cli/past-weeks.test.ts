import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { classifierFromFile } from '../../classifiers/index.js'
import { DEMO } from '../../src/cli/config-file.js'
import { makeUpPastWeeks } from '../../src/cli/demo/past-weeks.js'
import { ROOT } from '../../src/cli/root.js'
import { loadConfig } from '../../src/config/load.js'
import { DAY } from '../../src/domain/time.js'
import { policyFrom } from '../../src/policy-from-config.js'
import type { Log } from '../../src/ports.js'
import { type Report, reportAtOnce } from '../../src/reports/report.js'
import type { Period } from '../../src/reports/tally.js'
import { openStore } from '../../src/store/index.js'

const NOW = Date.UTC(2026, 4, 20, 18, 30)
const classifier = classifierFromFile(join(ROOT, 'data/models/linear.bin'))
const folder = mkdtempSync(join(tmpdir(), 'amends-past-'))
const warned: string[] = []
const LAST_30 = { from: NOW - 30 * DAY, to: NOW }
let report: Report
let again: Report
let lastWeek: Report

async function past(name: string, period: Period): Promise<Report> {
  const loaded = loadConfig({ file: DEMO, env: {}, isCron: () => true })
  if (!loaded.ok) throw new Error('the demo cannot be configured')
  const config = { ...loaded.config, database: join(folder, name) }
  const note = (_: object, message: string) => void warned.push(message)
  const log: Log = { debug() {}, info() {}, warn: note, error: note }
  await makeUpPastWeeks({ config, places: { root: ROOT }, log, now: NOW, classifier })
  expect(existsSync(`${config.database}.new`)).toBe(false)
  const store = openStore(config.database)
  try {
    return reportAtOnce(store.reports, policyFrom(config), { period, filter: {}, asOf: NOW })
  } finally {
    store.close()
  }
}
beforeAll(async () => {
  report = await past('one.db', LAST_30)
  again = await past('other.db', LAST_30)
  lastWeek = await past('third.db', { from: NOW - 7 * DAY, to: NOW })
}, 120_000)

test('the made-up weeks answer how fast, where it is slow, whom we won back, and what was missed', () => {
  const { volume, times, splits, trust, promises, missed, precision, outcomes, causes, backlog } =
    report.figures
  expect(volume).toBeGreaterThan(300)
  expect(times.reply.inTime?.share).toBeGreaterThan(0.4)
  const median = (lang: string) =>
    splits.language.find(({ group }) => group === lang)?.reply.worked.median.value
  expect(median('it')).toBeGreaterThan(2 * (median('en') ?? Number.NaN))
  expect(trust.repaired.of).toBeGreaterThan(150)
  expect([promises.kept > 0, promises.late > 0, missed > 0, precision.share !== 1]).toEqual(
    new Array(4).fill(true),
  )
  expect(outcomes.length).toBeGreaterThanOrEqual(4)
  expect(causes.map(({ name }) => name)).toContain('app down')
  expect(backlog.n).toBeLessThan(40)
})

test.each([
  ['of all of them', () => report],
  ['of the last week, which a manager sees first', () => lastWeek],
])('one group waits longer beyond chance, and the report %s says which', (_of, made) => {
  const { fairness } = made().figures
  expect(fairness.filter(({ flag }) => flag === 'waits longer').map(({ group }) => group)).toEqual(['it'])
})

test('they are the same at every run, and nothing in them went wrong', () => {
  expect(again.figures).toEqual(report.figures)
  expect(warned).toEqual([])
})
