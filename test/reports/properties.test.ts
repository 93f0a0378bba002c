import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY, type Policy } from '../../src/app/policy.js'
import { businessHours } from '../../src/calendar/business-hours.js'
import { ALWAYS, type Calendar } from '../../src/domain/hours.js'
import { DAY, MINUTE } from '../../src/domain/time.js'
import type { CaseRecord } from '../../src/ports.js'
import { figuresOf } from '../../src/reports/figures.js'
import { localClock } from '../../src/reports/local-clock.js'
import { MEASURES } from '../../src/reports/samples.js'
import { counter, type Period, type Tally } from '../../src/reports/tally.js'
import { quickly } from '../../src/reports/worked-time.js'
import { workedBetween } from '../support/worked-between.js'
import { anyRecords, END, START } from './any-records.js'

const policyOf = (zone: string, calendar: Calendar = ALWAYS): Policy => ({
  of: () => ({ ...DEFAULT_POLICY.of(''), zone, calendar: () => calendar }),
  rota: { onCallAt: () => null },
})

function tallied(
  records: readonly CaseRecord[],
  period: Period,
  policy = policyOf('UTC'),
  asOf = END,
): Tally {
  const count = counter(policy, [period], asOf)
  for (const record of records) count.add(record)
  const [tally] = count.tallies
  if (tally === undefined) throw new Error('no tally')
  return tally
}
const figures = (tally: Tally, zone = 'UTC') =>
  figuresOf(tally, { mentions: 0, promises: [], pulses: [], zone })
const WHOLE = { from: START, to: END }

describe('figures', () => {
  test('of two periods that meet are those of both together', () => {
    fc.assert(
      fc.property(anyRecords, fc.integer({ min: START, max: END }), (records, middle) => {
        const [one, other] = [
          tallied(records, { from: START, to: middle }),
          tallied(records, { from: middle, to: END }),
        ]
        const both = tallied(records, WHOLE)
        for (const measure of MEASURES) {
          const lengths = (tally: Tally) =>
            [...tally.samples[measure]].map(({ wall, worked, done, target }) =>
              [wall, worked, done, target].join(),
            )
          expect([...lengths(one), ...lengths(other)].sort()).toEqual(lengths(both).sort())
        }
        const sums = new Map<string, number>()
        for (const { counts } of [one, other])
          for (const [what, ids] of counts) sums.set(what, (sums.get(what) ?? 0) + ids.size)
        expect(new Map([...both.counts].map(([what, ids]) => [what, ids.size]))).toEqual(new Map(sums))
        expect(one.opened.size + other.opened.size).toBe(both.opened.size)
        expect(figures(other).backlog, 'what is open is what is open at the end').toEqual(
          figures(both).backlog,
        )
      }),
    )
  })

  test('do not depend on the order in which different cases are read', () => {
    fc.assert(
      fc.property(
        anyRecords.chain((records) =>
          fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
        ),
        ([records, shuffled]) => {
          expect(figures(tallied(shuffled, WHOLE))).toEqual(figures(tallied(records, WHOLE)))
        },
      ),
    )
  })

  test('on the wall clock are the same in every time zone, and every complaint has its hour and its day', () => {
    fc.assert(
      fc.property(
        anyRecords,
        fc.constantFrom('Europe/Madrid', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia'),
        (records, zone) => {
          const [here, there] = [tallied(records, WHOLE), tallied(records, WHOLE, policyOf(zone))]
          const [utc, local] = [figures(here), figures(there, zone)]
          expect(local.times).toEqual(utc.times)
          expect(local.byPriority).toEqual(utc.byPriority)
          expect(local.week.reduce((sum, { n }) => sum + n, 0)).toBe(utc.volume)
          const inTrend = local.trend.flatMap(({ severities }) => severities).reduce((sum, n) => sum + n, 0)
          expect(inTrend).toBe(utc.volume)
        },
      ),
    )
  })

  test('never wait longer in working time than on the wall clock; for a team that never sleeps, as long', () => {
    const hours = businessHours(MADRID)
    fc.assert(
      fc.property(anyRecords, (records) => {
        for (const samples of Object.values(
          tallied(records, WHOLE, policyOf('Europe/Madrid', hours)).samples,
        ))
          for (const { wall, worked } of samples) expect(worked).toBeLessThanOrEqual(wall)
        for (const samples of Object.values(tallied(records, WHOLE).samples))
          for (const { wall, worked } of samples) expect(worked).toBe(wall)
      }),
    )
  })

  test('count each case once in every clock that begins with its opening', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const { samples, opened } = tallied(records, WHOLE)
        for (const measure of ['seen', 'alert', 'felt'] as const) {
          const ids = [...samples[measure]].map(({ caseId }) => caseId)
          expect(new Set(ids).size).toBe(ids.length)
        }
        expect(opened.size).toBe(records.length)
      }),
    )
  })
})

const office = [
  { from: 540, to: 750 },
  { from: 775, to: 1080 },
]
const MADRID = {
  zone: 'Europe/Madrid',
  week: {
    mon: office,
    tue: office,
    wed: office,
    thu: office,
    fri: [{ from: 120, to: 150 }],
    sat: [],
    sun: [{ from: 60, to: 240 }],
  },
  holidays: new Set(['2026-03-31']),
}

describe('working time', () => {
  test('is quick and the same as the calendar says, over the night when the clocks change', () => {
    const calendar = businessHours(MADRID)
    const quick = quickly(calendar)
    const moment = fc.integer({ min: START - 30 * DAY, max: END + 30 * DAY })
    fc.assert(
      fc.property(moment, moment, (from, to) => {
        expect(quick(from, to)).toBe(workedBetween(calendar, from, to))
      }),
      { numRuns: 300 },
    )
  })

  test('is the minutes at which the team is there', () => {
    const calendar = businessHours(MADRID)
    const quick = quickly(calendar)
    const minute = fc.integer({ min: START / MINUTE, max: END / MINUTE })
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: (2 * DAY) / MINUTE }), (first, minutes) => {
        let open = 0
        for (let one = first; one < first + minutes; one++) if (calendar.isOpen(one * MINUTE)) open++
        expect(quick(first * MINUTE, (first + minutes) * MINUTE)).toBe(open * MINUTE)
      }),
      { numRuns: 20 },
    )
  })
})

describe('the clock on the wall', () => {
  test.each(['Europe/Madrid', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'UTC'])(
    'is right in %s',
    (zone) => {
      const clock = localClock(zone)
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }), (at) => {
          const local = DateTime.fromMillis(at, { zone })
          expect(clock.day(at)).toBe(local.toISODate())
          expect(clock.hour(at)).toBe(local.toFormat("yyyy-MM-dd'T'HH"))
          expect(clock.hourOfWeek(at)).toBe((local.weekday - 1) * 24 + local.hour)
        }),
      )
    },
  )
})
