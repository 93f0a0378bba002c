import { afterEach, beforeEach, expect, it } from 'vitest'
import { MINUTE } from '../../src/domain/time.js'
import { author, post } from '../support/posts.js'
import { type CareTeam, careTeam, wordsOf } from './care-team.js'

let team: CareTeam
beforeEach(async () => {
  team = await careTeam({ connect: false })
})
afterEach(async () => {
  await team.end()
})

const summaries = () =>
  team.discord.said().filter(({ components }) => wordsOf(components).includes('Where things stand'))
const words = () => wordsOf(summaries()[0]?.components)
const EDITS = /^PATCH \/channels/

it('says how things stand, in one pinned message that is edited only when something changed', async () => {
  await team.bot.summarise()
  expect(summaries()).toMatchObject([{ pinned: true, pings: [] }])
  expect(words()).toContain('Nothing open')

  for (const who of ['a', 'b', 'c'])
    team.world.take(post('my bag is gone, acme air (3/2 delivery)', { author: author(who) }))
  await team.delivery.deliver()
  team.world.act(1, { type: 'claim' }, { id: 'web:ana', name: 'Ana' })
  await team.delivery.deliver()
  await team.bot.summarise()
  expect(words()).toContain('**2 open** · 🟠 P2: 2')
  expect(words()).toMatch(/Waiting longest: \[#2\]\(https:\/\/discord\.com/)
  expect(words()).toContain('1 claimed · 0 waiting for the customer · 0 overdue')

  const edits = team.discord.received(EDITS).length
  team.world.wait(MINUTE)
  await team.bot.summarise()
  expect(team.discord.received(EDITS)).toHaveLength(edits)
  team.world.wait(20 * MINUTE)
  await team.bot.summarise()
  expect(words()).toContain('2 overdue')
})

it('names who is on call, what is muted, and what we cannot see', async () => {
  const manager = { person: { id: 'discord:9', name: 'Boss' }, role: 'manager' } as const
  const now = team.world.now()
  team.care.standIn({ id: 'web:cleo', name: 'Cleo' }, now, now + MINUTE, manager)
  team.care.mute('Acme Air', now + MINUTE, manager)
  const blind = { name: 'Mastodon', ok: false, detail: 'answers with 503', lastSuccessAt: null }
  team.fares({ lastPostAt: null, parts: [blind] })
  await team.bot.summarise()
  expect(words()).toContain('On call: **Cleo**')
  expect(words()).toContain(`Acme Air is muted, ends <t:${(now + MINUTE) / 1_000}:R>`)
  expect(words()).toContain('🔴 **Mastodon** answers with 503')
})

it('is found again after a restart and after a lost answer, and made anew when somebody deletes it', async () => {
  team.discord.fail({ on: /^POST \/channels\/\d+\/messages$/, how: 'lost-answer' })
  await team.bot.summarise()
  await team.bot.summarise()
  expect(summaries()).toHaveLength(1)
  await team.restart()
  await team.bot.summarise()
  expect(summaries()).toHaveLength(1)
  team.discord.deleteByHand(summaries()[0]?.id ?? '')
  team.world.take(post('my bag is gone, acme air (3/2 delivery)'))
  await team.bot.summarise()
  expect(summaries()).toHaveLength(1)
})

it('stands unpinned where the bot may not pin', async () => {
  const channel = team.discord.world.channels.get(team.discord.channelId)
  channel?.overwrites.push({ id: team.discord.guildId, type: 0, allow: 0n, deny: 1n << 51n })
  await team.bot.summarise()
  expect(summaries()).toMatchObject([{ pinned: false }])
})
