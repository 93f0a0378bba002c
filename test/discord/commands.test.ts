import { afterEach, describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import type { FakeMember, Seen } from '../support/fake-discord/index.js'
import { author, post } from '../support/posts.js'
import { buttonsOf, type CareTeam, careTeam, until, wordsOf } from './care-team.js'

let team: CareTeam
afterEach(async () => {
  await team.end()
})

const PUT = /^PUT \/applications/
async function begin(options: Parameters<typeof careTeam>[0] = {}): Promise<void> {
  const wide = { limit: 1_000, per: 1_000 }
  team = await careTeam({
    limits: { 'create message': wide, 'edit message': wide },
    global: wide,
    ...options,
  })
}
async function take(n: number): Promise<void> {
  for (let index = 0; index < n; index += 1)
    team.world.take(post('my bag is gone, acme air (3/2 delivery)', { author: author(`a${index}.example`) }))
  await until('all cards are there', () => team.discord.visibleCards().length === n)
}
/** Types a command and reads the whole answer. */
async function typed(who: FakeMember, name: string, given = {}): Promise<string> {
  return read(await team.discord.people.command(who, name, given))
}
async function read(seen: Seen): Promise<string> {
  await until('an answer', () => seen.replies.length > 0)
  return seen.replies.join('\n')
}
const boss = () => team.discord.people.join('Boss', 'manager')

describe('the commands', () => {
  it('are told to Discord when they change, and not at every start', async () => {
    await begin()
    expect(team.discord.world.commands.map(({ name }) => name)).toEqual([
      'cases',
      'case',
      'oncall',
      'mute',
      'unmute',
      'status',
      'audit',
      'report',
      'me',
      'help',
      'Open a case',
    ])
    await team.restart()
    await team.restart()
    await until('asked', () => team.discord.received(/applications\/@me/).length === 3)
    expect(team.discord.received(PUT)).toHaveLength(1)
  })

  it('that Discord will not take cost nothing but themselves', async () => {
    team = await careTeam({ connect: false })
    team.discord.fail({ on: PUT, times: 9, how: { status: 500 } })
    await team.bot.start()
    await until('said', () => team.log.lines.some((line) => line.includes('did not take the commands')))
    team.discord.mend()
    await team.restart()
    await until('known', () => team.discord.world.commands.length > 0)
  })

  it('are for the team alone', async () => {
    await begin()
    const guest = team.discord.people.join('Guest')
    for (const name of ['cases', 'status', 'audit', 'help'])
      expect(await typed(guest, name)).toMatch(/^Only /)
    team.dana.roles = []
    expect(await typed(team.dana, 'oncall who')).toMatch(/^Only /)
    expect((await team.discord.people.offered(guest, 'case show', 'number', '')).choices).toEqual([])
    const outside = await team.discord.people.command(team.lee, 'cases', {}, { guildId: null })
    expect(await read(outside)).toContain('not here')
  })
})

describe('/cases', () => {
  it('lists what nobody has, with links to the cards, and turns pages', async () => {
    await begin()
    await take(11)
    const seen = await team.discord.people.command(team.dana, 'cases')
    expect(await read(seen)).toContain('**Unclaimed cases: 11** · page 1 of 2')
    const [list] = seen.messages
    const [card] = team.discord.visibleCards()
    expect(wordsOf(list?.components)).toContain(`[#1](https://discord.com/channels/${team.discord.guildId}/`)
    expect(wordsOf(list?.components)).toContain(`/${card?.id})`)
    if (list === undefined) throw new Error('no list')
    await team.discord.people.press(team.dana, list, 'Next')
    await until('turned', () => wordsOf(list.components).includes('page 2 of 2'))
    expect(buttonsOf(list.components)).toEqual(['Previous'])
    expect(team.discord.visibleCards()).toHaveLength(11)
  })

  it('filters by whose, how late, how pressing and which brand', async () => {
    await begin()
    await take(2)
    team.world.act(1, { type: 'claim' }, { id: `discord:${team.dana.user.id}`, name: 'Dana' })
    expect(await typed(team.dana, 'cases', { show: 'mine' })).toContain('My cases: 1')
    expect(await typed(team.lee, 'cases', { show: 'mine' })).toContain('Nothing here.')
    expect(await typed(team.dana, 'cases', { show: 'overdue' })).toContain('Overdue cases: 0')
    team.world.wait(20 * MINUTE)
    expect(await typed(team.dana, 'cases', { show: 'overdue' })).toContain('Overdue cases: 1')
    expect(await typed(team.dana, 'cases', { show: 'all', priority: 'P1' })).toContain('Nothing here.')
    expect(await typed(team.dana, 'cases', { show: 'all', brand: 'Acme Air' })).toContain(': 2**')
    expect(await typed(team.dana, 'cases', { brand: 'Nobody' })).toContain('does not watch over')
  })
})

describe('/case', () => {
  it('shows a card to whoever asks, and its buttons work there', async () => {
    await begin()
    await take(1)
    const offered = await team.discord.people.offered(team.dana, 'case show', 'number', 'a0')
    expect(offered.choices).toEqual([{ name: '#1 · P2 · @a0.example · delivery · open', value: 1 }])
    const seen = await team.discord.people.command(team.dana, 'case show', { number: 1 })
    await until('shown', () => seen.messages.length === 1)
    const [mine] = seen.messages
    if (mine === undefined) throw new Error('no card')
    await team.discord.people.press(team.dana, mine, 'Claim')
    await until('both are up to date', () =>
      [mine, team.card()].every(({ components }) => wordsOf(components).includes('has had this')),
    )
    expect(await typed(team.dana, 'case show', { number: 99 })).toBe('There is no case #99.')
  })

  it('opens one from an address, once, and says what is wrong with others', async () => {
    const found = post('they never answered me')
    await begin({ byUrl: async (url) => (url.includes('bsky.app') ? found : null) })
    const given = { url: 'https://bsky.app/profile/ana/post/1', brand: 'Acme Air' }
    expect(await typed(team.dana, 'case open', given)).toContain('Opened case #1')
    await until('the card is there', () => team.discord.visibleCards().length === 1)
    expect(await typed(team.lee, 'case open', given)).toMatch(/in case \[#1\]\(https:.*\) already/)
    expect(await typed(team.lee, 'case open', { ...given, url: 'https://x.example/1' })).toContain(
      'No network',
    )
    expect((await team.discord.people.offered(team.lee, 'case open', 'brand', 'ACM')).choices).toEqual([
      { name: 'Acme Air', value: 'Acme Air' },
    ])
  })

  it('opens one from a message, and asks for the brand where there are several', async () => {
    const found = post('they never answered me')
    await begin({ byUrl: async () => found, brands: ['Acme Rail', 'Acme Air'] })
    const { people } = team.discord
    expect(await read(await people.fromMessage(team.dana, 'Open a case', 'look at this'))).toContain(
      'no address',
    )
    const seen = await people.fromMessage(
      team.dana,
      'Open a case',
      'see <https://bsky.app/profile/x/post/1> please',
    )
    expect(await read(seen)).toContain('Which brand')
    const [menu] = seen.messages
    if (menu === undefined) throw new Error('no menu')
    await people.choose(team.dana, menu, '1')
    await until('opened', () => wordsOf(menu.components).includes('Opened case'))
    expect(team.world.card(1).case.brand).toBe('Acme Air')
  })
})

describe('running the team', () => {
  it('who is on call is told to all, and set by managers, for people of the team', async () => {
    await begin()
    expect(await typed(team.dana, 'oncall who')).toContain('Nobody is named')
    const given = { user: team.lee, until: '4h' }
    expect(await typed(team.dana, 'oncall set', given)).toContain('Only managers')
    const guest = team.discord.people.join('Guest')
    const chief = boss()
    expect(await typed(chief, 'oncall set', { ...given, user: guest })).toContain('one of the team’s roles')
    expect(await typed(chief, 'oncall set', { ...given, until: 'soon' })).toContain('Until when?')
    expect(await typed(chief, 'oncall set', given)).toContain('**Lee** is on call until')
    expect(await typed(team.dana, 'oncall who')).toBe('On call: **Lee**')
    team.world.wait(5 * HOUR)
    expect(await typed(team.dana, 'oncall who')).toContain('Nobody is named')
  })

  it('a brand is muted until a moment, by managers, and heard again', async () => {
    await begin()
    expect(await typed(team.dana, 'mute', { until: '2h' })).toContain('Only managers')
    const chief = boss()
    expect(await typed(chief, 'mute', { until: '2h', brand: 'Acme Air' })).toMatch(
      /about Acme Air until <t:\d+:f>/,
    )
    expect(team.world.store.team.mutedUntil('Acme Air', team.world.now())).toBe(team.world.now() + 2 * HOUR)
    expect(await typed(chief, 'unmute', { brand: 'Acme Air' })).toContain('on again')
    expect(team.world.store.team.mutedUntil('Acme Air', team.world.now())).toBeNull()
  })

  it('what works, and since when what does not', async () => {
    await begin()
    const at = team.world.now()
    team.fares({
      lastPostAt: at,
      parts: [
        { name: 'Bluesky', ok: true, detail: 'Posts with our words', lastSuccessAt: at },
        { name: 'Mastodon', ok: false, detail: '@everyone 503', lastSuccessAt: null },
      ],
    })
    const said = await typed(team.dana, 'status')
    expect(said).toContain(`🟢 **Bluesky** · Posts with our words · last <t:${at / 1_000}:R>`)
    expect(said).toContain('Every card is up to date.')
    expect(said).toContain('🔴 **Mastodon** · \\@everyone 503')
  })

  it('who did what, for managers, as pages and as a table in which no name is a formula', async () => {
    await begin()
    await take(1)
    expect(await typed(team.dana, 'audit')).toContain('Only managers')
    team.lee.nick = '=HYPERLINK("https://evil.example","x")'
    await team.discord.people.press(team.lee, team.card(), 'Claim')
    await until('shown', () => buttonsOf(team.card().components).includes('Still on it'))
    for (let n = 0; n < 14; n += 1) await team.discord.people.press(team.lee, team.card(), 'Still on it')
    await until('noted', () => team.world.store.team.audited({ limit: 99, before: null }).length === 15)
    const chief = boss()
    const seen = await team.discord.people.command(chief, 'audit')
    expect(await read(seen)).toContain('**still\\-on\\-it** · #1 · done')
    const [page] = seen.messages
    if (page === undefined) throw new Error('no page')
    await team.discord.people.press(chief, page, 'Next')
    await until('turned', () => buttonsOf(page.components).length === 0)

    const exported = await team.discord.people.command(chief, 'audit', { export: true })
    await until('exported', () => exported.messages.length === 1)
    const [file] = exported.messages[0]?.files ?? []
    expect(file?.name).toBe('audit.csv')
    expect(file?.text.split('\r\n')).toHaveLength(17)
    expect(file?.text).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`)
  })

  it('and what everything does', async () => {
    await begin()
    expect(await typed(team.lee, 'help')).toContain('**Reply**')
  })
})
