import type { FakeChannel, FakeMember, FakeMessage, FakeUser, Json, World } from './world.js'

/** Objects as Discord's API sends them: whole, because discord.js reads more than one would think. */
export const userShape = (user: FakeUser): Json => ({
  discriminator: '0',
  avatar: null,
  public_flags: 0,
  flags: 0,
  ...user,
})

export const memberShape = (member: FakeMember): Json => ({
  user: userShape(member.user),
  nick: member.nick,
  roles: member.roles,
  avatar: null,
  banner: null,
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  premium_since: null,
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  communication_disabled_until: null,
})

export const channelShape = (world: World, channel: FakeChannel): Json => ({
  id: channel.id,
  type: channel.type,
  name: channel.name,
  guild_id: world.guild.id,
  position: 0,
  parent_id: channel.parentId ?? null,
  topic: null,
  nsfw: false,
  last_message_id: null,
  rate_limit_per_user: 0,
  flags: 0,
  permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
    id,
    type,
    allow: String(allow),
    deny: String(deny),
  })),
})

export const guildShape = (world: World): Json => ({
  id: world.guild.id,
  name: world.guild.name,
  owner_id: world.guild.ownerId,
  icon: null,
  splash: null,
  features: [],
  emojis: [],
  stickers: [],
  verification_level: 0,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_tier: 0,
  preferred_locale: 'en-US',
  afk_timeout: 300,
  system_channel_flags: 0,
  premium_progress_bar_enabled: false,
  roles: world.roles.map(({ id, name, permissions, mentionable }, position) => ({
    id,
    name,
    permissions: String(permissions),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable,
    flags: 0,
  })),
})

export function messageShape(world: World, message: FakeMessage): Json {
  const author = world.members.get(message.authorId)?.user ?? world.bot
  return {
    id: message.id,
    channel_id: message.channelId,
    author: userShape(author),
    content: message.content,
    timestamp: new Date().toISOString(),
    edited_timestamp: message.editedAt,
    tts: false,
    mention_everyone: message.pings.includes('everyone'),
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: message.pinned,
    type: message.replyTo === null ? 0 : 19,
    ...(message.replyTo === null ? {} : { message_reference: { message_id: message.replyTo } }),
    flags: message.flags,
    components: message.components,
  }
}
