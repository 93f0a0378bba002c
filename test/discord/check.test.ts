import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inviteUrl, permissionsIn } from '../../src/discord/permissions.js'
import { PERMISSION } from '../support/fake-discord/index.js'
import { may } from '../support/fake-discord/world.js'
import { type CareTeam, careTeam } from './care-team.js'

let team: CareTeam
beforeEach(async () => {
  team = await careTeam({ connect: false })
})
afterEach(async () => {
  await team.end()
})

const findings = () => team.bot.board.check(AbortSignal.timeout(10_000))
const faults = async () => (await findings()).filter(({ ok }) => !ok)
const channel = () => {
  const found = team.discord.world.channels.get(team.discord.channelId)
  if (found === undefined) throw new Error('no channel')
  return found
}
const forbid = (permission: bigint, id = team.discord.guildId) =>
  channel().overwrites.push({ id, type: 0, allow: 0n, deny: permission })

describe('`amends check` on a Discord board', () => {
  it('finds everything in order, and opens no gateway connection', async () => {
    expect((await findings()).map(({ what, ok, detail }) => `${ok} ${what}: ${detail}`)).toEqual([
      'true Discord bot token: signed in as Amends',
      'true Discord server: Acme care',
      'true Discord role for reps: rep',
      'true Discord role for managers: manager',
      'true Discord role for admins: admin',
      'true Discord channel: #social-care',
      'true Discord permission View Channel: given in #social-care',
      'true Discord permission Send Messages: given in #social-care',
      'true Discord permission Read Message History: given in #social-care',
    ])
    expect(team.discord.gateway.connections).toBe(0)
  })

  it('says what to do about a token that Discord does not accept, without repeating it', async () => {
    team.discord.world.token = 'another'
    const [fault, ...more] = await findings()
    expect(more).toEqual([])
    expect(fault).toMatchObject({ what: 'Discord bot token', ok: false })
    expect(fault?.mend).toContain('Reset Token')
    expect(JSON.stringify(fault)).not.toContain(team.discord.token)
  })

  it('names each permission that is missing, by the name that Discord shows', async () => {
    forbid(PERMISSION.sendMessages)
    forbid(PERMISSION.readHistory)
    expect(await faults()).toEqual([
      {
        what: 'Discord permission Send Messages',
        ok: false,
        detail: 'missing in #social-care',
        mend: "Channel settings → Permissions → the bot's role → allow Send Messages.",
      },
      expect.objectContaining({ what: 'Discord permission Read Message History' }),
    ])
  })

  it('says that it cannot see the channel, when it cannot', async () => {
    forbid(PERMISSION.viewChannel)
    expect(await faults()).toEqual([
      expect.objectContaining({ what: 'Discord channel', mend: expect.stringContaining('View Channel') }),
    ])
  })

  it('counts lacking permissions for threads and pins as advice, not as a fault', async () => {
    forbid(PERMISSION.createThreads | PERMISSION.pinMessages)
    expect(await faults()).toEqual([])
    expect((await findings()).slice(-2)).toMatchObject([
      { what: 'Discord permission Create Public Threads', detail: expect.stringContaining('no thread') },
      { what: 'Discord permission Pin Messages', detail: expect.stringContaining('pin it by hand') },
    ])
  })

  it('notices a role whose calls would wake nobody', async () => {
    const { world, people } = team.discord
    const role = world.roles.find(({ id }) => id === people.roleId('oncall'))
    if (role !== undefined) role.mentionable = false
    expect(await faults()).toEqual([
      expect.objectContaining({ what: 'Discord calls', mend: expect.stringContaining('@mention this role') }),
    ])
  })

  it('says which role does not exist', async () => {
    const { world } = team.discord
    world.roles.splice(
      world.roles.findIndex(({ name }) => name === 'manager'),
      1,
    )
    expect(await faults()).toEqual([
      expect.objectContaining({
        what: 'Discord role for managers',
        mend: expect.stringContaining('boards.discord.roles.manager'),
      }),
    ])
  })

  it('gives the link that lets the bot in, when it is not in the server', async () => {
    team.discord.world.members.clear()
    expect(await faults()).toEqual([
      expect.objectContaining({
        what: 'Discord server',
        mend: expect.stringContaining('https://discord.com/oauth2/authorize?client_id='),
      }),
    ])
  })

  it('notices a channel of the wrong kind, and one that is gone', async () => {
    channel().type = 2
    expect(await faults()).toEqual([expect.objectContaining({ detail: 'is not a text channel' })])
    team.discord.world.channels.clear()
    expect(await faults()).toEqual([expect.objectContaining({ what: 'Discord channel' })])
  })

  it('answers, rather than breaking, when Discord is in trouble', async () => {
    team.discord.fail({ on: /users/, how: { html: 'not-done' } })
    expect(await faults()).toEqual([
      expect.objectContaining({ what: 'Discord', detail: expect.stringContaining('not from Discord') }),
    ])
    team.discord.fail({ on: /guilds/, how: { status: 503 } })
    expect(await faults()).toEqual([
      expect.objectContaining({ what: 'Discord server', detail: expect.stringContaining('503') }),
    ])
  })
})

describe('what a bot may do in a channel', () => {
  it('is reckoned as Discord does, whatever roles and overwrites say', () => {
    const { world } = team.discord
    const [everyone, own] = world.roles
    if (everyone === undefined || own === undefined) throw new Error('roles are missing')
    const { viewChannel, sendMessages, administrator } = PERMISSION
    const ids = [everyone.id, own.id, world.bot.id]
    for (let mask = 0; mask < 4 ** 3 * 8; mask += 1) {
      channel().overwrites = ids.map((id, at) => ({
        id,
        type: id === world.bot.id ? 1 : 0,
        allow: (mask >> (2 * at)) & 1 ? sendMessages : 0n,
        deny: (mask >> (2 * at)) & 2 ? sendMessages : 0n,
      }))
      everyone.permissions = viewChannel | ((mask >> 6) & 1 ? sendMessages : 0n)
      own.permissions = ((mask >> 7) & 1 ? sendMessages : 0n) | ((mask >> 8) & 1 ? administrator : 0n)
      const held = permissionsIn({
        guildId: world.guild.id,
        ownerId: world.guild.ownerId,
        roles: world.roles.map(({ id, permissions }) => ({ id, permissions: String(permissions) })),
        userId: world.bot.id,
        memberRoles: [own.id],
        overwrites: channel().overwrites.map((each) => ({
          ...each,
          allow: String(each.allow),
          deny: String(each.deny),
        })),
      })
      expect((held & sendMessages) !== 0n, String(mask)).toBe(
        may(world, world.bot.id, channel().id, sendMessages),
      )
    }
  })

  it('is asked for in the invitation, to the bit', () => {
    const url = new URL(inviteUrl('123456789012345678'))
    const { viewChannel, sendMessages, attachFiles, readHistory } = PERMISSION
    const { createThreads, sendInThreads, pinMessages } = PERMISSION
    expect(url.searchParams.get('scope')).toBe('bot applications.commands')
    expect(BigInt(url.searchParams.get('permissions') ?? 0)).toBe(
      viewChannel | sendMessages | attachFiles | readHistory | createThreads | sendInThreads | pinMessages,
    )
  })
})
