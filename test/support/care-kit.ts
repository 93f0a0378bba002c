import { join } from 'node:path'
import { dueDates } from '../../classifiers/due-dates.js'
import { type Care, careOf } from '../../src/app/care.js'
import type { ReplyKit } from '../../src/app/prepare-reply.js'
import { loadReplies } from '../../src/config/replies.js'
import type { Connector } from '../../src/ports.js'
import { ACME } from './posts.js'
import type { World } from './world.js'

const replies = loadReplies(join(import.meta.dirname.replace(/\/dist\//, '/'), '../../data'))

/** What helps a rep write, with the real guides and rules; texts are in whatever language the test says. */
export function kitFor(
  connectors: readonly Connector[],
  languageOf: (text: string) => string = () => 'und',
): ReplyKit {
  if (!replies.ok) throw new Error('the reply guides cannot be used')
  return {
    guides: replies.guides,
    rules: replies.rules,
    languageOf,
    dueDates,
    connectorOf: (id) => connectors.find((connector) => connector.id === id),
    brandOf: (name) => (name === ACME.name ? ACME : undefined),
  }
}

/** The one door of a world's boards. */
export const careFor = (
  { desk, intake }: Pick<World, 'desk' | 'intake'>,
  connectors: readonly Connector[] = [],
): Care => careOf({ desk, intake, kit: kitFor(connectors), connectors })
