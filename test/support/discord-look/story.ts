import { HOUR, MINUTE } from '../../../src/domain/time.js'
import { careTeam, fillMore, until, wordsOf } from '../../discord/care-team.js'
import type { FakeMessage } from '../fake-discord/index.js'
import { author, post } from '../posts.js'
import type { Look, Shown } from './html.js'

export type Scene = { readonly name: string; readonly shown: readonly Shown[]; readonly look: Look }

/** Ana's bag, from the claim to the customer's answer, as the team sees it in Discord: played, not drawn up. */
export async function story(): Promise<readonly Scene[]> {
  const wide = { limit: 1_000, per: 1_000 }
  const team = await careTeam({ limits: { 'create message': wide, 'edit message': wide }, global: wide })
  const { discord, dana, world } = team
  const { people } = discord
  const scenes: Scene[] = []
  const names = new Map([
    [dana.user.id, 'Dana'],
    [discord.people.roleId('oncall'), 'on call'],
  ])
  const show = (name: string, channel: string, shown: readonly Shown[]) =>
    void scenes.push({ name, shown: withoutHints(shown), look: { now: world.now(), channel, names } })
  const card = () => team.card()
  const says = (words: string) => until(words, () => wordsOf(card().components).includes(words))
  const private_ = (message: FakeMessage): Shown => ({ components: message.components, isPrivate: true })

  world.take(
    post('Day two without my bag, acme air, and the hotline hangs up on me. (3/2 delivery)', {
      author: author('ana.example', { displayName: 'Ana Moreira', followers: 2_100 }),
      tagged: ['acmeair.bsky.social'],
    }),
  )
  await until('the card', () => discord.visibleCards().length === 1)
  world.wait(3 * MINUTE)
  await people.press(dana, card(), 'Claim')
  await says('has had this')
  await until('the thread', () => discord.threads().length === 1)
  await fillMore(team, dana, card(), 'note', { note: 'Tag LH 4471, seen in Lyon on Sunday.' })

  const { modal } = await people.press(dana, card(), 'Reply')
  if (modal === null) throw new Error('no form came')
  show('reply', 'social-care', [{ form: modal }])
  const blunt = 'Hi Ana, we apologise for any inconvenience caused. We will get back to you soon.'
  const first = await people.submit(dana, card(), modal, { text: blunt })
  await until('advice', () => wordsOf(first.messages[0]?.components).includes('things before'))
  show('advice', 'social-care', first.messages.map(private_))
  const good =
    'Hi Ana, two days without your bag and nobody who listens: that is our fault, and I am sorry. It was seen in Lyon; I am having it sent to you and will write here by tomorrow morning.'
  await people.submit(dana, card(), modal, { text: good })
  await says('turn')
  world.wait(20 * MINUTE)
  show(
    'card-answered',
    'social-care',
    discord.visibleCards().map(({ components }) => ({ components })),
  )

  world.wait(2 * HOUR)
  await team.hear('It is here! Thank you, Dana. acme air (1/0 delivery)')
  await until('the ping', () =>
    discord.threads().some(({ id }) => discord.said(id).some(({ pings }) => pings.length > 0)),
  )
  const [thread] = discord.threads()
  show(
    'thread',
    `social-care › ${thread?.name}`,
    discord.said(thread?.id).map(({ content, components }) => ({ content, components })),
  )

  const more = await people.press(dana, card(), 'More …')
  await until('the menu', () => more.messages.length === 1)
  const list = await people.command(dana, 'cases', { show: 'all' })
  await until('the list', () => list.messages.length === 1)
  await team.bot.summarise()
  const summary = discord.said().find(({ components }) => wordsOf(components).includes('Where things stand'))
  show('around', 'social-care', [
    { components: summary?.components ?? [] },
    ...[...list.messages, ...more.messages].map(private_),
  ])
  await team.end()
  return scenes
}

/** What the pretended classifier judges by is not for the picture. */
const withoutHints = (shown: readonly Shown[]): readonly Shown[] =>
  JSON.parse(
    JSON.stringify(shown).replace(/ (?:acme air )?(?:\\\\)?\(\d\/\d delivery(?:\\\\)?\)/g, ''),
  ) as Shown[]
