import { expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/time.js'
import { countAttempts } from '../../src/web/attempts.js'

const two = () => countAttempts({ allowed: 2, within: MINUTE })

test('all addresses of one IPv6 network count together, those of another apart', () => {
  const attempts = two()
  attempts.note('2001:db8:1:2::1', 0)
  attempts.note('2001:0db8:0001:0002:ffff:ffff:ffff:ffff', 0)
  expect(attempts.wait('2001:db8:1:2:3::', 1)).toBe(MINUTE - 1)
  for (const other of ['2001:db8:1:3::1', '2001:db8::1', '::1', '::ffff:192.0.2.7', '192.0.2.7', 'unknown'])
    expect([other, attempts.wait(other, 1)]).toEqual([other, 0])
})

test('what was fine after all does not count', () => {
  const attempts = two()
  attempts.forgive('192.0.2.7', 0)
  for (let n = 0; n < 5; n++) {
    attempts.note('192.0.2.7', n)
    attempts.forgive('192.0.2.7', n)
  }
  attempts.note('192.0.2.7', 5)
  expect(attempts.wait('192.0.2.7', 6)).toBe(0)
})
