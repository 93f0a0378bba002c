import { expect, test } from 'vitest'
import { cardDelivery } from '../../src/app/deliver-cards.js'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import { ledgerBoard } from '../support/ledger-board.js'
import { author, post } from '../support/posts.js'
import { dana, quiet, startWorld } from '../support/world.js'

/** Two cards an hour, and then a digest. */
function startCapped() {
  const world = startWorld()
  const easy = world.desk.policy.of('Acme Air')
  const policy = { ...world.desk.policy, of: () => ({ ...easy, cap: { cards: 2, per: HOUR } }) }
  const ledger = ledgerBoard()
  const { board } = ledger
  const desk = { ...world.desk, policy }
  const delivery = cardDelivery({ desk, board, announcer: board, log: quiet, chance: () => 0 })
  let people = 0
  return {
    ...world,
    ...ledger,
    storm(cases: number, labels = '2/1 delivery') {
      const said = () => post(`late, acme air (${labels})`, { author: author(`person-${++people}`) })
      world.take(...Array.from({ length: cases }, said))
    },
    async pass(ms: number) {
      for (let gone = 0; gone < ms; gone += MINUTE) {
        world.wait(MINUTE)
        await delivery.deliver()
      }
    },
    shown: () => [...ledger.messages.values()].map(({ card }) => card.case.id),
    digests: () => [...ledger.notices.values()].map(({ notice }) => notice),
  }
}

test('what is over the cap is told in a digest each quarter of an hour, and shown when there is room', async () => {
  const { storm, pass, shown, digests } = startCapped()
  storm(25)
  await pass(14 * MINUTE)
  expect(shown()).toEqual([1, 2])
  expect(digests()).toEqual([{ type: 'digest', brand: 'Acme Air', caseIds: [3], more: 0 }])
  await pass(MINUTE)
  expect(digests()[1]).toEqual({
    type: 'digest',
    brand: 'Acme Air',
    caseIds: Array.from({ length: 20 }, (_, n) => n + 3),
    more: 3,
  })
  await pass(HOUR)
  expect(shown()).toEqual([1, 2, 3, 4])
  expect(digests()).toHaveLength(6)
})

test('severe ones always pass, and what was settled meanwhile is in no digest', async () => {
  const { storm, pass, act, shown, digests } = startCapped()
  storm(4)
  await pass(MINUTE)
  storm(1, '4/3 safety')
  for (const id of [3, 4]) act(id, { type: 'resolve', outcome: 'not-a-complaint', note: null }, dana)
  await pass(20 * MINUTE)
  expect(shown()).toContain(5)
  expect(digests().slice(1)).toEqual([])
})
