import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../src/app/policy.js'
import type { Config } from '../src/config/config.js'
import { renderFaults } from '../src/config/fault.js'
import { DAY, HOUR, MINUTE } from '../src/domain/time.js'
import { leaseFrom, policyFrom } from '../src/policy-from-config.js'
import { LEAST, load } from './config/sample.js'

function configOf(yaml: string): Config {
  const loaded = load(yaml)
  if (!loaded.ok) throw new Error(renderFaults(loaded.faults))
  return loaded.config
}
const at = (local: string, zone = 'Europe/Madrid') => DateTime.fromISO(local, { zone }).toMillis()

const config = configOf(`brands:
  - { name: Acme Air, terms: ["acme air"] }
  - name: Acme Rail
    terms: ["acme rail"]
    team: { zone: Europe/Lisbon, hours: { sat: ["10:00-14:00"], P1: hours }, quiet: off, ladder: { P2: { claim: 20m } } }
  - { name: Acme Sea, terms: ["acme sea"], team: { hours: always, cap: off } }
connectors: [{ type: replay, file: scenario.jsonl }]
claim: { lease: 20m, byLevel: { P1: 5m } }
team:
  zone: Europe/Madrid
  hours:
    mon: &office ["09:00-12:30", "13:30-18:00"]
    tue: *office
    wed: *office
    thu: *office
    fri: ["09:00-14:00"]
    holidays: ["2026-12-25", "2026-01-06"]
    P1: always
  oncall: { from: "2026-03-16", handover: "09:00", people: [{ id: "7", name: Ana }, { id: "8", name: Bo }] }
  quiet: "22:00-07:00"
  cap: { cards: 12 }
  replies: { authority: ["refund up to 50 €"] }
`)
const policy = policyFrom(config)
const [air, rail, sea] = ['Acme Air', 'Acme Rail', 'Acme Sea'].map((brand) => policy.of(brand)) as [
  ReturnType<typeof policy.of>,
  ReturnType<typeof policy.of>,
  ReturnType<typeof policy.of>,
]

describe('a configuration that says nothing of a team', () => {
  test('leaves what holds by default', () => {
    const silent = policyFrom(configOf(LEAST))
    const { calendar, isQuiet, ...rest } = silent.of('Acme Air')
    const { calendar: _, isQuiet: __, ...expected } = DEFAULT_POLICY.of('Acme Air')
    expect(rest).toEqual(expected)
    expect(calendar('P4').after(at('2026-12-25T03:00'), HOUR)).toBe(at('2026-12-25T04:00'))
    expect([isQuiet(at('2026-12-25T03:00')), silent.rota.onCallAt(at('2026-12-25T03:00'))]).toEqual([
      false,
      null,
    ])
  })
})

describe('a deadline', () => {
  test('stands still over the lunch break, the night, the weekend and a holiday', () => {
    const due = (from: string, ms: number) => air.calendar('P2').after(at(from), ms)
    expect(due('2026-01-07T12:20', 15 * MINUTE)).toBe(at('2026-01-07T13:35'))
    expect(due('2026-01-07T17:55', 15 * MINUTE)).toBe(at('2026-01-08T09:10'))
    expect(due('2026-01-09T13:50', 15 * MINUTE)).toBe(at('2026-01-12T09:05'))
    expect(due('2026-01-05T17:55', 15 * MINUTE)).toBe(at('2026-01-07T09:10'))
  })

  test('of a P1 waits for nobody where the team said so', () => {
    const christmas = at('2026-12-25T03:00')
    expect(air.calendar('P1').after(christmas, 5 * MINUTE)).toBe(christmas + 5 * MINUTE)
    expect(rail.calendar('P1').after(christmas, 5 * MINUTE)).toBeGreaterThan(christmas + DAY)
  })

  test('at nine in the morning is at nine before and after the clocks go forward', () => {
    const opens = (from: string) => air.calendar('P3').after(at(from), 1) - 1
    expect(opens('2026-03-27T20:00')).toBe(at('2026-03-30T09:00'))
    expect(at('2026-03-30T09:00') - at('2026-03-27T09:00')).toBe(3 * DAY - HOUR)
    expect(opens('2026-10-23T20:00')).toBe(at('2026-10-26T09:00'))
  })
})

describe('a brand with a team of its own', () => {
  test('keeps the days of the team, adds its own, and lives by its own clock', () => {
    const lisbon = (local: string) => rail.calendar('P2').isOpen(at(local, 'Europe/Lisbon'))
    expect([lisbon('2026-01-10T10:00'), lisbon('2026-01-07T09:00'), lisbon('2026-01-07T08:30')]).toEqual([
      true,
      true,
      false,
    ])
    expect(air.calendar('P2').isOpen(at('2026-01-10T10:30'))).toBe(false)
    expect([air.zone, rail.zone, sea.zone]).toEqual(['Europe/Madrid', 'Europe/Lisbon', 'Europe/Madrid'])
  })

  test('may be always open, and has the ladder, the cap and the authority of the team where it is silent', () => {
    expect(sea.calendar('P4').isOpen(at('2026-12-25T03:00'))).toBe(true)
    expect([air.cap, rail.cap, sea.cap]).toEqual([{ cards: 12, per: HOUR }, { cards: 12, per: HOUR }, null])
    expect(rail.ladder.P2).toEqual({ claim: 20 * MINUTE, escalate: 30 * MINUTE, reply: 60 * MINUTE })
    expect(air.ladder.P2.claim).toBe(15 * MINUTE)
    expect(sea.replies).toEqual({
      contactEvery: 30 * DAY,
      secondPair: false,
      authority: ['refund up to 50 €'],
    })
  })

  test('that the configuration no longer knows is worked as all are', () => {
    expect(policy.of('Acme Bus')).toEqual(air)
  })
})

describe('quiet hours over midnight', () => {
  test.each([
    ['2026-01-07T21:59', false],
    ['2026-01-07T22:00', true],
    ['2026-01-08T00:00', true],
    ['2026-01-08T06:59', true],
    ['2026-01-08T07:00', false],
    // The clocks went forward in this night: quiet ends at seven all the same.
    ['2026-03-29T06:59', true],
    ['2026-03-29T07:00', false],
  ])('at %s', (local, quiet) => {
    expect(air.isQuiet(at(local))).toBe(quiet)
    expect(rail.isQuiet(at(local))).toBe(false)
  })

  test('hold both times that the clock shows half past two', () => {
    const first = at('2026-10-25T02:30')
    expect([air.isQuiet(first), air.isQuiet(first + HOUR)]).toEqual([true, true])
  })
})

test('the rota hands over at nine in the zone of the team, week by week', () => {
  const named = [
    '2026-03-16T08:59',
    '2026-03-16T09:00',
    '2026-03-23T09:00',
    '2026-03-30T08:59',
    '2026-03-30T09:00',
  ]
  expect(named.map((local) => policy.rota.onCallAt(at(local)))).toEqual([
    null,
    { id: 'discord:7', name: 'Ana' },
    { id: 'discord:8', name: 'Bo' },
    { id: 'discord:8', name: 'Bo' },
    { id: 'discord:7', name: 'Ana' },
  ])
})

test('a claim of a P1 may be given back sooner than others', () => {
  expect(leaseFrom(config)).toEqual({ length: 20 * MINUTE, byLevel: { P1: 5 * MINUTE } })
})

test('customers are asked under the public address, by the brands that say so', () => {
  const asks = policyFrom(
    configOf(`brands:
  - { name: Acme Air, terms: ["acme air"], team: { pulse: { languages: [es], lasts: 3d } } }
  - { name: Acme Sea, terms: ["acme sea"] }
connectors: [{ type: replay, file: scenario.jsonl }]
boards: { web: { publicUrl: "https://desk.acme.example/" } }
`),
  )
  expect(asks.of('Acme Air').pulse).toEqual({
    languages: ['es'],
    lasts: 3 * DAY,
    origin: 'https://desk.acme.example',
  })
  expect(asks.of('Acme Sea').pulse).toBe(null)
})
