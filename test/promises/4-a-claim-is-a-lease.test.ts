import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/time.js'
import { blueskyNet, type CareWorld, startCare } from '../support/care-world.js'
import { dana, lee } from '../support/world.js'

let care: CareWorld
beforeEach(async () => {
  care = startCare(await blueskyNet())
  await care.beat()
  care.net.pass(MINUTE)
  care.net.say('my bag is gone (3/2 delivery)')
  care.net.pass(MINUTE)
  await care.beat()
})
afterEach(() => care.close())

const cardShown = () => [...care.ledger.messages.values()][0]?.card

test('a claim is a lease: silence gives the case back to the channel, with its history', async () => {
  care.act(1, { type: 'claim' }, dana)
  await care.wait(14 * MINUTE)
  expect(cardShown()?.case).toMatchObject({ status: 'claimed', owner: dana })

  await care.wait(1 * MINUTE)

  expect(cardShown()?.case).toMatchObject({ status: 'open' })
  expect(cardShown()?.history.map(({ event }) => event.type)).toEqual([
    'opened',
    'alerted',
    'claimed',
    'expired',
    // She had told nobody, and the customer has waited since the beginning.
    'escalated',
  ])
  expect(care.told()).toContainEqual({ type: 'expired', caseId: 1, owner: dana })
  expect(care.act(1, { type: 'claim' }, lee)).toMatchObject({ ok: true, changed: true })
})

test('work on the case renews it: notes, "still on it", a draft that goes out', async () => {
  care.act(1, { type: 'claim' }, dana)
  for (const work of [
    () => care.act(1, { type: 'note', text: 'calling Lisbon' }, dana),
    () => care.act(1, { type: 'still-on-it' }, dana),
    () => care.reply(1, 'Sorry, Ana. I am looking for your bag now.', dana),
  ]) {
    await care.wait(14 * MINUTE)
    expect(work()).toMatchObject({ ok: true })
  }
  await care.wait(14 * MINUTE)
  expect(cardShown()?.case).toMatchObject({ status: 'claimed', owner: dana })
  expect(care.story()).not.toContain('expired by schedule')
})

test('it runs out while Amends is down, too', async () => {
  care.act(1, { type: 'claim' }, dana)
  await care.restart(16 * MINUTE)
  await care.beat()
  expect(cardShown()?.case).toMatchObject({ status: 'open' })
})

test('once we have answered the case stays with its owner for as long as the customer takes', async () => {
  care.act(1, { type: 'claim' }, dana)
  care.reply(1, 'Sorry, Ana. I am looking for your bag now.', dana)
  await care.beat()
  await care.wait(120 * MINUTE)
  expect(cardShown()?.case).toMatchObject({ status: 'waiting', owner: dana })
})
