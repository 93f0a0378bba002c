import { type SessionInfo, WebSocketManager, WebSocketShardEvents, WebSocketShardStatus } from '@discordjs/ws'
import {
  type APIGatewayBotInfo,
  type APIInteraction,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Routes,
} from 'discord.js'
import type { Secret } from '../domain/secret.js'
import { MINUTE, SECOND } from '../domain/time.js'
import type { Log } from '../ports.js'
import { type Api, describe, statusOf } from './api.js'
import { pauseBefore } from './gateway-pace.js'
import { pause, within } from './waiting.js'

export type Gateway = {
  /** Resolves once connected, or after three seconds with the attempts going on behind. Never rejects. */
  start(): Promise<void>
  /** Resolves within a second. */
  stop(): Promise<void>
}

export type GatewayOptions = {
  readonly api: Api
  readonly token: Secret
  readonly log: Log
  readonly onInteraction: (interaction: APIInteraction) => void
}

/** One connection is plenty for one server. */
const SHARD = 0
const START_WAIT = 3 * SECOND
/** Twice: for a connection to open, and for it to close. */
const STOP_WAIT = 0.25 * SECOND
/** After this long the connection counts as steady, and the next drop as the first one. */
const STEADY = 2 * MINUTE

const NO_USE: Readonly<Partial<Record<number, string>>> = {
  [GatewayCloseCodes.AuthenticationFailed]:
    'Discord does not accept the bot token: was it reset? Set the new one',
  [GatewayCloseCodes.DisallowedIntents]: 'Discord does not allow this bot the Guilds intent',
  [GatewayCloseCodes.InvalidIntents]: 'Discord does not know the Guilds intent any more: update Amends',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord has dropped version 10 of its gateway: update Amends',
  [GatewayCloseCodes.ShardingRequired]: 'this bot is in too many servers: use one of its own for Amends',
}

/**
 * The connection through which presses arrive. discord.js keeps the session, its heartbeats and its resumption;
 * here is only when it may knock (see {@link pauseBefore}), and when knocking is no use.
 */
export function gateway({ api, token, log, onInteraction }: GatewayOptions): Gateway {
  const stopping = new AbortController()
  let session: SessionInfo | null = null
  let tries = 0
  let knocked = false
  let steady: NodeJS.Timeout | undefined

  const manager = new WebSocketManager({
    token: token.reveal(),
    // Presses need no intent at all; this is the least that a bot declares, and it is not privileged.
    intents: GatewayIntentBits.Guilds,
    rest: api.rest,
    shardCount: 1,
    // Log-ins are spaced before the connection is made, where waiting costs nothing.
    buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }),
    // Asked before each connection, and at each event of it; a connection does not always say that it closed.
    retrieveSessionInfo: async () => {
      const state = await status()
      const unconnected = state === undefined || state === WebSocketShardStatus.Idle
      if (unconnected || stopping.signal.aborted) await turn()
      return session
    },
    updateSessionInfo: (_shard, info) => {
      session = info
    },
    handshakeTimeout: 10 * SECOND,
    helloTimeout: 20 * SECOND,
  })

  const status = async () => (await manager.fetchStatus()).get(SHARD)

  /** Waits until the next attempt may be made; for ever once stopped, so that nothing connects behind a closed door. */
  async function turn(): Promise<void> {
    knocked = true
    await pause(pauseBefore(tries, session === null ? await allowance() : null), stopping.signal)
    tries += 1
    if (stopping.signal.aborted) await new Promise<never>(() => {})
  }

  async function allowance() {
    try {
      const { session_start_limit: limit } = (await api.call('GET', Routes.gatewayBot())) as APIGatewayBotInfo
      return { remaining: limit.remaining, resetAfter: limit.reset_after }
    } catch {
      return { remaining: Number.POSITIVE_INFINITY, resetAfter: 0 }
    }
  }

  function up(): void {
    log.info({ tries }, 'connected to Discord')
    clearTimeout(steady)
    steady = setTimeout(() => {
      tries = 1
    }, STEADY).unref()
  }

  manager.on(WebSocketShardEvents.Ready, up)
  manager.on(WebSocketShardEvents.Resumed, up)
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    clearTimeout(steady)
    if (stopping.signal.aborted) return
    const words = NO_USE[code]
    if (words === undefined) log.info({ code }, 'the connection to Discord ended; connecting again')
    else log.error({ code }, `${words}. No button works until then; everything else goes on`)
  })
  manager.on(WebSocketShardEvents.Error, ({ error }) => {
    log.warn({ error: describe(error) }, 'a fault in the connection to Discord')
  })
  manager.on(WebSocketShardEvents.Dispatch, ({ data: { t: type, d: event } }) => {
    if (type === GatewayDispatchEvents.InteractionCreate && !stopping.signal.aborted) onInteraction(event)
  })

  async function connect(): Promise<void> {
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        await manager.connect()
        return
      } catch (error) {
        // Once it has knocked, discord.js goes on knocking by itself; its faults are logged where they arrive, as events.
        if (knocked || stopping.signal.aborted) return
        if (statusOf(error) === 401) {
          log.error({}, `${NO_USE[GatewayCloseCodes.AuthenticationFailed]}. No button works until then`)
          return
        }
        const wait = pauseBefore(attempt + 1, null)
        log.warn({ error: describe(error), wait }, 'Discord does not let us in; trying again')
        await pause(wait, stopping.signal)
      }
    }
  }

  return {
    async start() {
      await within(START_WAIT, connect())
    },
    async stop() {
      stopping.abort()
      clearTimeout(steady)
      // discord.js does not close a connection that is still being opened.
      if ((await status()) === WebSocketShardStatus.Connecting) await within(STOP_WAIT, nextOf(manager))
      await within(STOP_WAIT, ended(manager.destroy({ reason: 'Amends stops' })))
    },
  }
}

const nextOf = (manager: WebSocketManager): Promise<void> =>
  new Promise((resolve) => {
    manager.once(WebSocketShardEvents.Hello, () => resolve())
    manager.once(WebSocketShardEvents.Closed, () => resolve())
  })

/** However it ends: there is nothing left to mend. */
async function ended(work: void | PromiseLike<void>): Promise<void> {
  try {
    await work
  } catch {}
}
