import { afterEach, beforeEach } from 'vitest'
import { DAY } from '../../src/domain/time.js'
import type { FakeMember, FakeMessage, Json } from '../support/fake-discord/index.js'
import { post } from '../support/posts.js'
import { type CareTeam, careTeam, until, wordsOf } from './care-team.js'

export const GOOD =
  'Hi Ana, your bag is missing and that is our fault. I am sorry. I am tracing it now and will write here by tomorrow morning.'

/** Before each test of the file: a team that may offer a hotel night, and one complaint on a card. */
export function complaintScene() {
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
  const said = (channel?: string) =>
    team.discord.said(channel).map((one) => `${one.content}${wordsOf(one.components)}`)
  const thread = () => {
    const [made] = team.discord.threads()
    if (made === undefined) throw new Error('there is no thread')
    return made
  }
  return {
    get team() {
      return team
    },
    /** For tests with a team of another kind: it is ended in place of the first. */
    set team(other: CareTeam) {
      team = other
    },
    card,
    press,
    said,
    thread,
    cardSays: (words: string | RegExp) =>
      until(`the card says ${words}`, () => new RegExp(words).test(wordsOf(card().components))),
    status: () => team.world.card(1).case.status,
    inThread: (words: string) =>
      until(`the thread says ${words}`, () => said(thread().id).some((line) => line.includes(words))),
    async replyForm(who = team.dana): Promise<Json> {
      const { modal } = await press(who, 'Reply')
      if (modal === null) throw new Error('no form came')
      return modal
    },
    async answerTo(seen: { messages: FakeMessage[] }): Promise<FakeMessage> {
      await until('an answer', () => seen.messages.length > 0)
      const [first] = seen.messages
      if (first === undefined) throw new Error('no answer')
      return first
    },
  }
}
