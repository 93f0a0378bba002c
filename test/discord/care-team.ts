import { dueDates } from '../../classifiers/due-dates.js'
import type { Care } from '../../src/app/care.js'
import { cardDelivery } from '../../src/app/deliver-cards.js'
import { outreachDelivery } from '../../src/app/deliver-outreach.js'
import type { Desk } from '../../src/app/desk.js'
import { ingestMentions } from '../../src/app/ingest-mentions.js'
import { keepWatch } from '../../src/app/keep-watch.js'
import type { BrandPolicy } from '../../src/app/policy.js'
import type { Figures } from '../../src/discord/figures.js'
import type { BoardHealth } from '../../src/discord/health.js'
import { type DiscordBoard, type DiscordOptions, discordBoard } from '../../src/discord/index.js'
import type { Person } from '../../src/domain/people.js'
import { Secret } from '../../src/domain/secret.js'
import type { Connector, Log } from '../../src/ports.js'
import { en } from '../../src/texts/en.js'
import { boardFigures } from '../support/board-figures.js'
import { careFor } from '../support/care-kit.js'
import {
  type FakeDiscord,
  type FakeDiscordOptions,
  type FakeMember,
  type FakeMessage,
  fakeDiscord,
  type Seen,
} from '../support/fake-discord/index.js'
import { paperNetwork } from '../support/paper-network.js'
import { ACME, batch, post, seen } from '../support/posts.js'
import { startWorld, type World } from '../support/world.js'

/** Every line that was logged, to see what was said and that nothing secret was. */
export function loggedLines(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

type TeamOptions = FakeDiscordOptions & {
  readonly connect?: boolean
  /** What is behind them already. */
  readonly world?: World
  readonly brands?: readonly string[]
  readonly byUrl?: Connector['byUrl']
  readonly policy?: Partial<BrandPolicy>
  readonly onCall?: Person | null
  /** Where the web desk is said to be. */
  readonly publicUrl?: string
  /** Figures that a test lets wait, or fail. */
  readonly figures?: (real: Figures) => Figures
  /** Where digests go, and what goes with them. */
  readonly digests?: (
    discord: FakeDiscord,
  ) => Partial<Pick<DiscordOptions, 'digest' | 'drawDigest' | 'deskUrl'>>
}

/**
 * A team whose cases are on a real database, whose cards are in a pretended Discord and whose customers are on a network
 * of paper, with the loops between: cards, notices and replies go out as in a running Amends.
 */
export async function careTeam(options: TeamOptions = {}) {
  const world = options.world ?? startWorld()
  const easy = world.desk.policy.of('')
  const desk: Desk = {
    ...world.desk,
    policy: {
      of: () => ({ ...easy, ...options.policy }),
      rota: { onCallAt: () => options.onCall ?? null },
    },
  }
  const discord = await fakeDiscord(options)
  const network = paperNetwork(world.now)
  const connector = { ...network.connector, ...(options.byUrl === undefined ? {} : { byUrl: options.byUrl }) }
  const log = loggedLines()
  let broken: Error | null = null
  const acknowledgedWhenActing: (number | null)[] = []
  const real = careFor({ desk, intake: world.intake }, [connector])
  const care: Care = {
    ...real,
    act: (id, command, by) => {
      acknowledgedWhenActing.push(discord.received(/callback$/).at(-1)?.status ?? null)
      if (broken !== null) throw broken
      return real.act(id, command, by)
    },
  }
  const figures = boardFigures(desk, options.publicUrl)
  const startBot = () =>
    discordBoard({
      token: new Secret(discord.token),
      ...discord.place,
      ...options.digests?.(discord),
      api: discord.api,
      texts: en,
      care,
      brands: options.brands ?? [ACME.name],
      health: () => health,
      figures: options.figures?.(figures) ?? figures,
      clock: world.now,
      log,
    })
  let health: BoardHealth = { lastPostAt: null, parts: [] }
  let bot = startBot()
  const deliveryOf = ({ board, announcer }: DiscordBoard) =>
    cardDelivery({ desk, board, announcer, log, chance: () => 0 })
  let delivery = deliveryOf(bot)
  const sending = outreachDelivery({ desk, connector, dueDates, log, chance: () => 0 })
  const stopListening = desk.changes.subscribe(() => {
    void sending.deliver()
    void delivery.deliver()
  })
  if (options.connect !== false) {
    await bot.start()
    await until('the commands are known', () => discord.world.commands.length > 0)
  }

  return {
    world,
    desk,
    care,
    discord,
    network,
    get bot() {
      return bot
    },
    get delivery() {
      return delivery
    },
    log,
    /** The process ends and another begins: what was in memory is gone. */
    async restart() {
      await delivery.stop()
      await bot.stop()
      bot = startBot()
      delivery = deliveryOf(bot)
      await bot.start()
    },
    /** The clock does what it owes, and what comes of it is said. */
    async watch() {
      while (keepWatch(desk)) {}
      await delivery.deliver()
    },
    /** The customer writes under our latest reply. */
    async hear(text: string) {
      const ours = [...network.published.values()].at(-1)
      const said = post(text, {
        parent: ours?.uri ?? null,
        root: world.card(1).opening.post.uri,
        postedAt: world.now(),
        author: world.card(1).opening.post.author,
      })
      const via = { via: 'reply', account: 'acmeair.bsky.social' } as const
      ingestMentions(desk, world.intake, 'bluesky:test', batch([seen(said, via)]))
      await delivery.deliver()
      return said
    },
    fares: (now: BoardHealth) => {
      health = now
    },
    /** For each verb carried out: how Discord had answered the acknowledgement by then; `null` when it had not. */
    acknowledgedWhenActing,
    dana: discord.people.join('Dana', 'rep'),
    lee: discord.people.join('Lee', 'rep'),
    /** The verbs throw from now on. */
    breakVerbs: (error: Error | null) => {
      broken = error
    },
    /** The one card in the channel. */
    card: () => {
      const [card, ...more] = discord.visibleCards()
      if (card === undefined || more.length > 0)
        throw new Error(`one card was expected, not ${discord.visibleCards().length}`)
      return card
    },
    async end() {
      stopListening()
      await sending.stop()
      await delivery.stop()
      await bot.stop()
      world.store.close()
      await discord.close()
    },
  }
}
export type CareTeam = Awaited<ReturnType<typeof careTeam>>

/** All words of a message, as they are sent. */
export function wordsOf(components: unknown): string {
  if (!Array.isArray(components)) return ''
  return components
    .flatMap(({ content, components: inner }) => [typeof content === 'string' ? content : '', wordsOf(inner)])
    .filter((words) => words !== '')
    .join('\n')
}

/** Labels of the buttons, in order. */
export function buttonsOf(components: unknown): string[] {
  if (!Array.isArray(components)) return []
  return components.flatMap(({ type, label, components: inner }) =>
    type === 2 ? [String(label)] : buttonsOf(inner),
  )
}

/** Waits, but not for ever, until something is so. */
export async function until(what: string, isSo: () => boolean, most = 15_000): Promise<void> {
  const end = Date.now() + most
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`waited ${most} ms in vain: ${what}`)
    await new Promise((wait) => setTimeout(wait, 5))
  }
}

/** *More*, and a choice in the menu that comes. */
export async function chooseMore(
  { discord }: Pick<CareTeam, 'discord'>,
  who: FakeMember,
  card: FakeMessage,
  choice: string | FakeMember,
): Promise<Seen & { readonly menu: FakeMessage }> {
  const seen = await discord.people.press(who, card, 'More …')
  await until('the menu is there', () => seen.messages.length === 1)
  const [menu] = seen.messages
  if (menu === undefined) throw new Error('no menu came')
  return { ...(await discord.people.choose(who, menu, choice)), menu }
}

/** *More*, a choice that opens a form, and the form filled in and sent. */
export async function fillMore(
  team: Pick<CareTeam, 'discord'>,
  who: FakeMember,
  card: FakeMessage,
  choice: string,
  values: Record<string, string | string[]>,
): Promise<FakeMessage> {
  const { modal, menu } = await chooseMore(team, who, card, choice)
  if (modal === null) throw new Error(`${choice} opened no form`)
  await team.discord.people.submit(who, menu, modal, values)
  return menu
}

export const pressed = (discord: FakeDiscord, who: FakeMember, label: string) => {
  const card = discord.visibleCards()[0]
  if (card === undefined) throw new Error('there is no card to press')
  return discord.people.press(who, card, label)
}
