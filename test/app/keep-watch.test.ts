import { describe, expect, test } from 'vitest'
import { keepWatch } from '../../src/app/keep-watch.js'
import type { Notice } from '../../src/domain/notice.js'
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.js'
import { post } from '../support/posts.js'
import { dana, lee, startWorld } from '../support/world.js'

function startWatch() {
  const world = startWorld()
  const said = () => {
    const all: Notice[] = []
    for (;;) {
      const row = world.store.notices.take('discord', world.now())
      if (row === null) return all
      world.store.notices.settle(row.id, `m${row.id}`)
      all.push(row.notice)
    }
  }
  return {
    ...world,
    said,
    /** Minute by minute, as the beat does second by second. */
    pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 30 * SECOND) {
        world.wait(30 * SECOND)
        while (keepWatch(world.desk)) {}
      }
    },
    /** The process was down. */
    sleep(ms: number) {
      world.wait(ms)
      while (keepWatch(world.desk)) {}
    },
  }
}
const rungs = (notices: readonly Notice[]) =>
  notices.flatMap((one) => (one.type === 'escalation' ? [one.rung] : []))
const P1 = 'gas smell, acme air (4/3 safety)'
const P2 = 'bag gone, acme air (3/2 delivery)'

describe('nobody claims it in time', () => {
  test('the ladder runs, each rung once', () => {
    const world = startWatch()
    world.take(post(P1))
    world.pass(HOUR)
    expect(rungs(world.said())).toEqual(['unclaimed-remind', 'unclaimed-call', 'unclaimed-managers'])
    expect(world.story(1).filter((line) => line.startsWith('escalated'))).toHaveLength(3)
    world.pass(24 * HOUR)
    expect(world.said()).toEqual([])
  })

  test('a claim in between ends it; when the claim runs out, the case is back and the ladder goes on where it was', () => {
    const world = startWatch()
    world.take(post(P1))
    world.pass(6 * MINUTE)
    expect(rungs(world.said())).toEqual(['unclaimed-remind'])
    world.act(1, { type: 'claim' }, dana)
    world.pass(8 * MINUTE)
    expect(rungs(world.said())).toEqual([])

    world.pass(8 * MINUTE)
    expect(world.card(1).case.status).toBe('open')
    expect(world.said()).toMatchObject([
      { type: 'escalation', rung: 'unanswered-owner', owner: dana },
      { type: 'expired', owner: dana },
      { type: 'escalation', rung: 'unclaimed-managers' },
    ])
  })

  test('after a downtime one message speaks for all that is overdue', () => {
    const world = startWatch()
    world.take(post(P1))
    world.sleep(9 * HOUR)
    expect(rungs(world.said())).toEqual(['unclaimed-managers'])
    world.pass(HOUR)
    expect(world.said()).toEqual([])
  })

  test('a clock that is put back repeats nothing', () => {
    const world = startWatch()
    world.take(post(P1))
    world.pass(6 * MINUTE)
    world.said()
    world.sleep(-3 * HOUR)
    world.pass(3 * HOUR)
    expect(rungs(world.said())).toEqual([])
  })

  test('nobody is called for a case whose author took every word back', () => {
    const world = startWatch()
    world.take(post(P1))
    world.store.mentions.erase(1, world.now())
    world.pass(HOUR)
    expect(world.said()).toEqual([])
  })

  test('a reopened case starts anew', () => {
    const world = startWatch()
    world.take(post(P1))
    world.pass(6 * MINUTE)
    world.act(1, { type: 'resolve', outcome: 'not-a-complaint', note: null }, dana)
    world.pass(HOUR)
    expect(rungs(world.said())).toEqual(['unclaimed-remind'])
    world.act(1, { type: 'reopen' }, lee)
    world.pass(6 * MINUTE)
    expect(rungs(world.said())).toEqual(['unclaimed-remind'])
  })
})

describe('claimed, and then', () => {
  test('silence gives the case back after the lease, with its history; work renews it', () => {
    const world = startWatch()
    world.take(post(P2))
    world.act(1, { type: 'claim' }, dana)
    world.pass(14 * MINUTE)
    world.act(1, { type: 'note', text: 'calling Lisbon' }, dana)
    world.pass(14 * MINUTE)
    expect(world.card(1).case).toMatchObject({ status: 'claimed', owner: dana })
    world.pass(2 * MINUTE)
    expect(world.card(1).case.status).toBe('open')
    expect(world.story(1).slice(0, 4)).toEqual([
      'opened by connector',
      'claimed by Dana',
      'noted by Dana',
      'expired by schedule',
    ])
  })

  test('put aside until two o’clock: quiet until then, and its owner is told', () => {
    const world = startWatch()
    world.take(post(P2))
    world.act(1, { type: 'claim' }, dana)
    world.act(1, { type: 'snooze', until: world.now() + 5 * HOUR }, dana)
    world.pass(4 * HOUR)
    expect(world.said()).toEqual([{ type: 'thread', caseId: 1 }])
    world.pass(HOUR)
    expect(world.said()).toMatchObject([
      { type: 'woken', owner: dana },
      { type: 'escalation', rung: 'unanswered-managers' },
    ])
    expect(world.card(1).case).toMatchObject({ status: 'claimed', snooze: null })
  })

  test('taken over with a reason: the former owner is told by whom and why', () => {
    const world = startWatch()
    world.take(post(P2))
    world.act(1, { type: 'claim' }, dana)
    world.act(1, { type: 'take-over', reason: 'Dana is on a flight' }, lee)
    expect(world.said()).toContainEqual({
      type: 'taken-over',
      caseId: 1,
      from: dana,
      by: lee,
      reason: 'Dana is on a flight',
    })
  })
})
