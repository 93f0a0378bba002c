import type { Secret } from '../domain/secret.js'
import type { Config, ConnectorConfig, DiscordConfig } from './config.js'

/** Every secret of a configuration: so that a log can make sure that none of them gets through. */
export const secretsOf = (config: Config): readonly Secret[] => [
  ...config.connectors.flatMap(ofConnector),
  ...(config.boards.discord === null ? [] : ofDiscord(config.boards.discord)),
]

const ofDiscord = ({ token, clientSecret }: DiscordConfig): readonly Secret[] =>
  clientSecret === undefined ? [token] : [token, clientSecret]

function ofConnector(connector: ConnectorConfig): readonly Secret[] {
  switch (connector.type) {
    case 'bluesky':
      return [connector.password]
    case 'mastodon':
      return [connector.token]
    case 'replay':
      return []
  }
}
