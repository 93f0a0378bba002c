import type { Brand } from '../domain/brand.js'
import type { Hours } from '../domain/hours.js'
import type { LadderPolicy } from '../domain/ladder.js'
import type { Person, Role } from '../domain/people.js'
import type { Level } from '../domain/priority.js'
import type { PulseLanguage } from '../domain/pulse.js'
import type { Secret } from '../domain/secret.js'

/** What `amends.yaml` says, checked, with defaults filled in: the only form of the configuration that the rest sees. */
export type Config = {
  readonly brands: readonly Brand[]
  readonly connectors: readonly ConnectorConfig[]
  readonly boards: {
    /** `null`: the team works on the web desk alone. */
    readonly discord: DiscordConfig | null
    readonly web: WebConfig
  }
  /** Absolute path of the database, or `:memory:`; its folder may not exist yet. */
  readonly database: string
  readonly claim: {
    /** Milliseconds that a claim lasts without work on the case. */
    readonly lease: number
    /** The same for levels that have a length of their own. */
    readonly byLevel: Partial<Readonly<Record<Level, number>>>
  }
  /** How the team works, for brands that say nothing else. */
  readonly team: TeamConfig
  /** By name, the brands that say something of their own, with what they take over from {@link Config.team}. */
  readonly brandTeams: ReadonlyMap<string, TeamConfig>
  /** `null`: nobody is named. */
  readonly oncall: OnCallConfig | null
  /** Likes, reposts and replies together from which a post without a card is reviewed. */
  readonly review: { readonly grownTo: number }
  /** `null`: none is made. */
  readonly digest: DigestConfig | null
  readonly log: { readonly level: LogLevel }
}

/** A word on how things went, every now and then. */
export type DigestConfig = {
  /** A cron expression, by the clocks of the team's zone; at most once an hour. */
  readonly every: string
  /** Id of its Discord channel; `null`: that of the notices. */
  readonly channel: string | null
  /** Milliseconds that it tells of. */
  readonly last: number
  /** `null`: all brands together. */
  readonly brand: string | null
}

export type ConnectorConfig = BlueskyConfig | MastodonConfig | ReplayConfig

export type BlueskyConfig = {
  readonly type: 'bluesky'
  /** Origin of the PDS that holds the account, without a trailing slash. */
  readonly service: string
  /** The account's handle, normalised, or its e-mail address. */
  readonly identifier: string
  readonly password: Secret
  readonly every: Every
}

export type MastodonConfig = {
  readonly type: 'mastodon'
  /** Origin of the instance, without a trailing slash. */
  readonly url: string
  readonly token: Secret
  readonly every: Every
}

export type ReplayConfig = {
  readonly type: 'replay'
  /** Absolute path of an existing scenario. */
  readonly file: string
  /** Played seconds per second. */
  readonly speed: number
  readonly every: Every
  /** Absolute path of the file that holds the replies published under its posts. */
  readonly memory: string
}

export type DiscordConfig = {
  readonly token: Secret
  readonly guild: string
  readonly channel: string
  /** Role ids; one id may stand for several. */
  readonly roles: Readonly<Record<Role, string>>
  /** Id of the role that is called with whoever is on call; allows nothing by itself. */
  readonly onCallRole: string
  /** Id of the channel that gets digests and reminders; may be the card channel. */
  readonly notices: string
  /** Id of the application; given together with its secret, or not at all: nobody signs in to the desk with Discord. */
  readonly clientId?: string | undefined
  readonly clientSecret?: Secret | undefined
  /** Base address of the REST API without a version; Discord's own when absent. */
  readonly api?: string | undefined
}

export type WebConfig = {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Origin under which people reach the desk when something stands before it. */
  readonly publicUrl?: string | undefined
}

/** How a team works on a brand's cases. Durations in milliseconds. */
export type TeamConfig = {
  /** IANA name. */
  readonly zone: string
  /** `null`: always open. */
  readonly hours: TeamHours | null
  readonly ladder: LadderPolicy
  /** Local minutes since midnight; `from` > `to` passes midnight. `null`: no quiet hours. */
  readonly quiet: { readonly from: number; readonly to: number } | null
  /** `null`: no cap. */
  readonly cap: { readonly cards: number; readonly per: number } | null
  readonly replies: {
    readonly contactEvery: number
    readonly secondPair: boolean
    readonly authority: readonly string[]
  }
  /** `null`: customers are not asked. */
  readonly pulse: PulseConfig | null
}

export type PulseConfig = {
  /** Never empty; the first is for customers of any other language. */
  readonly languages: readonly PulseLanguage[]
  /** Milliseconds. */
  readonly lasts: number
}

export type TeamHours = Omit<Hours, 'zone'> & {
  /** Levels whose deadlines run day and night. */
  readonly always: readonly Level[]
}

/** A week each in turn, in the zone of {@link Config.team}. */
export type OnCallConfig = {
  /** Local date of the first handover. */
  readonly from: string
  /** Local minutes since midnight. */
  readonly handover: number
  readonly people: readonly Person[]
}

/** How often a source is asked: `ms` after the last time was over, or at the times of a cron expression. */
export type Every =
  | { readonly type: 'interval'; readonly ms: number }
  | { readonly type: 'cron'; readonly expression: string }

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]
