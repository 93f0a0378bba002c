import { careTeam, until } from '../../discord/care-team.js'
import type { FakeMember, FakeMessage } from '../fake-discord/index.js'
import { threeWeeks } from '../three-weeks.js'
import type { Shown } from './html.js'
import type { Scene } from './story.js'

/** What a manager and a rep read of three weeks of work, each alone. */
export async function figures(): Promise<readonly Scene[]> {
  const team = await careTeam({ world: threeWeeks(), publicUrl: 'https://desk.acme.example' })
  const { discord, dana, world } = team
  const boss = discord.people.join('Maya', 'manager')
  const look = { now: world.now(), channel: 'social-care' }
  // In the three weeks one of those who worked was this one.
  const rep: FakeMember = { ...dana, user: { ...dana.user, id: '1' } }
  const answers = async (who: FakeMember, name: string, given = {}): Promise<readonly Shown[]> => {
    const seen = await discord.people.command(who, name, given)
    await until('an answer', () => seen.messages.length > 0, 20_000)
    return seen.messages.map(({ components, files }: FakeMessage) => ({ components, files, isPrivate: true }))
  }
  const scenes = [
    { name: 'report', shown: await answers(boss, 'report show', { period: '7d' }), look },
    {
      name: 'report-week',
      shown: await answers(boss, 'report show', { period: '90d', picture: 'week' }),
      look,
    },
    {
      name: 'report-quiet',
      shown: await answers(boss, 'report show', { from: '2020-01-01', to: '2020-01-02' }),
      look,
    },
    { name: 'report-table', shown: await answers(boss, 'report export'), look },
    { name: 'me', shown: [...(await answers(rep, 'me')), ...(await answers(boss, 'me'))], look },
  ]
  await team.end()
  return scenes
}
