import { expect, test } from 'vitest'
import { momentOf, readWallClock, snoozeChoices, wallClockOf } from '../../src/domain/local-time.js'
import { HOUR } from '../../src/domain/time.js'

const MADRID = 'Europe/Madrid'
const wall = (text: string) => {
  const read = readWallClock(text)
  if (read === null) throw new Error(text)
  return read
}

test('nine in Madrid is eight in Greenwich in winter, and seven in summer', () => {
  expect(momentOf(wall('2026-01-05T09:00'), MADRID)).toBe(Date.UTC(2026, 0, 5, 8))
  expect(momentOf(wall('2026-07-05T09:00'), MADRID)).toBe(Date.UTC(2026, 6, 5, 7))
  expect(wallClockOf(Date.UTC(2026, 6, 5, 22, 30), MADRID)).toMatchObject({ day: 6, hour: 0, minute: 30 })
})

test('the morning after the clocks change is nine by the new clock', () => {
  // Madrid's clocks go forward on 29 March 2026 at 02:00.
  const evening = Date.UTC(2026, 2, 28, 20)
  const tomorrow = snoozeChoices(evening, MADRID).find(({ name }) => name === 'tomorrow')
  expect(tomorrow?.until).toBe(Date.UTC(2026, 2, 29, 7))
  // 02:30 is no time on that day.
  expect(momentOf(wall('2026-03-29T02:30'), MADRID)).toBe(Date.UTC(2026, 2, 29, 1, 30))
})

test('this afternoon is offered while it is to come, and tomorrow may be next month', () => {
  const names = (at: number) => snoozeChoices(at, 'UTC').map(({ name }) => name)
  expect(names(Date.UTC(2026, 0, 5, 9))).toEqual(['hour', 'afternoon', 'tomorrow'])
  expect(names(Date.UTC(2026, 0, 5, 14, 30))).toEqual(['hour', 'tomorrow'])
  const late = snoozeChoices(Date.UTC(2026, 0, 31, 23), 'UTC')
  expect(late.map(({ until }) => until)).toEqual([Date.UTC(2026, 1, 1), Date.UTC(2026, 1, 1, 9)])
  expect(late[0]?.until).toBe(Date.UTC(2026, 0, 31, 23) + HOUR)
})

test('what is no moment is not read as one', () => {
  for (const text of ['', 'tomorrow', '2026-13-01T09:00', '2026-01-01T24:00', '2026-01-01'])
    expect(readWallClock(text)).toBeNull()
})
