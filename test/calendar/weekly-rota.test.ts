import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { weeklyRota } from '../../src/calendar/weekly-rota.js'
import { onCallNow } from '../../src/domain/rota.js'
import { HOUR } from '../../src/domain/time.js'

const [ana, bo, cy] = ['Ana', 'Bo', 'Cy'].map((name) => ({ id: `discord:${name}`, name })) as [
  never,
  never,
  never,
]
const rota = weeklyRota({
  zone: 'Europe/Madrid',
  from: '2026-03-16',
  handover: 9 * 60,
  people: [ana, bo, cy],
})
const at = (local: string) => DateTime.fromISO(local, { zone: 'Europe/Madrid' }).toMillis()

test.each([
  ['2026-03-16T08:59', null],
  ['2026-03-16T09:00', ana],
  ['2026-03-23T08:59', ana],
  ['2026-03-23T09:00', bo],
  // The clocks went forward in between: the handover is still at nine.
  ['2026-03-30T08:59', bo],
  ['2026-03-30T09:00', cy],
  ['2026-04-06T09:00', ana],
])('at %s', (local, expected) => {
  expect(rota.onCallAt(at(local))).toEqual(expected)
})

test('an override stands in while it lasts, the newest first', () => {
  const now = at('2026-03-17T12:00')
  const overrides = [
    { person: bo, from: now - HOUR, until: now + HOUR },
    { person: cy, from: now - HOUR, until: now + 2 * HOUR },
  ]
  expect([now, now + 90 * 60_000, now + 3 * HOUR].map((t) => onCallNow(rota, overrides, t))).toEqual([
    cy,
    cy,
    ana,
  ])
})
