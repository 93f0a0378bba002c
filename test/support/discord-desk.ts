import { join } from 'node:path'
import { careOf } from '../../src/app/care.js'
import type { Desk } from '../../src/app/desk.js'
import { type Intake, intakeFor } from '../../src/app/intake.js'
import type { ReplyKit } from '../../src/app/prepare-reply.js'
import { loadReplies } from '../../src/config/replies.js'
import { type DiscordBoard, discordBoard } from '../../src/discord/index.js'
import { Secret } from '../../src/domain/secret.js'
import { MINUTE } from '../../src/domain/time.js'
import type { Clock, Connector, Log } from '../../src/ports.js'
import { en } from '../../src/texts/en.js'
import { boardFigures } from './board-figures.js'
import type { FakeDiscord } from './fake-discord/index.js'
import { ACME, spelledOut } from './posts.js'
import { quiet } from './world.js'

/** The real board and its presses, for a desk whose team sits in the fake Discord. Presses are timed by `clock`. */
export function discordDesk(
  discord: FakeDiscord,
  desk: Desk,
  {
    clock = Date.now,
    connectors = [],
    log = quiet,
    api = discord.api,
  }: { clock?: Clock; connectors?: readonly Connector[]; log?: Log; api?: string } = {},
): DiscordBoard {
  const intake: Intake = intakeFor([ACME], spelledOut, MINUTE)
  return discordBoard({
    token: new Secret(discord.token),
    api,
    clientId: discord.oauth.clientId,
    clientSecret: new Secret(discord.oauth.clientSecret),
    guild: discord.guildId,
    channel: discord.channelId,
    roles: discord.roles,
    onCallRole: discord.roles.rep,
    notices: discord.channelId,
    texts: en,
    care: careOf({ desk, intake, kit: replyKit(intake, connectors), connectors }),
    brands: [ACME.name],
    health: () => ({ lastPostAt: null, parts: [] }),
    figures: boardFigures(desk),
    clock,
    log,
  })
}

/** The project's own guides and rules; every text counts as English, and promises nothing. */
export function replyKit(intake: Intake, connectors: readonly Connector[]): ReplyKit {
  const replies = loadReplies(join(import.meta.dirname.replace(/\/dist\//, '/'), '../../data'))
  if (!replies.ok) throw new Error(`the reply guides cannot be used: ${JSON.stringify(replies.faults)}`)
  return {
    guides: replies.guides,
    rules: replies.rules,
    languageOf: () => 'en',
    dueDates: () => [],
    connectorOf: (id) => connectors.find((connector) => connector.id === id),
    brandOf: intake.brandOf,
  }
}
