import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FakeMember } from '../support/fake-discord/index.js'
import { post } from '../support/posts.js'
import { buttonsOf, type CareTeam, careTeam, chooseMore, fillMore, until, wordsOf } from './care-team.js'

let team: CareTeam
beforeEach(async () => {
  team = await careTeam()
  team.world.take(post('my bag is gone, acme air (3/2 delivery)'))
  await until('the card is there', () => team.discord.visibleCards().length === 1)
})
afterEach(async () => {
  await team.end()
})

const press = (who: FakeMember, label: string) => team.discord.people.press(who, team.card(), label)
const cardSays = (words: string | RegExp) =>
  until(`the card says ${words}`, () => new RegExp(words).test(wordsOf(team.card().components)))
const status = () => team.world.card(1).case.status

describe('a rep presses a button on a card', () => {
  it('claims the case, and the card shows who has it', async () => {
    const seen = await press(team.dana, 'Claim')
    await cardSays('Dana')
    expect(seen).toMatchObject({ failed: false, acknowledged: true, replies: [] })
    expect(team.world.card(1).case).toMatchObject({
      status: 'claimed',
      owner: { id: `discord:${team.dana.user.id}`, name: 'Dana' },
    })
    expect(buttonsOf(team.card().components)).toEqual([
      'Reply',
      'Resolve',
      'Still on it',
      'More …',
      'Open post',
    ])
  })

  it('is told who was faster, and since when, when two press Claim at once', async () => {
    const card = team.card()
    const [dana, lee] = await Promise.all([
      team.discord.people.press(team.dana, card, 'Claim'),
      team.discord.people.press(team.lee, card, 'Claim'),
    ])
    await until('one of them is told', () => dana.replies.length + lee.replies.length === 1)
    const current = team.world.card(1).case
    const owner = current.status === 'claimed' ? current.owner.name : ''
    const since = Math.floor(team.world.now() / 1_000)
    expect([...dana.replies, ...lee.replies]).toEqual([
      `${owner} has had this case since <t:${since}:t> (<t:${since}:R>).`,
    ])
    expect((owner === 'Dana' ? lee : dana).replies).toHaveLength(1)
  })

  it('may press twice: once is enough', async () => {
    const card = team.card()
    await Promise.all([1, 2, 3].map(() => team.discord.people.press(team.dana, card, 'Claim')))
    await cardSays('Dana')
    expect(team.world.story(1).filter((line) => line.startsWith('claimed'))).toEqual(['claimed by Dana'])
  })

  it('releases a claimed case, which anybody may then claim', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    await chooseMore(team, team.dana, team.card(), 'release')
    await cardSays('open again')
    await press(team.lee, 'Claim')
    await cardSays('Lee')
    expect(status()).toBe('claimed')
  })

  it('takes over with a reason, and the former owner is told with a ping', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    const menu = await fillMore(team, team.lee, team.card(), 'take-over', { reason: 'Dana is at lunch' })
    await cardSays('Lee')
    await until('Lee is told', () => wordsOf(menu.components).includes('It is yours now'))
    await until('Dana is told', () =>
      [...team.discord.world.messages.values()].some(({ pings }) => pings.includes(team.dana.user.id)),
    )
  })

  it('says with one press that it is no complaint', async () => {
    await press(team.lee, 'Not a complaint')
    await cardSays('Not a complaint.* by Lee')
    expect(buttonsOf(team.card().components)).toEqual(['Reopen', 'More …', 'Open post'])
    await press(team.dana, 'Reopen')
    await cardSays('open again')
    expect(status()).toBe('open')
  })
})

describe('a rep resolves a case', () => {
  const form = async (who: FakeMember) => {
    const { modal } = await press(who, 'Resolve')
    if (modal === null) throw new Error('no form came')
    return modal
  }
  const submit = (who: FakeMember, modal: Awaited<ReturnType<typeof form>>, outcome: string, note = '') =>
    team.discord.people.submit(who, team.card(), modal, { outcome: [outcome], note })

  it('chooses an outcome and leaves a note, and both stand on the card', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    await submit(team.dana, await form(team.dana), 'fixed', 'bag found in **Lyon**')
    await cardSays('Fixed')
    expect(wordsOf(team.card().components)).toContain('> bag found in \\*\\*Lyon\\*\\*')
    expect(team.world.card(1).case).toMatchObject({ outcome: 'fixed', note: 'bag found in **Lyon**' })
  })

  it('needs no note', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    await submit(team.dana, await form(team.dana), 'answered')
    await cardSays('Answered')
    expect(team.world.card(1).case).toMatchObject({ outcome: 'answered', note: null })
  })

  it('is told when somebody else resolved it while the form was open', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    const open = await form(team.dana)
    team.world.act(
      1,
      { type: 'resolve', outcome: 'duplicate', note: null },
      { id: `discord:${team.dana.user.id}`, name: 'Dana' },
    )
    const seen = await submit(team.dana, open, 'fixed')
    await until('Dana is told', () => seen.replies.length === 1)
    expect(seen.replies[0]).toMatch(/^Dana resolved this case <t:\d+:R>: duplicate\.$/)
  })

  it('is told that the owner has to do it, when the case is somebody else’s', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    const seen = await submit(team.lee, await form(team.lee), 'fixed')
    await until('Lee is told', () => seen.replies.length === 1)
    expect(seen.replies[0]).toMatch(/^This is Dana's case since/)
    expect(status()).toBe('claimed')
  })

  it('cannot choose what the form does not offer', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    const seen = await submit(team.dana, await form(team.dana), 'refunded-twice')
    expect(seen.replies).toEqual(['Amends does not know this button or choice. Nothing was changed.'])
    expect(status()).toBe('claimed')
  })
})

describe('stopping in the middle of a press', () => {
  it('still does what was pressed', async () => {
    team.discord.people.patience = 100
    team.discord.fail({ on: /callback$/, how: 'cut' })
    void press(team.dana, 'Claim')
    await until('heard', () => team.discord.received(/callback$/).length === 1)
    await team.bot.stop()
    expect(status()).toBe('claimed')
  })
})

describe('the order of things in a press', () => {
  it('acknowledges before it touches the database', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    expect(team.acknowledgedWhenActing).toEqual([204])
  })

  it('edits the card in the rate limit of the press, and in the channel’s when that is closed', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    expect(team.discord.received(/^PATCH/).map(({ path }) => path.split('/')[1])).toEqual(['webhooks'])
    team.world.wait(15 * 60_000)
    team.world.act(1, { type: 'release' }, { id: `discord:${team.dana.user.id}`, name: 'Dana' })
    await cardSays('open again')
    team.discord.fail({
      on: /^PATCH \/webhooks/,
      how: { error: { status: 404, code: 10_015, message: 'x' } },
    })
    await press(team.lee, 'Claim')
    await cardSays('Lee')
    expect(team.discord.received(/^PATCH/).map(({ path }) => path.split('/')[1])).toEqual([
      'webhooks',
      'channels',
      'webhooks',
      'channels',
    ])
  })
})
