import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../src/domain/time.js'
import { countByDay } from '../../src/store/count-by-day.js'

const START = Date.UTC(2026, 0, 1)
const moment = fc.integer({ min: START, max: START + 10 * DAY })

test('what came in is counted as one by one, whatever was asked before', () => {
  fc.assert(
    fc.property(
      fc.array(moment),
      fc.array(fc.tuple(moment, moment, moment), { minLength: 1 }),
      (times, spans) => {
        const within = (from: number, to: number) => times.filter((at) => from <= at && at < to).length
        const count = countByDay(within)
        for (const [from, to, asOf] of spans)
          expect(count({ from, to, asOf })).toBe(within(from, Math.min(to, asOf + 1)))
      },
    ),
  )
})

test('a day is remembered only once it has been over for a day', () => {
  const times: number[] = [START]
  const asked: number[] = []
  const count = countByDay((from, to) => {
    if (to > from) asked.push(from)
    return times.filter((at) => from <= at && at < to).length
  })
  const span = (asOf: number) => ({ from: START, to: START + 10 * DAY, asOf })
  expect(count(span(START + DAY + 5 * HOUR))).toBe(1)
  times.push(START + 23 * HOUR)
  expect(count(span(START + DAY + 6 * HOUR))).toBe(2)
  expect(count(span(START + 2 * DAY))).toBe(2)
  asked.length = 0
  expect(count(span(START + 2 * DAY + HOUR))).toBe(2)
  expect(asked).not.toContain(START)
})
