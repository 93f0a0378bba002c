import { afterEach, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { digestPicture } from '../../src/reports/charts/digest-picture.js'
import { oweDigest } from '../../src/reports/owe-digest.js'
import { en } from '../../src/texts/en.js'
import { type FakeDiscord, PERMISSION } from '../support/fake-discord/index.js'
import { author, post } from '../support/posts.js'
import { type CareTeam, careTeam, wordsOf } from './care-team.js'
import { TRICKS } from './tricks.js'

let team: CareTeam
afterEach(async () => {
  await team.end()
})

const WEEKLY = '900000000000000001'
const MONDAY = Date.UTC(2026, 0, 12, 9)

/** A channel of its own for digests, beside that of the cards. */
const ownChannel = (discord: FakeDiscord) => {
  discord.world.channels.set(WEEKLY, { id: WEEKLY, type: 0, name: 'weekly', overwrites: [] })
  return { digest: WEEKLY, deskUrl: 'https://desk.acme.example' }
}
const drawing = (discord: FakeDiscord) => ({
  ...ownChannel(discord),
  drawDigest: (notice: Parameters<typeof digestPicture>[1]) => digestPicture(team.desk, notice),
})

/** A week in which Ana was answered by Dana and thanked her; it is Monday, nine o'clock. */
async function begin(digests: NonNullable<Parameters<typeof careTeam>[0]>['digests'] = ownChannel) {
  const wide = { limit: 1_000, per: 1_000 }
  const limits = { 'create message': wide, 'edit message': wide }
  team = await careTeam({ connect: false, limits, global: wide, digests })
  const { world } = team
  world.take(post('my bag is gone, acme air (3/1 delivery)', { tagged: ['acmeair.bsky.social'] }))
  world.wait(4 * MINUTE)
  world.act(1, { type: 'claim' }, rep())
  world.act(1, { type: 'replied', at: world.now(), elsewhere: false }, rep())
  world.wait(HOUR)
  await team.hear('Thank you so much, you are heroes, acme air')
  world.act(1, { type: 'resolve', outcome: 'fixed', note: null }, rep())
  world.wait(MONDAY - world.now())
  await team.delivery.deliver()
}
const rep = () => ({ id: `discord:${team.dana.user.id}`, name: 'Dana' })
const owe = (due = MONDAY) =>
  oweDigest({
    desk: team.desk,
    texts: en,
    times: { last: 7 * DAY, brand: null, lastDue: () => due },
    blind: () => [],
    board: 'discord',
  })
const said = (channel = WEEKLY) =>
  team.discord.said(channel).filter(({ components }) => wordsOf(components).includes('### Digest'))
const words = (channel = WEEKLY) =>
  said(channel)
    .map(({ components }) => wordsOf(components))
    .join('\n')
const overwrite = (id: string, deny: bigint) =>
  team.discord.world.channels.get(id)?.overwrites.push({ id: team.discord.guildId, type: 0, allow: 0n, deny })

describe('a digest', () => {
  it('is said in its channel, pings nobody, and leads to cards and to the desk', async () => {
    await begin()
    expect(await owe()).toBe(true)
    await team.delivery.deliver()
    const [message, ...more] = said()
    expect(more).toEqual([])
    expect(message?.pings).toEqual([])
    expect(words()).toContain(
      '### Digest\\: all brands\n-# Mon 5 Jan, 09\\:00 to Mon 12 Jan, 09\\:00 \\(UTC\\)',
    )
    expect(words()).toMatch(
      /\*\*Good catches\*\*\n- Delivery, serious, in English\\: answered within 4 min · \[#1\]/,
    )
    expect(JSON.stringify(message?.components)).toContain('https://desk.acme.example/digest')
    expect(said(team.discord.channelId)).toEqual([])
  })

  it('is said once: not again for a second look, a restart, or a lost answer that Discord has forgotten', async () => {
    await begin()
    team.discord.fail({ on: new RegExp(`^POST /channels/${WEEKLY}/messages`), how: 'lost-answer' })
    await owe()
    await team.delivery.deliver()
    expect(await owe()).toBe(false)
    team.discord.forgetNonces()
    await team.restart()
    team.world.store.notices.recover(team.world.now())
    team.world.wait(11 * MINUTE)
    await team.delivery.deliver()
    expect(await owe()).toBe(false)
    await team.delivery.deliver()
    expect(said()).toHaveLength(1)
  })

  it('says after an outage what it would have said before', async () => {
    await begin()
    team.discord.fail({ on: /messages/, how: { status: 503 }, times: 50 })
    await owe()
    await team.delivery.deliver()
    expect(said()).toEqual([])
    // Much happens meanwhile, and Dana chooses to be named: the digest is of the week before.
    for (let i = 0; i < 5; i++)
      team.world.take(post('late, acme air (2/1 delivery)', { author: author(`p${i}`) }))
    team.world.store.team.setNamed(rep().id, true, team.world.now())
    team.discord.mend()
    team.world.wait(HOUR)
    await team.delivery.deliver()
    team.world.wait(HOUR)
    await team.delivery.deliver()
    expect(words()).toContain('Complaints\\: 1')
    expect(words()).not.toContain('Dana')
  })

  it('that was missed while nothing ran is said for two days, and then no more', async () => {
    await begin()
    team.world.wait(2 * DAY)
    expect(await owe()).toBe(true)
    team.world.wait(7 * DAY + MINUTE)
    expect(await owe(MONDAY + 7 * DAY)).toBe(false)
  })

  it('does not come before anything was heard', async () => {
    await begin()
    team.world.wait(-7 * DAY)
    expect(await owe(MONDAY - 7 * DAY)).toBe(false)
  })
})

describe('a good catch', () => {
  it('names whoever answered, if they chose to be named', async () => {
    await begin()
    team.world.store.team.setNamed(rep().id, true, team.world.now())
    await owe()
    await team.delivery.deliver()
    expect(words()).toContain('answered within 4 min by Dana · [#1]')
  })

  it('names nobody who chose otherwise while it waited for Discord', async () => {
    await begin()
    const { team: people } = team.world.store
    people.setNamed(rep().id, true, team.world.now())
    await owe()
    people.setNamed(rep().id, false, team.world.now())
    await team.delivery.deliver()
    expect(words()).toContain('answered within 4 min · [#1]')
    expect(words()).not.toContain('Dana')
  })

  it('never names the customer, nor says or links a word of theirs', async () => {
    await begin()
    await owe()
    await team.delivery.deliver()
    const [message] = said()
    const all = JSON.stringify(message)
    const { author: ana, url, text } = team.world.card(1).opening.post
    for (const theirs of [ana.handle, ana.displayName, ana.id, url ?? '', text, 'heroes', 'bag'])
      expect(all).not.toContain(theirs)
  })

  it('is read as it is written, whatever colleagues call themselves, and fits into a message', async () => {
    await begin()
    const { world } = team
    for (const [i, trick] of TRICKS.entries()) {
      world.store.notices.owe('discord', `trick:${i}`, summaryWith(trick.repeat(20)), world.now())
      await team.delivery.deliver()
    }
    expect(said()).toHaveLength(TRICKS.length)
    expect(said().flatMap(({ pings }) => pings)).toEqual([])
  })
})

const summaryWith = (name: string) =>
  ({
    type: 'summary',
    brand: null,
    from: MONDAY - 7 * DAY,
    to: MONDAY,
    said: {
      title: `Digest: ${name}`,
      about: 'x',
      sections: Array.from({ length: 4 }, () => ({
        title: 'x',
        lines: Array.from({ length: 30 }, () => ({ text: `${name} by`, name, cases: [1, 2, 3] })),
      })),
    },
  }) as const

describe('its picture', () => {
  it('shows the complaints of the week, with words for those who cannot see it', async () => {
    await begin(drawing)
    await owe()
    await team.delivery.deliver()
    const [message] = said()
    expect(message?.files.map(({ name }) => name)).toEqual(['complaints.png'])
    expect(message?.files[0]?.text).toContain('PNG')
    expect(JSON.stringify(message?.components)).toContain('Complaints by severity. 1 complaint,')
  })

  it.each([
    ['cannot be drawn', () => {}, () => Promise.reject(new Error('no font'))],
    ['may not be attached', () => overwrite(WEEKLY, PERMISSION.attachFiles), undefined],
  ])('is left out where it %s, and the words go alone', async (_, spoil, draw) => {
    await begin((discord) => ({ ...drawing(discord), ...(draw === undefined ? {} : { drawDigest: draw }) }))
    spoil()
    await owe()
    await team.delivery.deliver()
    expect(said().map(({ files }) => files)).toEqual([[]])
    expect(team.delivery.trouble()).toBeNull()
  })
})

describe('a channel that will not have it', () => {
  it.each([
    ['is gone', () => void team.discord.world.channels.delete(WEEKLY)],
    ['is closed to the bot', () => void overwrite(WEEKLY, PERMISSION.viewChannel)],
    ['takes no message of the bot', () => void overwrite(WEEKLY, PERMISSION.sendMessages)],
  ])('because it %s costs neither the digest nor the cards', async (_, spoil) => {
    await begin(drawing)
    spoil()
    await owe()
    team.world.take(post('late, acme air (2/1 delivery)', { author: author('bo') }))
    await team.delivery.deliver()
    expect(said(team.discord.channelId)).toHaveLength(1)
    expect(team.discord.visibleCards()).toHaveLength(2)
    expect(team.delivery.trouble()).toBeNull()
    expect(team.log.lines.join('\n')).toContain('run `amends check`')
  })

  it('is found by `amends check`, with what to mend', async () => {
    await begin()
    const digest = async () =>
      (await team.bot.board.check(AbortSignal.timeout(5_000))).filter(({ what }) => what.includes('digest'))
    expect(await digest()).toMatchObject([{ ok: true, detail: '#weekly, with its picture' }])
    overwrite(WEEKLY, PERMISSION.attachFiles)
    expect(await digest()).toMatchObject([
      { ok: true, detail: expect.stringContaining('allow Attach Files') },
    ])
    overwrite(WEEKLY, PERMISSION.sendMessages | PERMISSION.readHistory)
    expect(await digest()).toMatchObject([
      {
        ok: false,
        detail: 'Send Messages is missing in #weekly',
        mend: expect.stringContaining('allow Send'),
      },
      { ok: false, detail: 'Read Message History is missing in #weekly' },
    ])
    const channel = team.discord.world.channels.get(WEEKLY)
    if (channel !== undefined) channel.type = 2
    expect(await digest()).toMatchObject([{ ok: false, detail: 'is not a text channel' }])
    team.discord.world.channels.delete(WEEKLY)
    expect(await digest()).toMatchObject([{ ok: false, mend: expect.stringContaining('digest.channel') }])
  })
})
