import { type APITextChannel, ChannelType, Routes } from 'discord.js'
import type { Finding } from '../ports.js'
import type { Place } from './check.js'
import { fine, tried, wrong } from './findings.js'
import { NEEDED, PICTURES } from './permissions.js'

const WHAT = 'Discord channel for the digest'
const FITTING: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement]

/** Whether the digest can be written where it is to be, and its picture attached. */
export async function digestFindings(
  place: Place,
  ask: (route: `/${string}`) => Promise<unknown>,
  heldIn: (channel: APITextChannel) => bigint,
): Promise<readonly Finding[]> {
  const { digest, guild, channel: cards } = place
  if (digest === undefined) return []
  const channel = await tried(() => ask(Routes.channel(digest)) as Promise<APITextChannel>)
  if (!channel.ok) {
    const mend = 'Give the bot View Channel there, or correct digest.channel.'
    return [wrong(WHAT, `the bot cannot see channel ${digest}`, mend, channel.error)]
  }
  const { name, type, guild_id } = channel.answer
  if (guild_id !== guild)
    return [wrong(WHAT, `channel ${digest} is not in server ${guild}`, 'Correct digest.channel.')]
  if (!FITTING.includes(type))
    return [wrong(WHAT, 'is not a text channel', 'Choose an ordinary text channel as digest.channel.')]

  const held = heldIn(channel.answer)
  const mend = (permission: string) => `Channel settings → Permissions → the bot's role → allow ${permission}`
  // What is lacking in the channel of the cards was told already.
  const lacking = digest === cards ? [] : NEEDED.filter(({ bit }) => (held & bit) !== bit)
  const pictures =
    (held & PICTURES.bit) === PICTURES.bit
      ? `#${name}, with its picture`
      : `#${name}; ${PICTURES.name} is missing, so it comes without its picture. ${mend(PICTURES.name)}`
  return lacking.length === 0
    ? [fine(WHAT, pictures)]
    : lacking.map((each) => wrong(WHAT, `${each.name} is missing in #${name}`, `${mend(each.name)}.`))
}
