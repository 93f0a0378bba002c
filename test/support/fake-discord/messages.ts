import {
  type Answer,
  type Call,
  invalid,
  NO_ACCESS,
  ok,
  refusal,
  UNKNOWN_CHANNEL,
  UNKNOWN_MESSAGE,
} from './answers.js'
import { messageShape } from './shapes.js'
import { isEmptyMessage, messageFaults } from './validate.js'
import {
  type FakeFile,
  type FakeInteraction,
  type FakeMessage,
  type Json,
  may,
  PERMISSION,
  snowflake,
  type World,
} from './world.js'

const EPHEMERAL = 1 << 6

/** What can be done with messages in a channel. */
export class Messages {
  readonly #world: World
  constructor(world: World) {
    this.#world = world
  }

  list({ ids, query }: Call): Answer {
    const channel = this.#world.channels.get(ids['channel'] ?? '')
    if (channel === undefined) return UNKNOWN_CHANNEL
    if (!may(this.#world, this.#world.bot.id, channel.id, PERMISSION.viewChannel)) return NO_ACCESS
    // Without the history permission Discord answers with an empty list, not with a refusal.
    if (!may(this.#world, this.#world.bot.id, channel.id, PERMISSION.readHistory)) return ok([])
    const limit = Number(query.get('limit') ?? 50)
    if (!(limit >= 1 && limit <= 100))
      return invalid([{ path: 'limit', code: 'NUMBER_TYPE_MAX', message: '1 to 100' }])
    const before = query.get('before')
    const newestFirst = [...this.#world.messages.values()]
      .filter(({ channelId, flags }) => channelId === channel.id && (flags & EPHEMERAL) === 0)
      .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
      .reverse()
    return ok(newestFirst.slice(0, limit).map((message) => messageShape(this.#world, message)))
  }

  create({ ids, body }: Call): Answer {
    const channel = this.#world.channels.get(ids['channel'] ?? '')
    if (channel === undefined) return UNKNOWN_CHANNEL
    const me = this.#world.bot.id
    if (!may(this.#world, me, channel.id, PERMISSION.viewChannel)) return NO_ACCESS
    const sending = channel.parentId === undefined ? PERMISSION.sendMessages : PERMISSION.sendInThreads
    if (!may(this.#world, me, channel.id, sending)) return refusal(403, 50_013, 'Missing Permissions')
    if (filesOf(body).length > 0 && !may(this.#world, me, channel.id, PERMISSION.attachFiles))
      return refusal(403, 50_013, 'Missing Permissions')
    if (channel.locked === true) return refusal(403, 160_005, 'Thread is locked')
    const faults = messageFaults(body)
    if (faults.length > 0) return invalid(faults)
    if (isEmptyMessage(body)) return refusal(400, 50_006, 'Cannot send an empty message')
    const nonce = body['nonce'] === undefined ? null : `${channel.id}/${body['nonce']}`
    const known = nonce === null ? undefined : this.#world.nonces.get(nonce)
    const earlier = known === undefined ? undefined : this.#world.messages.get(known)
    if (body['enforce_nonce'] === true && earlier !== undefined) return ok(messageShape(this.#world, earlier))
    const reference = body['message_reference'] as Json | undefined
    const answered = this.#world.messages.get(String(reference?.['message_id'] ?? ''))
    if (reference?.['fail_if_not_exists'] !== false && reference !== undefined && answered === undefined)
      return invalid([
        { path: 'message_reference', code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' },
      ])
    if (answered !== undefined && answered.channelId !== channel.id)
      return invalid([
        { path: 'message_reference', code: 'REPLIES_CANNOT_REPLY_TO_MESSAGE', message: 'of another channel' },
      ])
    channel.archived = false
    const message = this.make(channel.id, body, answered?.id ?? null)
    if (nonce !== null) this.#world.nonces.set(nonce, message.id)
    return ok({ ...messageShape(this.#world, message), nonce: body['nonce'] })
  }

  make(channelId: string, body: Json, replyTo: string | null = null): FakeMessage {
    const message: FakeMessage = {
      id: snowflake(),
      channelId,
      authorId: this.#world.bot.id,
      content: String(body['content'] ?? ''),
      flags: Number(body['flags'] ?? 0),
      components: numbered((body['components'] ?? []) as Json[]),
      editedAt: null,
      pinned: false,
      replyTo,
      files: filesOf(body),
      pings: pingsOf(this.#world, body),
    }
    this.#world.messages.set(message.id, message)
    return message
  }

  edit(message: FakeMessage, body: Json): Answer {
    if (this.#world.channels.get(message.channelId)?.archived === true)
      return refusal(400, 50_083, 'Tried to perform an operation on an archived thread')
    const faults = messageFaults(body, message.flags)
    if (faults.length > 0) return invalid(faults)
    if (body['content'] !== undefined) message.content = String(body['content'])
    if (body['components'] !== undefined) message.components = numbered(body['components'] as Json[])
    message.flags |= Number(body['flags'] ?? 0)
    message.editedAt = new Date().toISOString()
    message.pings.push(...pingsOf(this.#world, body))
    return ok(messageShape(this.#world, message))
  }

  startThread(message: FakeMessage, body: Json): Answer {
    if (!may(this.#world, this.#world.bot.id, message.channelId, PERMISSION.createThreads))
      return refusal(403, 50_013, 'Missing Permissions')
    const name = String(body['name'] ?? '')
    if (name.length < 1 || name.length > 100)
      return invalid([
        { path: 'name', code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 100 in length.' },
      ])
    if (this.#world.channels.has(message.id))
      return refusal(400, 160_004, 'A thread has already been created for this message')
    const active = [...this.#world.channels.values()].filter(
      ({ parentId, archived }) => parentId !== undefined && archived !== true,
    )
    if (active.length >= this.#world.threadLimit)
      return refusal(400, 160_006, 'Maximum number of active threads reached')
    // A thread that starts at a message has that message's id.
    const parentId = message.channelId
    this.#world.channels.set(message.id, { id: message.id, type: 11, name, parentId, overwrites: [] })
    return ok({
      id: message.id,
      type: 11,
      name,
      parent_id: message.channelId,
      guild_id: this.#world.guild.id,
    })
  }

  withMessage({ method, ids }: Call, work: (message: FakeMessage) => Answer): Answer {
    const { channel: channelId = '', message: messageId = '' } = ids
    if (!this.#world.channels.has(channelId)) return UNKNOWN_CHANNEL
    if (!may(this.#world, this.#world.bot.id, channelId, PERMISSION.viewChannel)) return NO_ACCESS
    const message = this.#world.messages.get(messageId)
    if (message === undefined || message.channelId !== channelId) return UNKNOWN_MESSAGE
    if (method === 'PATCH' && message.authorId !== this.#world.bot.id)
      return refusal(403, 50_005, 'Cannot edit a message authored by another user')
    return work(message)
  }

  /** A message in answer to a press. */
  ofWebhook(body: Json, interaction: FakeInteraction): FakeMessage | Answer {
    const size = filesOf(body).reduce((sum, { data }) => sum + data.length, 0)
    if (size > this.#world.uploadLimit) return refusal(413, 40_005, 'Request entity too large')
    const faults = messageFaults(body)
    if (faults.length > 0) return invalid(faults)
    if (isEmptyMessage(body)) return refusal(400, 50_006, 'Cannot send an empty message')
    const message = this.make(interaction.channelId, body)
    if (message.flags & EPHEMERAL) {
      interaction.seen.replies.push(
        [message.content, ...texts(message.components)].filter(Boolean).join('\n'),
      )
      interaction.seen.messages.push(message)
    }
    return message
  }
}

/** Whom a message would notify. Like Discord's server, it does not care for backslashes: only `allowed_mentions` keeps people undisturbed. */
function pingsOf(world: World, body: Json): string[] {
  const allowed = body['allowed_mentions'] as
    | { parse?: string[]; users?: string[]; roles?: string[] }
    | undefined
  const said = texts(body['components'])
    .concat(String(body['content'] ?? ''))
    .join('\n')
  const found = (pattern: RegExp) => [...said.matchAll(pattern)].map((match) => match[1] ?? '')
  const takes = (kind: string, ids: string[] | undefined, id: string) =>
    allowed === undefined || allowed.parse?.includes(kind) === true || ids?.includes(id) === true
  return [
    ...found(/<@!?(\d+)>/g).filter((id) => takes('users', allowed?.users, id)),
    ...found(/<@&(\d+)>/g).filter((id) => takes('roles', allowed?.roles, id) && mayPing(world, id)),
    ...(/@(everyone|here)/.test(said) && takes('everyone', undefined, '') ? ['everyone'] : []),
  ]
}

/** A role that not everybody may mention is pinged by those with the right to mention all. */
const mayPing = (world: World, roleId: string): boolean =>
  world.roles.find(({ id }) => id === roleId)?.mentionable === true ||
  world.roles.some(
    ({ name, permissions }) => name === 'Amends' && (permissions & PERMISSION.mentionEveryone) !== 0n,
  )

/** Components get the ids that they do not have, from 1, as Discord numbers them. */
function numbered(components: Json[]): Json[] {
  const taken = new Set<unknown>()
  const collect = (all: Json[]): void => {
    for (const one of all) {
      taken.add(one['id'])
      collect((one['components'] ?? []) as Json[])
    }
  }
  collect(components)
  let last = 0
  const number = (one: Json): Json => {
    let { id } = one
    if (id === undefined) {
      do last += 1
      while (taken.has(last))
      id = last
    }
    const inner = one['components'] as Json[] | undefined
    return { ...one, id, ...(inner === undefined ? {} : { components: inner.map(number) }) }
  }
  return components.map(number)
}

const filesOf = (body: Json): FakeFile[] => (body['__files'] ?? []) as FakeFile[]

function texts(components: unknown): string[] {
  if (!Array.isArray(components)) return []
  return components.flatMap((component: Json) => [
    ...(typeof component['content'] === 'string' ? [component['content']] : []),
    ...texts(component['components']),
  ])
}
