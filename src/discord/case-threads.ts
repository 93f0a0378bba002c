import {
  type APIMessage,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js'
import type { Card } from '../domain/card.js'
import type { CaseId } from '../domain/case.js'
import { DeliveryError } from '../ports.js'
import type { AnnouncerParts } from './announcer.js'
import { codeOf, describe, statusOf } from './api.js'
import { hasId } from './board.js'
import { findMessage, isMarked, markerOf } from './marker.js'
import { messageUrl } from './markup.js'
import { threadLine, threadName, threadOpening } from './thread-words.js'

type Said = { readonly messageId: string }

export type Threads = {
  /** The case's thread; `null` when it has none. */
  of(caseId: CaseId): string | null
  /** Makes the thread at the card, or finds that it is there, and begins it. `null` where Discord will not have one. */
  open(caseId: CaseId, key: string, signal: AbortSignal): Promise<Said | null>
  /** A line of history. `null` where there is no thread, or nothing to tell. */
  tell(caseId: CaseId, entryId: number, key: string, signal: AbortSignal): Promise<Said | null>
  /** `null` when the thread turns out to be gone or shut: it is forgotten then. */
  within(caseId: CaseId, say: () => Promise<Said>): Promise<Said | null>
}

/** Somebody has begun a thread at this message already; it has the message's id, like every such thread. */
const THERE_ALREADY = 160_004

/** One thread beside each claimed case. Nothing here ever holds up a notice: where no thread can be, the channel is told. */
export function threads({ api, place, texts, desk, log }: AnnouncerParts): Threads {
  const { team, cases, mentions, outbox, history } = desk.store
  const purpose = (caseId: CaseId) => `thread:${caseId}`
  const of = (caseId: CaseId) => team.place('discord', purpose(caseId))

  async function post(
    thread: string,
    content: string,
    key: string,
    about: string | null,
    signal: AbortSignal,
  ): Promise<Said> {
    const body = {
      flags: MessageFlags.IsComponentsV2,
      components: lineOf(content, markerOf(key), about),
      allowed_mentions: { parse: [] },
      nonce: key,
      enforce_nonce: true,
    }
    const made = await api.call('POST', Routes.channelMessages(thread), { body, signal })
    if (hasId(made)) return { messageId: made.id }
    throw new DeliveryError('Discord answered with something that is not a message', { fault: 'doubt' })
  }

  /** What the customer took back or changed is taken back or changed where it was quoted. */
  async function mend(thread: string, card: Card, mentionId: number, signal: AbortSignal): Promise<void> {
    const about = aboutPost(mentionId)
    const isIt = ({ components }: APIMessage) => isMarked(components, markerOf(about))
    const found = await findMessage(api, thread, isIt, PAGES, signal)
    const joined = card.history.findLast(
      ({ event }) => event.type === 'joined' && event.mentionId === mentionId,
    )
    if (found === null || joined === undefined) return
    const [line] = found.components ?? []
    // The post may have left this case since, by a merge or a split.
    const mention = mentions.get(mentionId)
    const shown = mention === null ? card : { ...card, joined: [...card.joined, mention] }
    const components = lineOf(threadLine(joined, shown, texts), line?.id ?? 1, about)
    const body = { components, allowed_mentions: { parse: [] } }
    await api.call('PATCH', Routes.channelMessage(thread, found.id), { body, signal })
  }

  async function within(caseId: CaseId, say: () => Promise<Said>): Promise<Said | null> {
    try {
      return await say()
    } catch (error) {
      if (!isShut(error)) throw error
      log.info({ case: caseId, error: describe(error) }, 'the thread of a case is gone; its channel is used')
      team.setPlace('discord', purpose(caseId), null)
      return null
    }
  }

  /** The thread's id; `null` when Discord says no, whatever its reason: permission, a full list, a card that is gone. */
  async function make(caseId: CaseId, signal: AbortSignal): Promise<string | null> {
    const known = of(caseId)
    if (known !== null) return known
    const card = cases.card(caseId)
    const messageId = outbox.messageOf('discord', caseId)
    if (card === null || messageId === null) return null
    const body = { name: threadName(card, texts), auto_archive_duration: ThreadAutoArchiveDuration.ThreeDays }
    try {
      const made = await api.call('POST', Routes.threads(place.channel, messageId), { body, signal })
      if (!hasId(made)) throw new DeliveryError('Discord answered with no thread', { fault: 'passing' })
      return made.id
    } catch (error) {
      if (codeOf(error) === THERE_ALREADY) return messageId
      const status = statusOf(error)
      const isNo = codeOf(error) !== null && (status === 400 || status === 403 || status === 404)
      if (!isNo) throw asPassing(error)
      log.warn({ case: caseId, error: describe(error) }, 'Discord will have no thread for a case')
      return null
    }
  }

  return {
    of,
    within,

    async open(caseId, key, signal) {
      const thread = await make(caseId, signal)
      if (thread === null) return null
      team.setPlace('discord', purpose(caseId), thread)
      const card = cases.card(caseId)
      if (card === null) return null
      const { brand, network } = card.case
      const authorId = card.opening.post.author.id
      const earlier = cases.ofAuthor({ brand, network, authorId }).filter(({ id }) => id < caseId)
      const cardUrl = (id: CaseId) => {
        const messageId = outbox.messageOf('discord', id)
        return messageId === null ? null : messageUrl(place.guild, place.channel, messageId)
      }
      const words = threadOpening(card, earlier, cardUrl, texts)
      return within(caseId, () => post(thread, words, key, null, signal))
    },

    async tell(caseId, entryId, key, signal) {
      const thread = of(caseId)
      const entry = history.get(entryId)
      const card = cases.card(caseId)
      if (thread === null || entry === null || card === null) return null
      const words = threadLine(entry, card, texts)
      const { event } = entry
      return within(caseId, async () => {
        const about = event.type === 'joined' ? aboutPost(event.mentionId) : null
        const made = words === '' ? { messageId: '' } : await post(thread, words, key, about, signal)
        // Only now: nothing can be changed in a thread that Discord has archived, and a new line brings it back.
        if (event.type === 'post-removed' || event.type === 'post-edited')
          await mend(thread, card, event.mentionId, signal)
        return made
      })
    },
  }
}

/** Two numbers on one message: which notice it is, and which post it quotes. The second stands on a separator that nobody sees. */
const lineOf = (content: string, id: number, about: string | null): APIMessageTopLevelComponent[] => [
  { type: ComponentType.TextDisplay, id, content },
  ...(about === null
    ? []
    : [{ type: ComponentType.Separator as const, id: markerOf(about), divider: false }]),
]

const aboutPost = (mentionId: number): string => `post:${mentionId}`
const PAGES = 3

/** Making a thread twice makes one: a lost answer is no reason for doubt. */
function asPassing(error: unknown): unknown {
  if (error instanceof DeliveryError || (statusOf(error) ?? 500) < 500) return error
  return new DeliveryError(`no answer from Discord: ${describe(error)}`, { fault: 'passing' })
}

/** Deleted, locked, or closed to us; a fault of the whole board (401) is not. */
const isShut = (error: unknown): boolean => {
  const status = statusOf(error)
  return codeOf(error) !== null && (status === 404 || status === 403 || codeOf(error) === 160_005)
}
