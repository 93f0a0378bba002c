import type { Brand } from '../domain/brand.js'
import type { Role } from '../domain/people.js'
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
  }
  readonly log: { readonly level: LogLevel }
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

/** How often a source is asked: `ms` after the last time was over, or at the times of a cron expression. */
export type Every =
  | { readonly type: 'interval'; readonly ms: number }
  | { readonly type: 'cron'; readonly expression: string }

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]
