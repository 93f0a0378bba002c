import { describe, expect, it } from 'vitest'
import { answerPulse } from '../../src/app/answer-pulse.js'
import { post } from '../support/posts.js'
import { askingPolicy } from '../support/pulse-desk.js'
import { careTeam, chooseMore, until, wordsOf } from './care-team.js'
import { complaintScene, GOOD } from './complaint-scene.js'

const scene = complaintScene()
const { card, press, cardSays, status, thread, said, replyForm, answerTo } = scene

/** The scene once more, at a brand that asks. */
async function asks(): Promise<void> {
  await scene.team.end()
  scene.team = await careTeam({ policy: askingPolicy().of('Acme Air') })
  scene.team.world.take(post('my bag is gone, acme air (3/2 delivery)', { tagged: ['acmeair.bsky.social'] }))
  await until('the card is there', () => scene.team.discord.visibleCards().length === 1)
}

async function answered(): Promise<void> {
  await press(scene.team.dana, 'Claim')
  await cardSays('Dana')
  await chooseMore(scene.team, scene.team.dana, card(), 'elsewhere')
  await until('answered', () => status() === 'waiting')
  await cardSays('answered')
}

async function optionsOfMore(who = scene.team.dana): Promise<string> {
  const seen = await press(who, 'More …')
  return JSON.stringify((await answerTo(seen)).components)
}

describe('the trust question in Discord', () => {
  it('is offered to the owner once the customer was answered, and nowhere where nobody asks', async () => {
    await answered()
    expect(await optionsOfMore()).not.toContain('Trust question')

    await asks()
    expect(await optionsOfMore()).not.toContain('Trust question')
    await answered()
    expect(await optionsOfMore()).toContain('Trust question')
    expect(await optionsOfMore(scene.team.lee)).not.toContain('Trust question')
  })

  it('comes as a link and words to send, for the presser alone, with what must not be done', async () => {
    await asks()
    await answered()
    const { menu } = await chooseMore(scene.team, scene.team.dana, card(), 'ask-pulse')
    await until('the link is there', () => wordsOf(menu.components).includes('/pulse/'))
    const words = wordsOf(menu.components)
    expect(words).toContain('in a private message on Bluesky')
    expect(words).toContain('whoever has the link can answer, once')
    expect(words).toMatch(
      /```\nMay I ask you one question\?[^`]+\nhttps:\/\/desk\.acme\.example\/pulse\/[\w-]{43}\n```/,
    )

    const [, token = ''] = /\/pulse\/([\w-]{43})/.exec(words) ?? []
    await until('told in the thread', () => said(thread().id).join().includes('made a link to ask'))
    const shown = [...scene.team.discord.world.messages.values()].filter((one) => one !== menu)
    expect(JSON.stringify(shown)).not.toContain(token)
    expect(scene.team.log.lines.join()).not.toContain(token)

    const before = said(thread().id).length
    expect(answerPulse(scene.team.desk, token, 2).result).toBe('stored')
    await scene.team.delivery.deliver()
    expect(said(thread().id)).toHaveLength(before)
    expect(await optionsOfMore()).not.toContain('Trust question')
  })

  it('is refused in words where the menu is older than the answer', async () => {
    await asks()
    await answered()
    const seen = await press(scene.team.dana, 'More …')
    const menu = await answerTo(seen)
    scene.team.care.doNotContact(1, { person: { id: 'x', name: 'X' }, role: 'rep' })
    await scene.team.discord.people.choose(scene.team.dana, menu, 'ask-pulse')
    await until('refused', () => wordsOf(menu.components).includes('They are not asked'))
    expect(wordsOf(menu.components)).not.toContain('/pulse/')
  })

  it('cannot be put under the public post: the coach stops it, and offers no way around', async () => {
    await asks()
    await answered()
    const { menu } = await chooseMore(scene.team, scene.team.dana, card(), 'ask-pulse')
    await until('the link is there', () => wordsOf(menu.components).includes('/pulse/'))
    const [link = ''] = /https:\S+\/pulse\/[\w-]{43}/.exec(wordsOf(menu.components)) ?? []
    const modal = await replyForm()
    const sent = await scene.team.discord.people.submit(scene.team.dana, card(), modal, {
      text: `${GOOD} ${link}`,
    })
    const advice = await answerTo(sent)
    await until('the coach has read it', () => wordsOf(advice.components).includes('private link'))
    expect(JSON.stringify(advice.components)).not.toContain('Send anyway')
    expect(scene.team.network.published.size).toBe(0)
  })
})
