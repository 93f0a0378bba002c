import { ALWAYS, type Calendar } from '../domain/hours.js'
import { DEFAULT_LADDER, type LadderPolicy } from '../domain/ladder.js'
import type { Level } from '../domain/priority.js'
import type { PulseLanguage } from '../domain/pulse.js'
import type { Rota } from '../domain/rota.js'
import { DAY, HOUR, type Instant } from '../domain/time.js'

/** How a brand's team works: what the configuration says, as the verbs need it. */
export type BrandPolicy = {
  readonly ladder: LadderPolicy
  /** When deadlines of this level run. */
  calendar(level: Level): Calendar
  /** IANA name: whose "tomorrow" a promise means. */
  readonly zone: string
  /** Nobody is pinged then, except for P1. */
  isQuiet(at: Instant): boolean
  /** At most so many new cards in so long; P1 and P2 always pass. `null`: no cap. */
  readonly cap: { readonly cards: number; readonly per: number } | null
  readonly replies: {
    /** An author who never spoke to us is written to once in so many ms. */
    readonly contactEvery: number
    /** A second person looks at each reply before it goes. */
    readonly secondPair: boolean
    /** What a rep may offer on the spot, in the team's own words. */
    readonly authority: readonly string[]
  }
  /** How customers are asked for their trust; `null`: not at all. */
  readonly pulse: PulsePolicy | null
}

export type PulsePolicy = {
  /** Never empty; the first is for customers of any other language. */
  readonly languages: readonly PulseLanguage[]
  /** How long a link can be answered, in ms. */
  readonly lasts: number
  /** Where customers reach the page, without a trailing slash. */
  readonly origin: string
}

export type Policy = {
  of(brand: string): BrandPolicy
  readonly rota: Rota
}

const EASY: BrandPolicy = {
  ladder: DEFAULT_LADDER,
  calendar: () => ALWAYS,
  zone: 'UTC',
  isQuiet: () => false,
  cap: { cards: 30, per: HOUR },
  replies: { contactEvery: 30 * DAY, secondPair: false, authority: [] },
  pulse: null,
}

/** What holds where the configuration is silent. */
export const DEFAULT_POLICY: Policy = { of: () => EASY, rota: { onCallAt: () => null } }
