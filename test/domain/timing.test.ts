import { describe, expect, test } from 'vitest'
import { waitAfter } from '../../src/domain/backoff.js'
import { nextLook } from '../../src/domain/look-again.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js'

describe('waiting after a failure', () => {
  const backoff = { first: 2 * SECOND, most: MINUTE }
  test('doubles, up to the most', () => {
    const waits = [1, 2, 3, 4, 5, 6, 100].map((failures) => waitAfter(failures, backoff, 0.999_999))
    expect(waits.map((ms) => Math.round(ms / SECOND))).toEqual([2, 4, 8, 16, 32, 60, 60])
  })
  test('is spread over half its length, so that many do not come back together', () => {
    expect(waitAfter(3, backoff, 0)).toBe(4 * SECOND)
  })
  test('keeps to what the other side asked for, within an hour', () => {
    expect(waitAfter(1, backoff, 0, 90 * SECOND)).toBe(90 * SECOND)
    expect(waitAfter(1, backoff, 0, 40 * DAY)).toBe(HOUR)
    expect(waitAfter(1, backoff, 0, -5)).toBe(0)
  })
})

describe('looking a post up again', () => {
  const posted = Date.UTC(2026, 0, 5)
  const wait = (age: number, unresolved: boolean) => {
    const next = nextLook({ postedAt: posted, unresolved }, MINUTE, posted + age)
    return next === null ? null : next - posted - age
  }
  test('while somebody works on it: every cycle, then more seldom', () => {
    expect([5 * MINUTE, 5 * HOUR, 3 * DAY].map((age) => wait(age, true))).toEqual([MINUTE, 10 * MINUTE, HOUR])
  })
  test('when nobody does: after an hour, a day, a week, then monthly for a year', () => {
    expect(wait(0, false)).toBe(HOUR)
    expect(wait(2 * HOUR, false)).toBe(22 * HOUR)
    expect(wait(2 * DAY, false)).toBe(5 * DAY)
    expect(wait(8 * DAY, false)).toBe(22 * DAY)
    expect(wait(31 * DAY, false)).toBe(29 * DAY)
    expect(wait(361 * DAY, false)).toBeNull()
  })
})
