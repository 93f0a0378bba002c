import { createTask, parse, schedule, validate } from 'node-cron'
import { momentOf, wallClockOf } from './domain/local-time.js'
import { DAY, type Instant, SECOND } from './domain/time.js'
import type { Log } from './ports.js'

/** When a job runs: so long after it last ended, or at the times of a cron expression. */
export type Rhythm =
  | { readonly type: 'interval'; readonly ms: number }
  | { readonly type: 'cron'; readonly expression: string }

export type Job = { readonly name: string; readonly every: Rhythm; readonly run: () => Promise<void> }

/** A longer one would fire at once, over and over. */
const LONGEST_TIMER = 2 ** 31 - 1

export const isCron = (expression: string): boolean => validate(expression)

/** How far back a time that is due is looked for. */
const A_YEAR = 400 * DAY

/**
 * The last time, `now` or before, that a cron expression names by the clocks of an IANA zone; `null` where there was none
 * within a year. What is missed while nothing runs is found by it.
 */
export function lastDue(expression: string, zone: string, now: Instant): Instant | null {
  const { hour, minute, second } = parse(expression)
  const days = expression.trim().split(/\s+/).slice(-3).join(' ')
  const noons = createTask(`0 0 12 ${days}`, () => {}, { timezone: zone })
  const today = wallClockOf(now, zone)
  try {
    for (let back = 0; back * DAY < A_YEAR; back++) {
      const at = (hour: number, minute: number) =>
        momentOf({ ...today, day: today.day - back, hour, minute }, zone)
      if (!noons.match(new Date(at(12, 0)))) continue
      const times = hour.flatMap((h) => minute.flatMap((m) => second.map((s) => at(h, m) + s * SECOND)))
      const due = Math.max(...times.filter((time) => time <= now))
      if (Number.isFinite(due)) return due
    }
    return null
  } finally {
    void noons.destroy()
  }
}

/**
 * Runs jobs until stopped. No job overlaps itself: a beat that finds it still running passes by.
 * A job that throws is logged and runs again at its next time.
 */
export function startJobs(jobs: readonly Job[], log: Log): { stop(): Promise<void> } {
  const running = new Map<string, Promise<void>>()

  const run = (job: Job): Promise<void> => {
    const under = running.get(job.name)
    if (under !== undefined) return under
    const done = job
      .run()
      .catch((err: unknown) => log.error({ job: job.name, err }, 'a job failed'))
      .finally(() => running.delete(job.name))
    running.set(job.name, done)
    return done
  }

  const tasks = jobs.map((job) => {
    const { every } = job
    if (every.type === 'interval') return repeat(every.ms, () => run(job))
    const options = { name: job.name, noOverlap: true, suppressMissedWarning: true }
    const task = schedule(every.expression, () => run(job), options)
    return { stop: async () => void (await task.destroy()) }
  })

  return {
    async stop() {
      for (const task of tasks) await task.stop()
      await Promise.all(running.values())
    },
  }
}

/** By the timers of the process, which no change of the wall clock delays: cron would wait until the hour comes round again. */
function repeat(ms: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout
  let stopped = false
  const next = async () => {
    await work()
    if (!stopped) timer = setTimeout(next, Math.min(ms, LONGEST_TIMER))
  }
  timer = setTimeout(next, 0)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
