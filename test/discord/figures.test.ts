import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Figures } from '../../src/discord/figures.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import type { FakeMember, FakeMessage, Json, Seen } from '../support/fake-discord/index.js'
import { author, post } from '../support/posts.js'
import { buttonsOf, type CareTeam, careTeam, until, wordsOf } from './care-team.js'

let team: CareTeam
let chief: FakeMember
// What draws is large: here it would be loaded while the first test waits.
beforeAll(async () => {
  await import('../../src/reports/charts/index.js')
}, 60_000)
afterEach(async () => {
  await team.end()
})

async function begin(options: Parameters<typeof careTeam>[0] = {}): Promise<void> {
  const wide = { limit: 1_000, per: 1_000 }
  team = await careTeam({
    limits: { 'create message': wide, 'edit message': wide },
    global: wide,
    brands: ['Acme Air', 'Acme Rail'],
    publicUrl: 'https://desk.acme.example',
    ...options,
  })
  chief = team.discord.people.join('Boss', 'manager')
}

/** Last week one complaint; this week four: two claimed and answered, one with a thank-you, one that nobody took. */
function aFewDays(): void {
  const { world } = team
  const dana = { id: `discord:${team.dana.user.id}`, name: 'Dana' }
  let n = 0
  const hear = (text: string) => {
    world.take(post(text, { author: author(`person${++n}.example`), postedAt: world.now() }))
    return n
  }
  hear('late again, acme air (2/1 delivery)')
  world.wait(8 * DAY)
  for (const [claim, reply] of [
    [2, 5],
    [4, 100],
  ] as const) {
    const id = hear('stuck at the gate, acme air (3/2 delivery)')
    world.wait(claim * MINUTE)
    world.act(id, { type: 'claim' }, dana)
    world.wait(reply * MINUTE)
    world.act(id, { type: 'replied', at: world.now(), elsewhere: false }, dana)
    world.act(id, { type: 'resolve', outcome: 'fixed', note: null, cause: '=HYPERLINK("x")' }, dana)
  }
  hear('bag is lost, acme air (2/2 delivery)')
  world.wait(2 * HOUR)
}

async function asked(who: FakeMember, name: string, given = {}): Promise<FakeMessage> {
  return answerTo(await team.discord.people.command(who, name, given))
}
async function answerTo(seen: Seen): Promise<FakeMessage> {
  await until('an answer', () => seen.messages.length > 0, 30_000)
  const [message] = seen.messages
  if (message === undefined) throw new Error('no answer')
  return message
}
/** As a person reads it: without the backslashes that keep it harmless. */
const read = ({ components }: FakeMessage): string => wordsOf(components).replaceAll('\\', '')
/** Every component of a message, whatever it stands in. */
const parts = (components: unknown): Json[] =>
  Array.isArray(components) ? components.flatMap((one: Json) => [one, ...parts(one['components'])]) : []
const linkOf = (message: FakeMessage) =>
  String(parts(message.components).find(({ url }) => url !== undefined)?.['url'])

describe('/report show', () => {
  it('shows managers a picture, three sentences and the way to the same report on the desk', async () => {
    await begin()
    aFewDays()
    const message = await asked(chief, 'report show')
    const [head, ...sentences] = parts(message.components)
      .map(({ content }) => String(content ?? '').replaceAll('\\', ''))
      .filter((content) => content !== '')
    expect(head).toContain('### How we did: all brands')
    expect(head).toContain('3 complaints (before: 1)')
    expect(sentences).toEqual([
      'In working time, half of the cases were claimed within 4 min and answered within 1 h 44 min.',
      'P2 cases are furthest from their target: 33 % were answered within 1 h (1 of 3).',
      'No customer has shown yet how they feel after our reply; no complaint had to be opened by hand.',
    ])
    const [file] = message.files
    expect(file?.name).toBe('report.png')
    expect(file?.data.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(file?.data.readUInt32BE(16)).toBe(1_180)
    const gallery = parts(message.components).find(({ type }) => type === 12)
    expect(JSON.stringify(gallery)).toContain('How soon customers are answered, in working time: ')
    expect(linkOf(message)).toBe(`https://desk.acme.example/reports?last=7d&at=${team.world.now()}`)
    expect(message.flags & (1 << 6)).not.toBe(0)
  })

  it('for chosen days, brand and picture', async () => {
    await begin()
    aFewDays()
    const offered = await team.discord.people.offered(chief, 'report show', 'brand', 'rail')
    expect(offered.choices).toEqual([{ name: 'Acme Rail', value: 'Acme Rail' }])
    const given = {
      from: '2026-01-05',
      to: '2026-01-05',
      brand: 'Acme Air',
      picture: 'volume',
      period: '90d',
    }
    const message = await asked(chief, 'report show', given)
    expect(read(message)).toContain('5 Jan 2026, 00:00 to 6 Jan 2026, 00:00 (UTC) · 1 complaint (before: 0)')
    expect(JSON.stringify(message.components)).toContain('Complaints by severity')
    expect(linkOf(message)).toContain('/reports?from=2026-01-05&to=2026-01-05&brand=Acme+Air&at=')
  })

  it('says kindly that there is nothing to tell, and which days make no period', async () => {
    await begin()
    const quiet = await asked(chief, 'report show', { brand: 'Acme Rail', period: '24h' })
    expect(read(quiet)).toContain('a calm time')
    expect(quiet.files).toEqual([])
    expect(buttonsOf(quiet.components)).toEqual(['Open this report on the desk'])
    for (const given of [
      { to: '2026-01-05' },
      { from: '2026-01-09', to: '2026-01-05' },
      { from: 'yesterday' },
    ])
      for (const name of ['report show', 'report export'])
        expect(read(await asked(chief, name, given))).toContain('make no period')
    expect(read(await asked(chief, 'report show', { brand: 'Nobody' }))).toContain('does not watch over')
  })

  it('says where the report is, when the desk has no address that others can reach', async () => {
    await begin({ publicUrl: 'http://localhost:4180' })
    aFewDays()
    const message = await asked(chief, 'report show')
    expect(buttonsOf(message.components)).toEqual([])
    expect(read(message)).toContain('is on the web desk under *Reports*')
  })

  it('is for managers and admins', async () => {
    await begin()
    for (const name of ['report show', 'report export'])
      expect(read(await asked(team.dana, name))).toContain('Only managers')
    expect(read(await asked(team.discord.people.join('Ida', 'admin'), 'report show'))).toContain('calm time')
  })

  it('is counted once at a time for each person, while others press and are answered', async () => {
    let goOn = () => {}
    const slow = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const waits = (real: Figures): Figures => ({
      ...real,
      show: (asked) => slow.then(() => real.show(asked)),
    })
    await begin({ figures: waits })
    const first = await team.discord.people.command(chief, 'report show')
    expect(first.acknowledged).toBe(true)
    expect(read(await asked(chief, 'report export'))).toContain('still being counted')
    expect(read(await asked(team.dana, 'status'))).toContain('What works')
    goOn()
    expect(read(await answerTo(first))).toContain('calm time')
    expect(read(await asked(chief, 'report show'))).toContain('calm time')
  })

  it('that fails ends in words, wherever it fails', async () => {
    let broken = true
    const fails = (real: Figures): Figures => ({
      ...real,
      show: (asked) => (broken ? Promise.reject(new Error('disk on fire')) : real.show(asked)),
    })
    await begin({ figures: fails })
    expect(read(await asked(chief, 'report show'))).toContain('could not be made just now')
    expect(team.log.lines.some((line) => line.includes('disk on fire'))).toBe(true)
    broken = false
    aFewDays()
    team.discord.world.uploadLimit = 1_000
    expect(read(await asked(chief, 'report show'))).toContain('could not be made just now')
  })
})

describe('/report export', () => {
  it('gives every figure as a table in which no cause is a formula', async () => {
    await begin()
    aFewDays()
    const message = await asked(chief, 'report export', { period: '30d' })
    const [file] = message.files
    expect(file?.name).toBe('amends-report.csv')
    expect(file?.text.split('\r\n')[0]).toBe('period,from,to,section,by,group,figure,value,low,high,n,unit')
    expect(file?.text).toContain(`"'=HYPERLINK(""x"")"`)
    expect(read(message)).toContain('Every figure of this period')
  })

  it('too large for Discord says so, and where it is', async () => {
    await begin()
    aFewDays()
    team.discord.world.uploadLimit = 1_000
    const message = await asked(chief, 'report export')
    expect(read(message)).toContain('more than Discord takes')
    expect(message.files).toEqual([])
  })
})

describe('/me', () => {
  it('tells a person their own times, and nobody else’s', async () => {
    await begin()
    aFewDays()
    const mine = await asked(team.dana, 'me')
    expect(read(mine)).toContain(
      '**Claimed**: 2 cases, half within 2 min, nine in ten within 4 min; 2 of 2 in time',
    )
    expect(read(mine)).toContain(
      '**Answered**: 2 cases, half within 7 min, nine in ten within 1 h 44 min; 1 of 2 in time',
    )
    expect(read(mine)).toContain('**Resolved**: 2 cases')
    expect(mine.flags & (1 << 6)).not.toBe(0)
    const theirs = read(await asked(team.lee, 'me'))
    expect(theirs).toContain('Nothing yet')
    expect(theirs).not.toContain('Dana')
  })

  it('lets a person choose whether digests name them, and take it back; the log says so', async () => {
    await begin()
    const id = `discord:${team.dana.user.id}`
    const message = await asked(team.dana, 'me')
    expect(read(message)).toContain('Digests do not name you.')
    await team.discord.people.press(team.dana, message, 'Name me')
    await until('named', () => read(message).includes('Digests may name you.'))
    expect(team.world.store.team.isNamed(id)).toBe(true)
    await team.discord.people.press(team.dana, message, 'Do not name me')
    await until('not named', () => read(message).includes('Digests do not name you.'))
    expect(team.world.store.team.isNamed(id)).toBe(false)
    const { audited } = team.world.store.team
    expect(audited({ limit: 9, before: null }).map(({ action, outcome }) => `${action}: ${outcome}`)).toEqual(
      ['not-be-named: done', 'be-named: done'],
    )
  })

  it('keeps the choice when the times cannot be read, and says so', async () => {
    let broken = false
    const fails = (real: Figures): Figures => ({
      ...real,
      own: (person) => (broken ? Promise.reject(new Error('disk on fire')) : real.own(person)),
    })
    await begin({ figures: fails })
    const message = await asked(team.lee, 'me')
    broken = true
    await team.discord.people.press(team.lee, message, 'Name me')
    await until('named', () => read(message).includes('Digests may name you.'))
    expect(read(message)).toContain('could not be read just now')
    expect(read(await asked(team.lee, 'me'))).toContain('could not be read just now')
  })

  it('says so when the choice itself cannot be kept', async () => {
    await begin()
    const message = await asked(team.lee, 'me')
    team.world.store.close()
    const seen = await team.discord.people.press(team.lee, message, 'Name me')
    await until('words', () => JSON.stringify(seen).includes('Something went wrong here'))
    expect(seen.acknowledged).toBe(true)
  })

  it('is for the team, and its button for a message that is the presser’s own', async () => {
    await begin()
    const guest = team.discord.people.join('Guest')
    expect(read(await asked(guest, 'me'))).toBe('')
    aFewDays()
    await until('cards', () => team.discord.visibleCards().length > 0)
    const [card] = team.discord.visibleCards()
    if (card === undefined) throw new Error('no card')
    const seen = await team.discord.people.press(team.dana, card, 'amends-named/yes', { forged: true })
    await until('refused', () => seen.replies.length > 0)
    expect(team.world.store.team.isNamed(`discord:${team.dana.user.id}`)).toBe(false)
  })
})
