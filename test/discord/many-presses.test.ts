import { performance } from 'node:perf_hooks'
import { afterEach, expect, it } from 'vitest'
import type { FakeMember } from '../support/fake-discord/index.js'
import { author, post } from '../support/posts.js'
import { type CareTeam, careTeam, until, wordsOf } from './care-team.js'

const CASES = 40
let team: CareTeam
afterEach(async () => {
  await team.end()
})

/** Sorted milliseconds → the figure that this share of them does not exceed. */
const figure = (waits: readonly number[], share: number) =>
  Math.round(waits[Math.ceil(waits.length * share) - 1] ?? 0)

async function teamWithCards(): Promise<void> {
  const wide = { limit: 1_000, per: 1_000 }
  team = await careTeam({ limits: { 'create message': wide } })
  for (let n = 0; n < CASES; n += 1)
    team.world.take(post('my bag is gone, acme air (3/2 delivery)', { author: author(`a${n}.example`) }))
  await until('all cards are there', () => team.discord.visibleCards().length === CASES)
}

it(`${CASES} cases, two reps each, all at once: every press answered in time, one owner each, every card true within seconds`, async () => {
  await teamWithCards()
  const waits: number[] = []
  const began = performance.now()
  const press = async (who: FakeMember, card: (typeof cards)[number]) => {
    const pressedAt = performance.now()
    const seen = await team.discord.people.press(who, card, 'Claim')
    waits.push(performance.now() - pressedAt)
    expect(seen.failed).toBe(false)
    return seen
  }
  const cards = team.discord.visibleCards()
  const seen = await Promise.all(cards.flatMap((card) => [press(team.dana, card), press(team.lee, card)]))
  await until('all losers are told', () => seen.filter(({ replies }) => replies.length > 0).length === CASES)
  const claimed = () => cards.filter(({ components }) => / has had this/.test(wordsOf(components))).length
  await until('all cards are up to date', () => claimed() === CASES, 20_000)

  waits.sort((one, other) => one - other)
  console.log(
    `answered: median ${figure(waits, 0.5)} ms, p99 ${figure(waits, 0.99)} ms; all cards true after ${Math.round(performance.now() - began)} ms`,
  )
  // Discord gives up after 3,000.
  expect(figure(waits, 0.99)).toBeLessThan(2_500)
  expect(team.discord.ledger.filter(({ status }) => status === 429)).toEqual([])
})

it('one press at a time is answered, and shown on its card, before the presser has moved the hand', async () => {
  await teamWithCards()
  const waits: number[] = []
  for (const card of team.discord.visibleCards()) {
    const pressedAt = performance.now()
    await team.discord.people.press(team.dana, card, 'Claim')
    await until('claimed', () => / has had this/.test(wordsOf(card.components)))
    waits.push(performance.now() - pressedAt)
  }
  waits.sort((one, other) => one - other)
  console.log(`press to changed card: median ${figure(waits, 0.5)} ms, p99 ${figure(waits, 0.99)} ms`)
  expect(figure(waits, 0.5)).toBeLessThan(500)
})
