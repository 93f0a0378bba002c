import { describe, expect, test } from 'vitest'
import { outreachDelivery } from '../../src/app/deliver-outreach.js'
import { mergeCases } from '../../src/app/join-cases.js'
import { writeOutreach } from '../../src/app/write-outreach.js'
import { DAY, HOUR } from '../../src/domain/time.js'
import { paperNetwork } from '../support/paper-network.js'
import { post } from '../support/posts.js'
import { dana, quiet, startWorld } from '../support/world.js'

/** Two cases of Ana's: #1, and #2 of which Dana has written that she is on it. */
function start() {
  const world = startWorld()
  const network = paperNetwork(world.now)
  const [first, second] = ['bag', 'seat'].map((what) =>
    post(`${what} broken, acme air (3/2 quality)`, { tagged: ['acmeair.bsky.social'] }),
  )
  if (first === undefined || second === undefined) throw new Error('no posts')
  world.take(first)
  world.act(1, { type: 'resolve', outcome: 'no-reply-needed', note: null }, dana)
  world.take(second)
  world.act(1, { type: 'reopen' }, dana)
  const form = {
    caseId: 2,
    text: 'On it by tomorrow.',
    lang: 'en',
    key: 'k',
    kind: 'reply',
  } as const
  writeOutreach(world.desk, form, dana, () => true)
  const delivery = outreachDelivery({
    desk: world.desk,
    connector: network.connector,
    dueDates: (_text, _lang, at) => [{ phrase: 'by tomorrow', dueAt: at + DAY }],
    log: quiet,
    chance: () => 0,
  })
  const merge = () => expect(mergeCases(world.desk, 2, 1, dana)).toMatchObject({ ok: true })
  return { ...world, ...network, delivery, merge, second }
}

describe('when a case is merged into another', () => {
  test('its replies and promises go along, and what the customer says to them is heard there', async () => {
    const { act, delivery, merge, published, take, wait, card, second } = start()
    await delivery.deliver()
    act(1, { type: 'claim' }, dana)
    merge()
    expect(card(1)).toMatchObject({
      outreaches: [{ status: 'sent' }],
      promises: [{ phrase: 'by tomorrow', state: 'open' }],
    })

    wait(HOUR)
    const [reply] = published.values()
    const tagged = ['acmeair.bsky.social']
    take(post('still broken', { parent: reply?.uri ?? '', root: second.uri, tagged }))
    take(post('and you are silent', { parent: reply?.uri ?? '', tagged }))
    expect(card(1).joined.map(({ post }) => post.text)).toEqual([
      'seat broken, acme air (3/2 quality)',
      'still broken',
      'and you are silent',
    ])
    expect(card(2).case).toMatchObject({ status: 'resolved', outcome: 'duplicate' })
  })

  test('a reply that is on its way counts where it arrives', async () => {
    const { connector, delivery, merge, card, story } = start()
    const { reply } = connector.publisher
    connector.publisher.reply = (order, signal) => {
      merge()
      return reply(order, signal)
    }
    await delivery.deliver()
    expect(card(1)).toMatchObject({
      case: { status: 'waiting', owner: dana },
      outreaches: [{ status: 'sent' }],
    })
    expect(story(2)).not.toContain('replied by Dana')
  })
})
