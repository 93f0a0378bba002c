import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveCase } from '../../src/app/save-case.js'
import type { Notice } from '../../src/domain/notice.js'
import type { Person } from '../../src/domain/people.js'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import type { FakeMessage } from '../support/fake-discord/index.js'
import { author, post } from '../support/posts.js'
import { type CareTeam, careTeam, wordsOf } from './care-team.js'
import { TRICKS } from './tricks.js'

let team: CareTeam
afterEach(async () => {
  await team.end()
})

async function begin(options: Parameters<typeof careTeam>[0] = {}) {
  const wide = { limit: 1_000, per: 1_000 }
  team = await careTeam({
    connect: false,
    limits: { 'create message': wide, 'edit message': wide },
    global: wide,
    ...options,
  })
  team.world.take(post('my bag is gone, acme air (3/1 delivery)', { tagged: ['acmeair.bsky.social'] }))
  await team.delivery.deliver()
}
const CREATE = /^POST \/channels\/\d+\/messages$/
const rep = () => ({ id: `discord:${team.dana.user.id}`, name: 'Dana' })
const claim = async () => {
  team.world.act(1, { type: 'claim' }, rep())
  await team.delivery.deliver()
}
const words = (message: FakeMessage) => `${message.content}${wordsOf(message.components)}`
/** What was said beside the cards, in the channel or a thread. */
const notices = (channel?: string) => team.discord.said(channel).filter(({ content }) => content !== '')
const lines = (channel?: string) => team.discord.said(channel).map(words)
const thread = () => {
  const [made] = team.discord.threads()
  if (made === undefined) throw new Error('there is no thread')
  return made
}
const role = (name: string) => team.discord.people.roleId(name)
const owe = async (notice: Notice, topic = 'test') => {
  team.world.store.notices.owe('discord', topic, notice, team.world.now())
  await team.delivery.deliver()
}

describe('a case that nobody claims', () => {
  beforeEach(() => begin())

  it('is called out on its ladder: the channel, then on call, then the managers, each pinging just them, once', async () => {
    for (const wait of [16, 15, 30, 60]) {
      team.world.wait(wait * MINUTE)
      await team.watch()
      await team.watch()
    }
    expect(notices().map(({ pings }) => pings)).toEqual([[], [role('oncall')], [role('manager')]])
    const [card] = team.discord.visibleCards()
    expect(notices().map(({ replyTo }) => replyTo)).toEqual([card?.id, card?.id, card?.id])
    expect(words(card as FakeMessage)).toContain('🔔 still unclaimed: time to call the managers')
    expect(JSON.stringify(notices()[0]?.components)).toContain(`/${team.discord.channelId}/${card?.id}`)
  })

  it('pings nobody while its brand is muted, and says everything all the same', async () => {
    team.world.take(post('late, acme air (2/1 delivery)', { author: author('bo') }))
    const boss = { person: { id: 'discord:9', name: 'Boss' }, role: 'manager' } as const
    team.care.mute(null, team.world.now() + 24 * HOUR, boss)
    team.world.wait(2 * HOUR)
    await team.watch()
    expect(notices().map(({ pings }) => pings)).toEqual([[]])
    expect(notices()[0]?.content).toContain(`<@&${role('manager')}>`)
    expect((notices()[0]?.flags ?? 0) & (1 << 12)).not.toBe(0)
  })
})

describe('whoever is on call', () => {
  const call = async (onCall: Person | null) => {
    await begin({ onCall })
    team.world.wait(31 * MINUTE)
    await team.watch()
    return notices().at(-1)
  }

  it('is pinged alone, when they are in Discord', async () => {
    const said = await call({ id: 'discord:123456789012345678', name: 'Cleo' })
    expect(said?.pings).toEqual(['123456789012345678'])
  })

  it('is named beside the role, when they work on the web desk: somebody has to hear it', async () => {
    const said = await call({ id: 'web:cleo', name: 'Cleo @everyone' })
    expect(said?.pings).toEqual([role('oncall')])
    expect(said?.content).toContain('**Cleo \\@everyone**')
  })

  it('is not woken in vain by a role that may not be mentioned: `check` says so', async () => {
    await begin()
    for (const each of team.discord.world.roles) each.mentionable = false
    const found = await team.bot.board.check(AbortSignal.timeout(5_000))
    expect(found.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(['Discord calls', 'Discord calls'])
  })
})

describe('a claimed case has a thread', () => {
  beforeEach(() => begin())

  it('with what happened so far and the earlier cases, and no name or word of the customer in its title', async () => {
    team.world.act(1, { type: 'resolve', outcome: 'duplicate', note: null }, rep())
    team.world.take(post('again! acme air (3/2 delivery)'))
    await team.delivery.deliver()
    team.world.act(2, { type: 'claim' }, rep())
    await team.delivery.deliver()
    expect(thread().name).toBe('#2 · delivery · serious')
    const [first] = lines(thread().id)
    expect(first).toContain('Earlier cases with us: 1')
    expect(first).toMatch(/\[#1\]\(https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+\) · P2 · Duplicate/)
    expect(first).toContain('Dana: claimed until')
  })

  it('once, though the answer was lost or the process ended in between', async () => {
    team.discord.fail({ on: /threads$/, how: 'lost-answer' })
    team.discord.fail({ on: CREATE, how: 'lost-answer' })
    await claim()
    for (let tries = 0; tries < 4; tries += 1) {
      team.discord.forgetNonces()
      team.world.wait(11 * MINUTE)
      await team.delivery.deliver()
    }
    expect(team.discord.threads()).toHaveLength(1)
    expect(lines(thread().id).filter((line) => line.includes('So far'))).toHaveLength(1)
  })

  it('in which the customer’s next words are quoted, harmless, and the owner is pinged', async () => {
    await claim()
    for (const trick of TRICKS.slice(0, 12)) await team.hear(`${trick} acme air (2/1 delivery)`)
    const pings = team.discord.said(thread().id).flatMap((one) => one.pings)
    expect(new Set(pings)).toEqual(new Set([team.dana.user.id]))
    expect(lines(thread().id).filter((line) => line.startsWith('💬 the customer')).length).toBeGreaterThan(8)
  })

  it('from which words go that the customer takes back', async () => {
    await claim()
    const said = await team.hear('my passport is K1234567, acme air (2/1 delivery)')
    expect(lines(thread().id).join()).toContain('K1234567')
    const stored = team.world.store.mentions.byUri(said)
    if (stored === null) throw new Error('not stored')
    const { desk } = team
    // Discord puts a quiet thread away, and lets nobody change a word in it.
    thread().archived = true
    desk.store.transaction(() => {
      desk.store.mentions.erase(stored.id, desk.clock())
      const current = team.world.card(1).case
      const event = { type: 'post-removed', mentionId: stored.id } as const
      saveCase(
        desk,
        current,
        { ...current, version: current.version + 1 },
        [event],
        { type: 'customer' },
        desk.clock(),
      )
    })
    await team.delivery.deliver()
    expect(JSON.stringify(team.discord.said(thread().id))).not.toContain('K1234567')
    expect(lines(thread().id).join()).toContain('deleted this post')
  })

  it('and when somebody deletes it, the channel is told instead, and nothing is lost', async () => {
    await claim()
    team.discord.world.channels.delete(thread().id)
    await team.hear('hello? acme air (2/1 delivery)')
    expect(notices().map(({ content, pings }) => [content.includes('wrote again'), pings])).toEqual([
      [true, [team.dana.user.id]],
    ])
    expect(team.world.store.team.place('discord', 'thread:1')).toBeNull()
  })

  it('or is locked', async () => {
    await claim()
    thread().locked = true
    await team.hear('hello? acme air (2/1 delivery)')
    expect(notices()).toHaveLength(1)
  })

  it.each([
    [
      'the server takes no more threads',
      () => {
        team.discord.world.threadLimit = 0
      },
    ],
    [
      'the bot may not make any',
      () => {
        const channel = team.discord.world.channels.get(team.discord.channelId)
        channel?.overwrites.push({ id: team.discord.guildId, type: 0, allow: 0n, deny: 1n << 35n })
      },
    ],
    ['its card was deleted', () => team.discord.deleteByHand(team.discord.visibleCards()[0]?.id ?? '')],
  ])('unless %s: then the channel is told', async (_why, spoil) => {
    team.world.act(1, { type: 'note', text: 'x' }, rep())
    await team.delivery.deliver()
    spoil()
    team.world.store.team.setPlace('discord', 'thread:1', null)
    team.world.store.notices.owe('discord', 'thread:1', { type: 'thread', caseId: 1 }, team.world.now())
    await owe({ type: 'handed', caseId: 1, from: { id: 'web:a', name: 'Ana' }, to: rep() })
    expect(team.discord.threads()).toHaveLength(0)
    expect(notices().map(({ pings }) => pings)).toEqual([[team.dana.user.id]])
    expect(team.delivery.trouble()).toBeNull()
  })
})

describe('what is said once', () => {
  beforeEach(() => begin())
  const handed = (): Notice => ({ type: 'handed', caseId: 1, from: { id: 'web:a', name: 'Ana' }, to: rep() })

  it('stays one message, though the answer was lost and Discord has forgotten the nonce', async () => {
    team.discord.fail({ on: CREATE, how: 'lost-answer' })
    await owe(handed())
    team.discord.forgetNonces()
    team.world.wait(11 * MINUTE)
    await team.delivery.deliver()
    expect(notices()).toHaveLength(1)
    expect(team.discord.received(CREATE)).toHaveLength(2)
  })

  it('is news of the sources and digests too, for the managers or for nobody in particular', async () => {
    await owe({ type: 'blind', connector: 'bluesky:acme', since: team.world.now(), why: '@here broke' }, 'a')
    await owe({ type: 'sees-again', connector: 'bluesky:acme', since: team.world.now() }, 'b')
    await owe(
      { type: 'digest', brand: 'Acme Air', caseIds: Array.from({ length: 40 }, (_, n) => n + 1), more: 100 },
      'c',
    )
    const [blind, sees, digest] = notices()
    expect(blind).toMatchObject({
      pings: [role('manager')],
      content: expect.stringContaining('silence does not mean peace'),
    })
    expect(sees?.content).toContain('sees again')
    expect(digest).toMatchObject({ pings: [], content: expect.stringContaining('140 more cases') })
  })

  it('fits into a message, whatever people call themselves', async () => {
    for (const [index, trick] of TRICKS.entries()) {
      const person = { id: 'web:x', name: trick.repeat(50) }
      await owe(
        { type: 'taken-over', caseId: 1, from: person, by: person, reason: trick.repeat(50) },
        `n${index}`,
      )
      team.world.wait(MINUTE)
    }
    expect(team.discord.said().flatMap(({ pings }) => pings)).toEqual([])
  })
})
