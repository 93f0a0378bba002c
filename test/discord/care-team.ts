import { cardDelivery } from '../../src/app/deliver-cards.js'
import { discordBoard } from '../../src/discord/index.js'
import { Secret } from '../../src/domain/secret.js'
import type { Log } from '../../src/ports.js'
import { en } from '../../src/texts/en.js'
import {
  type FakeDiscord,
  type FakeDiscordOptions,
  type FakeMember,
  fakeDiscord,
} from '../support/fake-discord/index.js'
import { startWorld } from '../support/world.js'

/** Every line that was logged, to see what was said and that nothing secret was. */
export function loggedLines(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** A team whose cases are on a real database and whose cards are in a pretended Discord, with the delivery loop between. */
export async function careTeam(options: FakeDiscordOptions & { readonly connect?: boolean } = {}) {
  const world = startWorld()
  const discord = await fakeDiscord(options)
  const log = loggedLines()
  let broken: Error | null = null
  const acknowledgedWhenActing: (number | null)[] = []
  const bot = discordBoard({
    token: new Secret(discord.token),
    guild: discord.guildId,
    channel: discord.channelId,
    roles: discord.roles,
    api: discord.api,
    texts: en,
    act: (id, command, by) => {
      acknowledgedWhenActing.push(discord.received(/callback$/).at(-1)?.status ?? null)
      if (broken !== null) throw broken
      if (by.type !== 'rep') throw new Error('only reps press buttons')
      return world.act(id, command, by.person)
    },
    cardOf: (id) => world.store.cases.card(id),
    clock: world.now,
    log,
  })
  const delivery = cardDelivery({ desk: world.desk, board: bot.board, log, chance: () => 0 })
  const stopListening = world.desk.changes.subscribe(() => void delivery.deliver())
  if (options.connect !== false) await bot.start()

  return {
    world,
    discord,
    bot,
    delivery,
    log,
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
export async function until(what: string, isSo: () => boolean, most = 3_000): Promise<void> {
  const end = Date.now() + most
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`waited ${most} ms in vain: ${what}`)
    await new Promise((wait) => setTimeout(wait, 5))
  }
}

export const pressed = (discord: FakeDiscord, who: FakeMember, label: string) => {
  const card = discord.visibleCards()[0]
  if (card === undefined) throw new Error('there is no card to press')
  return discord.people.press(who, card, label)
}
