import { describe, expect, it } from 'vitest'
import type { Config } from '../../src/config/config.js'
import { renderFaults } from '../../src/config/fault.js'
import { shapeOfConfig } from '../../src/config/json-schema.js'
import { DEFAULT_TEAM } from '../../src/config/resolve-team.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { faultsOf, LEAST, load, WHOLE } from './sample.js'

const configOf = (yaml: string): Config => {
  const loaded = load(yaml)
  if (!loaded.ok) throw new Error(renderFaults(loaded.faults))
  return loaded.config
}
const withTeam = (team: string): string => `${LEAST}team: ${team}\n`
const withBrand = (team: string, brand: string): string =>
  `${LEAST.replace('terms:', `team: ${brand}, terms:`)}team: ${team}\n`

/** The one fault, without its place. */
const only = (yaml: string): string => {
  const faults = faultsOf(load(yaml))
  expect(faults, yaml).toHaveLength(1)
  return (faults[0] ?? '').replace(/^\S+ /, '')
}
const ofTeam = (team: string): string => only(withTeam(team))

describe('what is said of a team', () => {
  it('is taken as it is written', () => {
    const { team, oncall, claim, boards } = configOf(WHOLE)
    expect(claim).toEqual({ lease: 15 * MINUTE, byLevel: { P1: 5 * MINUTE } })
    expect(team).toEqual({
      zone: 'Europe/Madrid',
      hours: {
        week: {
          ...{ tue: [], wed: [], thu: [], sat: [], sun: [] },
          mon: [
            { from: 9 * 60, to: 12 * 60 + 30 },
            { from: 13 * 60 + 30, to: 18 * 60 },
          ],
          fri: [{ from: 9 * 60, to: 14 * 60 }],
        },
        holidays: new Set(['2026-12-25']),
        always: ['P1'],
      },
      ladder: { ...DEFAULT_TEAM.ladder, P3: { claim: 2 * HOUR, escalate: null, reply: null } },
      quiet: { from: 22 * 60, to: 7 * 60 },
      cap: { cards: 20, per: 30 * MINUTE },
      replies: { contactEvery: 14 * DAY, secondPair: false, authority: ['refund up to 50 €'] },
      pulse: null,
    })
    expect(oncall).toEqual({
      from: '2026-01-05',
      handover: 8 * 60 + 30,
      people: [
        { id: 'discord:77', name: 'Ana' },
        { id: 'discord:88', name: 'Bo' },
      ],
    })
    expect(boards.discord).toMatchObject({ onCallRole: '9', notices: '456' })
    expect(Object.keys(boards.discord?.roles ?? {})).toEqual(['rep', 'manager', 'admin'])
  })

  it('that is just what editors show as defaults changes nothing', () => {
    expect(configOf(withTeam(JSON.stringify(defaultsIn(shapeOfConfig().properties?.['team'])))).team).toEqual(
      DEFAULT_TEAM,
    )
  })

  it('is kept for a brand where the brand says nothing else, key by key', () => {
    const { team, brandTeams } = configOf(
      withBrand(
        '{ zone: Europe/Madrid, hours: { mon: ["09:00-18:00"], P1: always }, quiet: "22:00-07:00", cap: off, replies: { authority: [voucher] } }',
        '{ hours: { sat: ["10:00-14:00"], P1: hours }, ladder: { P1: { claim: 2m } }, quiet: off, cap: { cards: 5 }, replies: { secondPair: true } }',
      ),
    )
    expect(team.cap).toBeNull()
    expect(brandTeams.get('Acme Air')).toEqual({
      zone: 'Europe/Madrid',
      hours: {
        week: {
          ...{ tue: [], wed: [], thu: [], fri: [], sun: [] },
          mon: [{ from: 540, to: 1080 }],
          sat: [{ from: 600, to: 840 }],
        },
        holidays: new Set(),
        always: [],
      },
      ladder: {
        ...DEFAULT_TEAM.ladder,
        P1: { claim: 2 * MINUTE, escalate: 10 * MINUTE, reply: 15 * MINUTE },
      },
      quiet: null,
      cap: { cards: 5, per: HOUR },
      replies: { contactEvery: 30 * DAY, secondPair: true, authority: ['voucher'] },
      pulse: null,
    })
  })

  it('asks customers for their trust where it says so, each brand in its own way', () => {
    const web = 'boards: { web: { publicUrl: "https://desk.acme.example" } }\n'
    const asks = (team: string, brand: string) => {
      const { team: all, brandTeams } = configOf(`${withBrand(team, brand)}${web}`)
      return [all.pulse, brandTeams.get('Acme Air')?.pulse]
    }
    const whole = { languages: ['en', 'es', 'fr', 'de', 'pt', 'it', 'nl', 'ja'], lasts: 14 * DAY }
    expect(asks('{ pulse: off }', '{ pulse: {} }')).toEqual([null, whole])
    expect(asks('{ pulse: { lasts: 7d, languages: [es, en] } }', '{ pulse: { lasts: 3d } }')).toEqual([
      { languages: ['es', 'en'], lasts: 7 * DAY },
      { languages: ['es', 'en'], lasts: 3 * DAY },
    ])
    expect(asks('{ pulse: {} }', '{ pulse: off }')).toEqual([whole, null])
    expect(asks('{ pulse: {} }', '{ cap: off }')).toEqual([whole, whole])
  })

  it('calls the on-call role, else that of the rota, else the reps', () => {
    const roleOf = (yaml: string) => configOf(yaml).boards.discord?.onCallRole
    expect(roleOf(WHOLE.replace('admin: "3"', 'admin: "3", oncall: "4"'))).toBe('4')
    expect(roleOf(WHOLE)).toBe('9')
    expect(roleOf(WHOLE.replace(', role: "9"', ''))).toBe('1')
  })

  it('may be a rota without people: the role alone is called', () => {
    expect(configOf(withTeam('{ oncall: { role: "9" } }')).oncall).toBeNull()
  })
})

describe('what is wrong with a team is told with its mend', () => {
  it.each([
    ['Europe/Mardid', 'did you mean Europe/Madrid?'],
    ['Madrid', 'did you mean Europe/Madrid?'],
    ['Spain/Madrid', 'did you mean Europe/Madrid?'],
    ['Sao Paulo', 'did you mean America/Sao_Paulo?'],
    ['Atlantis', 'write its IANA name, as Europe/Madrid'],
    ['""', 'write its IANA name, as Europe/Madrid'],
  ])('the zone %s', (zone, mend) => {
    expect(ofTeam(`{ zone: ${zone} }`)).toBe(`team.zone is not a time zone → ${mend}`)
  })

  it('an offset in place of a zone', () => {
    expect(ofTeam('{ zone: "+02:00" }')).toContain('is an offset, which knows no summer time')
    expect(ofTeam('{ zone: UTC+2 }')).toContain('is an offset, which knows no summer time')
  })

  it.each([
    ['"9 to 5"', '[0] is not a shift'],
    ['"09:00-24:30"', '[0] is not a shift'],
    ['"09:00-12:00-14:00"', '[0] is not a shift'],
    ['"09:00-09:00"', '[0] ends when it begins'],
    [
      '"22:00-06:00"',
      '[0] passes midnight → write it in two: up to "…-24:00" on this day, and from "00:00-…" on the next',
    ],
    ['"09:00-13:00", "12:30-18:00"', '[1] overlaps the shift before it'],
    ['"13:30-18:00", "09:00-12:30"', '[1] begins before the shift that stands before it'],
  ])('the shifts %s', (shifts, told) => {
    expect(ofTeam(`{ zone: UTC, hours: { mon: [${shifts}] } }`)).toContain(`team.hours.mon${told}`)
  })

  it.each([
    ['"2026-02-30"', 'is a day that no calendar has'],
    ['"2026-13-01"', 'is a day that no calendar has'],
    ['"25.12.2026"', 'is not a date'],
  ])('the holiday %s', (date, told) => {
    expect(ofTeam(`{ zone: UTC, hours: { mon: ["09:00-18:00"], holidays: [${date}] } }`)).toContain(
      `team.hours.holidays[0] ${told}`,
    )
  })

  it('hours in which nobody would ever work', () => {
    expect(ofTeam('{ zone: UTC, hours: { P1: always } }')).toContain('team.hours holds no shift on any day')
    expect(
      only(withBrand('{ zone: UTC, hours: { mon: ["09:00-18:00"] } }', '{ hours: { mon: [] } }')),
    ).toContain('brands[0].team.hours holds no shift on any day')
  })

  it('hours that are neither', () => {
    expect(ofTeam('{ hours: nights }')).toBe(
      'team.hours is neither a map nor always → write { mon: ["09:00-18:00"] }, or always',
    )
    expect(ofTeam('{ cap: [30] }')).toBe(
      'team.cap is neither a map nor off → write { cards: 30, per: 1h }, or off',
    )
    expect(ofTeam('{ cap: { cards: 0 } }')).toBe(
      'team.cap.cards is too small → write a number from 1 to 1000',
    )
    expect(ofTeam('{ cap: { cadrs: 9 } }')).toBe('team.cap.cadrs is not a known key → did you mean cards?')
  })

  it('a trust question without an address for its links', () => {
    expect(ofTeam('{ pulse: { lasts: 7d } }')).toBe(
      'team.pulse has no address for its links → add boards.web.publicUrl: "https://desk.acme.example", under which customers reach the page, or write off',
    )
    expect(only(withBrand('{ pulse: off }', '{ pulse: {} }'))).toContain(
      'brands[0].team.pulse has no address',
    )
    expect(ofTeam('{ pulse: yes }')).toBe(
      'team.pulse is neither a map nor off → write { lasts: 14d }, or off',
    )
  })

  it('languages in which nobody could be asked', () => {
    const address = `${LEAST}boards: { web: { publicUrl: "https://desk.acme.example" } }\n`
    const told = (pulse: string) => only(`${address}team: { pulse: ${pulse} }\n`)
    expect(told('{ languages: [en, fi] }')).toContain('team.pulse.languages[1]')
    expect(told('{ languages: [] }')).toContain('team.pulse.languages')
    expect(told('{ lasts: 365d }')).toBe('team.pulse.lasts is too long → write at most 90d')
    expect(told('{ last: 7d }')).toBe('team.pulse.last is not a known key → did you mean lasts?')
  })

  it('local times of nobody knows where', () => {
    expect(ofTeam('{ quiet: "22:00-07:00" }')).toContain('team.zone is missing, and quiet means local times')
    expect(ofTeam('{ hours: { mon: ["09:00-18:00"] } }')).toContain('team.zone is missing, and hours means')
    expect(configOf(withBrand('{ zone: Asia/Tokyo }', '{ quiet: "22:00-07:00" }')).brandTeams.size).toBe(1)
  })

  it.each([
    ['claim: 10m', 'claim is no sooner than escalate'],
    ['escalate: 20m', 'escalate is no sooner than reply'],
    ['reply: 10m', 'reply is no later than escalate'],
    ['claim: 1h, escalate: off, reply: 30m', 'reply is no later than claim'],
  ])('a ladder that does not climb: %s', (steps, told) => {
    expect(ofTeam(`{ ladder: { P1: { ${steps} } } }`)).toBe(
      `team.ladder.P1.${told} → let claim, escalate and reply grow; of P1, what is left out is 5m, 10m, 15m`,
    )
  })

  it('a brand whose own step is out of the order of the team', () => {
    const team = '{ ladder: { P2: { claim: 40m, escalate: 50m } } }'
    expect(only(withBrand(team, '{ ladder: { P2: { escalate: 30m } } }'))).toContain(
      'brands[0].team.ladder.P2.escalate is no later than claim',
    )
    expect(load(withBrand(team, '{ ladder: { P2: { escalate: off } } }')).ok).toBe(true)
  })

  it('times without a unit, claims without an end', () => {
    expect(ofTeam('{ ladder: { P1: { claim: 5 } } }')).toContain(
      'team.ladder.P1.claim is a number without a unit',
    )
    expect(ofTeam('{ ladder: { P1: { claim: off } } }')).toContain('team.ladder.P1.claim is not a duration')
    expect(only(`${LEAST}claim: { byLevel: { P1: 5 } }\n`)).toContain('claim.byLevel.P1 is a number without')
    expect(only(`${LEAST}claim: 5\n`)).toContain('claim is a number, not a map')
  })

  it('quiet hours that are none, or all of them', () => {
    expect(ofTeam('{ zone: UTC, quiet: nights }')).toContain('team.quiet is not a stretch of the day')
    expect(ofTeam('{ zone: UTC, quiet: "00:00-24:00" }')).toContain(
      'team.quiet is the whole day or none of it',
    )
  })

  it('people on call without quotes, without a beginning, or without people', () => {
    const oncall = (text: string) => ofTeam(`{ zone: UTC, oncall: ${text} }`)
    expect(oncall('{ from: "2026-01-05", people: [{ id: 803511102246789120, name: Ana }] }')).toContain(
      'team.oncall.people[0].id is a number, which YAML rounds when it is this long → put quotes around it',
    )
    expect(oncall('{ people: [{ id: "77", name: Ana }] }')).toContain('team.oncall.from is missing')
    expect(oncall('{ from: "2026-01-05", people: [] }')).toContain('team.oncall.people names nobody')
    expect(oncall('{ from: "2026-01-05", handover: "25:00", people: [{ id: "7", name: Bo }] }')).toContain(
      'team.oncall.handover is not a time of day',
    )
  })

  it('a rota for one brand', () => {
    expect(only(withBrand('{}', '{ oncall: { role: "9" } }'))).toBe(
      'brands[0].team.oncall cannot differ from brand to brand → write it under team at the top level: one rota serves all brands',
    )
  })

  it('a yes or no that is neither, an offer that is a novel', () => {
    expect(ofTeam('{ replies: { secondPair: maybe } }')).toBe(
      'team.replies.secondPair is a text, not a yes or no → write true or false',
    )
    expect(ofTeam(`{ replies: { authority: ["${'x'.repeat(101)}"] } }`)).toContain(
      'longer than 100 characters',
    )
    expect(ofTeam(`{ replies: { authority: [${Array(11).fill('a').join()}] } }`)).toContain(
      'is too long a list',
    )
  })
})

type Shape = { readonly default?: unknown; readonly properties?: Readonly<Record<string, Shape>> }

function defaultsIn(shape: Shape | undefined): unknown {
  if (shape?.default !== undefined) return shape.default
  const own = Object.entries(shape?.properties ?? {}).flatMap(([key, child]) => {
    const value = key === 'oncall' ? undefined : defaultsIn(child)
    return value === undefined ? [] : [[key, value]]
  })
  return own.length === 0 ? undefined : Object.fromEntries(own)
}
