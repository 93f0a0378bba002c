import { describe, expect, test } from 'vitest'
import type { Case, Command, Decision } from '../../src/domain/case.js'
import type { Actor, Person } from '../../src/domain/people.js'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import { transition } from '../../src/domain/transition.js'

const dana: Person = { id: 'discord:1', name: 'Dana' }
const lee: Person = { id: 'discord:2', name: 'Lee' }
const nine = Date.UTC(2026, 0, 5, 9)
const lease = { length: 15 * MINUTE, byLevel: { P1: 5 * MINUTE } }
const fresh: Case = {
  status: 'open',
  id: 7,
  brand: 'Acme Air',
  network: 'bluesky',
  openedAt: nine,
  waitingSince: nine,
  priority: { level: 'P2', severity: 4, urgency: 2, reach: 0, growth: 0 },
  version: 1,
}
const decide = (current: Case, command: Command, by: Person | Actor = dana, now = nine): Decision =>
  transition(current, command, 'name' in by ? { type: 'rep', person: by } : by, now, lease)
function nextOf(current: Case, command: Command, by: Person | Actor = dana, now = nine): Case {
  const decision = decide(current, command, by, now)
  if (!decision.ok) throw new Error(decision.refusal.reason)
  return decision.next
}
const refusal = (decision: Decision) => (decision.ok ? null : decision.refusal.reason)

const claimed = nextOf(fresh, { type: 'claim' })
const replied: Command = { type: 'replied', at: nine + MINUTE, elsewhere: false }
const waiting = nextOf(claimed, replied, dana, nine + MINUTE)

describe('the lease', () => {
  test('has a length of its own for each level', () => {
    const urgent: Case = { ...fresh, priority: { ...fresh.priority, level: 'P1' } }
    expect(nextOf(urgent, { type: 'claim' })).toMatchObject({ leaseUntil: nine + 5 * MINUTE })
  })
  test('is renewed by "still on it" and by a note of the owner', () => {
    const now = nine + 10 * MINUTE
    expect(nextOf(claimed, { type: 'still-on-it' }, dana, now)).toMatchObject({
      leaseUntil: now + 15 * MINUTE,
    })
    expect(nextOf(claimed, { type: 'note', text: 'called Lisbon' }, dana, now)).toMatchObject({
      leaseUntil: now + 15 * MINUTE,
    })
    expect(nextOf(claimed, { type: 'note', text: 'I know her' }, lee, now)).toMatchObject({
      leaseUntil: nine + 15 * MINUTE,
    })
    expect(refusal(decide(claimed, { type: 'still-on-it' }, lee, now))).toBe('not-yours')
  })
  test('is renewed by asking the customer for their trust, which changes nothing else in any status', () => {
    const now = nine + 10 * MINUTE
    const { version, ...kept } = nextOf(claimed, { type: 'ask-pulse' }, dana, now)
    expect({ ...kept, version: version - 1 }).toEqual({ ...claimed, leaseUntil: now + 15 * MINUTE })
    const resolved = nextOf(waiting, { type: 'resolve', outcome: 'fixed', note: null })
    const asleep = nextOf(waiting, { type: 'snooze', until: null })
    for (const current of [fresh, waiting, asleep, resolved])
      expect(nextOf(current, { type: 'ask-pulse' }, dana, now)).toEqual({
        ...current,
        version: current.version + 1,
      })
  })
  test('runs out when nobody works on the case: it is open again, and the customer has waited all along', () => {
    const clock: Actor = { type: 'schedule' }
    expect(decide(claimed, { type: 'expire' }, clock, nine + 15 * MINUTE - 1)).toMatchObject({ event: null })
    expect(decide(claimed, { type: 'expire' }, clock, nine + 15 * MINUTE)).toMatchObject({
      next: { status: 'open', waitingSince: nine },
      event: { type: 'expired', owner: dana },
    })
  })
  test('does not run for an answered case, which keeps its owner', () => {
    expect(decide(waiting, { type: 'expire' }, { type: 'schedule' }, nine + 99 * HOUR)).toMatchObject({
      event: null,
    })
  })
})

test('what the customer writes holds no claim: that is work of the owner alone', () => {
  expect(decide(claimed, { type: 'hear' }, { type: 'customer' }, nine + 10 * MINUTE)).toMatchObject({
    next: { status: 'claimed', leaseUntil: nine + 15 * MINUTE },
    event: { type: 'heard' },
  })
})

describe('taking over and handing over', () => {
  test('anybody takes over a running claim, with a reason that history keeps', () => {
    expect(refusal(decide(claimed, { type: 'take-over', reason: '  ' }, lee))).toBe('lease-running')
    expect(decide(claimed, { type: 'take-over', reason: 'Dana is at lunch' }, lee)).toMatchObject({
      next: { status: 'claimed', owner: lee },
      event: { type: 'taken-over', from: dana, reason: 'Dana is at lunch' },
    })
  })
  test('an answered case stays answered in other hands', () => {
    expect(nextOf(waiting, { type: 'take-over', reason: 'her shift is over' }, lee)).toMatchObject({
      status: 'waiting',
      owner: lee,
    })
  })
  test('the owner hands the case to a named rep; nobody else can', () => {
    expect(nextOf(claimed, { type: 'hand', to: lee })).toMatchObject({ status: 'claimed', owner: lee })
    expect(refusal(decide(claimed, { type: 'hand', to: lee }, lee))).toBe('not-yours')
    expect(nextOf(fresh, { type: 'hand', to: lee }, dana)).toMatchObject({ status: 'claimed', owner: lee })
  })
})

describe('snooze', () => {
  const until = nine + 3 * HOUR
  const asleep = nextOf(claimed, { type: 'snooze', until })
  test('holds the claim until the moment named, and not longer', () => {
    expect(asleep).toMatchObject({ status: 'claimed', snooze: { until }, leaseUntil: until })
    expect(nextOf(asleep, { type: 'wake' }, { type: 'schedule' }, until)).toMatchObject({
      snooze: null,
      leaseUntil: until + 15 * MINUTE,
    })
  })
  test('woken early, by a person or by the customer, it has a lease as if just claimed', () => {
    const noon = nine + 2 * HOUR
    for (const command of [{ type: 'wake' }, { type: 'hear' }] as const)
      expect(nextOf(asleep, command, { type: 'customer' }, noon)).toMatchObject({
        snooze: null,
        leaseUntil: noon + 15 * MINUTE,
      })
  })
  test('until the customer answers: their words wake it', () => {
    const forAnswer = nextOf(waiting, { type: 'snooze', until: null })
    expect(nextOf(forAnswer, { type: 'hear' }, { type: 'customer' }, nine + HOUR)).toMatchObject({
      status: 'claimed',
      owner: dana,
      snooze: null,
      waitingSince: nine + HOUR,
    })
  })
  test('a moment that is over is refused, and so is waking what is awake', () => {
    expect(refusal(decide(claimed, { type: 'snooze', until: nine }))).toBe('in-the-past')
    expect(refusal(decide(claimed, { type: 'wake' }))).toBe('not-snoozed')
  })
})

describe('replies', () => {
  test('after the first reply it is the customer’s turn', () => {
    expect(waiting).toMatchObject({ status: 'waiting', owner: dana, repliedAt: nine + MINUTE })
  })
  test('an answer from elsewhere leaves an unclaimed case open, and history knows', () => {
    const seen: Command = { type: 'replied', at: nine, elsewhere: true }
    expect(decide(fresh, seen, { type: 'connector', id: 'bluesky:acme' })).toMatchObject({
      next: { status: 'open', version: 2 },
      event: { type: 'replied', elsewhere: true },
    })
    expect(nextOf(fresh, seen, dana)).toMatchObject({ status: 'waiting', owner: dana })
  })
  test('a closing line leaves a resolved case resolved', () => {
    const resolved = nextOf(waiting, { type: 'resolve', outcome: 'fixed', note: null, cause: 'baggage belt' })
    expect(nextOf(resolved, replied)).toMatchObject({
      status: 'resolved',
      outcome: 'fixed',
      cause: 'baggage belt',
    })
  })
})
