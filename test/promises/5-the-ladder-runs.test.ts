import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import { blueskyNet, type CareWorld, startCare } from '../support/care-world.js'
import { dana } from '../support/world.js'

let care: CareWorld
beforeEach(async () => {
  care = startCare(await blueskyNet())
  await care.beat()
  care.net.pass(MINUTE)
})
afterEach(() => care.close())

const rungs = () => care.told().flatMap((notice) => (notice.type === 'escalation' ? [notice.rung] : []))

/** Critical and pressing: to be claimed in 5 minutes, escalated in 10, answered in 15. */
async function somethingUrgent() {
  care.net.say('smoke in the cabin (4/3 safety)')
  await care.beat()
}

test('nobody claims it in time: remind the channel, call the on-call role, call the managers, each once', async () => {
  await somethingUrgent()
  await care.wait(4 * MINUTE)
  expect(rungs()).toEqual([])
  await care.wait(1 * MINUTE)
  expect(rungs()).toEqual(['unclaimed-remind'])
  await care.wait(5 * MINUTE)
  expect(rungs()).toEqual(['unclaimed-remind', 'unclaimed-call'])
  await care.wait(5 * MINUTE)
  expect(rungs()).toEqual(['unclaimed-remind', 'unclaimed-call', 'unclaimed-managers'])
  await care.wait(24 * HOUR)
  expect(rungs()).toHaveLength(3)
})

test('a restart in the middle repeats no rung and skips none', async () => {
  await somethingUrgent()
  await care.wait(6 * MINUTE)
  await care.restart()
  await care.beat()
  expect(rungs()).toEqual(['unclaimed-remind'])
  await care.wait(5 * MINUTE)
  await care.restart()
  await care.wait(5 * MINUTE)
  expect(rungs()).toEqual(['unclaimed-remind', 'unclaimed-call', 'unclaimed-managers'])
})

test('what fell due while Amends was down is said once, by the highest rung', async () => {
  await somethingUrgent()
  await care.restart(9 * HOUR)
  await care.beat()
  await care.wait(HOUR)
  expect(rungs()).toEqual(['unclaimed-managers'])
})

test('a rung whose answer from Discord was lost is looked for, not said again', async () => {
  await somethingUrgent()
  care.ledger.fail('notify', 'doubt', { done: true })
  await care.wait(6 * MINUTE)
  await care.restart()
  await care.wait(1 * MINUTE)
  expect(rungs()).toEqual(['unclaimed-remind'])
})

test('claimed, and the customer has no answer in time: the owner, the on-call role, the managers, each once', async () => {
  care.net.say('my bag is gone (3/2 delivery)')
  await care.beat()
  care.act(1, { type: 'claim' }, dana)
  for (let minutes = 0; minutes < 130; minutes += 10) {
    care.act(1, { type: 'still-on-it' }, dana)
    await care.wait(10 * MINUTE)
  }
  expect(rungs()).toEqual(['unanswered-owner', 'unanswered-call', 'unanswered-managers'])
})

test('after our answer it is quiet; when the customer writes again, the clock starts anew', async () => {
  await somethingUrgent()
  await care.wait(6 * MINUTE)
  const { opening } = care.card()
  care.reply(1, 'I am on my way to the gate.', dana)
  await care.beat()
  await care.wait(HOUR)
  expect(rungs()).toEqual(['unclaimed-remind'])

  care.net.say('nobody is here', care.net.repliesUnder(opening.post.uri)[0]?.uri)
  await care.beat()
  await care.wait(10 * MINUTE)
  care.act(1, { type: 'still-on-it' }, dana)
  expect(rungs()).toEqual(['unclaimed-remind'])
  await care.wait(5 * MINUTE)
  expect(rungs()).toEqual(['unclaimed-remind', 'unanswered-owner'])
})
