import { afterEach, beforeEach, expect, it } from 'vitest'
import { markupOf } from '../support/discord-look/markdown.js'
import { author, post } from '../support/posts.js'
import { type CareTeam, careTeam, until, wordsOf } from './care-team.js'
import { TRICKS } from './tricks.js'

let team: CareTeam
beforeEach(async () => {
  const wide = { limit: 1_000, per: 1_000 }
  team = await careTeam({ limits: { 'create message': wide, 'edit message': wide }, global: wide })
})
afterEach(async () => {
  await team.end()
})

it('every trick in the book becomes a card like any other, and wakes nobody', async () => {
  TRICKS.forEach((trick, n) => {
    const by = author(`a${n}.example`, { displayName: trick })
    team.world.take(
      post(`${trick}, acme air (3/2 delivery)`, { author: by, contentWarning: n % 2 ? trick : null }),
    )
  })
  await until('all cards are there', () => team.discord.visibleCards().length === TRICKS.length)
  expect(team.discord.visibleCards().flatMap(({ pings }) => pings)).toEqual([])
})

it('a hostile note and a hostile nickname are only words on the card, and in what others are told', async () => {
  team.world.take(post('late, acme air (3/2 delivery)'))
  await until('the card is there', () => team.discord.visibleCards().length === 1)
  team.dana.nick = '@everyone [x](https://evil.example)'
  const { people } = team.discord
  await people.press(team.dana, team.card(), 'Claim')
  await until('claimed', () => wordsOf(team.card().components).includes('has had this'))
  const told = await people.press(team.lee, team.card(), 'Still on it')
  await until('told', () => told.replies.length === 1)
  const { modal } = await people.press(team.dana, team.card(), 'Resolve')
  if (modal === null) throw new Error('no form came')
  await people.submit(team.dana, team.card(), modal, {
    outcome: ['fixed'],
    note: `${TRICKS.join('\n')}`.slice(0, 500),
  })
  await until('resolved', () => wordsOf(team.card().components).includes('Fixed'))

  for (const words of [wordsOf(team.card().components), ...told.replies]) {
    expect(words).not.toMatch(/(?<!\\)@everyone|(?<!\\)\[x\]|https:\/\//)
    expect(words).toContain('evil\\.example')
  }
  expect([...team.discord.world.messages.values()].flatMap(({ pings }) => pings)).toEqual([])
})

it('every trick is only words in the form behind Reply, in a list and in a menu of cases', async () => {
  const live = /^(mention|everyone|link|autolink|custom-emoji|emoji-code|command|address|code)/
  for (const [n, trick] of TRICKS.entries()) {
    const by = author(`a${n}.example`, { displayName: trick })
    team.world.take(
      post(`${trick}, acme air (3/2 delivery)`, { author: by, tagged: ['acmeair.bsky.social'] }),
    )
  }
  await until('all cards are there', () => team.discord.visibleCards().length === TRICKS.length)
  for (const card of team.discord.visibleCards()) {
    const { modal } = await team.discord.people.press(team.dana, card, 'Reply')
    if (modal === null) throw new Error('no form came')
    expect(markupOf(wordsOf(modal['components'])).filter((found) => live.test(found))).toEqual([])
  }
  const list = await team.discord.people.command(team.dana, 'cases')
  await until('the list', () => list.messages.length === 1)
  const found = markupOf(wordsOf(list.messages[0]?.components)).filter((each) => live.test(each))
  expect(new Set(found)).toEqual(new Set(['link']))
  const offered = await team.discord.people.offered(team.dana, 'case show', 'number', '')
  expect(offered.choices).toHaveLength(Math.min(25, TRICKS.length))
})
