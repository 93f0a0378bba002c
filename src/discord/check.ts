import {
  type APIGuild,
  type APIGuildMember,
  type APITextChannel,
  type APIUser,
  ChannelType,
  Routes,
} from 'discord.js'
import type { Role } from '../domain/people.js'
import type { Finding } from '../ports.js'
import { type Api, statusOf } from './api.js'
import { digestFindings } from './check-digest.js'
import { fine, tried, wrong } from './findings.js'
import { inviteUrl, NEEDED, PING_ANY, permissionsIn, WELCOME } from './permissions.js'

/** Where cards go, and whose presses count. All are Discord's ids. */
export type Place = {
  readonly guild: string
  readonly channel: string
  readonly roles: Readonly<Record<Role, string>>
  /** Called with whoever is on call; allows nothing by itself. */
  readonly onCallRole: string
  /** The channel for reminders, digests and news of the sources; may be that of the cards. */
  readonly notices: string
  /** The channel that gets the digest; absent where none is made. */
  readonly digest?: string | undefined
}

/** Asks Discord for each thing that the board needs, over REST alone, and stops where an answer makes the next question idle. */
export async function checkDiscord(api: Api, place: Place, signal: AbortSignal): Promise<readonly Finding[]> {
  const ask = (route: `/${string}`) => api.call('GET', route, { signal })

  const me = await tried(() => ask(Routes.user()) as Promise<APIUser>)
  if (!me.ok) return [unreachable(me.error)]
  const token = fine('Discord bot token', `signed in as ${me.answer.username}`)

  const guild = await tried(() => ask(Routes.guild(place.guild)) as Promise<APIGuild>)
  if (!guild.ok) {
    const mend = `Let the bot into the server with ${inviteUrl(me.answer.id)}, or correct boards.discord.guild.`
    return [token, wrong('Discord server', `the bot is not in server ${place.guild}`, mend, guild.error)]
  }
  const server = fine('Discord server', guild.answer.name)
  const roles = Object.entries(place.roles).map(([role, id]) => roleFinding(role, id, guild.answer))

  const channel = await tried(() => ask(Routes.channel(place.channel)) as Promise<APITextChannel>)
  if (!channel.ok) {
    const mend = 'Give the bot View Channel there, or correct boards.discord.channel.'
    const detail = `the bot cannot see channel ${place.channel}`
    return [token, server, ...roles, wrong('Discord channel', detail, mend, channel.error)]
  }
  const unfit = channelFinding(channel.answer, place)
  if (unfit !== null) return [token, server, ...roles, unfit]
  const shown = fine('Discord channel', `#${channel.answer.name}`)

  const member = await tried(
    () => ask(Routes.guildMember(place.guild, me.answer.id)) as Promise<APIGuildMember>,
  )
  if (!member.ok)
    return [
      token,
      server,
      ...roles,
      shown,
      wrong('Discord permissions', 'could not be read', 'Try again.', member.error),
    ]
  const held = heldIn(channel.answer, me.answer, member.answer, guild.answer)
  return [
    token,
    server,
    ...roles,
    shown,
    ...permissionFindings(held, channel.answer.name),
    ...pingFindings(held, guild.answer, place),
    ...(await noticeFindings(ask, place)),
    ...(await digestFindings(place, ask, (channel) =>
      heldIn(channel, me.answer, member.answer, guild.answer),
    )),
  ]
}

const heldIn = (channel: APITextChannel, me: APIUser, member: APIGuildMember, guild: APIGuild): bigint =>
  permissionsIn({
    guildId: guild.id,
    ownerId: guild.owner_id,
    roles: guild.roles,
    userId: me.id,
    memberRoles: member.roles,
    overwrites: channel.permission_overwrites ?? [],
  })

/** Calls reach nobody whose role may not be mentioned. */
function pingFindings(held: bigint, guild: APIGuild, place: Place): Finding[] {
  if ((held & PING_ANY) !== 0n) return []
  const called = [...new Set([place.onCallRole, place.roles.manager])]
  return called.flatMap((id) => {
    const role = guild.roles.find((each) => each.id === id)
    if (role === undefined && id === place.onCallRole) return [roleFinding('on-call', id, guild)]
    if (role === undefined || role.mentionable) return []
    const mend = `Server settings → Roles → ${role.name} → allow anyone to @mention this role.`
    return [
      wrong('Discord calls', `${role.name} cannot be pinged by the bot: its calls would wake nobody`, mend),
    ]
  })
}

async function noticeFindings(
  ask: (route: `/${string}`) => Promise<unknown>,
  place: Place,
): Promise<Finding[]> {
  if (place.notices === place.channel) return []
  const what = 'Discord channel for notices'
  const channel = await tried(() => ask(Routes.channel(place.notices)) as Promise<APITextChannel>)
  if (channel.ok) return [fine(what, `#${channel.answer.name}`)]
  const mend = 'Give the bot View Channel and Send Messages there, or correct boards.discord.notices.'
  return [wrong(what, `the bot cannot see channel ${place.notices}`, mend, channel.error)]
}

function roleFinding(role: string, id: string, guild: APIGuild): Finding {
  const found = guild.roles.find((each) => each.id === id)
  const what = `Discord role for ${role}s`
  if (found !== undefined) return fine(what, found.name)
  const mend = `Copy the role's id (developer mode, right click) into boards.discord.roles.${role}.`
  return wrong(what, `server ${guild.name} has no role ${id}`, mend)
}

function channelFinding(channel: APITextChannel, place: Place): Finding | null {
  if (channel.guild_id !== place.guild)
    return wrong(
      'Discord channel',
      `channel ${place.channel} is not in server ${place.guild}`,
      'Correct boards.discord.channel or boards.discord.guild.',
    )
  if (channel.type !== ChannelType.GuildText)
    return wrong('Discord channel', 'is not a text channel', 'Choose an ordinary text channel.')
  return null
}

function permissionFindings(held: bigint, channel: string): Finding[] {
  const needed = NEEDED.map(({ name, bit }) =>
    (held & bit) === bit
      ? fine(`Discord permission ${name}`, `given in #${channel}`)
      : wrong(
          `Discord permission ${name}`,
          `missing in #${channel}`,
          `Channel settings → Permissions → the bot's role → allow ${name}.`,
        ),
  )
  const lacking = WELCOME.filter(({ bit }) => (held & bit) !== bit)
  return [
    ...needed,
    ...lacking.map(({ name, lost }) =>
      fine(`Discord permission ${name}`, `missing, and not needed: ${lost}`),
    ),
  ]
}

function unreachable(error: unknown): Finding {
  if (statusOf(error) === 401)
    return wrong(
      'Discord bot token',
      'Discord does not accept it',
      'Discord developer portal → your application → Bot → Reset Token; put the new one where boards.discord.token points.',
    )
  return wrong('Discord', 'cannot be reached', 'Try again; check the network and boards.discord.api.', error)
}
