import type { Care } from '../app/care.js'
import type { Desk } from '../app/desk.js'
import type { Role } from '../domain/people.js'
import type { Instant } from '../domain/time.js'
import type { Log, SignInProvider } from '../ports.js'
import type { Reports } from '../reports/keep-reports.js'
import type { DigestTimes } from '../reports/owe-digest.js'
import type { Texts } from '../texts/texts.js'

export type WebDeskOptions = {
  /** What to listen on. On a loopback address the desk answers only to loopback names, `host` and `publicUrl`. */
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Where people reach the desk when something stands before it (a TLS proxy): `https://desk.acme.example`. */
  readonly publicUrl?: string | undefined
  readonly desk: Desk
  /** All that people do here goes through this door. */
  readonly care: Care
  /** Shared with other boards; the desk keeps its own where absent. */
  readonly reports?: Reports | undefined
  readonly texts: Texts
  readonly log: Log
  /** The board through which people sign in; absent or `null`: by one-time links alone. */
  readonly signIn?: SignInProvider | null | undefined
  /** Asked at every page and every `/healthz`: cheap, and never throws. */
  readonly health: () => DeskHealth
  /** Names offered as filters. */
  readonly brands: readonly string[]
  readonly networks: readonly string[]
  /** ISO 639-1 codes offered as filters. */
  readonly languages: readonly string[]
  /** Says on every page that the posts are made up. */
  readonly demo: boolean
  /** What Amends runs with, for admins: read once, when the desk is built. Never a secret. */
  readonly settings?: readonly Setting[] | undefined
  /** When a digest is due, and of what; left out or `null`: none is made, and there is no page of it. */
  readonly digest?: DigestTimes | null | undefined
  /** Folder of the style sheet and the scripts: `src/web/assets` of this repository. */
  readonly assets: string
  /** How often a quiet event stream says that it is alive, in ms; 15 s where absent. */
  readonly beat?: number | undefined
}

/** One key of the configuration as a person would name it: `claim.lease`. */
export type Setting = {
  readonly key: string
  readonly value: string
  /** What the key means; `null` where nothing is written of it. */
  readonly meaning: string | null
}

/** How the whole product fares, for `/healthz` and for the strip under the list. */
export type DeskHealth = {
  readonly ok: boolean
  /** When a post last came in from anywhere; `null` before the first. */
  readonly lastPostAt: Instant | null
  readonly parts: readonly HealthPart[]
}

export type HealthPart = {
  /** For people: `Bluesky`, `Discord`. Shown to anybody who can reach `/healthz`. */
  readonly name: string
  readonly ok: boolean
  /** A sentence for the team; kept from `/healthz`. */
  readonly detail: string
  /** When it last did what it is for; `null` when never, or not known. */
  readonly lastSuccessAt: Instant | null
  /** Of a part that hears, for the page on coverage. */
  readonly source?: {
    readonly id: string
    readonly network: string
    /** What it can hear, in a sentence; said when all is well and when it is not. */
    readonly reach: string
    readonly failingSince: Instant | null
    /** Attempts in a row that failed. */
    readonly failures: number
  }
  /** Of a part that cards are written to: on the way, the oldest of them, given up. */
  readonly board?: {
    readonly owed: number
    readonly oldestAt: Instant | null
    readonly abandoned: number
  }
}

export type WebDesk = {
  /** @throws Error when the address is taken or not ours to listen on. */
  start(): Promise<{ readonly url: string }>
  /** Ends open event streams and closes every connection within a second. Calling it twice is fine. */
  stop(): Promise<void>
  /** Where people reach it; `null` while it is not running. */
  readonly address: string | null
  /** A sign-in link that works once, for a day. Call it after `start`. */
  invite(role: Role, now?: Instant): string
}
