import { type Shift, WEEKDAYS, type Weekday } from '../domain/hours.js'
import { DEFAULT_LADDER, type Deadlines, type LadderPolicy } from '../domain/ladder.js'
import type { Level } from '../domain/priority.js'
import { PULSE_LANGUAGES } from '../domain/pulse.js'
import { DAY, HOUR } from '../domain/time.js'
import type { OnCallConfig, PulseConfig, TeamConfig, TeamHours } from './config.js'
import type { ParsedOnCall, ParsedTeam } from './team-schema.js'

/** A team that the configuration says nothing about. */
export const DEFAULT_TEAM: TeamConfig = {
  zone: 'UTC',
  hours: null,
  ladder: DEFAULT_LADDER,
  quiet: null,
  cap: { cards: 30, per: HOUR },
  replies: { contactEvery: 30 * DAY, secondPair: false, authority: [] },
  pulse: null,
}

const PULSE: PulseConfig = { languages: PULSE_LANGUAGES, lasts: 14 * DAY }

const HANDOVER = 9 * 60

/** `said` goes before `base`, key by key: a brand that names only Saturday keeps the team's other days. */
export function resolveTeam(base: TeamConfig, said: ParsedTeam | undefined): TeamConfig {
  if (said === undefined) return base
  return {
    zone: said.zone ?? base.zone,
    hours: resolveHours(base.hours, said.hours),
    ladder: resolveLadder(base.ladder, said.ladder),
    quiet: said.quiet === undefined ? base.quiet : said.quiet,
    cap: resolveCap(base.cap, said.cap),
    replies: {
      contactEvery: said.replies?.contactEvery ?? base.replies.contactEvery,
      secondPair: said.replies?.secondPair ?? base.replies.secondPair,
      authority: said.replies?.authority ?? base.replies.authority,
    },
    pulse: resolvePulse(base.pulse, said.pulse),
  }
}

function resolveHours(base: TeamHours | null, said: ParsedTeam['hours']): TeamHours | null {
  if (said === undefined) return base
  if (said === 'always') return null
  const shifts = (day: Weekday): readonly Shift[] => said[day] ?? base?.week[day] ?? []
  const runsAlways = (level: Level): boolean =>
    said[level] === undefined ? base?.always.includes(level) === true : said[level] === 'always'
  return {
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, shifts(day)])) as TeamHours['week'],
    holidays: said.holidays === undefined ? (base?.holidays ?? new Set()) : new Set(said.holidays),
    always: (['P1', 'P2', 'P3', 'P4'] as const).filter(runsAlways),
  }
}

function resolveLadder(base: LadderPolicy, said: ParsedTeam['ladder']): LadderPolicy {
  const deadlines = (level: Level): Deadlines => {
    const [own, before] = [said?.[level], base[level]]
    return {
      claim: own?.claim ?? before.claim,
      escalate: own?.escalate === undefined ? before.escalate : own.escalate,
      reply: own?.reply === undefined ? before.reply : own.reply,
    }
  }
  return { P1: deadlines('P1'), P2: deadlines('P2'), P3: deadlines('P3'), P4: deadlines('P4') }
}

function resolveCap(base: TeamConfig['cap'], said: ParsedTeam['cap']): TeamConfig['cap'] {
  if (said === undefined) return base
  if (said === 'off') return null
  const before = base ?? DEFAULT_TEAM.cap
  return { cards: said.cards ?? before?.cards ?? 1, per: said.per ?? before?.per ?? HOUR }
}

function resolvePulse(base: PulseConfig | null, said: ParsedTeam['pulse']): PulseConfig | null {
  if (said === undefined) return base
  if (said === 'off') return null
  const before = base ?? PULSE
  return { languages: said.languages ?? before.languages, lasts: said.lasts ?? before.lasts }
}

/** `null` where nobody is named: the on-call role alone is called then. */
export function resolveOnCall(said: ParsedOnCall | undefined): OnCallConfig | null {
  if (said?.from === undefined || said.people === undefined || said.people.length === 0) return null
  return {
    from: said.from,
    handover: said.handover ?? HANDOVER,
    people: said.people.map(({ id, name }) => ({ id: `discord:${id}`, name })),
  }
}
