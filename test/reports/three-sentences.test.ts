import { beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { share } from '../../src/reports/chance.js'
import type { FairnessRow } from '../../src/reports/fairness.js'
import type { Figures } from '../../src/reports/figures.js'
import { type Report, reportAtOnce } from '../../src/reports/report.js'
import type { Times } from '../../src/reports/samples.js'
import { isEmpty, threeSentences } from '../../src/reports/three-sentences.js'
import { en } from '../../src/texts/en.js'
import { startWorld } from '../support/world.js'

const { ladder } = DEFAULT_POLICY.of('')
let nothing: Report
beforeAll(() => {
  const { store, now } = startWorld()
  const order = { period: { from: now() - 7 * DAY, to: now() }, filter: {}, asOf: now() }
  nothing = reportAtOnce(store.reports, DEFAULT_POLICY, order)
  store.close()
})

/** A clock that `n` cases ran on, half of them within `median`. */
const times = (n: number, median: number | null, inTime: Times['inTime'] = null): Times => {
  const spread = { median: { value: median, low: null, high: null }, p90: null }
  return { n, done: n, running: 0, wall: spread, worked: spread, inTime, undecided: 0 }
}
const told = (now: Partial<Figures>, before: Partial<Figures> = {}) =>
  threeSentences(
    { ...nothing, figures: { ...nothing.figures, ...now }, before: { ...nothing.before, ...before } },
    ladder,
    en,
  )
const clocks = (claim: Times, reply: Times) => ({ times: { ...nothing.figures.times, claim, reply } })
const row = (by: FairnessRow['by'], group: string, median: number | null): FairnessRow => ({
  by,
  group,
  n: 40,
  median: { value: median, low: null, high: null },
  p: 0.001,
  flag: 'waits longer',
})

describe('how fast', () => {
  test('as medians of working time, with those of the period before', () => {
    const now = clocks(times(12, 4 * MINUTE), times(12, 35 * MINUTE))
    const before = clocks(times(9, 6 * MINUTE), times(9, null))
    expect(told(now, before)[0]).toBe(
      'In working time, half of the cases were claimed within 4 min (before: 6 min) and answered within 35 min.',
    )
  })

  test('what fewer than half have had so far is said as such', () => {
    expect(told(clocks(times(12, 4 * MINUTE), times(12, null)))[0]).toBe(
      'In working time, half of the cases were claimed within 4 min, and fewer than half of 12 cases were answered so far.',
    )
    expect(told({})[0]).toBe('No customer began to wait.')
  })
})

describe('where it is slow', () => {
  const byPriority = [
    {
      level: 'P1',
      claim: times(2, MINUTE, share(0, 2)),
      reply: times(2, MINUTE, share(2, 2)),
      resolve: times(2, HOUR),
    },
    {
      level: 'P2',
      claim: times(20, MINUTE, share(19, 20)),
      reply: times(20, HOUR, share(8, 20)),
      resolve: times(20, HOUR),
    },
  ] as const

  test('a group that waits longer beyond chance comes first', () => {
    const fairness = [row('network', 'mastodon', HOUR), row('language', 'de', 2 * HOUR)]
    expect(told({ fairness, byPriority })[1]).toBe(
      'Customers who write in German wait longer for us than others of the same priority, beyond chance: half wait over 2 h.',
    )
    expect(told({ fairness: [row('followers', 'unknown', null)] })[1]).toContain(
      'Customers whose followers are not known wait longer for us',
    )
  })

  test('else the deadline that is missed most; two cases weigh less than twenty', () => {
    expect(
      told({ byPriority }, { byPriority: [{ ...byPriority[1], reply: times(9, HOUR, share(5, 10)) }] })[1],
    ).toBe('P2 cases are furthest from their target: 40 % were answered within 1 h (8 of 20; before: 50 %).')
    expect(told({ byPriority: [byPriority[0]] })[1]).toBe(
      'P1 cases are furthest from their target: 0 % were claimed within 5 min (0 of 2).',
    )
  })

  test('else what waits', () => {
    const kept = [{ ...byPriority[0], claim: times(2, MINUTE, share(2, 2)) }]
    const backlog = { ...nothing.figures.backlog, ours: 1 }
    expect(told({ byPriority: kept, backlog })[1]).toBe(
      'Nothing was late: every deadline that came was kept; 1 case waited for us at the end.',
    )
    expect(told({})[1]).toBe('No deadline has come; 0 cases waited for us at the end.')
  })
})

describe('whom we won back, and what we missed', () => {
  const trust = (repaired: ReturnType<typeof share>) => ({ trust: { ...nothing.figures.trust, repaired } })

  test('with the share before', () => {
    expect(told({ ...trust(share(8, 12)), missed: 2 }, trust(share(1, 2)))[2]).toBe(
      'Of 12 customers who showed how they feel after our reply, 8 (67 %) were won back (before: 50 %); 2 complaints had to be opened by hand.',
    )
  })

  test('promises that came late are told', () => {
    const promises = { kept: 1, late: 2, open: 0, share: share(1, 3) }
    expect(told({ promises })[2]).toBe(
      'No customer has shown yet how they feel after our reply; no complaint had to be opened by hand, and 2 promises came late.',
    )
  })
})

test('a period is empty when nothing came in, nobody waited and nothing is open', () => {
  expect(isEmpty(nothing)).toBe(true)
  expect(isEmpty({ ...nothing, figures: { ...nothing.figures, volume: 1 } })).toBe(false)
  const backlog = { ...nothing.figures.backlog, n: 1 }
  expect(isEmpty({ ...nothing, figures: { ...nothing.figures, backlog } })).toBe(false)
})
