import { type APIMessage, type APIUser, MessageFlags, Routes } from 'discord.js'
import type { Card } from '../domain/card.js'
import type { Case } from '../domain/case.js'
import { type Board, DeliveryError } from '../ports.js'
import type { Texts } from '../texts/texts.js'
import { type Api, codeOf } from './api.js'
import { caseCard } from './case-card.js'
import { checkDiscord, type Place } from './check.js'
import { parsePress } from './custom-id.js'
import { deliveryError, UNKNOWN_MESSAGE } from './delivery-fault.js'
import { findMessage } from './marker.js'
import type { PressTokens } from './press-tokens.js'

export type RestBoardOptions = {
  readonly api: Api
  readonly place: Place
  readonly texts: Texts
  readonly tokens: PressTokens
}

/** How far back a card is looked for that we may have shown: pages of 100 messages. */
const PAGES = 5

/** Cards in one Discord channel, over REST alone: works with or without a gateway connection. */
export function restBoard({ api, place, texts, tokens }: RestBoardOptions): Board {
  let ownId: string | null = null

  const message = (card: Card) => ({
    flags: MessageFlags.IsComponentsV2,
    components: caseCard(card, texts),
    allowed_mentions: { parse: [] },
  })

  async function own(signal: AbortSignal): Promise<string> {
    ownId ??= ((await api.call('GET', Routes.user(), { signal })) as APIUser).id
    return ownId
  }

  /** In the last press's own rate limit; `false` when that way is not open (any more). */
  async function editByPress(messageId: string, card: Card, signal: AbortSignal): Promise<boolean> {
    const pressed = tokens.of(messageId)
    if (pressed === null) return false
    const route = Routes.webhookMessage(pressed.applicationId, pressed.token)
    try {
      return hasId(await api.call('PATCH', route, { body: message(card), auth: false, signal }))
    } catch {
      // Whatever it was, the channel's own way tells it better.
      tokens.forget(messageId)
      return false
    }
  }

  return {
    id: 'discord',

    async show(card, key, signal) {
      const body = { ...message(card), nonce: key, enforce_nonce: true }
      const made = await attempt('show', () =>
        api.call('POST', Routes.channelMessages(place.channel), { body, signal }),
      )
      if (hasId(made)) return { messageId: made.id }
      throw new DeliveryError('Discord answered with something that is not a message', { fault: 'doubt' })
    },

    async edit(messageId, card, signal) {
      if (await editByPress(messageId, card, signal)) return 'edited'
      const edited = await attempt('edit', async () => {
        try {
          const route = Routes.channelMessage(place.channel, messageId)
          return await api.call('PATCH', route, { body: message(card), signal })
        } catch (error) {
          if (codeOf(error) === UNKNOWN_MESSAGE) return 'gone' as const
          throw error
        }
      })
      if (edited === 'gone') return 'gone'
      if (hasId(edited)) return 'edited'
      throw new DeliveryError('Discord answered with something that is not a message', { fault: 'passing' })
    },

    find(card, _key, signal) {
      return attempt('read', async () => {
        const me = await own(signal)
        const isIt = ({ author, components }: APIMessage) => author.id === me && shows(components, card.case)
        const found = await findMessage(api, place.channel, isIt, PAGES, signal)
        return found?.id ?? null
      })
    },

    check: (signal) => checkDiscord(api, place, signal),
  }
}

/** Every card carries at least one button of ours, and every button says whose it is. */
function shows(components: unknown, current: Pick<Case, 'id' | 'openedAt'>): boolean {
  if (Array.isArray(components)) return components.some((each) => shows(each, current))
  if (typeof components !== 'object' || components === null) return false
  const { custom_id, components: inner } = components as { custom_id?: unknown; components?: unknown }
  const press = typeof custom_id === 'string' ? parsePress(custom_id) : null
  return (press?.caseId === current.id && press.openedAt === current.openedAt) || shows(inner, current)
}

export async function attempt<T>(doing: 'show' | 'edit' | 'read', work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw deliveryError(error, doing)
  }
}

/** A proxy's error page with status 200 has none. */
export const hasId = (answer: unknown): answer is { readonly id: string } =>
  typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string'
