import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY } from '../../src/domain/time.js'
import type { FakeMember, FakeMessage, Json } from '../support/fake-discord/index.js'
import { post } from '../support/posts.js'
import { buttonsOf, type CareTeam, careTeam, chooseMore, fillMore, until, wordsOf } from './care-team.js'

let team: CareTeam
beforeEach(async () => {
  team = await careTeam({
    policy: {
      replies: { contactEvery: 30 * DAY, secondPair: false, authority: ['A hotel night up to €120'] },
    },
  })
  team.world.take(post('my bag is gone, acme air (3/2 delivery)', { tagged: ['acmeair.bsky.social'] }))
  await until('the card is there', () => team.discord.visibleCards().length === 1)
})
afterEach(async () => {
  await team.end()
})

const card = () => team.card()
const press = (who: FakeMember, label: string, on: FakeMessage = card()) =>
  team.discord.people.press(who, on, label)
const cardSays = (words: string | RegExp) =>
  until(`the card says ${words}`, () => new RegExp(words).test(wordsOf(card().components)))
const status = () => team.world.card(1).case.status
const said = (channel?: string) =>
  team.discord.said(channel).map((one) => `${one.content}${wordsOf(one.components)}`)
const thread = () => {
  const [made] = team.discord.threads()
  if (made === undefined) throw new Error('there is no thread')
  return made
}
const inThread = (words: string) =>
  until(`the thread says ${words}`, () => said(thread().id).some((line) => line.includes(words)))

async function replyForm(who = team.dana): Promise<Json> {
  const { modal } = await press(who, 'Reply')
  if (modal === null) throw new Error('no form came')
  return modal
}
async function answerTo(seen: { messages: FakeMessage[] }): Promise<FakeMessage> {
  await until('an answer', () => seen.messages.length > 0)
  const [first] = seen.messages
  if (first === undefined) throw new Error('no answer')
  return first
}
const GOOD =
  'Hi Ana, your bag is missing and that is our fault. I am sorry. I am tracing it now and will write here by tomorrow morning.'

describe('behind More', () => {
  it('a case is handed to a rep, who is pinged; nobody without a role can have it', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    const guest = team.discord.people.join('Guest')
    const refused = await chooseMore(team, team.dana, card(), guest)
    await until('refused', () => wordsOf(refused.menu.components).includes('one of the team’s roles'))
    await chooseMore(team, team.dana, card(), team.lee)
    await cardSays('Lee')
    await until('Lee is pinged', () =>
      [...team.discord.world.messages.values()].some(({ pings }) => pings.includes(team.lee.user.id)),
    )
    expect(team.world.story(1)).toContain('handed by Dana')
  })

  it('a case is put aside until tomorrow at nine where the team is', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    const { menu } = await chooseMore(team, team.dana, card(), 'snooze-tomorrow')
    await cardSays('put aside until')
    const current = team.world.card(1).case
    const until9 = Date.UTC(2026, 0, 6, 9)
    expect(current).toMatchObject({ snooze: { until: until9 } })
    await until('told', () => wordsOf(menu.components).includes(`<t:${until9 / 1_000}:f>`))
    await chooseMore(team, team.dana, card(), 'wake')
    await until('awake', () => team.world.story(1).at(-1) === 'woken by Dana')
  })

  it('a note is told in the thread, and can ping nobody there', async () => {
    await press(team.dana, 'Claim')
    await until('the thread begins', () => team.discord.threads().length === 1)
    await inThread('So far')
    await fillMore(team, team.dana, card(), 'note', {
      note: `@everyone <@${team.lee.user.id}> [x](https://e.example)`,
    })
    await inThread('\\@everyone')
    expect(team.discord.said(thread().id).flatMap(({ pings }) => pings)).toEqual([])
    expect(said(thread().id).join()).not.toMatch(/(?<!\\)\[x\]/)
  })

  it('a verdict is put right, starting from what stands', async () => {
    await fillMore(team, team.dana, card(), 'correct', { category: ['billing'] })
    await cardSays('billing')
    expect(team.world.card(1).opening.assessment).toMatchObject({
      severity: 3,
      urgency: 2,
      category: 'billing',
    })
  })

  it('two cases of one author become one, and a post becomes a case of its own', async () => {
    team.world.take(post('and my seat was broken, acme air (2/1 product-fault)'))
    await cardSays('1 more post')
    const { modal, menu } = await chooseMore(team, team.dana, card(), 'split')
    await team.discord.people.submit(team.dana, menu, modal ?? {}, { post: ['2'] })
    await until('split', () => wordsOf(menu.components).includes('case #2 now'))
    await until('two cards', () => team.discord.visibleCards().length === 2)
    const [, other] = team.discord.visibleCards()
    const merged = await fillMore(team, team.dana, other as FakeMessage, 'merge', { into: '#1' })
    await until('merged', () => wordsOf(merged.components).includes('Merged into #1'))
    expect(team.world.card(2).case).toMatchObject({ status: 'resolved', outcome: 'duplicate' })
    const wrong = await fillMore(team, team.dana, card0(), 'merge', { into: '77' })
    await until('refused', () => wordsOf(wrong.components).includes('no case #77'))
  })
  const card0 = () => team.discord.visibleCards()[0] as FakeMessage

  it('a reply of ours is shown once more before it is taken down for everybody', async () => {
    await press(team.dana, 'Claim')
    await answerTo(await team.discord.people.submit(team.dana, card(), await replyForm(), { text: GOOD }))
    await cardSays('the customer.s turn')
    const { menu } = await chooseMore(team, team.dana, card(), 'take-down')
    await until('asked', () => buttonsOf(menu.components).includes('Take it down'))
    expect(wordsOf(menu.components)).toContain('that is our fault')
    await press(team.dana, 'Take it down', menu)
    await cardSays('taken down')
    expect(team.network.published.size).toBe(0)
    await until('offered', () => buttonsOf(menu.components).includes('Write it anew'))
    const { modal } = await press(team.dana, 'Write it anew', menu)
    expect(JSON.stringify(modal)).toContain(GOOD)
    await team.discord.people.submit(team.dana, menu, modal ?? {}, { text: `${GOOD} Sorry for the muddle.` })
    await until('sent anew', () => team.network.published.size === 1)
  })

  it('"I answered elsewhere" counts as an answer', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    await chooseMore(team, team.dana, card(), 'elsewhere')
    await cardSays('answered outside Amends')
    expect(status()).toBe('waiting')
  })

  it('offers nothing that cannot be done, and a changed client cannot do it on the card', async () => {
    const { menu } = await chooseMore(team, team.dana, card(), 'note')
    const offered = JSON.stringify(menu.components)
    expect(offered).not.toContain('"release"')
    const { openedAt } = team.world.card(1).case
    const customId = `amends/pick/1/${openedAt.toString(36)}`
    const seen = await team.discord.people.press(team.dana, card(), customId, { forged: true })
    expect(seen.replies).toEqual([expect.stringContaining('does not know')])
    expect(buttonsOf(card().components)).toContain('Claim')
  })
})
