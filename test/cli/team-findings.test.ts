import { expect, it } from 'vitest'
import { aboutTeam } from '../../src/cli/team-findings.js'
import { HOUR } from '../../src/domain/time.js'
import { policyFrom } from '../../src/policy-from-config.js'
import { LEAST, load } from '../config/sample.js'

/** `what: detail`, one a line, as found at a moment. */
function told(yaml: string, at: string, standsIn?: string): readonly string[] {
  const loaded = load(yaml)
  if (!loaded.ok) throw new Error('the sample has faults')
  const now = Date.parse(at)
  const overrides =
    standsIn === undefined
      ? []
      : [{ person: { id: 'discord:9', name: standsIn }, from: now - HOUR, until: now + HOUR }]
  const { findings } = aboutTeam(loaded.config, policyFrom(loaded.config), overrides, now)
  expect(findings.every(({ ok }) => ok)).toBe(true)
  return findings.map(({ what, detail }) => `${what}: ${detail}`)
}

const TEAM = `${LEAST.replace('terms:', 'team: { hours: always }, terms:')}team:
  zone: Europe/Madrid
  hours: { mon: ["09:00-12:30", "13:30-18:00"], P1: always }
  oncall: { from: "2026-01-05", people: [{ id: "7", name: Ana }] }
  quiet: "22:00-07:00"
`

it('a team that nothing is said of is always open, and only its role is called', () => {
  expect(told(LEAST, '2026-01-05T03:00:00Z')).toEqual([
    'on call now: nobody is named; the role is called',
    'hours: always open',
  ])
})

it('a team at work, and a brand that works otherwise', () => {
  expect(told(TEAM, '2026-01-12T08:00:00Z')).toEqual([
    'on call now: Ana',
    'hours: open now (Europe/Madrid); P1 always',
    'hours, Acme Air: always open',
  ])
})

it('a team at lunch opens again in its own time', () => {
  expect(told(TEAM, '2026-01-12T12:00:00Z')[1]).toMatch(
    /^hours: closed now, opens Mon,? 12 Jan,? 13:30 \(Europe\/Madrid\); P1 always$/,
  )
})

it('at night somebody stands in, and nobody is disturbed', () => {
  const night = told(TEAM, '2026-01-12T23:00:00Z', 'Bo')
  expect(night[0]).toBe('on call now: Bo, standing in')
  expect(night[2]).toBe('hours, Acme Air: always open; quiet hours: nobody is pinged except for P1')
})

it('a rota that is still to come', () => {
  expect(told(TEAM, '2026-01-04T12:00:00Z')[0]).toBe('on call now: nobody yet: the rota has not begun')
})
