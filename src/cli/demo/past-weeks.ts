import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config/config.js'
import { DAY, HOUR, type Instant } from '../../domain/time.js'
import { createAmends, type Places } from '../../main.js'
import type { Classifier, Log } from '../../ports.js'
import { complaints } from './complaints.js'
import { dice } from './dice.js'
import { madeUpNetwork } from './network.js'
import { loadStories } from './stories.js'
import { timetable } from './timetable.js'

const DAYS = 28
/** For so long before the demo's own evening nothing new is said. */
const PAUSE = 10 * HOUR

export type Making = {
  readonly config: Config
  readonly places: Places
  readonly log: Log
  readonly now: Instant
  readonly classifier: Classifier
}

/**
 * Makes up the four weeks before `now` and puts them into a new database: posts go through the same matching, verdicts
 * and verbs as real ones, on a clock that is wound forward, in memory. The same at every run but for the days they fall
 * on. All or nothing: the file appears when it is whole.
 */
export async function makeUpPastWeeks({ config, places, log, now, classifier }: Making): Promise<void> {
  let at = now
  const clock = (): Instant => at
  const network = madeUpNetwork(clock)
  const amends = await createAmends({ ...config, database: ':memory:' }, places, log, {
    clock,
    chance: () => 0,
    classifier,
    connectors: () => [network.connector],
  })
  const steps = timetable()
  const from = Math.floor(now / DAY) * DAY - DAYS * DAY
  const stories = loadStories(join(places.root, 'data/demo/past-weeks.jsonl'))
  const brandName = config.brands[0]?.name ?? ''
  complaints({ amends, brandName, network, steps, clock, stories, dice: dice(11) }, { from, to: now - PAUSE })
  for (let next = steps.next(now); next !== null; next = steps.next(now)) {
    at = next.at
    await next.run()
  }
  const made = `${config.database}.new`
  rmSync(made, { force: true })
  amends.desk.store.copyTo(made)
  await amends.stop()
  renameSync(made, config.database)
}
