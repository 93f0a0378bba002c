import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../src/domain/time.js'
import { countByDay } from '../../src/store/count-by-day.js'

const START = Date.UTC(2026, 0, 1)
const moment = fc.integer({ min: START, max: START + 10 * DAY })

function counting() {
  const times: number[] = []
  const asked: (readonly [number, number])[] = []
  const within = (from: number, to: number) => times.filter((at) => from <= at && at < to).length
  const days = countByDay(
    () => (times.length === 0 ? null : Math.min(...times)),
    (from, to) => {
      if (to > from) asked.push([from, to])
      return within(from, to)
    },
  )
  return {
    ...days,
    asked,
    within,
    come(at: number) {
      times.push(at)
      days.add(at)
    },
  }
}

test('what came in is counted as one by one, whatever was asked before and wherever the clock stood', () => {
  const step = fc.oneof(moment, fc.tuple(moment, moment, moment))
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { come, count, within } = counting()
      for (const one of steps) {
        if (typeof one === 'number') come(one)
        else {
          const [from, to, asOf] = one
          expect(count({ from, to, asOf })).toBe(within(from, Math.min(to, asOf + 1)))
        }
      }
    }),
  )
})

test('a day is remembered only once it has been over for a day', () => {
  const { come, count, asked } = counting()
  come(START)
  const span = (asOf: number) => ({ from: START, to: START + 10 * DAY, asOf })
  expect(count(span(START + DAY + 5 * HOUR))).toBe(1)
  come(START + 23 * HOUR)
  expect(count(span(START + DAY + 6 * HOUR))).toBe(2)
  expect(count(span(START + 2 * DAY))).toBe(2)
  asked.length = 0
  expect(count(span(START + 2 * DAY + HOUR))).toBe(2)
  expect(asked.map(([from]) => from)).not.toContain(START)
})

test('days before anything came in are not asked about', () => {
  const { come, count, asked } = counting()
  expect(count({ from: 0, to: START, asOf: START })).toBe(0)
  come(START + HOUR)
  expect(count({ from: 0, to: START + 9 * DAY, asOf: START + 9 * DAY })).toBe(1)
  expect(asked.length).toBeLessThan(12)
})
