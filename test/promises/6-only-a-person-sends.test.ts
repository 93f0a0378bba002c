import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/time.js'
import { blueskyNet, type CareWorld, mastodonNet, startCare } from '../support/care-world.js'
import type { Seam } from '../support/doom.js'
import { startDesk } from '../support/processes.js'
import { dana, lee } from '../support/world.js'

const WORDS = 'Sorry, Ana. I am looking for your bag now.'

describe.each([
  ['Bluesky', blueskyNet],
  ['Mastodon', mastodonNet],
])('on %s', (_, makeNet) => {
  let care: CareWorld
  let said: string
  beforeEach(async () => {
    const net = await makeNet()
    // A killed process has the real time, and it and the network are to agree.
    net.pass(Date.now() - net.now() - 2 * MINUTE)
    care = startCare(net)
    await care.beat()
    net.pass(MINUTE)
    said = net.say('my bag is gone (3/2 delivery)')
    net.pass(MINUTE)
    await care.beat()
    care.act(1, { type: 'claim' }, dana)
  })
  afterEach(() => care.close())

  const standing = () => care.net.repliesUnder(said).map(({ text }) => text)
  const once = [expect.stringContaining(WORDS)]

  test('pressed once, sent once, under the customer’s own post; the card says so, with its address', async () => {
    care.reply(1, WORDS, dana)
    expect(standing()).toEqual([])
    await care.beat()
    expect(standing()).toEqual(once)
    await care.wait(DAY)
    await care.beat()
    expect(standing()).toEqual(once)
    const [message] = care.ledger.messages.values()
    expect(message?.card).toMatchObject({
      case: { status: 'waiting', owner: dana },
      outreaches: [{ status: 'sent', by: dana, url: expect.stringMatching(/^https:/) }],
    })
  })

  test('nobody presses, nobody writes: whatever the clock does', async () => {
    await care.wait(2 * DAY)
    await care.beat()
    expect(standing()).toEqual([])
    expect(care.store.outreaches.of(1)).toEqual([])
  })

  test('pressed twice by one rep, and once by another, it is one reply', async () => {
    care.reply(1, WORDS, dana, 'form')
    await Promise.all([
      care.beat(),
      Promise.resolve().then(() => {
        care.reply(1, WORDS, dana, 'form')
      }),
    ])
    expect(care.reply(1, WORDS, dana, 'form')).toMatchObject({ ok: true, outreach: { status: 'sent' } })
    expect(care.reply(1, WORDS, lee)).toMatchObject({
      ok: false,
      refusal: { reason: 'not-yours', owner: dana },
    })
    await care.beat()
    expect(standing()).toEqual(once)
  })

  test('when the answer is lost on the way it is looked for, not sent again', async () => {
    care.reply(1, WORDS, dana)
    care.net.loseNextAnswer()
    await care.beat()
    expect(care.card().case.status).toBe('claimed')
    care.net.pass(MINUTE)
    await care.beat()
    expect(standing()).toEqual(once)
    expect(care.card().case.status).toBe('waiting')
    expect(care.store.outreaches.of(1)).toHaveLength(1)
    expect(care.story().filter((line) => line.startsWith('replied'))).toEqual(['replied by Dana'])
  })

  test('when the network is down it goes out once it is back', async () => {
    care.net.cut()
    care.reply(1, WORDS, dana)
    await care.beat()
    await care.restart(MINUTE)
    await care.beat()
    expect(standing()).toEqual([])
    care.net.mend()
    await care.wait(5 * MINUTE)
    await care.beat()
    expect(standing()).toEqual(once)
  })

  test.each<[Seam, string, number]>([
    ['before-reply', 'with nothing sent', 0],
    ['after-reply', 'with the reply on the network, and nothing written down', 1],
  ])(
    'killed %s, %s: after the restart it stands there once',
    async (die, _what, before) => {
      care.reply(1, WORDS, dana)
      const doomed = startDesk({ database: care.database, network: care.net.address, discord: null, die })
      try {
        expect(await doomed.ended).toMatchObject({ signal: 'SIGKILL' })
      } finally {
        doomed.child.kill('SIGKILL')
      }
      expect(standing()).toHaveLength(before)
      expect(care.store.outreaches.of(1)).toMatchObject([{ status: 'sending' }])

      // Longer than Mastodon remembers the key of a reply.
      await care.restart(2 * 60 * MINUTE)
      await care.beat()

      expect(standing()).toEqual(once)
      expect(care.store.outreaches.of(1)).toMatchObject([{ status: 'sent', by: dana }])
      expect(care.card().case).toMatchObject({ status: 'waiting', owner: dana })
    },
    60_000,
  )
})
