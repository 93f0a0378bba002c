import { describe, expect, it } from 'vitest'
import { readUntil } from '../../src/discord/until.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'

describe('"until", as people type it', () => {
  const now = Date.UTC(2026, 2, 27, 16, 30)
  it.each([
    ['45m', now + 45 * MINUTE],
    [' 4 h ', now + 4 * HOUR],
    ['2d', now + 2 * DAY],
    ['18:00', Date.UTC(2026, 2, 27, 17, 0)],
    ['9:00', Date.UTC(2026, 2, 28, 8, 0)],
    ['tomorrow 9:00', Date.UTC(2026, 2, 28, 8, 0)],
    ['2026-03-30 09:00', Date.UTC(2026, 2, 30, 7, 0)],
    ['2026-03-28', Date.UTC(2026, 2, 28, 22, 59)],
  ])('%s in Madrid', (text, expected) => {
    expect(readUntil(text, now, 'Europe/Madrid')).toBe(expected)
  })
  it.each(['', 'soon', '25:00', '0m', '2020-01-01', '9999d', '-1h', '2026-13-01'])('not %j', (text) => {
    expect(readUntil(text, now, 'Europe/Madrid')).toBeNull()
  })
})
