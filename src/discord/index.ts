import type { Card } from '../domain/card.js'
import type { CaseId } from '../domain/case.js'
import type { Secret } from '../domain/secret.js'
import { SECOND } from '../domain/time.js'
import type { Board, Clock } from '../ports.js'
import { discordApi } from './api.js'
import { restBoard } from './board.js'
import type { Place } from './check.js'
import { gateway } from './gateway.js'
import { type Interactions, interactionHandler } from './interactions.js'
import { pressTokens } from './press-tokens.js'
import { within } from './waiting.js'

const LAST_PRESSES = 0.4 * SECOND

export type DiscordOptions = Place &
  Pick<Interactions, 'texts' | 'act' | 'log'> & {
    readonly token: Secret
    /** REST base without its version, e.g. `http://127.0.0.1:4000/api`; Discord's own when absent. */
    readonly api?: string | undefined
    /** For one question: does the pressed card's case still exist as it was opened? */
    readonly cardOf: (id: CaseId) => Card | null
    readonly clock: Clock
  }

export type DiscordBoard = {
  /** Works before {@link start}, without it, and after {@link stop}. */
  readonly board: Board
  /** Connects, so that presses arrive. Resolves when connected or after three seconds, whatever Discord does. */
  start(): Promise<void>
  /** Within a second. */
  stop(): Promise<void>
}

/** The team's channel in Discord: cards through REST, presses through the gateway. */
export function discordBoard(options: DiscordOptions): DiscordBoard {
  const { guild, channel, roles, texts, log, act, cardOf, token } = options
  const place: Place = { guild, channel, roles }
  const api = discordApi(options)
  const tokens = pressTokens(options.clock)
  const answer = interactionHandler({ api, place, texts, tokens, log, act, cardOf })
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
  return {
    board: restBoard({ api, place, texts, tokens }),
    start: connection.start,
    async stop() {
      await connection.stop()
      // What was pressed is still done, before the caller closes the store.
      await within(LAST_PRESSES, Promise.all(running))
      api.close()
    },
  }
}
