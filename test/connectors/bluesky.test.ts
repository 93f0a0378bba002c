import { connectorContract } from '../contracts/connector.contract.js'
import { blueskyWorld } from '../support/fake-bluesky-world.js'

connectorContract('Bluesky', () => blueskyWorld())
