import { expect, test } from 'vitest'
import { HOUR } from '../src/domain/time.js'
import { type Job, startJobs } from '../src/jobs.js'
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
