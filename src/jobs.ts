import { schedule, validate } from 'node-cron'
import type { Clock, Log } from './ports.js'

/** When a job runs: so long after it last ended, or at the times of a cron expression. */
export type Rhythm =
  | { readonly type: 'interval'; readonly ms: number }
  | { readonly type: 'cron'; readonly expression: string }

export type Job = { readonly name: string; readonly every: Rhythm; readonly run: () => Promise<void> }

export const isCron = (expression: string): boolean => validate(expression)

/**
 * Runs jobs by node-cron until stopped. No job overlaps itself: a beat that finds it still running passes by.
 * A job that throws is logged and runs again at its next time.
 */
export function startJobs(jobs: readonly Job[], clock: Clock, log: Log): { stop(): Promise<void> } {
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
    const options = { name: job.name, noOverlap: true, suppressMissedWarning: true }
    if (job.every.type === 'cron') return schedule(job.every.expression, () => run(job), options)

    // Cron knows no "90 seconds after the last time": a beat a second does.
    const { ms } = job.every
    let due = clock()
    const beat = () => {
      if (clock() < due || running.has(job.name)) return
      // Beats come a little early or late; half of one is no reason to wait for the next.
      void run(job).finally(() => {
        due = clock() + ms - 500
      })
    }
    return schedule('* * * * * *', beat, options)
  })

  return {
    async stop() {
      for (const task of tasks) await task.destroy()
      await Promise.all(running.values())
    },
  }
}
