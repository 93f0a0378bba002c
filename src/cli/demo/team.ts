import type { Member } from '../../app/care.js'
import type { Outcome } from '../../domain/case.js'
import type { Level } from '../../domain/priority.js'
import { DAY, HOUR, type Instant, MINUTE } from '../../domain/time.js'
import type { Dice } from './dice.js'
import type { Lang } from './stories.js'

/** Five, so that groups may have figures. */
const NAMES = ['Mara', 'Joris', 'Tess', 'Noor', 'Ilse'] as const
const TEAM: readonly Member[] = NAMES.map((name) => ({
  person: { id: `demo:${name.toLowerCase()}`, name },
  role: 'rep',
}))

/** How somebody deals with a case; lengths in ms since it came in. */
export type Plan = {
  readonly by: Member
  readonly claim: number
  readonly reply: number
  /** While they work on it they say so, and keep it. */
  readonly staysOnIt: boolean
  readonly customer: 'glad' | 'sore' | 'silent'
  readonly customerAfter: number
  readonly takesBack: boolean
  /** A second word of ours, after the customer's or, where there is none, after the first. */
  readonly again: number
  readonly resolve: number
  readonly outcome: Outcome
}

const CLAIMED: Readonly<Record<Level, number>> = { P1: 2.5, P2: 7, P3: 70, P4: 300 }
const ANSWERED: Readonly<Record<Level, number>> = { P1: 6, P2: 22, P3: 80, P4: 240 }

/** `null`: forgotten. Nights, weekends and Italian, which one of five reads, are where it is slow. */
export function planFor(
  about: { readonly level: Level; readonly lang: Lang; readonly at: Instant; readonly inStorm: boolean },
  { roll, pick, around }: Dice,
): Plan | null {
  const { level, lang, at, inStorm } = about
  const by = lang === 'it' ? (TEAM[2] as Member) : pick(TEAM)
  const ofLang = lang === 'it' ? 5 : 1
  const slowness = ofLang * (isNight(at) ? 2.5 : 1) * (isWeekend(at) ? 1.5 : 1) * (inStorm ? 4 : 1)
  if (roll() < 0.04) return null
  const claim = around(CLAIMED[level] * slowness * MINUTE)
  const reply = claim + around(ANSWERED[level] * slowness * MINUTE)
  const won = reply < 30 * MINUTE ? 0.85 : reply < 2 * HOUR ? 0.7 : 0.45
  const speaks = roll() < 0.65
  const customer = !speaks ? 'silent' : roll() < won ? 'glad' : 'sore'
  const fate = roll()
  return {
    by,
    claim,
    reply,
    staysOnIt: roll() < 0.8,
    customer,
    customerAfter: around(50 * MINUTE),
    takesBack: customer === 'glad' && roll() < 0.1,
    again: around((customer === 'sore' ? 2 * HOUR : 18 * HOUR) * ofLang),
    resolve: around((customer === 'glad' ? 15 * MINUTE : 5 * HOUR) * ofLang),
    outcome: customer === 'silent' && fate < 0.3 ? 'unreachable' : fate < 0.7 ? 'fixed' : 'answered',
  }
}

const isNight = (at: Instant): boolean => {
  const hour = new Date(at).getUTCHours()
  return hour < 6 || hour >= 22
}
const isWeekend = (at: Instant): boolean => Math.floor(at / DAY + 3) % 7 >= 5
