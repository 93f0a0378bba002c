import {
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  PermissionFlagsBits as Bits,
  OAuth2Scopes,
  OverwriteType,
} from 'discord.js'

export type Permission = { readonly name: string; readonly bit: bigint }

/** Without these no card is shown, found again or kept up to date. Names as Discord's settings show them. */
export const NEEDED: readonly Permission[] = [
  { name: 'View Channel', bit: Bits.ViewChannel },
  { name: 'Send Messages', bit: Bits.SendMessages },
  { name: 'Read Message History', bit: Bits.ReadMessageHistory },
]

/** Without these Amends works, with less comfort; `lost` says what is missed. */
export const WELCOME: readonly (Permission & { readonly lost: string })[] = [
  { name: 'Create Public Threads', bit: Bits.CreatePublicThreads, lost: 'no thread beside a case' },
  { name: 'Send Messages in Threads', bit: Bits.SendMessagesInThreads, lost: 'no thread beside a case' },
  { name: 'Pin Messages', bit: Bits.PinMessages, lost: 'the summary is not pinned: pin it by hand' },
]

/** Without it a digest comes in words alone. */
export const PICTURES: Permission = { name: 'Attach Files', bit: Bits.AttachFiles }

/** With it roles can be pinged that nobody else may mention. Not asked for: it is enough that the roles called may be. */
export const PING_ANY = Bits.MentionEveryone

/** The link with which a server's admin lets the bot in, asking for these permissions and no more. */
export function inviteUrl(applicationId: string): string {
  const permissions = [...NEEDED, ...WELCOME, PICTURES].reduce((all, { bit }) => all | bit, 0n)
  const query = new URLSearchParams({
    client_id: applicationId,
    permissions: String(permissions),
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
  })
  return `https://discord.com/oauth2/authorize?${query}`
}

export type Standing = {
  readonly guildId: string
  readonly ownerId: string
  readonly roles: readonly Pick<APIRole, 'id' | 'permissions'>[]
  readonly userId: string
  readonly memberRoles: APIGuildMember['roles']
  readonly overwrites: readonly Pick<APIOverwrite, 'id' | 'type' | 'allow' | 'deny'>[]
}

/**
 * What a member may do in a channel, as a bit set. The order is Discord's: everyone, then all roles of the member together,
 * then the member; in each, what is denied goes before what is allowed is added.
 */
export function permissionsIn(standing: Standing): bigint {
  const { guildId, ownerId, roles, userId, memberRoles, overwrites } = standing
  if (userId === ownerId) return ALL
  const base = roles
    .filter(({ id }) => id === guildId || memberRoles.includes(id))
    .reduce((all, { permissions }) => all | BigInt(permissions), 0n)
  if ((base & Bits.Administrator) !== 0n) return ALL

  const steps = [
    overwrites.filter(({ id }) => id === guildId),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && memberRoles.includes(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === userId),
  ]
  return steps.reduce((held, step) => {
    const deny = step.reduce((all, each) => all | BigInt(each.deny), 0n)
    const allow = step.reduce((all, each) => all | BigInt(each.allow), 0n)
    return (held & ~deny) | allow
  }, base)
}

const ALL = Object.values(Bits).reduce((all, bit) => all | bit, 0n)
