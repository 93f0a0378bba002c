import { afterEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import { blueskyNet, type CareWorld, mastodonNet, startCare } from '../support/care-world.js'
import { dana } from '../support/world.js'

let care: CareWorld
afterEach(() => care.close())

describe.each([
  ['Bluesky', blueskyNet],
  ['Mastodon', mastodonNet],
])('on %s', (_, makeNet) => {
  /** Ana's complaint, answered by Dana. */
  async function answered() {
    care = startCare(await makeNet())
    await care.beat()
    care.net.pass(MINUTE)
    const said = care.net.say('my bag is gone (3/2 delivery)')
    care.net.pass(MINUTE)
    await care.beat()
    care.act(1, { type: 'claim' }, dana)
    care.reply(1, 'Sorry, Ana. I am looking for your bag now.', dana)
    await care.beat()
    const [reply] = care.net.repliesUnder(said)
    if (reply === undefined) throw new Error('the reply did not go out')
    care.net.pass(HOUR)
    return reply.uri
  }
  const heard = () => care.told().filter(({ type }) => type === 'heard')

  test('when the customer answers, the rep hears, and the words are on the card', async () => {
    const reply = await answered()
    care.net.say('thank you, it is the blue one', reply)
    care.net.pass(MINUTE)
    await care.beat()

    expect(heard()).toEqual([{ type: 'heard', caseId: 1, owner: dana, reopened: false }])
    const [message] = care.ledger.messages.values()
    expect(message?.card).toMatchObject({
      case: { status: 'claimed', owner: dana, waitingSince: care.net.now() },
      joined: [{ post: { text: expect.stringContaining('it is the blue one') } }],
    })
    expect(care.ledger.messages.size).toBe(1)
  })

  test('a case put aside until the customer writes is awake again', async () => {
    const reply = await answered()
    care.act(1, { type: 'snooze', until: null }, dana)
    care.net.say('it is the blue one', reply)
    care.net.pass(MINUTE)
    await care.beat()
    expect(care.card().case).toMatchObject({ status: 'claimed', owner: dana, snooze: null })
    expect(heard()).toHaveLength(1)
  })

  test('a resolved case opens again on a complaint in its thread, and whoever resolved it hears', async () => {
    const reply = await answered()
    care.act(1, { type: 'resolve', outcome: 'fixed', note: null }, dana)
    care.net.say('it came back broken (2/2 delivery)', reply)
    care.net.pass(MINUTE)
    await care.beat()
    expect(care.card().case).toMatchObject({ status: 'open', waitingSince: care.net.now() })
    expect(heard()).toEqual([{ type: 'heard', caseId: 1, owner: dana, reopened: true }])
    expect(care.store.cases.count({})).toBe(1)
  })

  test('a thank-you under a resolved case wakes nobody', async () => {
    const reply = await answered()
    care.act(1, { type: 'resolve', outcome: 'fixed', note: null }, dana)
    care.net.say('thank you!', reply)
    care.net.pass(MINUTE)
    await care.beat()
    expect(care.card()).toMatchObject({ case: { status: 'resolved' }, joined: [{}] })
    expect(heard()).toEqual([])
  })
})
