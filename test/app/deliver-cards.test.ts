import { expect, test } from 'vitest'
import { cardDelivery } from '../../src/app/deliver-cards.js'
import { MINUTE, SECOND } from '../../src/domain/time.js'
import { ledgerBoard } from '../support/ledger-board.js'
import { author, post } from '../support/posts.js'
import { dana, lee, quiet, startWorld } from '../support/world.js'

function startDelivery() {
  const world = startWorld()
  const ledger = ledgerBoard()
  const delivery = cardDelivery({ desk: world.desk, board: ledger.board, log: quiet, chance: () => 0.999 })
  return { ...world, ...ledger, delivery }
}

test('cards go out most pressing first, and the case knows when', async () => {
  const { take, wait, delivery, calls, card, now, story } = startDelivery()
  take(
    post('late, acme air (2/1 delivery)', { author: author('bo') }),
    post('gas smell, acme air (4/3 safety)', { author: author('cy') }),
    post('bag gone, acme air (3/2 delivery)', { author: author('di') }),
  )
  wait(SECOND)
  await delivery.deliver()
  expect(calls).toEqual(['show #2', 'show #3', 'show #1'])
  expect(card(2).alertedAt).toBe(now())
  expect(story(2)).toEqual(['opened by connector', 'alerted by schedule'])
})

test('a card is shown once and edited on every change, however many changes there were', async () => {
  const { take, act, delivery, calls, messages } = startDelivery()
  take(post('late, acme air (2/1 delivery)'))
  await delivery.deliver()
  act(1, { type: 'claim' }, dana)
  act(1, { type: 'release' }, dana)
  act(1, { type: 'claim' }, dana)
  await delivery.deliver()
  await delivery.deliver()
  expect(calls).toEqual(['show #1', 'edit #1 claimed'])
  expect(messages.size).toBe(1)
})

test('a change made while its card is being sent is sent next', async () => {
  const { take, act, delivery, calls, board } = startDelivery()
  take(post('late, acme air (2/1 delivery)'))
  const show = board.show
  board.show = (card, key, signal) => {
    act(1, { type: 'claim' }, dana)
    return show(card, key, signal)
  }
  await delivery.deliver()
  expect(calls).toEqual(['show #1', 'edit #1 claimed'])
})

test('when the answer was lost, the board is asked before anything is sent again', async () => {
  const { take, wait, delivery, calls, messages, fail } = startDelivery()
  take(post('late, acme air (2/1 delivery)'))
  fail('show', 'doubt', { done: true })
  await delivery.deliver()
  await delivery.deliver()
  expect(calls, 'nothing before the wait is over').toEqual(['show #1'])
  wait(MINUTE)
  await delivery.deliver()
  expect(calls).toEqual(['show #1', 'find discord-1', 'edit #1 open'])
  expect(messages.size).toBe(1)
})

test('when the request was lost, it is sent again under the same key', async () => {
  const { take, wait, delivery, messages, fail } = startDelivery()
  take(post('late, acme air (2/1 delivery)'))
  fail('show', 'doubt')
  await delivery.deliver()
  wait(MINUTE)
  await delivery.deliver()
  expect([...messages.values()].map(({ key }) => key)).toEqual(['discord-1'])
})

test('what the board asks for is waited for, by every card', async () => {
  const { take, wait, delivery, calls, fail } = startDelivery()
  take(post('late, acme air (2/1 delivery)'), post('late, acme air (2/1 delivery)', { author: author('bo') }))
  fail('show', 'passing', { retryAfter: 30 * SECOND })
  await delivery.deliver()
  wait(29 * SECOND)
  await delivery.deliver()
  expect(calls).toEqual(['show #1'])
  wait(3 * SECOND)
  await delivery.deliver()
  expect(calls).toEqual(['show #1', 'show #1', 'show #2'])
})

test('a closed board is left alone for longer and longer, and says why; nothing is lost', async () => {
  const { take, wait, delivery, calls, messages, fail } = startDelivery()
  take(...['ana', 'bo', 'cy'].map((name) => post('late, acme air (2/1 delivery)', { author: author(name) })))
  for (let i = 0; i < 3; i++) fail('show', 'closed')
  for (let i = 0; i < 60; i++) {
    await delivery.deliver()
    wait(SECOND)
  }
  expect(calls.length).toBeLessThanOrEqual(2)
  expect(delivery.trouble()).toBe('show: closed')
  for (let i = 0; i < 60; i++) {
    await delivery.deliver()
    wait(MINUTE)
  }
  expect(messages.size).toBe(3)
  expect(delivery.trouble()).toBeNull()
})

test('a card that the board will never take does not hold up the others', async () => {
  const { take, delivery, messages, store, fail } = startDelivery()
  take(post('late, acme air (2/1 delivery)'), post('late, acme air (2/1 delivery)', { author: author('bo') }))
  fail('show', 'refused')
  await delivery.deliver()
  expect([...messages.values()].map(({ card }) => card.case.id)).toEqual([2])
  expect(store.outbox.pending('discord')).toMatchObject({ count: 0, abandoned: 1 })
})

test('a card deleted by hand is shown anew, under a key of its own, with the case as it is now', async () => {
  const { take, act, delivery, messages, calls } = startDelivery()
  take(post('late, acme air (2/1 delivery)'))
  await delivery.deliver()
  messages.clear()
  act(1, { type: 'claim' }, dana)
  await delivery.deliver()
  expect(calls).toEqual(['show #1', 'edit #1 claimed', 'show #1'])
  expect([...messages.values()]).toMatchObject([
    { key: 'discord-1.2', card: { case: { status: 'claimed' } } },
  ])
})

test('rows that a dead process left half-sent are looked for first', async () => {
  const { take, store, now, delivery, calls } = startDelivery()
  take(post('late, acme air (2/1 delivery)'))
  store.outbox.take('discord', now())
  expect(store.outbox.recover(now())).toBe(1)
  await delivery.deliver()
  expect(calls).toEqual(['find discord-1', 'show #1'])
})

test('in a storm of card edits somebody is still called', async () => {
  const world = startWorld()
  const ledger = ledgerBoard()
  const edit = ledger.board.edit
  let edits = 0
  // Every edit is answered by another change: the cards alone would never come to an end.
  ledger.board.edit = (messageId, card, signal) => {
    if (++edits < 200) world.act(1, { type: edits % 2 === 0 ? 'claim' : 'release' }, dana)
    return edit(messageId, card, signal)
  }
  const delivery = cardDelivery({
    desk: world.desk,
    board: ledger.board,
    announcer: ledger.board,
    log: quiet,
    chance: () => 0,
  })
  world.take(post('late, acme air (2/1 delivery)'))
  await delivery.deliver()
  world.act(1, { type: 'claim' }, dana)
  world.act(1, { type: 'take-over', reason: 'lunch' }, lee)
  world.act(1, { type: 'release' }, lee)
  await delivery.deliver()
  const first = ledger.calls.findIndex((call) => call.startsWith('notify'))
  expect(first).toBeGreaterThan(-1)
  expect(first).toBeLessThan(40)
})
