import { describe, expect, test } from 'vitest'
import { answeredElsewhere } from '../../src/app/answered-elsewhere.js'
import { approveReply, withdrawReply } from '../../src/app/approve-reply.js'
import { outreachDelivery } from '../../src/app/deliver-outreach.js'
import { keepWatch } from '../../src/app/keep-watch.js'
import { takeDownReply } from '../../src/app/take-down-reply.js'
import { writeOutreach } from '../../src/app/write-outreach.js'
import type { Person } from '../../src/domain/people.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { paperNetwork } from '../support/paper-network.js'
import { ACME, author, post } from '../support/posts.js'
import { dana, lee, quiet, startWorld } from '../support/world.js'

function startOutreach() {
  const world = startWorld()
  const network = paperNetwork(world.now)
  const delivery = outreachDelivery({
    desk: world.desk,
    connector: network.connector,
    dueDates: (text, _lang, at) =>
      text.includes('by tomorrow') ? [{ phrase: 'by tomorrow', dueAt: at + DAY }] : [],
    log: quiet,
    chance: () => 0,
  })
  let forms = 0
  return {
    ...world,
    ...network,
    delivery,
    write: (by: Person, text = 'Sorry that your bag is gone. I am on it.', key = `form-${++forms}`) =>
      writeOutreach(world.desk, { caseId: 1, text, lang: 'en', key, kind: 'reply' }, by, () => true),
  }
}
const complaint = (more = {}) =>
  post('bag gone, acme air (3/2 delivery)', { tagged: ['acmeair.bsky.social'], ...more })

describe('a reply', () => {
  test('pressed once is sent once, under the customer’s own post; the case waits for the customer', async () => {
    const { take, act, write, delivery, published, card, story } = startOutreach()
    const said = complaint()
    take(said)
    act(1, { type: 'claim' }, dana)
    expect(write(dana)).toMatchObject({ ok: true, outreach: { status: 'owed' } })
    await delivery.deliver()
    await delivery.deliver()
    expect([...published.values()]).toMatchObject([
      { order: { to: { uri: said.uri }, text: 'Sorry that your bag is gone. I am on it.' } },
    ])
    expect(card(1).case).toMatchObject({ status: 'waiting', owner: dana })
    expect(story(1).at(-1)).toBe('replied by Dana')
  })

  test('the same form twice is one reply, and a second one waits for the first', async () => {
    const { take, write, delivery, published } = startOutreach()
    take(complaint())
    const [first, again] = [write(dana, 'On it.', 'one'), write(dana, 'On it.', 'one')]
    expect(again).toEqual(first)
    expect(write(dana, 'Something else.')).toMatchObject({ ok: false, refusal: { reason: 'still-sending' } })
    await delivery.deliver()
    expect(published.size).toBe(1)
    expect(write(dana, 'And one more thing.')).toMatchObject({ ok: true })
  })

  test('writing one claims a free case; under another rep’s case it is refused', () => {
    const { take, write, card } = startOutreach()
    take(complaint())
    write(dana)
    expect(card(1).case).toMatchObject({ status: 'claimed', owner: dana })
    expect(write(lee)).toMatchObject({ ok: false, refusal: { reason: 'not-yours', owner: dana } })
  })

  test('whose answer was lost is looked for, not sent again', async () => {
    const { take, write, wait, delivery, published, calls, fail, card } = startOutreach()
    take(complaint())
    write(dana, 'On it.', 'k')
    fail('doubt', true)
    await delivery.deliver()
    expect(card(1).case.status).toBe('claimed')
    wait(MINUTE)
    await delivery.deliver()
    expect(calls).toEqual(['reply k', 'find k'])
    expect(published.size).toBe(1)
    expect(card(1).case.status).toBe('waiting')
  })

  test('half-sent when the process died is looked for at the next start', async () => {
    const { take, write, store, now, delivery, calls } = startOutreach()
    take(complaint())
    write(dana, 'On it.', 'k')
    store.outreaches.take('bluesky:test', now())
    expect(store.outreaches.recover(now())).toBe(1)
    await delivery.deliver()
    expect(calls).toEqual(['find k', 'reply k'])
  })

  test('that the network refuses is given up, its rep is told why, and may write another', async () => {
    const { take, write, delivery, fail, store, now, card } = startOutreach()
    take(complaint())
    write(dana)
    fail('refused')
    await delivery.deliver()
    expect(store.outreaches.of(1)).toMatchObject([{ status: 'failed', error: 'said refused' }])
    const told = [store.notices.take('discord', now()), store.notices.take('discord', now())].map(
      (row) => row?.notice,
    )
    expect(told).toContainEqual({ type: 'reply-failed', caseId: 1, by: dana, why: 'said refused' })
    expect(card(1).case.status).toBe('claimed')
    expect(write(dana)).toMatchObject({ ok: true })
  })

  test('does not go out under a post that was deleted meanwhile', async () => {
    const { take, write, delivery, published, store, now } = startOutreach()
    take(complaint())
    write(dana)
    store.mentions.erase(1, now())
    await delivery.deliver()
    expect(published.size).toBe(0)
    expect(store.outreaches.of(1)).toMatchObject([{ status: 'failed' }])
  })
})

describe('taking a reply down', () => {
  test('leaves the customer waiting for us again, since they first did', async () => {
    const { desk, connector, take, write, delivery, card, story } = startOutreach()
    take(complaint())
    write(dana)
    await delivery.deliver()
    const kit = { connectorOf: () => connector } as never
    await takeDownReply(desk, kit, 1, dana)
    expect(card(1).case).toMatchObject({
      status: 'claimed',
      owner: dana,
      waitingSince: card(1).case.openedAt,
    })
    expect(story(1).slice(-3)).toEqual(['reply-written by Dana', 'replied by Dana', 'reply-removed by Dana'])
  })
})

describe('what a rep may offer on the spot', () => {
  test('is logged with the reply, and nothing beyond it is', () => {
    const { desk, take, story } = startOutreach()
    const policy = desk.policy.of('Acme Air')
    const generous = {
      ...desk,
      policy: {
        ...desk.policy,
        of: () => ({ ...policy, replies: { ...policy.replies, authority: ['refund up to 50 €'] } }),
      },
    }
    take(complaint(), complaint({ author: author('bo') }))
    const form = { text: 'On it.', lang: 'en', kind: 'reply' } as const
    writeOutreach(generous, { ...form, caseId: 1, key: 'a', offered: 'refund up to 50 €' }, dana, () => true)
    writeOutreach(generous, { ...form, caseId: 2, key: 'b', offered: 'a new aeroplane' }, dana, () => true)
    expect(story(1).at(-1)).toBe('offered by Dana')
    expect(story(2)).toEqual(['opened by connector', 'claimed by Dana', 'reply-written by Dana'])
  })
})

describe('what was promised', () => {
  test('rings when it is due; the next reply keeps it', async () => {
    const { desk, take, write, wait, delivery, store, now } = startOutreach()
    take(complaint())
    write(dana, 'You will hear from me by tomorrow.')
    await delivery.deliver()
    expect(store.clockwork.promisesOf(1)).toMatchObject([
      { phrase: 'by tomorrow', dueAt: now() + DAY, state: 'open' },
    ])
    wait(DAY)
    keepWatch(desk)
    keepWatch(desk)
    const notices = []
    for (
      let row = store.notices.take('discord', now());
      row !== null;
      row = store.notices.take('discord', now())
    )
      notices.push(row.notice)
    expect(notices.filter(({ type }) => type === 'promise-due')).toMatchObject([
      { owner: dana, phrase: 'by tomorrow' },
    ])
    write(dana, 'It is on its way to you.')
    await delivery.deliver()
    expect(store.clockwork.promisesOf(1)).toMatchObject([{ state: 'kept' }])
  })
})

describe('when the customer answers', () => {
  test('the words join the case, wake its owner and start the clock anew', async () => {
    const { take, write, wait, delivery, published, card, story } = startOutreach()
    const said = complaint()
    take(said)
    write(dana)
    await delivery.deliver()
    wait(HOUR)
    const [reply] = published.values()
    take(post('still nothing', { parent: reply?.uri ?? '', root: said.uri, tagged: ['acmeair.bsky.social'] }))
    expect(card(1)).toMatchObject({
      case: { status: 'claimed', owner: dana },
      joined: [{ post: { text: 'still nothing' } }],
    })
    expect(card(1).case.waitingSince).toBe(card(1).case.openedAt + HOUR)
    expect(story(1).slice(-2)).toEqual(['joined by customer', 'heard by customer'])
  })

  test('a network that names only the reply they answered leads to the case all the same', async () => {
    const { take, write, delivery, published, card } = startOutreach()
    take(complaint())
    write(dana)
    await delivery.deliver()
    const [reply] = published.values()
    take(post('thanks', { parent: reply?.uri ?? '', tagged: ['acmeair.bsky.social'] }))
    expect(card(1).joined).toHaveLength(1)
  })
})

describe('a second pair of eyes', () => {
  function handedIn() {
    const world = startOutreach()
    const policy = world.desk.policy.of('Acme Air')
    const careful = { ...policy, replies: { ...policy.replies, secondPair: true } }
    const desk = { ...world.desk, policy: { ...world.desk.policy, of: () => careful } }
    world.take(complaint())
    writeOutreach(desk, { caseId: 1, text: 'On it.', lang: 'en', key: 'k', kind: 'reply' }, dana, () => true)
    return { ...world, desk }
  }

  test('lets a reply go out once somebody else has read it, and history says who', async () => {
    const { desk, delivery, published, story } = handedIn()
    await delivery.deliver()
    expect(published.size).toBe(0)
    expect([approveReply(desk, 1, dana), approveReply(desk, 1, lee), approveReply(desk, 1, lee)]).toEqual([
      'own-reply',
      'approved',
      'not-waiting',
    ])
    await delivery.deliver()
    expect(published.size).toBe(1)
    expect(story(1).slice(-2)).toEqual(['reply-approved by Lee', 'replied by Dana'])
  })

  test('does not send to somebody who has asked to be left alone since', () => {
    const { desk, store, now } = handedIn()
    store.restraint.block({ network: 'bluesky', authorId: 'did:plc:ana.bsky.social' }, lee, now())
    expect(approveReply(desk, 1, lee)).toBe('must-not')
  })

  test('a withdrawn reply is off the card, and history knows', () => {
    const { desk, card, story, store } = handedIn()
    const { version } = card(1).case
    expect([withdrawReply(desk, 1, dana), withdrawReply(desk, 1, dana)]).toEqual([true, false])
    expect(card(1).case.version).toBe(version + 1)
    expect(story(1).at(-1)).toBe('reply-withdrawn by Dana')
    expect(store.outreaches.of(1)).toMatchObject([{ status: 'failed' }])
  })
})

describe('restraint', () => {
  test('somebody on the do-not-contact list is not written to', () => {
    const { take, write, store, now } = startOutreach()
    take(complaint())
    store.restraint.block({ network: 'bluesky', authorId: 'did:plc:ana.bsky.social' }, lee, now())
    expect(write(dana)).toMatchObject({ ok: false, refusal: { reason: 'do-not-contact' } })
  })

  test('an author who never spoke to us is written to once a month', async () => {
    const { desk, take, act, write, wait, delivery } = startOutreach()
    take(post('bag gone, acme air (3/2 delivery)'))
    write(dana)
    await delivery.deliver()
    act(1, { type: 'resolve', outcome: 'answered', note: null }, dana)
    wait(DAY)
    take(post('late now, acme air (2/1 delivery)'))
    const again = writeOutreach(
      desk,
      { caseId: 2, text: 'x', lang: 'en', key: 'k2', kind: 'reply' },
      dana,
      () => true,
    )
    expect(again).toMatchObject({ ok: false, refusal: { reason: 'contacted-lately' } })
  })

  test('somebody who blocks us is not written to', () => {
    const { take, write } = startOutreach()
    take(complaint({ author: author('bo', { optOuts: ['blocked'] }) }))
    expect(write(dana)).toMatchObject({ ok: false, refusal: { reason: 'opted-out' } })
  })
})

describe('somebody of ours answered in the network’s own app', () => {
  test('the case counts as answered, once', async () => {
    const { desk, connector, take, card, showThread, story } = startOutreach()
    const said = complaint()
    take(said)
    const ours = post('We are on it', {
      author: author('acmeair.bsky.social'),
      parent: said.uri,
      root: said.uri,
    })
    showThread([said, ours, post('me too', { parent: said.uri })])
    const never = new AbortController().signal
    expect(await answeredElsewhere(desk, connector, ACME, 1, never)).toMatchObject({ uri: ours.uri })
    expect(await answeredElsewhere(desk, connector, ACME, 1, never)).toBeNull()
    expect(story(1)).toEqual(['opened by connector', 'replied by connector'])
    expect(card(1).case.version).toBe(2)
  })
})

test('an untagged author whom we answered in this case hears from us there again, as we promised', async () => {
  const { take, write, delivery, published } = startOutreach()
  take(post('bag gone, acme air (3/2 delivery)'))
  write(dana, 'Sorry for your bag. You will hear from me by tomorrow.')
  await delivery.deliver()
  expect(write(dana, 'Your bag is in Lisbon and flies tonight.')).toMatchObject({ ok: true })
  await delivery.deliver()
  expect(published.size).toBe(2)
})
