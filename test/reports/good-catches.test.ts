import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actOnCase } from '../../src/app/act-on-case.js'
import { ingestMentions } from '../../src/app/ingest-mentions.js'
import type { Person } from '../../src/domain/people.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { makeDigest } from '../../src/reports/make-digest.js'
import { author, batch, post, seen } from '../support/posts.js'
import { dana, lee, startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
beforeEach(() => {
  world = startWorld({ boards: [] })
})
afterEach(() => world.store.close())

/** Somebody complains; the case is answered after some minutes by whoever is named, and they say something back. */
function complain(verdict: string, by: Person | 'elsewhere', after = 10 * MINUTE, mood = 'thank you!') {
  const id = world.store.cases.count({}) + 1
  const said = post(`oh no, acme air (${verdict})`, {
    author: author(`person${id}`),
    uri: `at://person${id}/1`,
    postedAt: world.now(),
  })
  world.take(said)
  world.wait(after)
  const at = world.now()
  if (by === 'elsewhere')
    actOnCase(
      world.desk,
      id,
      { type: 'replied', at, elsewhere: true },
      { type: 'connector', id: 'bluesky:test' },
    )
  else {
    world.act(id, { type: 'claim' }, by)
    world.act(id, { type: 'replied', at, elsewhere: false }, by)
  }
  world.wait(20 * MINUTE)
  const more = { author: said.author, parent: said.uri, root: said.uri, postedAt: world.now() }
  const back = seen(post(`${mood} acme air`, more), { via: 'reply', account: 'acmeair.bsky.social' })
  ingestMentions(world.desk, world.intake, 'bluesky:test', batch([back]))
  return id
}
const digest = (now = world.now() + 1) =>
  makeDigest(world.desk, { period: { from: now - 7 * DAY, to: now }, brand: null, blind: [] }, now)
const catches = async () => (await digest()).catches

describe('good catches', () => {
  test('are the gravest first, then the newest, five at most', async () => {
    const ids = ['2/1 billing', '4/3 safety', '3/1 delivery', '2/1 outage', '4/3 safety', '2/1 other'].map(
      (verdict) => complain(verdict, dana),
    )
    const [billing, first, delivery, outage, second, other] = ids
    expect((await catches()).map(({ caseId }) => caseId)).toEqual([second, first, delivery, other, outage])
    expect(billing).toBe(1)
  })

  test('say what it was, in which language, and how fast the first reply came', async () => {
    complain('3/1 delivery', dana, 7 * MINUTE)
    expect(await catches()).toEqual([
      { caseId: 1, severity: 3, category: 'delivery', lang: 'en', wait: 7 * MINUTE, by: null },
    ])
  })

  test('name whoever wrote the first reply, if they chose so, and nobody else', async () => {
    world.store.team.setNamed(dana.id, true, world.now())
    complain('2/1 billing', dana)
    complain('2/1 billing', lee)
    const first = complain('2/1 billing', dana)
    // Lee goes on with Dana's case: Dana was the first to answer.
    world.wait(HOUR)
    world.act(first, { type: 'take-over', reason: 'my turn' }, lee)
    world.act(first, { type: 'replied', at: world.now(), elsewhere: false }, lee)
    expect((await catches()).map(({ by }) => by)).toEqual([dana, null, dana])
    world.store.team.setNamed(dana.id, false, world.now())
    expect((await catches()).map(({ by }) => by)).toEqual([null, null, null])
  })

  test('name nobody where the answer was written in the network’s own app', async () => {
    world.store.team.setNamed(dana.id, true, world.now())
    const id = complain('2/1 billing', 'elsewhere')
    world.act(id, { type: 'claim' }, dana)
    world.act(id, { type: 'replied', at: world.now(), elsewhere: false }, dana)
    expect(await catches()).toMatchObject([{ caseId: id, by: null }])
  })

  test('are no cases in which thanks were meant otherwise, or that were opened before', async () => {
    complain('2/1 billing', dana, MINUTE, 'thanks for nothing (2/1 billing),')
    complain('2/1 billing', dana, MINUTE, 'fine,')
    expect(await catches()).toEqual([])
    complain('2/1 billing', dana)
    world.wait(8 * DAY)
    expect(await catches()).toEqual([])
  })
})

describe('what needs somebody', () => {
  test('are cases that have waited for over a day, the longest first, and not those that are put aside', async () => {
    for (const name of ['a', 'b', 'c', 'd']) {
      world.take(post('late, acme air (2/1 delivery)', { author: author(name) }))
      world.wait(HOUR)
    }
    world.act(2, { type: 'claim' }, dana)
    world.act(3, { type: 'claim' }, dana)
    world.act(3, { type: 'snooze', until: world.now() + 9 * DAY }, dana)
    world.wait(20.5 * HOUR)
    expect((await digest()).unanswered.map(({ caseId }) => caseId)).toEqual([1])
    world.wait(3 * HOUR)
    expect((await digest()).unanswered.map(({ caseId }) => caseId)).toEqual([1, 2, 4])
  })

  test('is what waits now, though the digest is of a week that is over', async () => {
    world.take(post('late, acme air (2/1 delivery)'))
    const due = world.now() + HOUR
    world.wait(2 * DAY)
    const told = () =>
      makeDigest(
        world.desk,
        { period: { from: due - 7 * DAY, to: due }, brand: null, blind: [] },
        world.now(),
      )
    expect((await told()).unanswered).toHaveLength(1)
    world.act(1, { type: 'claim' }, dana)
    world.act(1, { type: 'replied', at: world.now(), elsewhere: false }, dana)
    expect((await told()).unanswered).toEqual([])
  })
})

test('a week is held against the one before only where somebody was listening in all of that', async () => {
  world.take(post('late, acme air (2/1 delivery)'))
  world.wait(13 * DAY)
  expect((await digest()).comparable).toBe(false)
  world.wait(2 * DAY)
  expect((await digest()).comparable).toBe(true)
})

test('the week before is told as it stood when it ended: its cases had as long to be answered', async () => {
  world.take(post('late, acme air (2/1 delivery)', { author: author('first') }))
  world.wait(14 * DAY - HOUR)
  world.take(post('late, acme air (2/1 delivery)', { author: author('slow') }))
  world.wait(HOUR)
  world.take(post('late, acme air (2/1 delivery)', { author: author('quick') }))
  for (const id of [2, 3]) {
    world.act(id, { type: 'claim' }, dana)
    world.act(id, { type: 'replied', at: world.now(), elsewhere: false }, dana)
  }
  world.wait(7 * DAY - MINUTE)
  const { changes } = await digest()
  const wait = changes.find(({ what }) => what === 'wait')
  expect(wait).toMatchObject({ now: { median: 0 }, was: { median: null } })
})
