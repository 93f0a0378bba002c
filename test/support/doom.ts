import type { Config, ConnectorConfig, DiscordConfig } from '../../src/config/config.js'
import { DEFAULT_TEAM } from '../../src/config/resolve-team.js'
import { Secret } from '../../src/domain/secret.js'
import { MINUTE, SECOND } from '../../src/domain/time.js'
import { TOKEN } from './fake-mastodon.js'

/**
 * - `after-fetch`: a page is in hand, nothing is stored
 * - `after-commit`: a case is stored, its card is owed
 * - `before-post`: the card is marked as being sent, nothing is sent
 * - `after-post`: the board has the card, we have not written it down
 * - `before-edit`: a rep has acted, the card shows the old state
 * - `before-reply`: a reply is marked as being sent, nothing is sent
 * - `after-reply`: the network has the reply, we have not written it down
 */
export type Seam =
  | 'after-fetch'
  | 'after-commit'
  | 'before-post'
  | 'after-post'
  | 'before-edit'
  | 'before-reply'
  | 'after-reply'

export type Doom = {
  readonly database: string
  /** Where its network is, of which it watches just one. */
  readonly network: { readonly type: 'bluesky' | 'mastodon'; readonly url: string }
  /** `null`: the team has the web desk alone. */
  readonly discord:
    | (Pick<DiscordConfig, 'guild' | 'channel' | 'roles'> & {
        readonly token: string
        readonly api: string
      })
    | null
  readonly die: Seam | 'never'
}

const every = { type: 'interval', ms: SECOND } as const

/** One brand on one network, polled every second. */
export function configOf(doom: Doom): Config {
  const { type, url: at } = doom.network
  const watched: ConnectorConfig =
    type === 'bluesky'
      ? { type, service: at, identifier: 'acmeair.test', password: new Secret('brand-app-password'), every }
      : { type, url: at, token: new Secret(TOKEN), every }
  return {
    brands: [
      {
        name: 'Acme Air',
        terms: ['acme air', '#acmeair'],
        exclude: [],
        accounts: ['acmeair.test', 'acme@social.example'],
        alert: { severity: 2, complaint: 0.5 },
      },
    ],
    connectors: [watched],
    boards: {
      discord:
        doom.discord === null
          ? null
          : {
              ...doom.discord,
              token: new Secret(doom.discord.token),
              onCallRole: doom.discord.roles.rep,
              notices: doom.discord.channel,
            },
      web: { host: '127.0.0.1', port: 0 },
    },
    database: doom.database,
    claim: { lease: 15 * MINUTE, byLevel: {} },
    team: DEFAULT_TEAM,
    brandTeams: new Map(),
    oncall: null,
    review: { grownTo: 50 },
    digest: null,
    log: { level: 'error' },
  }
}
