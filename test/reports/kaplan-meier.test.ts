import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { doneBy, quantile, quantileWithin, type Stretch, survival } from '../../src/reports/kaplan-meier.js'
import { SIX_MP } from './six-mp.js'

const anyStretches = fc.array(fc.record({ length: fc.integer({ min: 0, max: 40 }), done: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
})

/**
 * Another way to the same numbers (Efron 1967): everybody weighs the same at first; whoever leaves unfinished passes
 * their weight on to all who stay longer.
 */
function redistributed(stretches: readonly Stretch[], at: number): number {
  const rows = [...stretches]
    .sort((a, b) => a.length - b.length || Number(b.done) - Number(a.done))
    .map((one) => ({ ...one, weight: 1 / stretches.length }))
  let done = 0
  for (const [i, row] of rows.entries()) {
    if (row.length > at) break
    if (row.done) done += row.weight
    else {
      const later = rows.slice(i + 1)
      for (const other of later) other.weight += row.weight / later.length
    }
  }
  return done
}

describe('waits of which some still run', () => {
  test('are as in the textbooks', () => {
    const curve = survival(SIX_MP)
    const left = [...curve.left.slice(0, curve.steps)].map((share) => Math.round(share * 1000) / 1000)
    expect([...curve.at.slice(0, curve.steps)]).toEqual([6, 7, 10, 13, 16, 22, 23])
    expect(left).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448])
    expect(quantileWithin(curve, 0.5)).toEqual({ value: 23, low: 13, high: null })
    expect(quantile(curve, 0.9), 'not one in ten is left, as far as we have seen').toBeNull()
  })

  test('have a median that a mean of the finished ones would hide', () => {
    const quickOnes = [1, 2, 3].map((length) => ({ length, done: true }))
    const forgotten = [50, 60, 70, 80].map((length) => ({ length, done: false }))
    expect(quantile(survival(quickOnes), 0.5)).toBe(2)
    expect(quantile(survival([...quickOnes, ...forgotten]), 0.5)).toBeNull()
  })

  test('agree with an independent reckoning at every length', () => {
    fc.assert(
      fc.property(anyStretches, fc.integer({ min: 0, max: 45 }), (stretches, at) => {
        const lastIsDone = Math.max(...stretches.map((one) => (one.done ? one.length : 0))) >= at
        fc.pre(lastIsDone || stretches.some(({ done }) => done))
        expect(doneBy(survival(stretches), at)).toBeCloseTo(redistributed(stretches, at), 9)
      }),
    )
  })

  test('have the plain median when all have ended', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 80 }), (lengths) => {
        const sorted = [...lengths].sort((a, b) => a - b)
        const middle = quantileWithin(survival(lengths.map((length) => ({ length, done: true }))), 0.5)
        expect(middle.value).toBe(sorted[Math.ceil(lengths.length / 2) - 1])
        expect(middle.low).toBeLessThanOrEqual(middle.value ?? Number.NaN)
        if (middle.high !== null) expect(middle.high).toBeGreaterThanOrEqual(middle.value ?? Number.NaN)
      }),
    )
  })

  test('never get shorter by one more who still waits', () => {
    fc.assert(
      fc.property(anyStretches, fc.integer({ min: 0, max: 60 }), (stretches, length) => {
        const infinite = (value: number | null) => value ?? Number.POSITIVE_INFINITY
        const before = infinite(quantile(survival(stretches), 0.5))
        const after = infinite(quantile(survival([...stretches, { length, done: false }]), 0.5))
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  test('covers the true median in about 19 of 20 worlds', () => {
    let state = 7
    const chance = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31
      return (state + 0.5) / 2 ** 31
    }
    const covered = Array.from({ length: 400 }, () => {
      const waits = Array.from({ length: 60 }, () => {
        const [wait, watched] = [-Math.log(chance()), 3 * chance()]
        return { length: Math.min(wait, watched), done: wait <= watched }
      })
      const { low, high } = quantileWithin(survival(waits), 0.5)
      return (low ?? 0) <= Math.LN2 && Math.LN2 <= (high ?? Number.POSITIVE_INFINITY)
    }).filter(Boolean).length
    expect(covered / 400).toBeGreaterThan(0.92)
    expect(covered / 400).toBeLessThan(0.99)
  })
})
