import type { Care } from '../app/care.js'
import type { Secret } from '../domain/secret.js'
import { SECOND } from '../domain/time.js'
import type { Announcer, Board, Clock, Log, SignInProvider } from '../ports.js'
import type { Texts } from '../texts/texts.js'
import { restAnnouncer } from './announcer.js'
import { discordApi } from './api.js'
import { restBoard } from './board.js'
import type { Place } from './check.js'
import { commandDefinitions } from './command-definitions.js'
import { syncCommands } from './command-sync.js'
import type { Picture, SummaryNotice } from './digest-message.js'
import type { Figures } from './figures.js'
import { gateway } from './gateway.js'
import type { BoardHealth } from './health.js'
import { interactionHandler } from './interactions.js'
import { keptReplies } from './kept-replies.js'
import { pressTokens } from './press-tokens.js'
import { responder } from './respond.js'
import { signInWithDiscord } from './sign-in.js'
import { boardSummary } from './summary.js'
import { within } from './waiting.js'

const LAST_PRESSES = 0.4 * SECOND

export type DiscordOptions = Place & {
  readonly token: Secret
  /** REST base without its version, e.g. `http://127.0.0.1:4000/api`; Discord's own when absent. */
  readonly api?: string | undefined
  /** The application's id and secret: with both, its people may sign in elsewhere through Discord. */
  readonly clientId?: string | undefined
  readonly clientSecret?: Secret | undefined
  readonly texts: Texts
  /** All that people do goes through it. */
  readonly care: Care
  /** Names of the brands, as configured. */
  readonly brands: readonly string[]
  /** Where people reach the web desk from elsewhere, as `https://desk.acme.example`. */
  readonly deskUrl?: string | undefined
  /** Draws what goes with a digest; without it the words go alone. */
  readonly drawDigest?: ((notice: SummaryNotice) => Promise<Picture | null>) | undefined
  /** Asked for `/status` and the summary: cheap, and never throws. */
  readonly health: () => BoardHealth
  /** For `/report` and `/me`. */
  readonly figures: Figures
  readonly clock: Clock
  readonly log: Log
}

export type DiscordBoard = {
  /** Works before {@link start}, without it, and after {@link stop}; so does the announcer. */
  readonly board: Board
  readonly announcer: Announcer
  /** `null` where the application has no secret here. */
  readonly signIn: SignInProvider | null
  /** Connects, so that presses arrive. Resolves when connected or after three seconds, whatever Discord does. */
  start(): Promise<void>
  /** Brings the pinned summary up to date, if something in it changed. Never rejects; one at a time. */
  summarise(): Promise<void>
  /** Within a second. */
  stop(): Promise<void>
}

/** The team's channel in Discord: cards, threads and notices through REST, presses and commands through the gateway. */
export function discordBoard(options: DiscordOptions): DiscordBoard {
  const { guild, channel, roles, onCallRole, notices, digest, clientId, clientSecret } = options
  const { texts, log, care, token, brands, health, figures, deskUrl, drawDigest: draw } = options
  const place: Place = { guild, channel, roles, onCallRole, notices, digest }
  const api = discordApi(options)
  const tokens = pressTokens(options.clock)
  const { desk } = care
  const stopping = new AbortController()
  const answer = interactionHandler({
    api,
    place,
    texts,
    tokens,
    log,
    care,
    brands,
    health,
    figures,
    counting: new Set(),
    kept: keptReplies(),
    addresses: new Map(),
    respond: responder(api, log),
  })
  const running = new Set<Promise<void>>()
  const connection = gateway({
    api,
    token,
    log,
    onInteraction(interaction) {
      const press = answer(interaction).finally(() => running.delete(press))
      running.add(press)
    },
  })
  let refreshing: Promise<void> | null = null
  const summarise = boardSummary({ api, place, texts, desk, onCall: care.onCall, brands, health, log })
  return {
    board: restBoard({ api, place, texts, tokens }),
    signIn:
      clientId === undefined || clientSecret === undefined
        ? null
        : signInWithDiscord({ clientId, clientSecret, base: options.api, bot: api, place, log }),
    announcer: restAnnouncer({ api, place, texts, desk, deskUrl, draw, log }),
    async start() {
      const told = syncCommands(
        { api, place, team: desk.store.team, log },
        commandDefinitions(texts, figures.pictures),
        stopping.signal,
      )
      // Not waited for: where Discord is away, everything else starts.
      running.add(told)
      void told.finally(() => running.delete(told))
      await connection.start()
    },
    summarise() {
      refreshing ??= summarise(stopping.signal).finally(() => {
        refreshing = null
      })
      return refreshing
    },
    async stop() {
      await connection.stop()
      // What was pressed is still done, before the caller closes the store.
      await within(LAST_PRESSES, Promise.all(running))
      stopping.abort()
      api.close()
    },
  }
}
