import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/domain/case.js'
import { ALWAYS } from '../../src/domain/hours.js'
import { climb, DEFAULT_LADDER, type Rung } from '../../src/domain/ladder.js'
import type { Level } from '../../src/domain/priority.js'
import { HOUR, MINUTE } from '../../src/domain/time.js'

const nine = Date.UTC(2026, 0, 5, 9)
const base = { id: 1, brand: 'Acme Air', network: 'bluesky', openedAt: nine, waitingSince: nine, version: 1 }
const open = (level: Level): Case => ({
  ...base,
  status: 'open',
  priority: { level, severity: 4, urgency: 1, reach: 0, growth: 0 },
})
const claimed = (level: Level): Case => ({
  ...open(level),
  status: 'claimed',
  owner: { id: 'discord:1', name: 'Dana' },
  claimedAt: nine,
  leaseUntil: nine + 15 * MINUTE,
  snooze: null,
})
const taken = (...rungs: Rung[]): ReadonlySet<Rung> => new Set(rungs)
const at = (current: Case, after: number, so = taken()) =>
  climb(current, so, DEFAULT_LADDER, ALWAYS, nine + after)

describe('nobody claims a P1', () => {
  test('the channel is reminded at 5 minutes, on call is called at 10, the managers at 15', () => {
    expect(at(open('P1'), 4 * MINUTE)).toEqual({ rung: null, merged: [], next: nine + 5 * MINUTE })
    expect(at(open('P1'), 5 * MINUTE).rung).toBe('unclaimed-remind')
    expect(at(open('P1'), 10 * MINUTE, taken('unclaimed-remind')).rung).toBe('unclaimed-call')
    expect(at(open('P1'), 15 * MINUTE, taken('unclaimed-remind', 'unclaimed-call'))).toEqual({
      rung: 'unclaimed-managers',
      merged: [],
      next: null,
    })
  })
  test('each rung is taken once', () => {
    expect(at(open('P1'), 6 * MINUTE, taken('unclaimed-remind')).rung).toBeNull()
  })
  test('after a downtime the highest overdue rung speaks for all', () => {
    expect(at(open('P1'), 3 * HOUR)).toEqual({
      rung: 'unclaimed-managers',
      merged: ['unclaimed-remind', 'unclaimed-call'],
      next: null,
    })
  })
})

describe('claimed, and not answered', () => {
  test('the owner is reminded, then others are called', () => {
    expect(at(claimed('P2'), 59 * MINUTE).next).toBe(nine + HOUR)
    expect(at(claimed('P2'), HOUR).rung).toBe('unanswered-owner')
    expect(at(claimed('P2'), 90 * MINUTE, taken('unanswered-owner')).rung).toBe('unanswered-call')
  })
  test('nobody is called for a case that was put aside on purpose', () => {
    const asleep: Case = { ...claimed('P2'), status: 'claimed', snooze: { until: null } } as Case
    expect(at(asleep, 5 * HOUR)).toEqual({ rung: null, merged: [], next: null })
  })
})

test('P3 and P4 remind the channel, and call nobody', () => {
  expect(at(open('P3'), 48 * HOUR)).toEqual({ rung: 'unclaimed-remind', merged: [], next: null })
  expect(at(claimed('P4'), 48 * HOUR).rung).toBeNull()
})
