import { describe, expect, it } from 'vitest'
import type { FakeMessage } from '../support/fake-discord/index.js'
import { post } from '../support/posts.js'
import { buttonsOf, chooseMore, fillMore, until, wordsOf } from './care-team.js'
import { complaintScene, GOOD } from './complaint-scene.js'

const scene = complaintScene()
const { card, press, cardSays, status, said, thread, inThread, replyForm, answerTo } = scene

describe('behind More', () => {
  it('a case is handed to a rep, who is pinged; nobody without a role can have it', async () => {
    await press(scene.team.dana, 'Claim')
    await cardSays('Dana')
    const guest = scene.team.discord.people.join('Guest')
    const refused = await chooseMore(scene.team, scene.team.dana, card(), guest)
    await until('refused', () => wordsOf(refused.menu.components).includes('one of the team’s roles'))
    await chooseMore(scene.team, scene.team.dana, card(), scene.team.lee)
    await cardSays('Lee')
    await until('Lee is pinged', () =>
      [...scene.team.discord.world.messages.values()].some(({ pings }) =>
        pings.includes(scene.team.lee.user.id),
      ),
    )
    expect(scene.team.world.story(1)).toContain('handed by Dana')
  })

  it('a case is put aside until tomorrow at nine where the team is', async () => {
    await press(scene.team.dana, 'Claim')
    await cardSays('Dana')
    const { menu } = await chooseMore(scene.team, scene.team.dana, card(), 'snooze-tomorrow')
    await cardSays('put aside until')
    const current = scene.team.world.card(1).case
    const until9 = Date.UTC(2026, 0, 6, 9)
    expect(current).toMatchObject({ snooze: { until: until9 } })
    await until('told', () => wordsOf(menu.components).includes(`<t:${until9 / 1_000}:f>`))
    await chooseMore(scene.team, scene.team.dana, card(), 'wake')
    await until('awake', () => scene.team.world.story(1).at(-1) === 'woken by Dana')
  })

  it('a note is told in the thread, and can ping nobody there', async () => {
    await press(scene.team.dana, 'Claim')
    await until('the thread begins', () => scene.team.discord.threads().length === 1)
    await inThread('So far')
    await fillMore(scene.team, scene.team.dana, card(), 'note', {
      note: `@everyone <@${scene.team.lee.user.id}> [x](https://e.example)`,
    })
    await inThread('\\@everyone')
    expect(scene.team.discord.said(thread().id).flatMap(({ pings }) => pings)).toEqual([])
    expect(said(thread().id).join()).not.toMatch(/(?<!\\)\[x\]/)
  })

  it('a verdict is put right, starting from what stands', async () => {
    await fillMore(scene.team, scene.team.dana, card(), 'correct', { category: ['billing'] })
    await cardSays('billing')
    expect(scene.team.world.card(1).opening.assessment).toMatchObject({
      severity: 3,
      urgency: 2,
      category: 'billing',
    })
  })

  it('two cases of one author become one, and a post becomes a case of its own', async () => {
    scene.team.world.take(post('and my seat was broken, acme air (2/1 product-fault)'))
    await cardSays('1 more post')
    const { modal, menu } = await chooseMore(scene.team, scene.team.dana, card(), 'split')
    await scene.team.discord.people.submit(scene.team.dana, menu, modal ?? {}, { post: ['2'] })
    await until('split', () => wordsOf(menu.components).includes('case #2 now'))
    await until('two cards', () => scene.team.discord.visibleCards().length === 2)
    const [, other] = scene.team.discord.visibleCards()
    const merged = await fillMore(scene.team, scene.team.dana, other as FakeMessage, 'merge', { into: '#1' })
    await until('merged', () => wordsOf(merged.components).includes('Merged into #1'))
    expect(scene.team.world.card(2).case).toMatchObject({ status: 'resolved', outcome: 'duplicate' })
    const wrong = await fillMore(scene.team, scene.team.dana, card0(), 'merge', { into: '77' })
    await until('refused', () => wordsOf(wrong.components).includes('no case #77'))
  })
  const card0 = () => scene.team.discord.visibleCards()[0] as FakeMessage

  it('a reply of ours is shown once more before it is taken down for everybody', async () => {
    await press(scene.team.dana, 'Claim')
    await answerTo(
      await scene.team.discord.people.submit(scene.team.dana, card(), await replyForm(), { text: GOOD }),
    )
    await cardSays('the customer.s turn')
    const { menu } = await chooseMore(scene.team, scene.team.dana, card(), 'take-down')
    await until('asked', () => buttonsOf(menu.components).includes('Take it down'))
    expect(wordsOf(menu.components)).toContain('that is our fault')
    await press(scene.team.dana, 'Take it down', menu)
    await cardSays('taken down')
    expect(scene.team.network.published.size).toBe(0)
    await until('offered', () => buttonsOf(menu.components).includes('Write it anew'))
    const { modal } = await press(scene.team.dana, 'Write it anew', menu)
    expect(JSON.stringify(modal)).toContain(GOOD)
    await scene.team.discord.people.submit(scene.team.dana, menu, modal ?? {}, {
      text: `${GOOD} Sorry for the muddle.`,
    })
    await until('sent anew', () => scene.team.network.published.size === 1)
  })

  it('"I answered elsewhere" counts as an answer', async () => {
    await press(scene.team.dana, 'Claim')
    await cardSays('Dana')
    await chooseMore(scene.team, scene.team.dana, card(), 'elsewhere')
    await cardSays('answered outside Amends')
    expect(status()).toBe('waiting')
  })

  it('offers nothing that cannot be done, and a changed client cannot do it on the card', async () => {
    const { menu } = await chooseMore(scene.team, scene.team.dana, card(), 'note')
    const offered = JSON.stringify(menu.components)
    expect(offered).not.toContain('"release"')
    const { openedAt } = scene.team.world.card(1).case
    const customId = `amends/pick/1/${openedAt.toString(36)}`
    const seen = await scene.team.discord.people.press(scene.team.dana, card(), customId, { forged: true })
    expect(seen.replies).toEqual([expect.stringContaining('does not know')])
    expect(buttonsOf(card().components)).toContain('Claim')
  })
})
