import { expect, test } from 'vitest'
import { HOUR } from '../src/domain/time.js'
import { type Job, lastDue, startJobs } from '../src/jobs.js'
import { until } from './support/processes.js'
import { quiet } from './support/world.js'

const every = (ms: number, run: Job['run']): Job => ({ name: 'work', every: { type: 'interval', ms }, run })

test('a wall clock that is put back by an hour stops no job', async () => {
  const wall = Date.now
  let runs = 0
  const jobs = startJobs([every(10, async () => void runs++)], quiet)
  try {
    await until('it has begun', () => runs > 1)
    Date.now = () => wall() - HOUR
    const before = runs
    await until('it goes on', () => runs > before + 1)
  } finally {
    Date.now = wall
    await jobs.stop()
  }
})

test('a job never overlaps itself, one that fails runs again, and stopping waits for what is under way', async () => {
  let [runs, side, most] = [0, 0, 0]
  const run = async () => {
    runs++
    side++
    most = Math.max(most, side)
    await new Promise((later) => setTimeout(later, 15))
    side--
    if (runs === 1) throw new Error('a bad start')
  }
  const jobs = startJobs([every(1, run)], quiet)
  await until('it has run three times', () => runs >= 3)
  await jobs.stop()
  const ended = runs
  expect([side, most]).toEqual([0, 1])
  await new Promise((later) => setTimeout(later, 40))
  expect(runs).toBe(ended)
})

const utc = (text: string) => Date.parse(`${text}Z`)

test.each([
  ['Mondays at nine, on a Wednesday', '0 9 * * 1', 'UTC', '2026-01-14T12:00', '2026-01-12T09:00'],
  ['at nine sharp', '0 9 * * 1', 'UTC', '2026-01-12T09:00', '2026-01-12T09:00'],
  ['a second before', '0 9 * * MON', 'UTC', '2026-01-12T08:59:59', '2026-01-05T09:00'],
  ['by the clocks of Madrid in summer', '0 9 * * 1', 'Europe/Madrid', '2026-07-06T07:30', '2026-07-06T07:00'],
  [
    'on the other side of midnight',
    '30 23 * * 0',
    'America/New_York',
    '2026-01-05T05:00',
    '2026-01-05T04:30',
  ],
  ['twice a day', '15 9,17 * * *', 'UTC', '2026-01-05T12:00', '2026-01-05T09:15'],
  ['with seconds', '30 0 9 * * *', 'UTC', '2026-01-05T09:00:29', '2026-01-04T09:00:30'],
  ['the first Monday of a month', '0 9 * * 1#1', 'UTC', '2026-01-31T12:00', '2026-01-05T09:00'],
  ['the last day of a month', '0 9 L * *', 'UTC', '2026-03-01T08:00', '2026-02-28T09:00'],
  ['once a year', '0 9 2 1 *', 'UTC', '2026-01-01T08:00', '2025-01-02T09:00'],
  // 02:30 is left out that night in Madrid: an hour later is meant.
  ['at an hour that is left out', '30 2 * * *', 'Europe/Madrid', '2026-03-29T10:00', '2026-03-29T01:30'],
])('what is due %s is found by the clock of the zone', (_, expression, zone, now, due) => {
  const found = lastDue(expression, zone, utc(now))
  expect(found === null ? null : new Date(found).toISOString()).toBe(new Date(utc(due)).toISOString())
})

test('what came in no year of late is not due', () => {
  expect(lastDue('0 9 29 2 *', 'UTC', utc('2026-01-05T09:00'))).toBeNull()
})
