import type { BrandPolicy, Policy } from '../app/policy.js'
import type { Config, TeamConfig } from '../config/config.js'
import type { OnCallOverride } from '../domain/rota.js'
import { onCallNow } from '../domain/rota.js'
import type { Instant } from '../domain/time.js'
import type { Finding } from '../ports.js'
import type { Part } from './findings.js'

/**
 * How the team stands at this moment: who would be called, and who works. `overrides` as the database keeps them, oldest
 * first.
 */
export function aboutTeam(
  config: Config,
  policy: Policy,
  overrides: readonly OnCallOverride[],
  now: Instant,
): Part {
  const others = [...config.brandTeams].filter(([, own]) => describeTimes(own) !== describeTimes(config.team))
  return {
    title: 'Team',
    findings: [
      good('on call now', onCall(config, policy, overrides, now)),
      good('hours', hours(config.team, policy.of(''), now)),
      ...others.map(([brand, own]) => good(`hours, ${brand}`, hours(own, policy.of(brand), now))),
    ],
  }
}

/** Brands whose times are the team's need no line of their own. */
const describeTimes = ({ zone, hours, quiet }: TeamConfig): string =>
  JSON.stringify([zone, hours && { ...hours, holidays: [...hours.holidays].sort() }, quiet])

function onCall(
  { oncall }: Config,
  { rota }: Policy,
  overrides: readonly OnCallOverride[],
  now: Instant,
): string {
  const person = onCallNow(rota, overrides, now)
  if (person !== null) return person === rota.onCallAt(now) ? person.name : `${person.name}, standing in`
  return oncall === null ? 'nobody is named; the role is called' : 'nobody yet: the rota has not begun'
}

function hours(team: TeamConfig, policy: BrandPolicy, now: Instant): string {
  const quiet = policy.isQuiet(now) ? '; quiet hours: nobody is pinged except for P1' : ''
  if (team.hours === null) return `always open${quiet}`
  const calendar = policy.calendar(
    LEAST_PRESSING.find((level) => !team.hours?.always.includes(level)) ?? 'P4',
  )
  const always = team.hours.always.length === 0 ? '' : `; ${team.hours.always.join(', ')} always`
  const state = calendar.isOpen(now)
    ? 'open now'
    : // The moment a first millisecond of work is done is just after the team opens.
      `closed now, opens ${localTime(calendar.after(now, 1) - 1, team.zone)}`
  return `${state} (${team.zone})${always}${quiet}`
}

const LEAST_PRESSING = ['P4', 'P3', 'P2', 'P1'] as const

const localTime = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)

const good = (what: string, detail: string): Finding => ({ what, ok: true, detail, mend: null })
