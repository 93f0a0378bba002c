import { REST, Routes } from 'discord.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeDiscord, fakeDiscord, type Json, PERMISSION } from '../support/fake-discord/index.js'

let discord: FakeDiscord
let rest: REST
beforeEach(async () => {
  discord = await fakeDiscord()
  rest = new REST({ api: discord.api, retries: 0 }).setToken(discord.token)
})
afterEach(async () => {
  rest.clearHashSweeper()
  rest.clearHandlerSweeper()
  await discord.close()
})

const say = async (body: Json, channel = discord.channelId) =>
  (await rest.post(Routes.channelMessages(channel), { body })) as { id: string; components: Json[] }
const thread = (messageId: string, name = 'a thread') =>
  rest.post(Routes.threads(discord.channelId, messageId), { body: { name } })
const put = (commands: unknown[]) =>
  rest.put(Routes.applicationGuildCommands(discord.world.application.id, discord.guildId), { body: commands })
/** The test means to be refused. */
async function refused(work: Promise<unknown>): Promise<number> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  discord.unexpected.length = 0
  return Number((error as { code?: number } | null)?.code ?? 0)
}

describe('threads in the pretended Discord', () => {
  it('have the id of their message, are made once, and are channels of their own', async () => {
    const { id } = await say({ content: 'card' })
    expect(await thread(id)).toMatchObject({ id, type: 11, parent_id: discord.channelId })
    expect(await refused(thread(id))).toBe(160_004)
    await say({ content: 'inside' }, id)
    expect(discord.said(id).map(({ content }) => content)).toEqual(['inside'])
    expect(discord.said().map(({ content }) => content)).toEqual(['card'])
  })

  it('need a permission of their own, can be locked, wake up when somebody speaks, and are not without number', async () => {
    const { id } = await say({ content: 'card' })
    await thread(id)
    const [made] = discord.threads()
    const channel = discord.world.channels.get(discord.channelId)
    if (made === undefined || channel === undefined) throw new Error('no thread')
    made.archived = true
    await say({ content: 'inside' }, id)
    expect(made.archived).toBe(false)
    made.locked = true
    expect(await refused(say({ content: 'inside' }, id))).toBe(160_005)
    channel.overwrites.push({ id: discord.guildId, type: 0, allow: 0n, deny: PERMISSION.sendInThreads })
    expect(await refused(say({ content: 'inside' }, id))).toBe(50_013)
    discord.world.threadLimit = 1
    expect(await refused(thread((await say({ content: 'another' })).id))).toBe(160_006)
  })
})

describe('messages in the pretended Discord', () => {
  it('keep the ids of components, and number the others around them', async () => {
    const link = { type: 2, style: 5, label: 'x', url: 'https://example.org' }
    const made = await say({ content: 'x', components: [{ type: 1, id: 2, components: [link, link] }] })
    expect(made.components).toMatchObject([{ id: 2, components: [{ id: 1 }, { id: 3 }] }])
    const twice = { content: 'x', components: [{ type: 1, id: 2, components: [{ ...link, id: 2 }] }] }
    expect(await refused(say(twice))).toBe(50_035)
  })

  it('ping a role only if it may be mentioned', async () => {
    const id = discord.people.roleId('oncall')
    const body = { content: `<@&${id}>`, allowed_mentions: { parse: [], roles: [id] } }
    await say(body)
    for (const role of discord.world.roles) role.mentionable = false
    await say(body)
    await say({ ...body, allowed_mentions: { parse: [] } })
    expect(discord.said().map(({ pings }) => pings)).toEqual([[id], [], []])
  })

  it('answer another of the same channel, or nothing', async () => {
    const { id } = await say({ content: 'card' })
    const answer = { content: 'x', message_reference: { message_id: id } }
    await say(answer)
    expect(discord.said().at(-1)?.replyTo).toBe(id)
    discord.deleteByHand(id)
    expect(await refused(say(answer))).toBe(50_035)
    await say({ ...answer, message_reference: { message_id: id, fail_if_not_exists: false } })
  })

  it('are pinned by those who may', async () => {
    const { id } = await say({ content: 'summary' })
    await rest.put(Routes.channelMessagesPin(discord.channelId, id))
    expect(discord.said()[0]?.pinned).toBe(true)
    const own = discord.world.roles.find(({ name }) => name === 'Amends')
    if (own !== undefined) own.permissions &= ~PERMISSION.pinMessages
    expect(await refused(rest.put(Routes.channelMessagesPin(discord.channelId, id)))).toBe(50_013)
  })
})

describe('commands in the pretended Discord', () => {
  const option = { type: 3, name: 'brand', description: 'x' }
  it.each([
    ['a name with a capital', { name: 'Cases', description: 'x' }],
    ['no description', { name: 'cases' }],
    ['a description too long', { name: 'cases', description: 'x'.repeat(101) }],
    ['a description in a menu', { type: 3, name: 'Open', description: 'x' }],
    [
      'a required option after another',
      { name: 'a', description: 'x', options: [option, { ...option, name: 'b', required: true }] },
    ],
    [
      'choices and autocompletion',
      {
        name: 'a',
        description: 'x',
        options: [{ ...option, autocomplete: true, choices: [{ name: 'x', value: 'x' }] }],
      },
    ],
    [
      'a subcommand beside an option',
      { name: 'a', description: 'x', options: [option, { type: 1, name: 's', description: 'x' }] },
    ],
  ])('are refused with %s', async (_what, command) => {
    expect(await refused(put([command]))).toBe(50_035)
  })
})
