import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { businessHours } from '../../src/calendar/business-hours.js'
import type { Hours, Shift } from '../../src/domain/hours.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { workedBetween } from '../support/worked-between.js'

const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
const shift = (text: string): Shift => ({ from: clock(text.slice(0, 5)), to: clock(text.slice(6)) })
const office = [shift('09:00-12:30'), shift('13:30-18:00')]
const madrid: Hours = {
  zone: 'Europe/Madrid',
  week: { mon: office, tue: office, wed: office, thu: office, fri: [shift('09:00-14:00')], sat: [], sun: [] },
  holidays: new Set(['2026-01-06']),
}
const calendar = businessHours(madrid)
const at = (local: string, zone = 'Europe/Madrid') => DateTime.fromISO(local, { zone }).toMillis()

describe('a team in Madrid with a lunch break', () => {
  test('is open in its shifts, not in the break, on holidays or on Sunday', () => {
    expect(calendar.isOpen(at('2026-01-05T09:00'))).toBe(true)
    expect(calendar.isOpen(at('2026-01-05T12:30'))).toBe(false)
    expect(calendar.isOpen(at('2026-01-06T10:00'))).toBe(false)
    expect(calendar.isOpen(at('2026-01-04T10:00'))).toBe(false)
  })

  test.each([
    ['within a shift', '2026-01-05T09:10', 15 * MINUTE, '2026-01-05T09:25'],
    ['over the lunch break', '2026-01-05T12:20', 30 * MINUTE, '2026-01-05T13:50'],
    ['begun at night', '2026-01-05T03:00', 5 * MINUTE, '2026-01-05T09:05'],
    ['over a holiday', '2026-01-05T17:00', 2 * HOUR, '2026-01-07T10:00'],
    ['over the weekend', '2026-01-09T13:30', HOUR, '2026-01-12T09:30'],
  ])('a deadline %s', (_name, from, ms, expected) => {
    expect(calendar.after(at(from), ms)).toBe(at(expected))
  })

  test('counts the hours worked between two moments', () => {
    expect(workedBetween(calendar, at('2026-01-05T12:00'), at('2026-01-05T14:00'))).toBe(HOUR)
    expect(workedBetween(calendar, at('2026-01-09T13:00'), at('2026-01-12T10:00'))).toBe(2 * HOUR)
    expect(workedBetween(calendar, at('2026-01-09T13:00'), at('2026-01-09T12:00'))).toBe(0)
  })
})

test('the night that clocks go forward is an hour shorter, and the night they go back an hour longer', () => {
  const all = [{ from: 0, to: 1440 }]
  const round = businessHours({
    zone: 'Europe/Madrid',
    week: { mon: all, tue: all, wed: all, thu: all, fri: all, sat: all, sun: all },
    holidays: new Set(),
  })
  expect(workedBetween(round, at('2026-03-29'), at('2026-03-30'))).toBe(23 * HOUR)
  expect(workedBetween(round, at('2026-10-25'), at('2026-10-26'))).toBe(25 * HOUR)
})

describe('where clocks go forward', () => {
  const all = [{ from: 0, to: 1440 }]
  const everyDay = (shifts: readonly Shift[]): Hours['week'] => ({
    ...{ mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts, sat: shifts, sun: shifts },
  })

  test('at midnight, no hour is worked twice', () => {
    const cairo = businessHours({ zone: 'Africa/Cairo', week: everyDay(all), holidays: new Set() })
    for (let day = Date.UTC(2026, 3, 20); day < Date.UTC(2026, 3, 30); day += DAY)
      expect([new Date(day).toISOString(), workedBetween(cairo, day, day + DAY)]).toEqual([
        new Date(day).toISOString(),
        DAY,
      ])
    expect(cairo.after(Date.UTC(2026, 3, 23), 3 * DAY)).toBe(Date.UTC(2026, 3, 26))
  })

  test('and two shifts meet, what both have is worked once', () => {
    const early = [shift('01:00-02:30'), shift('03:00-05:00')]
    const madrid = businessHours({ zone: 'Europe/Madrid', week: everyDay(early), holidays: new Set() })
    expect(madrid.openIn(at('2026-03-29'), at('2026-03-30'))).toEqual([
      { from: Date.UTC(2026, 2, 29, 0), to: Date.UTC(2026, 2, 29, 1, 30) },
      { from: Date.UTC(2026, 2, 29, 1, 30), to: Date.UTC(2026, 2, 29, 3) },
    ])
  })
})

test('a deadline is never before its start, and exactly its length is worked until then', () => {
  const from = fc.integer({ min: at('2026-01-01'), max: at('2026-12-31') })
  fc.assert(
    fc.property(from, fc.integer({ min: 1, max: 3 * DAY }), (start, ms) => {
      const end = calendar.after(start, ms)
      expect(end).toBeGreaterThanOrEqual(start + ms)
      expect(workedBetween(calendar, start, end)).toBe(ms)
    }),
    { numRuns: 60 },
  )
})

test('a team with no hours at all is taken to work always', () => {
  const none = businessHours({
    ...madrid,
    week: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  })
  expect(none.after(1_000, MINUTE)).toBe(1_000 + MINUTE)
})
