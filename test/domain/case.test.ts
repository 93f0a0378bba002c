import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Case, type Command, type Decision, OUTCOMES } from '../../src/domain/case.js'
import type { Actor, Person } from '../../src/domain/people.js'
import { MINUTE } from '../../src/domain/time.js'
import { transition } from '../../src/domain/transition.js'

const dana: Person = { id: 'discord:1', name: 'Dana' }
const lee: Person = { id: 'discord:2', name: 'Lee' }
const lease = { length: 15 * MINUTE }
const nine = Date.UTC(2026, 0, 5, 9, 0)
const priority = { level: 'P2', severity: 4, urgency: 2, reach: 0, growth: 0 } as const
const fresh: Case = {
  status: 'open',
  id: 7,
  brand: 'Acme Air',
  network: 'bluesky',
  openedAt: nine,
  waitingSince: nine,
  priority,
  version: 1,
}

const rep = (person: Person): Actor => ({ type: 'rep', person })
const decide = (current: Case, command: Command, by: Person, now: number) =>
  transition(current, command, rep(by), now, lease)
function nextOf(current: Case, command: Command, by: Person, now: number): Case {
  const decision = decide(current, command, by, now)
  if (!decision.ok) throw new Error(decision.refusal.reason)
  return decision.next
}
const refusal = (decision: Decision) => (decision.ok ? null : decision.refusal)

const claimed = nextOf(fresh, { type: 'claim' }, dana, nine)
const resolved = nextOf(
  claimed,
  { type: 'resolve', outcome: 'fixed', note: 'new bag sent' },
  dana,
  nine + MINUTE,
)

describe('claim', () => {
  test('an open case goes to whoever claims it, for as long as a lease lasts', () => {
    expect(claimed).toMatchObject({
      status: 'claimed',
      owner: dana,
      claimedAt: nine,
      leaseUntil: nine + 15 * MINUTE,
      version: 2,
    })
  })
  test('a second rep is told who has it and since when', () => {
    const decision = decide(claimed, { type: 'claim' }, lee, nine + MINUTE)
    expect(refusal(decision)).toEqual({
      reason: 'already-claimed',
      owner: dana,
      since: nine,
      leaseUntil: nine + 15 * MINUTE,
    })
  })
  test('the owner pressing twice changes nothing and is not refused', () => {
    expect(decide(claimed, { type: 'claim' }, dana, nine + 1)).toEqual({
      ok: true,
      next: claimed,
      event: null,
    })
  })
  test('a resolved case cannot be claimed, and the rep reads how it ended', () => {
    expect(refusal(decide(resolved, { type: 'claim' }, lee, nine + 5 * MINUTE))).toEqual({
      reason: 'already-resolved',
      by: dana,
      at: nine + MINUTE,
      outcome: 'fixed',
    })
  })
})

describe('take over', () => {
  test('while the claim runs the owner keeps the case', () => {
    const decision = decide(claimed, { type: 'take-over' }, lee, nine + 15 * MINUTE - 1)
    expect(refusal(decision)).toEqual({
      reason: 'lease-running',
      owner: dana,
      leaseUntil: nine + 15 * MINUTE,
    })
  })
  test('an expired claim goes to whoever takes it over, and history names the former owner', () => {
    const now = nine + 15 * MINUTE
    expect(decide(claimed, { type: 'take-over' }, lee, now)).toMatchObject({
      ok: true,
      next: { status: 'claimed', owner: lee, claimedAt: now, leaseUntil: now + 15 * MINUTE },
      event: { type: 'taken-over', from: dana },
    })
  })
  test('of a case that nobody has, it is a claim', () => {
    expect(decide(fresh, { type: 'take-over' }, lee, nine)).toMatchObject({
      ok: true,
      event: { type: 'claimed' },
    })
  })
})

describe('release', () => {
  test('the owner gives the case back to the channel', () => {
    expect(nextOf(claimed, { type: 'release' }, dana, nine + MINUTE)).toMatchObject({
      status: 'open',
      version: 3,
    })
  })
  test('nobody else can', () => {
    expect(refusal(decide(claimed, { type: 'release' }, lee, nine))?.reason).toBe('not-yours')
  })
  test('twice is harmless', () => {
    expect(decide(fresh, { type: 'release' }, dana, nine)).toMatchObject({ ok: true, event: null })
  })
})

describe('resolve', () => {
  test('the owner closes the case with an outcome and a note', () => {
    expect(resolved).toMatchObject({
      status: 'resolved',
      outcome: 'fixed',
      note: 'new bag sent',
      resolvedBy: dana,
    })
  })
  test('"not a complaint" needs no claim, "fixed" does', () => {
    const dismiss = decide(fresh, { type: 'resolve', outcome: 'not-a-complaint', note: null }, lee, nine)
    expect(dismiss).toMatchObject({ ok: true, next: { status: 'resolved', resolvedBy: lee } })
    expect(refusal(decide(fresh, { type: 'resolve', outcome: 'fixed', note: null }, lee, nine))?.reason).toBe(
      'not-claimed',
    )
  })
  test("nobody closes another's case", () => {
    const decision = decide(claimed, { type: 'resolve', outcome: 'not-a-complaint', note: null }, lee, nine)
    expect(refusal(decision)?.reason).toBe('not-yours')
  })
  test('a double press is harmless; another outcome afterwards is refused', () => {
    expect(decide(resolved, { type: 'resolve', outcome: 'fixed', note: null }, dana, nine)).toMatchObject({
      ok: true,
      event: null,
    })
    expect(
      refusal(decide(resolved, { type: 'resolve', outcome: 'answered', note: null }, dana, nine))?.reason,
    ).toBe('already-resolved')
  })
})

describe('reopen', () => {
  test('a resolved case is open again, for everybody', () => {
    expect(nextOf(resolved, { type: 'reopen' }, lee, nine + 2 * MINUTE)).toMatchObject({ status: 'open' })
  })
  test('a claimed case has nothing to reopen', () => {
    expect(refusal(decide(claimed, { type: 'reopen' }, lee, nine))?.reason).toBe('not-resolved')
  })
  test('the customer reopens too', () => {
    expect(transition(resolved, { type: 'reopen' }, { type: 'customer' }, nine, lease)).toMatchObject({
      ok: true,
      next: { status: 'open' },
    })
  })
})

test('whatever people press in whatever order, each change counts one version and has one event, and refusals change nothing', () => {
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc.constantFrom<Command>(
      { type: 'claim' },
      { type: 'release' },
      { type: 'take-over' },
      { type: 'reopen' },
    ),
    fc.constantFrom(...OUTCOMES).map((outcome): Command => ({ type: 'resolve', outcome, note: null })),
  )
  const press = fc.record({ command, by: fc.constantFrom(dana, lee), after: fc.nat(20 * MINUTE) })
  fc.assert(
    fc.property(fc.array(press, { maxLength: 40 }), (presses) => {
      let current: Case = fresh
      let now = nine
      for (const { command, by, after } of presses) {
        now += after
        const decision = decide(current, command, by, now)
        if (!decision.ok) continue
        expect(decision.next.version).toBe(current.version + (decision.event === null ? 0 : 1))
        if (decision.event === null) expect(decision.next).toBe(current)
        current = decision.next
      }
    }),
  )
})
