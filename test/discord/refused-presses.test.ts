import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodePress } from '../../src/discord/custom-id.js'
import type { FakeMember } from '../support/fake-discord/index.js'
import { post } from '../support/posts.js'
import { type CareTeam, careTeam, chooseMore, until, wordsOf } from './care-team.js'

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

describe('somebody who may not press', () => {
  it('reads politely which roles may, and nothing changes', async () => {
    const guest = team.discord.people.join('Guest')
    const seen = await press(guest, 'Claim')
    const { rep, manager, admin } = team.discord.roles
    expect(seen.replies).toEqual([
      `Only <@&${rep}>, <@&${manager}>, or <@&${admin}> can do this here. Ask an admin for the role if you should have it.`,
    ])
    expect(team.discord.visibleCards().flatMap(({ pings }) => pings)).toEqual([])
    expect(status()).toBe('open')
  })

  it('cannot open the form either', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    const guest = team.discord.people.join('Guest')
    expect(await press(guest, 'Resolve')).toMatchObject({
      modal: null,
      replies: [expect.stringContaining('Only')],
    })
  })

  it('loses the right with the role, at the next press', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    team.dana.roles = []
    const seen = await press(team.dana, 'Still on it')
    expect(seen.replies[0]).toMatch(/^Only /)
    expect(status()).toBe('claimed')
  })

  it('may be a manager or an admin: they may all that reps may', async () => {
    const boss = team.discord.people.join('Boss', 'manager')
    await press(boss, 'Claim')
    await cardSays('Boss')
  })
})

describe('a press that no card of ours offered', () => {
  const forge = (customId: string, more = {}) =>
    team.discord.people.press(team.dana, team.card(), customId, { forged: true, ...more })

  it.each([
    'amends/claim/1',
    'amends/claim/1/zz/extra',
    'amends/drop tables/1/a',
    '',
    'x'.repeat(100),
    'amends/claim/-1/a',
  ])('is refused: %j', async (customId) => {
    const seen = await forge(customId)
    expect(seen.replies).toEqual(['Amends does not know this button or choice. Nothing was changed.'])
    expect(team.world.story(1)).not.toContain('claimed by Dana')
  })

  it('about a case that does not exist is answered with words', async () => {
    const seen = await forge(encodePress({ ask: 'claim', caseId: 99, openedAt: 1 }))
    await until('an answer', () => seen.replies.length === 1)
    expect(seen.replies[0]).toBe('There is no case #99.')
  })

  it('on a card from an earlier database does not touch the case that has its number now', async () => {
    const seen = await forge(encodePress({ ask: 'claim', caseId: 1, openedAt: 1 }))
    await until('an answer', () => seen.replies.length === 1)
    expect(seen.replies[0]).toMatch(/earlier set-up/)
    expect(status()).toBe('open')
  })

  it('from another server, another channel or a private message is refused', async () => {
    const customId = encodePress({ ask: 'claim', caseId: 1, openedAt: team.world.card(1).case.openedAt })
    const elsewhere = [
      { guildId: '123456789012345678' },
      { channelId: '123456789012345678' },
      { guildId: null },
    ]
    for (const place of elsewhere) {
      const seen = await forge(customId, place)
      expect(seen.replies).toEqual([expect.stringContaining('not here')])
    }
    expect(status()).toBe('open')
  })

  it('cannot send the form’s answer through a button', async () => {
    const seen = await forge(
      encodePress({ ask: 'resolve-as', caseId: 1, openedAt: team.world.card(1).case.openedAt }),
    )
    expect(seen.replies).toEqual([expect.stringContaining('does not know')])
  })
})

describe('when things go wrong around a press', () => {
  it('carries on when Discord finds the acknowledgement too late or repeated: the wish was clear', async () => {
    for (const [code, status, label, says] of [
      [10_062, 404, 'Claim', 'Dana'],
      [40_060, 400, 'Still on it', 'Dana'],
    ] as const) {
      team.discord.fail({ on: /callback$/, how: { error: { status, code, message: 'x' } } })
      team.discord.people.patience = 200
      await press(team.dana, label)
      await cardSays(says)
      await until(`${label} is done`, () => team.world.story(1).length > 2)
    }
    expect(team.world.story(1).slice(-2)).toEqual(['claimed by Dana', 'renewed by Dana'])
  })

  it('says so when a verb breaks, changes nothing, and goes on', async () => {
    team.breakVerbs(new Error('disk full'))
    const seen = await press(team.dana, 'Claim')
    await until('an answer', () => seen.replies.length === 1)
    expect(seen.replies[0]).toBe('Something went wrong here. Nothing was changed; please try again.')
    expect(team.log.lines.filter((line) => line.includes('disk full'))).toHaveLength(1)
    team.breakVerbs(null)
    await press(team.dana, 'Claim')
    await cardSays('Dana')
  })

  it('keeps tokens and customers’ words out of its log', async () => {
    team.discord.fail({ on: /callback$/, times: 2, how: { status: 500 } })
    team.discord.people.patience = 200
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    team.discord.fail({ on: /^PATCH/, times: 2, how: { status: 502 } })
    await press(team.dana, 'Still on it')
    const log = team.log.lines.join('\n')
    expect(log).toContain('POST 500')
    expect(log).not.toContain('my bag is gone')
    expect(log).not.toContain(team.discord.token)
    for (const token of team.discord.world.interactions.keys()) expect(log).not.toContain(token)
  })

  it('does an interaction once, though the gateway may tell of it twice', async () => {
    await press(team.dana, 'Claim')
    await cardSays('Dana')
    team.discord.people.again()
    await press(team.dana, 'Still on it')
    await until('renewed', () => team.world.story(1).some((line) => line.startsWith('renewed')))
    team.discord.people.again()
    await chooseMore(team, team.dana, team.card(), 'release')
    await cardSays('open again')
    expect(team.world.story(1).filter((line) => line.startsWith('renewed'))).toHaveLength(1)
  })
})
