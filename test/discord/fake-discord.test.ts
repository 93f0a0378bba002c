import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  REST,
  Routes,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeDiscord, fakeDiscord } from '../support/fake-discord/index.js'
import { messageFaults } from '../support/fake-discord/validate.js'
import { modalFaults } from '../support/fake-discord/validate-modals.js'
import { until } from './care-team.js'

let discord: FakeDiscord
beforeEach(async () => {
  discord = await fakeDiscord()
})
afterEach(async () => {
  await discord.close()
})

describe('the pretended Discord is Discord enough for all of discord.js', () => {
  let client: Client
  const heard: Interaction[] = []
  beforeEach(async () => {
    heard.length = 0
    client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.api, retries: 0 } })
    client.on(Events.InteractionCreate, (interaction) => void heard.push(interaction))
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
    await client.login(discord.token)
    await ready
  })
  afterEach(async () => {
    await client.destroy()
  })

  async function cardWithButton() {
    const channel = await client.channels.fetch(discord.channelId)
    if (channel?.isTextBased() !== true || !channel.isSendable()) throw new Error('no text channel')
    const button = new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Primary)
    await channel.send({
      content: 'press me',
      components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)],
    })
    const [card] = discord.visibleCards()
    if (card === undefined) throw new Error('no card')
    return card
  }

  it('a button is pressed, acknowledged, its message edited, and a secret answer given', async () => {
    const card = await cardWithButton()
    const ana = discord.people.join('Ana', 'rep')
    const seeing = discord.people.press(ana, card, 'Go')
    await until('heard', () => heard.length === 1)
    const [press] = heard
    if (press?.isButton() !== true || !press.inCachedGuild())
      throw new Error('not a button in a known server')
    expect(press.member.roles.cache.has(discord.roles.rep)).toBe(true)
    await press.deferUpdate()
    await press.editReply({ content: 'pressed', components: [] })
    await press.followUp({ content: 'well done', flags: MessageFlags.Ephemeral })
    expect(await seeing).toMatchObject({ acknowledged: true, replies: ['well done'] })
    expect(discord.said()).toEqual([expect.objectContaining({ content: 'pressed', components: [] })])
    await expect(press.deferUpdate()).rejects.toThrow()
  })

  it('a form is shown, sent and answered', async () => {
    const card = await cardWithButton()
    const ana = discord.people.join('Ana')
    const seeing = discord.people.press(ana, card, 'Go')
    await until('heard', () => heard.length === 1)
    const [press] = heard
    if (press?.isButton() !== true) throw new Error('not a button')
    const input = new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Short)
    await press.showModal(
      new ModalBuilder()
        .setCustomId('form')
        .setTitle('Why?')
        .addLabelComponents((label) => label.setLabel('Because').setTextInputComponent(input)),
    )
    const { modal } = await seeing
    if (modal === null) throw new Error('no form came')
    const sent = discord.people.submit(ana, card, modal, { why: 'late' })
    await until('heard again', () => heard.length === 2)
    const form = heard[1]
    if (form?.isModalSubmit() !== true) throw new Error('not a form')
    expect(form.fields.getTextInputValue('why')).toBe('late')
    await form.reply({ content: 'thanks', flags: MessageFlags.Ephemeral })
    expect(await sent).toMatchObject({ replies: ['thanks'] })
  })

  it('threads are started, commands set, messages fetched and deleted', async () => {
    const card = await cardWithButton()
    const channel = await client.channels.fetch(discord.channelId)
    if (channel?.isTextBased() !== true || channel.isDMBased()) throw new Error('no channel')
    const message = await channel.messages.fetch(card.id)
    await message.startThread({ name: 'case 1' })
    await client.application?.commands.set([{ name: 'cases', description: 'open cases' }], discord.guildId)
    expect((await channel.messages.fetch({ limit: 10 })).size).toBe(1)
    await message.delete()
    expect(discord.visibleCards()).toEqual([])
    expect(discord.threads()).toMatchObject([{ name: 'case 1' }])
    expect(discord.world.commands).toMatchObject([{ name: 'cases' }])
  })

  it('a press that nobody answers in time fails before the presser’s eyes, and cannot be answered later', async () => {
    const card = await cardWithButton()
    const seen = await discord.people.press(discord.people.join('Ana'), card, 'Go')
    expect(seen.failed).toBe(true)
    const [press] = heard
    if (press?.isButton() !== true) throw new Error('not a button')
    await until('too late', () => Date.now() - press.createdTimestamp > 3_050)
    await expect(press.deferUpdate()).rejects.toMatchObject({ code: 10_062 })
  })
})

describe('the pretended Discord is as strict as Discord', () => {
  const create = (body: unknown) =>
    new REST({ api: discord.api, retries: 0 })
      .setToken(discord.token)
      .post(Routes.channelMessages(discord.channelId), { body })

  it('counts requests, and sends away whoever does not', async () => {
    const url = `${discord.api}/v10/channels/${discord.channelId}/messages`
    const send = (n: number) =>
      fetch(url, {
        method: 'POST',
        headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ content: `no ${n}` }),
      })
    const statuses: number[] = []
    for (let n = 0; n < 6; n += 1) statuses.push((await send(n)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    const refused = await send(7)
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(await refused.json()).toMatchObject({ message: 'You are being rate limited.', global: false })
  })

  it('makes one message of one nonce while it remembers', async () => {
    const body = { content: 'once', nonce: 'n1', enforce_nonce: true }
    expect(await create(body)).toMatchObject({ id: ((await create(body)) as { id: string }).id })
    discord.forgetNonces()
    await create(body)
    expect(discord.said()).toHaveLength(2)
  })

  it('reports what nobody should have asked', async () => {
    await fetch(`${discord.api}/v10/guilds/1/bans`)
    expect(discord.unexpected).toEqual(['GET /api/v10/guilds/1/bans'])
    discord.unexpected.length = 0
  })

  const text = (content: string) => ({ type: 10, content })
  const button = (more: object) => ({
    type: 1,
    components: [{ type: 2, style: 1, label: 'x', custom_id: 'x', ...more }],
  })
  it.each([
    ['content beside components', { content: 'x', components: [text('x')] }, /LEGACY/],
    ['no text', { components: [text(' ')] }, /LENGTH/],
    ['too much text in all', { components: [text('x'.repeat(2_001)), text('x'.repeat(2_000))] }, /TEXT_SIZE/],
    ['too many components', { components: Array.from({ length: 41 }, () => text('x')) }, /40 or fewer/],
    ['an empty row', { components: [{ type: 1, components: [] }] }, /between 1 and 5/],
    ['a long label', { components: [button({ label: 'x'.repeat(81) })] }, /between 1 and 80/],
    ['a long custom id', { components: [button({ custom_id: 'x'.repeat(101) })] }, /between 1 and 100/],
    ['the same custom id twice', { components: [button({}), button({})] }, /duplicated/],
    ['a link that is none', { components: [button({ style: 5, custom_id: undefined, url: 'x' })] }, /URL/],
    [
      'a link with a strange scheme',
      { components: [button({ style: 5, custom_id: undefined, url: 'ftp://x.y' })] },
      /Scheme/,
    ],
    [
      'a container in a container',
      { components: [{ type: 17, components: [{ type: 17, components: [] }] }] },
      /type/,
    ],
    ['half a character', { components: [text('\ud800')] }, /Unicode/],
    ['a long nonce', { components: [text('x')], nonce: 'n'.repeat(26) }, /25/],
  ])('does not take %s', (_what, body, why) => {
    expect(JSON.stringify(messageFaults({ flags: 1 << 15, ...body }))).toMatch(why)
  })

  it('does not take a form with a long title, a long label or the same choice twice', () => {
    const option = { label: 'a', value: 'a' }
    const select = { type: 3, custom_id: 's', options: [option, option] }
    const components = [{ type: 18, label: 'x'.repeat(46), component: select }]
    const faults = JSON.stringify(modalFaults({ title: 'x'.repeat(46), custom_id: 'f', components }))
    for (const why of ['title', 'components.0.label', 'already used']) expect(faults).toContain(why)
  })
})
