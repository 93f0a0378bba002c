import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/domain/time.js'
import { author, post } from '../support/posts.js'
import { buttonsOf, careTeam, chooseMore, until, wordsOf } from './care-team.js'
import { complaintScene, GOOD } from './complaint-scene.js'

const scene = complaintScene()
const { card, press, cardSays, status, thread, inThread, replyForm, answerTo } = scene
const BLUNT = 'We apologise for any inconvenience caused.'

describe('the whole loop, on a phone', () => {
  it('what a rep chooses to offer is logged with the reply, in the team’s own words', async () => {
    const form = await replyForm()
    await answerTo(
      await scene.team.discord.people.submit(scene.team.dana, card(), form, { text: GOOD, offer: ['0'] }),
    )
    await until('it is on its way', () => scene.team.network.published.size === 1)
    expect(scene.team.world.store.history.of(1).map(({ event }) => event)).toContainEqual({
      type: 'offered',
      what: 'A hotel night up to €120',
    })
  })

  it('claim, reply, advice, send anyway, once; the customer answers; resolve with a closing line; reopen', async () => {
    await press(scene.team.dana, 'Claim')
    await cardSays('Dana')
    await until('the thread begins', () => scene.team.discord.threads().length === 1)

    const form = await replyForm()
    expect(JSON.stringify(form)).toContain('my bag is gone')
    expect(JSON.stringify(form)).toContain('A hotel night up to €120')
    const advice = await answerTo(
      await scene.team.discord.people.submit(scene.team.dana, card(), form, { text: BLUNT }),
    )
    await until('the coach has read it', () => buttonsOf(advice.components).length === 2)
    expect(buttonsOf(advice.components)).toEqual(['Edit', 'Send anyway'])
    expect(wordsOf(advice.components)).toContain('form letter')
    expect(scene.team.network.published.size).toBe(0)

    await scene.team.restart()
    const lost = await press(scene.team.dana, 'Send anyway', advice)
    await until('the words are gone', () => wordsOf(advice.components).includes('started anew'))
    expect(lost.failed).toBe(false)

    const again = await replyForm()
    const second = await answerTo(
      await scene.team.discord.people.submit(scene.team.dana, card(), again, { text: BLUNT }),
    )
    await until('advice again', () => buttonsOf(second.components).length === 2)
    const { modal: edited } = await press(scene.team.dana, 'Edit', second)
    expect(JSON.stringify(edited)).toContain(BLUNT)
    const anyway = [
      press(scene.team.dana, 'Send anyway', second),
      press(scene.team.dana, 'Send anyway', second),
    ]
    await Promise.all(anyway)
    await until('on its way', () => wordsOf(second.components).includes('On its way'))
    await until('sent', () => scene.team.network.published.size === 1)
    await scene.team.discord.people.submit(scene.team.dana, card(), again, { text: BLUNT })
    await cardSays('the customer.s turn')
    expect(wordsOf(card().components)).toContain(BLUNT.replaceAll('.', '\\.'))
    expect(scene.team.network.calls.filter((call) => call.startsWith('reply'))).toHaveLength(1)
    expect(buttonsOf(card().components)).toEqual(['Reply', 'Resolve', 'More …', 'Open post'])

    scene.team.world.wait(HOUR)
    await scene.team.hear('that is no help at all, acme air (3/2 delivery) @everyone')
    await inThread('that is no help at all')
    await inThread('wrote again')
    const pings = scene.team.discord.said(thread().id).flatMap((one) => one.pings)
    expect(pings).toEqual([scene.team.dana.user.id])
    await cardSays('Dana.* has had this')

    const { modal } = await press(scene.team.dana, 'Resolve')
    const resolved = await scene.team.discord.people.submit(scene.team.dana, card(), modal ?? {}, {
      outcome: ['fixed'],
      cause: 'lost in transit',
      closing: 'Glad your bag is with you again, Ana!',
    })
    await cardSays('Fixed')
    await cardSays('lost in transit')
    await until(
      'the closing line is sent',
      () => scene.team.network.published.size === 2 || resolved.messages.length > 0,
    )
    expect(wordsOf(resolved.messages.flatMap(({ components }) => components))).not.toContain('cannot go out')
    await press(scene.team.dana, 'Reopen')
    await cardSays('open again')
    expect(status()).toBe('open')
  })

  it('a good reply goes out at once, and its promise stands on the card', async () => {
    await press(scene.team.dana, 'Claim')
    const form = await replyForm()
    const answer = await answerTo(
      await scene.team.discord.people.submit(scene.team.dana, card(), form, { text: GOOD }),
    )
    await until('on its way', () => wordsOf(answer.components).includes('On its way'))
    await cardSays('promised “by tomorrow morning”')
    expect([...scene.team.network.published.values()]).toMatchObject([{ order: { text: GOOD, lang: 'en' } }])
  })

  it('a gap that is still open cannot be sent: there is no way but to edit', async () => {
    const form = await replyForm()
    const answer = await answerTo(await scene.team.discord.people.submit(scene.team.dana, card(), form, {}))
    await until('refused', () => wordsOf(answer.components).includes('cannot go out'))
    expect(buttonsOf(answer.components)).toEqual(['Edit'])
  })

  it('instead of a form there are words, when this person may not be written to', async () => {
    const { menu } = await chooseMore(scene.team, scene.team.lee, card(), 'no-contact')
    await until('done', () => wordsOf(menu.components).includes('Nobody will write'))
    const seen = await press(scene.team.dana, 'Reply')
    expect(seen).toMatchObject({
      modal: null,
      replies: [expect.stringContaining('asked not to be contacted')],
    })
    const boss = scene.team.discord.people.join('Boss', 'manager')
    await chooseMore(scene.team, boss, card(), 'contact-again')
    await until(
      'allowed',
      () => scene.team.world.store.team.audited({ limit: 1, before: null })[0]?.action === 'contact-again',
    )
    expect((await press(scene.team.dana, 'Reply')).modal).not.toBeNull()
  })

  it('is told that somebody of ours has answered already, and may send all the same', async () => {
    await press(scene.team.dana, 'Claim')
    const { uri } = scene.team.world.card(1).opening.post
    const ours = post('We are on it.', { parent: uri, author: author('acmeair.bsky.social') })
    scene.team.network.showThread([ours])
    const form = await replyForm()
    const answer = await answerTo(
      await scene.team.discord.people.submit(scene.team.dana, card(), form, { text: GOOD }),
    )
    await until('told', () => wordsOf(answer.components).includes('answered already'))
    expect(wordsOf(answer.components)).toContain('We are on it')
    await cardSays('answered outside Amends')
    await press(scene.team.dana, 'Send anyway', answer)
    await until('sent', () => scene.team.network.published.size === 1)
  })

  it('is sent, though Discord finds the answer to the form late; once, when it is sent again', async () => {
    const form = await replyForm()
    const late = { error: { status: 404, code: 10_062, message: 'Unknown interaction' } }
    scene.team.discord.fail({ on: /callback$/, how: late })
    scene.team.discord.people.patience = 200
    await scene.team.discord.people.submit(scene.team.dana, card(), form, { text: GOOD })
    await until('sent', () => scene.team.network.published.size === 1)
    const again = await answerTo(
      await scene.team.discord.people.submit(scene.team.dana, card(), form, { text: GOOD }),
    )
    await until('said', () => wordsOf(again.components).includes('On its way'))
    expect(scene.team.network.calls).toHaveLength(1)
  })

  it('waits until the rep has read what the customer wrote meanwhile', async () => {
    await press(scene.team.dana, 'Claim')
    const form = await replyForm()
    scene.team.world.take(
      post('found it myself, acme air (2/1 delivery)', { postedAt: scene.team.world.now() + 1 }),
    )
    const answer = await answerTo(
      await scene.team.discord.people.submit(scene.team.dana, card(), form, { text: GOOD }),
    )
    await until('told', () => wordsOf(answer.components).includes('found it myself'))
    expect(buttonsOf(answer.components)).toEqual(['Edit', 'Send it as it is'])
    expect(scene.team.world.store.outreaches.of(1)).toEqual([])
    const { modal } = await press(scene.team.dana, 'Edit', answer)
    expect(JSON.stringify(modal)).toContain('found it myself')
    await press(scene.team.dana, 'Send it as it is', answer)
    await until('sent', () => scene.team.network.published.size === 1)
    await scene.team.discord.people.submit(scene.team.dana, answer, modal ?? {}, { text: 'other words' })
    await until('said', () => wordsOf(answer.components).includes('these words were not'))
  })

  it('is not sent by somebody who lost the role while writing', async () => {
    const form = await replyForm()
    scene.team.dana.roles = []
    const seen = await scene.team.discord.people.submit(scene.team.dana, card(), form, { text: GOOD })
    expect(seen.replies).toEqual([expect.stringMatching(/^Only /)])
    expect(scene.team.world.store.outreaches.of(1)).toEqual([])
  })

  it('the form opens within milliseconds of the press', async () => {
    const waits: number[] = []
    for (let n = 0; n < 30; n += 1) {
      const began = performance.now()
      scene.team.care.prepareReply(1, 'reply')
      waits.push(performance.now() - began)
    }
    waits.sort((one, other) => one - other)
    console.log(
      `reading for the form: median ${waits[15]?.toFixed(2)} ms, worst ${waits.at(-1)?.toFixed(2)} ms`,
    )
    expect(waits[15]).toBeLessThan(50)
  })
})

describe('where a second person looks at replies', () => {
  it('a colleague approves under More, and nobody their own', async () => {
    await scene.team.end()
    scene.team = await careTeam({
      policy: { replies: { contactEvery: DAY, secondPair: true, authority: [] } },
    })
    scene.team.world.take(
      post('my bag is gone, acme air (3/2 delivery)', { tagged: ['acmeair.bsky.social'] }),
    )
    await until('the card is there', () => scene.team.discord.visibleCards().length === 1)
    const answer = await answerTo(
      await scene.team.discord.people.submit(scene.team.dana, card(), await replyForm(), { text: GOOD }),
    )
    await until('told', () => wordsOf(answer.components).includes('A second person'))
    await cardSays('waits for a second person')
    await expect(chooseMore(scene.team, scene.team.dana, card(), 'approve')).rejects.toThrow('does not offer')
    expect(scene.team.network.published.size).toBe(0)
    await chooseMore(scene.team, scene.team.lee, card(), 'approve')
    await until('sent', () => scene.team.network.published.size === 1)
  })
})
