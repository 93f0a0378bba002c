import { MessageFlags, Routes } from 'discord.js'
import type { Desk } from '../app/desk.js'
import { namingOnly } from '../domain/summary.js'
import { SECOND } from '../domain/time.js'
import { DeliveryError, type Log } from '../ports.js'
import type { Texts } from '../texts/texts.js'
import { type Api, codeOf, describe, statusOf } from './api.js'
import { hasId } from './board.js'
import type { Place } from './check.js'
import { digestMessage, PICTURE, type Picture, type SummaryNotice } from './digest-message.js'
import { markerOf } from './marker.js'
import { messageUrl } from './markup.js'
import { within } from './waiting.js'

export type DigestParts = {
  readonly api: Api
  readonly place: Place
  readonly texts: Texts
  readonly desk: Pick<Desk, 'store'>
  /** Where people reach the web desk, as `https://desk.acme.example`. */
  readonly deskUrl?: string | undefined
  /** Draws what goes with a digest; without it the words go alone. */
  readonly draw?: ((notice: SummaryNotice) => Promise<Picture | null>) | undefined
  readonly log: Log
}

/** Calls for help wait behind a digest: a picture that takes longer is left out. */
const LONGEST_DRAWING = 8 * SECOND

/** Channels that a digest may stand in, the one of its own first. */
export const digestChannels = ({ digest, notices }: Place): readonly string[] => [
  ...new Set([digest ?? notices, notices]),
]

export type DigestSender = (
  notice: SummaryNotice,
  key: string,
  signal: AbortSignal,
) => Promise<{ readonly messageId: string }>

/**
 * Says a digest in its channel; in that of the notices where its own will not have it, so that one wrong channel holds up
 * neither the digest nor the cards. A picture that cannot be drawn or attached is left out.
 */
export function digestSender({ api, place, texts, desk, deskUrl, draw, log }: DigestParts): DigestSender {
  const { outbox } = desk.store

  async function drawn(notice: SummaryNotice): Promise<Picture | null> {
    if (draw === undefined) return null
    let picture: Picture | null = null
    const drawing = draw(notice).then(
      (made) => {
        picture = made
      },
      (error: unknown) => log.warn({ error: describe(error) }, 'the picture of a digest could not be drawn'),
    )
    await within(LONGEST_DRAWING, drawing)
    return picture
  }

  async function post(
    channel: string,
    notice: SummaryNotice,
    key: string,
    picture: Picture | null,
    signal: AbortSignal,
  ): Promise<{ messageId: string }> {
    const cardOf = (id: number) => {
      const card = outbox.messageOf('discord', id)
      return card === null ? null : messageUrl(place.guild, place.channel, card)
    }
    const page = deskUrl === undefined ? null : `${deskUrl}/digest`
    const body = {
      flags: MessageFlags.IsComponentsV2,
      components: digestMessage(notice, { marker: markerOf(key), texts, page, picture, cardOf }),
      nonce: key,
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
      ...(picture === null ? {} : { attachments: [{ id: 0, filename: PICTURE }] }),
    }
    const files = picture === null ? {} : { files: [{ name: PICTURE, data: Buffer.from(picture.png) }] }
    const made = await api.call('POST', Routes.channelMessages(channel), { body, signal, ...files })
    if (hasId(made)) return { messageId: made.id }
    throw new DeliveryError('Discord answered with something that is not a message', { fault: 'doubt' })
  }

  return async (owed, key, signal) => {
    // Discord may have been away for days.
    const notice = { ...owed, said: namingOnly(owed.said, desk.store.team.isNamed) }
    const picture = await drawn(notice)
    const [own = place.notices, other] = digestChannels(place)
    const say = async (channel: string) => {
      try {
        return await post(channel, notice, key, picture, signal)
      } catch (error) {
        if (picture === null || !(isForbidden(error) || statusOf(error) === 413)) throw error
        return post(channel, notice, key, null, signal)
      }
    }
    try {
      return await say(own)
    } catch (error) {
      if (other === undefined || !(isForbidden(error) || statusOf(error) === 404)) throw error
      log.warn(
        { channel: own, error: describe(error) },
        'the digest may not be written to its channel, so it is said in that of the notices: run `amends check`',
      )
      return say(other)
    }
  }
}

/** By Discord itself, not by something that stands before it. */
export const isForbidden = (error: unknown): boolean => statusOf(error) === 403 && codeOf(error) !== null
