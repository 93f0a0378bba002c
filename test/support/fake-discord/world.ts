/** What is in the pretended Discord: one server, its channel, roles, people and messages. */
export type FakeUser = {
  readonly id: string
  readonly username: string
  readonly global_name: string | null
  readonly bot?: boolean
}
export type FakeMember = { readonly user: FakeUser; nick: string | null; roles: string[] }
export type FakeRole = { readonly id: string; name: string; permissions: bigint; mentionable: boolean }
export type FakeOverwrite = { id: string; type: 0 | 1; allow: bigint; deny: bigint }
export type FakeChannel = {
  readonly id: string
  type: number
  name: string
  overwrites: FakeOverwrite[]
  /** The channel that a thread belongs to. */
  readonly parentId?: string
  archived?: boolean
  locked?: boolean
}

export type Json = Record<string, unknown>

export type FakeMessage = {
  readonly id: string
  readonly channelId: string
  readonly authorId: string
  content: string
  flags: number
  components: Json[]
  editedAt: string | null
  pinned: boolean
  /** The message that it answers. */
  readonly replyTo: string | null
  readonly files: readonly FakeFile[]
  /** Whom it notified: user ids, role ids, `everyone`. */
  readonly pings: string[]
}

export type FakeFile = { readonly name: string; readonly text: string; readonly data: Buffer }

export type FakeInteraction = {
  readonly id: string
  readonly token: string
  readonly type: number
  createdAt: number
  /** Tells the person who waits that it was answered. */
  readonly answered: () => void
  /** Callback type it was answered with; `null` before. */
  ack: number | null
  /** The message whose component was pressed. */
  readonly messageId: string | null
  readonly channelId: string
  /** Its answer was announced as one for the presser alone. */
  isPrivate: boolean
  /** Our reply to it, when it was answered with a message. */
  reply: FakeMessage | null
  readonly seen: Seen
}

/** What the person who pressed sees. Grows as answers arrive. */
export type Seen = {
  /** "This interaction failed". */
  failed: boolean
  /** The spinner went away without a word. */
  acknowledged: boolean
  /** Messages that only this person sees. */
  readonly replies: string[]
  /** The same as they stand now: they may have become something else since. */
  readonly messages: FakeMessage[]
  /** What is offered while an option is typed. */
  choices: readonly { readonly name: string; readonly value: string | number }[] | null
  modal: Json | null
}

export type World = {
  token: string
  readonly application: { readonly id: string }
  readonly bot: FakeUser
  readonly guild: { readonly id: string; name: string; ownerId: string }
  readonly roles: FakeRole[]
  readonly members: Map<string, FakeMember>
  readonly channels: Map<string, FakeChannel>
  /** Oldest first. */
  readonly messages: Map<string, FakeMessage>
  readonly nonces: Map<string, string>
  readonly interactions: Map<string, FakeInteraction>
  /** Most active threads that the server takes. */
  threadLimit: number
  /** Most bytes of files that it takes with a message. */
  uploadLimit: number
  commands: Json[]
  /** Log-ins left of the day's 1,000. */
  loginsLeft: number
  /** Milliseconds until they are counted anew. */
  loginsResetIn: number
}

const EPOCH = 1_420_070_400_000
let last = 0n

/** Rising, 18 or 19 digits, as Discord's are: discord.js finds rate limit buckets by that shape. */
export function snowflake(at = Date.now()): string {
  const next = BigInt(at - EPOCH) << 22n
  last = next > last ? next : last + 1n
  return String(last)
}

export const PERMISSION = {
  administrator: 1n << 3n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  createThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
  pinMessages: 1n << 51n,
} as const

export function newWorld(token: string): World {
  const id = () => snowflake()
  const guildId = id()
  const bot: FakeUser = { id: id(), username: 'Amends', global_name: null, bot: true }
  const { viewChannel, sendMessages, attachFiles, readHistory } = PERMISSION
  const { createThreads, sendInThreads, pinMessages } = PERMISSION
  const botRole: FakeRole = {
    id: id(),
    name: 'Amends',
    permissions:
      viewChannel | sendMessages | attachFiles | readHistory | createThreads | sendInThreads | pinMessages,
    mentionable: false,
  }
  const named = ['rep', 'manager', 'admin', 'oncall'].map(
    (name): FakeRole => ({ id: id(), name, permissions: 0n, mentionable: true }),
  )
  const channel: FakeChannel = { id: id(), type: 0, name: 'social-care', overwrites: [] }
  return {
    token,
    application: { id: bot.id },
    bot,
    guild: { id: guildId, name: 'Acme care', ownerId: id() },
    roles: [{ id: guildId, name: '@everyone', permissions: 0n, mentionable: false }, botRole, ...named],
    members: new Map([[bot.id, { user: bot, nick: null, roles: [botRole.id] }]]),
    channels: new Map([[channel.id, channel]]),
    messages: new Map(),
    nonces: new Map(),
    interactions: new Map(),
    threadLimit: 1_000,
    uploadLimit: 10_485_760,
    commands: [],
    loginsLeft: 1_000,
    loginsResetIn: 86_400_000,
  }
}

/** Written apart from the product's own reckoning, so that one mistake cannot hide in both. */
export function may(world: World, userId: string, channelId: string, permission: bigint): boolean {
  if (userId === world.guild.ownerId) return true
  const member = world.members.get(userId)
  const asked = world.channels.get(channelId)
  // A thread has no overwrites of its own.
  const channel = asked?.parentId === undefined ? asked : world.channels.get(asked.parentId)
  if (member === undefined || channel === undefined) return false
  const mine = new Set([world.guild.id, ...member.roles])
  let held = 0n
  for (const role of world.roles) if (mine.has(role.id)) held |= role.permissions
  if (held & PERMISSION.administrator) return true
  const apply = (chosen: FakeOverwrite[]) => {
    for (const { deny } of chosen) held &= ~deny
    for (const { allow } of chosen) held |= allow
  }
  apply(channel.overwrites.filter((each) => each.id === world.guild.id))
  apply(channel.overwrites.filter((each) => each.type === 0 && member.roles.includes(each.id)))
  apply(channel.overwrites.filter((each) => each.type === 1 && each.id === userId))
  const seesIt = (held & PERMISSION.viewChannel) !== 0n
  return seesIt && (held & permission) === permission
}
