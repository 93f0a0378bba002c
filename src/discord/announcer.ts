import { MessageFlags, Routes } from 'discord.js'
import type { CaseId } from '../domain/case.js'
import { audienceOf } from '../domain/notice.js'
import { type Announcer, DeliveryError } from '../ports.js'
import { type Api, statusOf } from './api.js'
import { attempt, hasId } from './board.js'
import { type Threads, threads } from './case-threads.js'
import { type DigestParts, digestChannels, digestSender, isForbidden } from './digest-sender.js'
import { findMessage, isMarked, markerOf } from './marker.js'
import { messageUrl } from './markup.js'
import { noticeWords, type SpokenNotice } from './notice-words.js'

export type AnnouncerParts = DigestParts

/** Said where nothing has to be said: a line for a thread that is not there. */
const NOWHERE = { messageId: '' }
const PAGES = 3

/** Tells the team things in the channel and in the threads of cases, pinging exactly whom they concern. */
export function restAnnouncer(parts: AnnouncerParts): Announcer {
  const { api, place, texts, desk } = parts
  const inThreads = threads(parts)
  const sayDigest = digestSender(parts)

  async function say(
    channel: string,
    notice: SpokenNotice,
    key: string,
    quiet: boolean,
    signal: AbortSignal,
  ): Promise<{ messageId: string }> {
    const { content, users, roles } = noticeWords(notice, place, texts)
    const cardId = 'caseId' in notice ? desk.store.outbox.messageOf('discord', notice.caseId) : null
    const body = {
      content,
      nonce: key,
      enforce_nonce: true,
      flags: MessageFlags.SuppressEmbeds | (quiet ? MessageFlags.SuppressNotifications : 0),
      allowed_mentions: quiet ? { parse: [] } : { parse: [], users, roles },
      components: [button(cardId, markerOf(key))],
      ...(cardId !== null && channel === place.channel
        ? { message_reference: { message_id: cardId, fail_if_not_exists: false } }
        : {}),
    }
    const made = await api.call('POST', Routes.channelMessages(channel), { body, signal })
    if (hasId(made)) return { messageId: made.id }
    throw new DeliveryError('Discord answered with something that is not a message', { fault: 'doubt' })
  }

  /** Leads to the card, or to the channel where there is none. Its row carries the marker by which the notice is found again. */
  const button = (cardId: string | null, id: number) => ({
    type: 1,
    id,
    components: [
      {
        type: 2,
        style: 5,
        label: cardId === null ? texts.discord.notices.openChannel : texts.discord.notices.openCard,
        url:
          cardId === null
            ? `https://discord.com/channels/${place.guild}/${place.channel}`
            : messageUrl(place.guild, place.channel, cardId),
      },
    ],
  })

  return {
    id: 'discord',

    notify(notice, key, quiet, signal) {
      return attempt('show', async () => {
        if (notice.type === 'thread') return (await inThreads.open(notice.caseId, key, signal)) ?? NOWHERE
        if (notice.type === 'history')
          return (await inThreads.tell(notice.caseId, notice.entryId, key, signal)) ?? NOWHERE
        if (notice.type === 'summary') return sayDigest(notice, key, signal)
        const thread = threadFor(notice, inThreads)
        if (thread !== null) {
          const said = await inThreads.within(thread.caseId, () => say(thread.id, notice, key, quiet, signal))
          if (said !== null) return said
        }
        return say(place.notices, notice, key, quiet, signal)
      })
    },

    findNotice(notice, key, signal) {
      return attempt('read', async () => {
        const thread = 'caseId' in notice ? inThreads.of(notice.caseId) : null
        const marker = markerOf(key)
        const channels = notice.type === 'summary' ? digestChannels(place) : [thread, place.notices]
        for (const channel of channels) {
          if (channel === null) continue
          const found = await seek(api, channel, marker, signal)
          if (found !== null) return found
        }
        return null
      })
    },
  }
}

/** A word to everybody who reads along is no use in a thread that nobody of them follows. */
function threadFor(notice: SpokenNotice, inThreads: Threads): { id: string; caseId: CaseId } | null {
  if (!('caseId' in notice) || audienceOf(notice).to === 'channel') return null
  const id = inThreads.of(notice.caseId)
  return id === null ? null : { id, caseId: notice.caseId }
}

async function seek(api: Api, channel: string, marker: number, signal: AbortSignal): Promise<string | null> {
  try {
    const isIt = ({ components }: { components?: unknown }) => isMarked(components, marker)
    return (await findMessage(api, channel, isIt, PAGES, signal))?.id ?? null
  } catch (error) {
    // A thread that is gone holds nothing, nor does a channel that we may not look into.
    if (statusOf(error) === 404 || isForbidden(error)) return null
    throw error
  }
}
