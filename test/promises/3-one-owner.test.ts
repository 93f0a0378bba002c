import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cardDelivery } from '../../src/app/deliver-cards.js'
import { SECOND } from '../../src/domain/time.js'
import { discordDesk } from '../support/discord-desk.js'
import { type FakeDiscord, fakeDiscord } from '../support/fake-discord/index.js'
import { author, post } from '../support/posts.js'
import { until } from '../support/processes.js'
import { lee, quiet, startWorld } from '../support/world.js'

describe('one owner', () => {
  let folder: string
  let discord: FakeDiscord
  let stop: () => Promise<void>
  let world: ReturnType<typeof startWorld>

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'amends-owner-'))
    discord = await fakeDiscord()
    world = startWorld({ path: join(folder, 'amends.db') })
    const { desk, store } = world
    const bot = discordDesk(discord, desk)
    const delivery = cardDelivery({ desk, board: bot.board, log: quiet, chance: () => 0 })
    const unsubscribe = desk.changes.subscribe(() => void delivery.deliver())
    await bot.start()
    stop = async () => {
      unsubscribe()
      await delivery.stop()
      await bot.stop()
      store.close()
    }
  })
  afterEach(async () => {
    await stop()
    await discord.close()
    rmSync(folder, { recursive: true })
  })

  test('two reps press Claim in the same millisecond: one has it, the other is told who and since when', async () => {
    world.take(post('bag gone, acme air (3/2 delivery)'))
    await until('the card is shown', () => discord.visibleCards().length === 1)
    const [card] = discord.visibleCards()
    if (card === undefined) throw new Error('no card')
    const [dana, mo] = [discord.people.join('Dana', 'rep'), discord.people.join('Mo', 'rep')]

    const [first, second] = await Promise.all([
      discord.people.press(dana, card, 'Claim'),
      discord.people.press(mo, card, 'Claim'),
    ])

    await until('one of them is told', () => first.replies.length + second.replies.length === 1)
    const owner = world.card(1).case.status === 'claimed' ? world.card(1).case : null
    const loser = first.replies.length === 1 ? first : second
    const winner = loser === first ? 'Mo' : 'Dana'
    expect(owner).toMatchObject({ owner: { name: winner } })
    const told = JSON.stringify(loser.replies)
    expect(told).toContain(winner)
    expect(told).toMatch(/<t:\d+/)
    expect(world.story(1).filter((line) => line.startsWith('claimed'))).toEqual([`claimed by ${winner}`])
    await until('the card names the owner', () => JSON.stringify(discord.visibleCards()).includes(winner))
    expect(discord.visibleCards()).toHaveLength(1)
  })

  test('a rep on the desk and a rep in Discord: the card shows the one, and the other is told', async () => {
    world.take(post('bag gone, acme air (3/2 delivery)', { author: author('bo') }))
    await until('the card is shown', () => discord.visibleCards().length === 1)
    const [card] = discord.visibleCards()
    if (card === undefined) throw new Error('no card')

    expect(world.act(1, { type: 'claim' }, lee)).toMatchObject({ ok: true, changed: true })
    world.wait(SECOND)
    const seen = await discord.people.press(discord.people.join('Dana', 'rep'), card, 'Claim')
    await until('she is told', () => seen.replies.length === 1)
    expect(JSON.stringify(seen.replies)).toContain('Lee')
    await until('the card names the owner', () => JSON.stringify(discord.visibleCards()).includes('Lee'))
  })
})
