import { describe, expect, test } from 'vitest'
import { chanceFrom } from '../../bench/posts.js'
import type { Level } from '../../src/domain/priority.js'
import { chiSquareTail, holm, logRank, rateTest, share, shareTest } from '../../src/reports/chance.js'
import { fairnessOf } from '../../src/reports/fairness.js'
import { caseTable, nameTable, sampleTable, type Trait } from '../../src/reports/sample-table.js'
import { SIX_MP } from './six-mp.js'

const PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map((length) => ({
  length,
  done: true,
}))

describe('a share', () => {
  test.each([
    [5, 10, 0.2366, 0.7634],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [1, 1, 0.2065, 1],
  ])('%i of %i has the interval of Wilson', (n, of, low, high) => {
    const found = share(n, of)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })

  test('of nothing is no number', () => {
    expect(share(0, 0)).toEqual({ n: 0, of: 0, share: null, low: null, high: null })
  })
})

describe('a difference beyond chance', () => {
  test('is found as in the textbooks', () => {
    const both = [
      ...SIX_MP.map((one) => ({ ...one, group: 1 })),
      ...PLACEBO.map((one) => ({ ...one, group: 0 })),
    ].sort((a, b) => a.length - b.length)
    const stratum = {
      length: Float64Array.from(both, ({ length }) => length),
      done: Uint8Array.from(both, ({ done }) => Number(done)),
      group: Uint32Array.from(both, ({ group }) => group),
    }
    const { seen, expected, p } = logRank([stratum], 1)
    expect(seen).toBe(9)
    expect(expected).toBeCloseTo(19.25, 2)
    expect(p).toBeCloseTo(4.17e-5, 6)
  })

  test.each([
    [5, 15, 0.0414],
    [10, 10, 1],
    [0, 6, 0.03125],
    [0, 0, 1],
    [100, 150, 0.00191],
  ])('between counts of %i and %i is what a coin would do', (n, m, p) => {
    expect(rateTest(n, m)).toBeCloseTo(p, 4)
    expect(rateTest(m, n)).toBe(rateTest(n, m))
  })

  test.each([
    // Fisher's lady who tastes tea, and the table that his test is mostly shown with.
    [3, 4, 1, 4, 0.4857],
    [1, 12, 9, 12, 0.00276],
    [8, 10, 8, 10, 1],
    [0, 5, 0, 7, 1],
  ])('between %i of %i and %i of %i is what dealing the cards anew would do', (n, of, m, ofM, p) => {
    expect(shareTest(share(n, of), share(m, ofM))).toBeCloseTo(p, 4)
  })

  test('of large counts is told as well', () => {
    expect(rateTest(50_000, 50_000)).toBe(1)
    expect(rateTest(50_000, 51_500)).toBeLessThan(1e-5)
    expect(shareTest(share(9_000, 10_000), share(27_000, 30_000))).toBeCloseTo(1, 2)
  })

  test('is told from the tail of chi square', () => {
    expect(chiSquareTail(3.841459)).toBeCloseTo(0.05, 5)
    expect(chiSquareTail(6.634897)).toBeCloseTo(0.01, 5)
    expect(chiSquareTail(0)).toBeCloseTo(1, 6)
  })

  test('must be the clearer the more groups are looked at', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true])
    expect(holm([0.04], 0.05)).toEqual([true])
    expect(holm([0.04, 0.9], 0.05)).toEqual([false, false])
  })
})

type Made = { language: string; level: Level; wait: number; network?: string }

function tableOf(made: readonly Made[]) {
  const [names, cases] = [nameTable(), caseTable()]
  const table = sampleTable(names, cases)
  for (const [id, { language, level, wait, network = 'bluesky' }] of made.entries()) {
    const traits = { brand: 'Acme', network, language, category: 'delivery', followers: 'unknown' }
    const numbers = Object.entries(traits).map(([trait, name]) => [trait, names.numberOf(name)])
    const of = cases.add(id, Object.fromEntries(numbers) as Record<Trait, number>)
    const row = table.push()
    const { columns } = table
    columns.of[row] = of
    columns.priority[row] = names.numberOf(level)
    columns.wall[row] = columns.worked[row] = wait
    columns.done[row] = 1
  }
  return table
}
const sample = (language: string, level: Level, wait: number, more: Partial<Made> = {}): Made => ({
  language,
  level,
  wait,
  ...more,
})
const judge = (made: readonly Made[]) => fairnessOf(tableOf(made))

describe('fairness', () => {
  test('says who waits longer than others of the same priority', () => {
    const chance = chanceFrom(3)
    const samples = Array.from({ length: 400 }, (_, i) =>
      sample(i % 4 === 0 ? 'de' : 'en', 'P3', -Math.log(chance()) * (i % 4 === 0 ? 3 : 1)),
    )
    const rows = judge(samples).filter(({ by }) => by === 'language')
    expect(rows.map(({ group, flag }) => [group, flag])).toEqual([
      ['en', 'waits less'],
      ['de', 'waits longer'],
    ])
  })

  test('finds nothing in a group that only has graver cases', () => {
    const chance = chanceFrom(4)
    const samples = Array.from({ length: 600 }, (_, i) => {
      const grave = chance() < (i % 2 === 0 ? 0.8 : 0.2)
      return sample(i % 2 === 0 ? 'de' : 'en', grave ? 'P1' : 'P4', -Math.log(chance()) * (grave ? 1 : 30))
    })
    expect(judge(samples).map(({ flag }) => flag)).toEqual(
      expect.not.arrayContaining(['waits less', 'waits longer']),
    )
  })

  test('raises a false alarm in few of many reports', () => {
    const chance = chanceFrom(5)
    const alarms = Array.from({ length: 200 }, () => {
      const samples = Array.from({ length: 240 }, () =>
        sample(['en', 'de', 'fr', 'es'][Math.floor(chance() * 4)] ?? 'en', 'P3', -Math.log(chance()), {
          network: chance() < 0.5 ? 'bluesky' : 'mastodon',
        }),
      )
      return judge(samples).some(({ flag }) => flag !== null)
    }).filter(Boolean).length
    expect(alarms / 200).toBeLessThan(0.08)
  })

  test('does not judge a handful', () => {
    const samples = [
      ...Array.from({ length: 30 }, () => sample('en', 'P3', 1)),
      ...Array.from({ length: 5 }, () => sample('de', 'P3', 99)),
    ]
    expect(judge(samples).find(({ group }) => group === 'de')).toMatchObject({
      n: 5,
      p: null,
      flag: null,
    })
  })
})
