import type { Secret } from '../src/domain/secret.js'
import type { Clock, Connector, Log, SessionKeeper, Watch } from '../src/ports.js'
import { blueskyConnector } from './bluesky/index.js'
import { mastodonConnector } from './mastodon/index.js'
import { replayConnector } from './replay/index.js'

/** What the configuration says of one connector, as far as connectors need it. */
export type ConnectorChoice =
  | {
      readonly type: 'bluesky'
      readonly service: string
      readonly identifier: string
      readonly password: Secret
    }
  | { readonly type: 'mastodon'; readonly url: string; readonly token: Secret }
  | {
      readonly type: 'replay'
      readonly file: string
      readonly speed: number
      readonly memory: string
    }

export type Surroundings = {
  readonly watch: Watch
  readonly sessions: SessionKeeper
  readonly clock: Clock
  readonly log: Log
}

/** One connector for each choice, in the same order. Touches no network yet. */
export const connectorsFrom = (
  choices: readonly ConnectorChoice[],
  surroundings: Surroundings,
): readonly Connector[] => choices.map((choice) => connectorFrom(choice, surroundings))

/** A new network is one more case here. */
function connectorFrom(choice: ConnectorChoice, { watch, sessions, clock, log }: Surroundings): Connector {
  switch (choice.type) {
    case 'bluesky': {
      const { service, identifier, password } = choice
      return blueskyConnector({ service, identifier, password, watch, sessions, clock, log })
    }
    case 'mastodon': {
      const { url, token } = choice
      return mastodonConnector({ url, token, watch, clock, log })
    }
    case 'replay': {
      const { file, speed, memory } = choice
      return replayConnector({ file, speed, memory, clock, log })
    }
  }
}
