import { describe, expect, test } from 'vitest'
import { answeredElsewhere } from '../../src/app/answered-elsewhere.js'
import { cardDelivery } from '../../src/app/deliver-cards.js'
import { outreachDelivery } from '../../src/app/deliver-outreach.js'
import type { Desk } from '../../src/app/desk.js'
import { connectorPoller } from '../../src/app/poll-connector.js'
import { takeDownReply } from '../../src/app/take-down-reply.js'
import { writeOutreach } from '../../src/app/write-outreach.js'
import type { Post } from '../../src/domain/post.js'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import { ConnectorError } from '../../src/ports.js'
import { replyKit } from '../support/discord-desk.js'
import { ledgerBoard } from '../support/ledger-board.js'
import { paperNetwork } from '../support/paper-network.js'
import { ACME, author, post } from '../support/posts.js'
import { dana, quiet, startWorld } from '../support/world.js'

function start() {
  const world = startWorld()
  const network = paperNetwork(world.now)
  const said = post('bag gone, acme air (3/2 delivery)', { tagged: ['acmeair.bsky.social'] })
  world.take(said)
  const delivery = (desk: Desk = world.desk) =>
    outreachDelivery({ desk, connector: network.connector, dueDates: () => [], log: quiet, chance: () => 0 })
  return {
    ...world,
    ...network,
    said,
    delivery,
    write: () =>
      writeOutreach(
        world.desk,
        { caseId: 1, text: 'On it.', lang: 'en', key: 'k', kind: 'reply' },
        dana,
        () => true,
      ),
    ours: post('We are on it', { author: author('acmeair.bsky.social'), parent: said.uri, root: said.uri }),
  }
}
const never = new AbortController().signal

describe('a reply', () => {
  test('that could not be written down when it was sent is looked for, with no restart in between', async () => {
    const { desk, store, write, delivery, calls, published, card } = start()
    write()
    let full = true
    const whenNotFull =
      <A extends unknown[]>(work: (...given: A) => void) =>
      (...given: A) => {
        if (full) throw new Error('the disk is full')
        work(...given)
      }
    const { settle, postpone } = store.outreaches
    const outreaches = {
      ...store.outreaches,
      settle: whenNotFull(settle),
      postpone: whenNotFull(postpone),
    }
    const sending = delivery({ ...desk, store: { ...store, outreaches } })
    await sending.deliver()
    expect(calls).toEqual(['reply k'])
    await sending.deliver()
    full = false
    await sending.deliver()
    expect(calls).toEqual(['reply k', 'find k', 'find k'])
    expect(published.size).toBe(1)
    expect(card(1).case.status).toBe('waiting')
  })

  test('on its way is not taken for one of ours from elsewhere, though it stands there already', async () => {
    const { desk, connector, write, delivery, showThread, said, ours, fail, story, wait } = start()
    write()
    fail('doubt', true)
    const sending = delivery()
    await sending.deliver()
    showThread([said, ours])
    expect(await answeredElsewhere(desk, connector, ACME, 1, never)).toBeNull()
    wait(MINUTE)
    await sending.deliver()
    expect(story(1).filter((line) => line.startsWith('replied'))).toEqual(['replied by Dana'])
  })

  test('that stands there is found, though its answer was lost and the customer deleted the post since', async () => {
    const { store, write, delivery, fail, wait, now, published } = start()
    write()
    fail('doubt', true)
    const sending = delivery()
    await sending.deliver()
    store.mentions.erase(1, now())
    wait(MINUTE)
    await sending.deliver()
    expect(published.size).toBe(1)
    expect(store.outreaches.of(1)).toMatchObject([{ status: 'sent' }])
  })

  test('taken down by two at once is taken down once', async () => {
    const { desk, intake, connector, write, delivery, story } = start()
    write()
    await delivery().deliver()
    const kit = replyKit(intake, [connector])
    const done = await Promise.all([takeDownReply(desk, kit, 1, dana), takeDownReply(desk, kit, 1, dana)])
    expect(done).toEqual([{ ok: true }, { ok: true }])
    expect(story(1).filter((line) => line.startsWith('reply-removed'))).toHaveLength(1)
  })
})

describe('a connector', () => {
  test('that rests after a failure polls again when the clock is put back', async () => {
    const { desk, intake, connector, wait } = start()
    let polls = 0
    const failing = async () => {
      polls++
      throw new ConnectorError('down', { fault: 'passing', retryAfter: 10 * MINUTE })
    }
    const poller = connectorPoller({
      desk,
      intake,
      connector: { ...connector, poll: failing },
      log: quiet,
      chance: () => 0,
    })
    await poller.poll()
    await poller.poll()
    expect(polls).toBe(1)
    wait(-3 * HOUR)
    await poller.poll()
    expect(polls).toBe(2)
  })

  test('whose thread could not be read is asked again who answered', async () => {
    const { desk, intake, connector, said, ours, showThread, wait, story } = start()
    const now = (replies: number): Post => ({ ...said, engagement: { likes: 0, reposts: 0, replies } })
    let broken = true
    showThread([said, ours])
    const poller = connectorPoller({
      desk,
      intake,
      connector: {
        ...connector,
        lookup: async () => [{ ref: said.ref, state: 'there', post: now(1) }],
        async thread(ref, signal) {
          if (broken) throw new ConnectorError('down', { fault: 'passing' })
          return connector.thread(ref, signal)
        },
      },
      log: quiet,
      chance: () => 0,
    })
    wait(MINUTE)
    await poller.refresh()
    expect(story(1)).toEqual(['opened by connector'])
    broken = false
    wait(MINUTE)
    await poller.refresh()
    expect(story(1)).toEqual(['opened by connector', 'replied by connector'])
  })
})

describe('a card', () => {
  function startCards() {
    const world = start()
    const ledger = ledgerBoard()
    let full = true
    const whenNotFull =
      <A extends unknown[]>(work: (...given: A) => void) =>
      (...given: A) => {
        if (full) throw new Error('the disk is full')
        work(...given)
      }
    const { settle, postpone } = world.store.outbox
    const outbox = { ...world.store.outbox, settle: whenNotFull(settle), postpone: whenNotFull(postpone) }
    const desk = { ...world.desk, store: { ...world.store, outbox } }
    return {
      ...world,
      ...ledger,
      cards: cardDelivery({ desk, board: ledger.board, log: quiet, chance: () => 0 }),
      mend: () => {
        full = false
      },
    }
  }

  test('that could not be written down when it was shown is looked for, with no restart in between', async () => {
    const { cards, mend, calls, messages, card } = startCards()
    await cards.deliver()
    expect(card(1).alertedAt).toBeNull()
    mend()
    await cards.deliver()
    expect(calls).toEqual(['show #1', 'find discord-1', 'edit #1 open'])
    expect(messages.size).toBe(1)
    expect(card(1).alertedAt).not.toBeNull()
  })

  test('on a board that rests is shown at once when the clock is put back', async () => {
    const { cards, mend, fail, take, wait, messages } = startCards()
    mend()
    fail('show', 'passing', { retryAfter: 10 * MINUTE })
    await cards.deliver()
    wait(-3 * HOUR)
    take(post('bag gone, acme air (3/2 delivery)', { author: author('bo') }))
    await cards.deliver()
    expect([...messages.values()].map(({ card }) => card.case.id)).toEqual([2])
  })
})
