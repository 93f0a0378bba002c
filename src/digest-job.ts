import type { Config } from './config/config.js'
import { MINUTE } from './domain/time.js'
import { type Job, lastDue } from './jobs.js'
import type { Log } from './ports.js'
import type { DigestTimes } from './reports/owe-digest.js'

/** When a digest is due, as the configuration says it; `null`: never. */
export function digestTimesFrom({ digest, team }: Config): DigestTimes | null {
  if (digest === null) return null
  const { every, last, brand } = digest
  return { last, brand, lastDue: (now) => lastDue(every, team.zone, now) }
}

/** Looks for a digest that is due, rather than being rung: what was missed while nothing ran, or while the machine slept, is found as well. */
export const digestJob = (owe: () => Promise<boolean>, ending: AbortSignal, log: Log): Job => ({
  name: 'digest',
  every: { type: 'interval', ms: MINUTE },
  // Not waited for: a stop closes the store under it, and the next start makes it anew.
  run: async () =>
    void owe().catch((err: unknown) => {
      if (!ending.aborted) log.error({ err }, 'the digest could not be made; it is tried again in a minute')
    }),
})
