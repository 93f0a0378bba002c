import { logRank, rateTest, type Share, type Stratum, shareTest } from './chance.js'
import { LEAST } from './fairness.js'
import { PRIORITIES } from './figures.js'
import type { Part } from './sample-table.js'
import { split } from './samples.js'

/** A figure beside the same of the period before: which way it went, and how likely chance alone would bring it as far. */
export type Compared = { readonly p: number; readonly turn: Turn }
export type Turn = 'up' | 'down'

const towards = (now: number, was: number): Turn => (now > was ? 'up' : 'down')

/** Counts of two periods as long as each other. */
export const compareCounts = (now: number, was: number): Compared => ({
  p: rateTest(now, was),
  turn: towards(now, was),
})

/** `null` where one of them counts nothing. */
export function compareShares(now: Share | null, was: Share | null): Compared | null {
  if (now === null || was === null || now.share === null || was.share === null) return null
  return { p: shareTest(now, was), turn: towards(now.share, was.share) }
}

/**
 * Working time that customers wait, by log-rank test within each priority: who has graver cases than the week before is
 * rightly answered sooner. `up`: longer. `null` where there are too few waits to judge by.
 */
export function compareWaits(now: Part, was: Part): Compared | null {
  if (now.rows.length < LEAST || was.rows.length < LEAST) return null
  const [here, there] = [new Map(split(now, 'priority')), new Map(split(was, 'priority'))]
  const strata = PRIORITIES.map((level) => stratumOf(here.get(level), there.get(level)))
  const { seen, expected, p } = logRank(strata, NOW)
  return { p, turn: seen < expected ? 'up' : 'down' }
}

const NOW = 1

function stratumOf(now: Part | undefined, was: Part | undefined): Stratum {
  const waits = [now, was].flatMap((part, place) =>
    part === undefined
      ? []
      : Array.from(part.rows, (i) => ({
          length: part.table.worked(i),
          done: part.table.done(i) ? 1 : 0,
          group: place === 0 ? NOW : 0,
        })),
  )
  waits.sort((a, b) => a.length - b.length)
  return {
    length: Float64Array.from(waits, ({ length }) => length),
    done: Uint8Array.from(waits, ({ done }) => done),
    group: Uint32Array.from(waits, ({ group }) => group),
  }
}
