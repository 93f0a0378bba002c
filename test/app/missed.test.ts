import { afterEach, beforeEach, expect, test } from 'vitest'
import { ingestMentions } from '../../src/app/ingest-mentions.js'
import { openByHand } from '../../src/app/open-by-hand.js'
import { refreshPosts } from '../../src/app/refresh-posts.js'
import { reviewMiss } from '../../src/app/review-miss.js'
import { runRegression } from '../../src/app/run-regression.js'
import type { Post } from '../../src/domain/post.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import type { Connector } from '../../src/ports.js'
import { careFor } from '../support/care-kit.js'
import { ACME, batch, post, seen, spelledOut } from '../support/posts.js'
import { lee, startWorld, type World } from '../support/world.js'

let world: World
beforeEach(() => {
  world = startWorld()
})
afterEach(() => world.store.close())

const never = new AbortController().signal
/** The network as it is now: this many likes under each post. */
const withLikes = (likes: number, ...posts: Post[]): Connector => {
  const lookup = async (refs: readonly string[]) =>
    posts
      .filter(({ ref }) => refs.includes(ref))
      .map((one) => ({
        ref: one.ref,
        state: 'there' as const,
        post: { ...one, engagement: { likes, reposts: 0, replies: 0 } },
      }))
  return { id: 'bluesky:test', lookup, thread: async () => [] } as unknown as Connector
}
const look = (likes: number, ...posts: Post[]) =>
  refreshPosts(world.desk, world.intake, withLikes(likes, ...posts), world.now(), never)
const fresh = (text: string, more: Partial<Post> = {}) => post(text, { postedAt: world.now(), ...more })
const byHand = (one: Post) =>
  openByHand(world.desk, world.intake, one, { brand: 'Acme Air', connector: 'bluesky:test', by: lee })
const missed = () => world.store.missed.list({}, { limit: 10, offset: 0 })

test('a post without a case that grows big is kept for review, once, with its growth', async () => {
  const one = fresh('well, acme air')
  world.take(one)
  for (const likes of [12, 49, 63, 400]) {
    world.wait(31 * DAY)
    await look(likes, one)
    expect(missed()).toHaveLength(likes >= 50 ? 1 : 0)
  }
  expect(missed()[0]).toMatchObject({
    kind: 'grown',
    known: true,
    state: 'to-look-at',
    gates: [{ type: 'too-unlikely' }, { type: 'too-mild' }],
  })
  expect(world.store.missed.looks(1).map(({ engagement }) => engagement.likes)).toEqual([12, 49, 63, 400])
})

test('one that comes in big already is kept at once; one from before the first run only when it grows', async () => {
  const big = { engagement: { likes: 40, reposts: 20, replies: 0 } }
  const [now, before] = [fresh('hm, acme air', big), fresh('hm, acme air', big)]
  world.take(now)
  ingestMentions(world.desk, world.intake, 'bluesky:test', batch([seen(before, { history: true })]))
  expect(missed().map(({ mentionId }) => mentionId)).toEqual([1])
  world.wait(2 * HOUR)
  await look(111, before)
  expect(missed().map(({ mentionId }) => mentionId)).toEqual([2, 1])
})

test('a case that people were told of is no miss, however big it grows', async () => {
  const one = fresh('late, acme air (2/1 delivery)')
  world.take(one)
  world.wait(MINUTE)
  await look(900, one)
  expect(missed()).toEqual([])
})

test('a case whose card is held back and that grows meanwhile is one', async () => {
  const one = fresh('late, acme air (2/1 delivery)')
  world.take(one)
  const row = world.store.outbox.take('discord', world.now())
  world.store.outbox.hold(row?.id ?? 0, world.now() + HOUR)
  world.wait(MINUTE)
  await look(900, one)
  expect(missed()).toMatchObject([{ kind: 'held-back', gates: [{ type: 'held-back', cards: 30 }] }])
})

test('a post that was nearly a complaint is looked at after 1, 6 and 24 hours; others not in between', async () => {
  const tagged = fresh('@acmeair.bsky.social thanks', { tagged: ['acmeair.bsky.social'] })
  const found = fresh('nice, acme air')
  world.take(tagged, found)
  const asked: string[][] = []
  for (const hours of [1, 5, 18]) {
    world.wait(hours * HOUR)
    const due = world.store.mentions.dueForLookup('bluesky:test', world.now(), 10)
    asked.push(due.map(({ post }) => post.ref))
    await look(1, tagged, found)
  }
  expect(asked).toEqual([[tagged.ref, found.ref], [tagged.ref], [tagged.ref, found.ref]])
})

test('a person brings what no source brought, and what was judged harmless: both are misses, with what counted then', () => {
  const known = fresh('meh, acme air')
  world.take(known)
  world.wait(HOUR)
  byHand({ ...known, engagement: { likes: 7, reposts: 0, replies: 0 } })
  byHand(fresh('acmeaero lost my bag (3/1 delivery)'))
  const [unknown, judged] = missed()
  expect(unknown).toMatchObject({ kind: 'by-hand', known: false, gates: [{ type: 'no-term' }] })
  expect(judged).toMatchObject({
    kind: 'by-hand',
    known: true,
    asked: ACME.alert,
    judged: { complaint: 0.1, severity: 0 },
  })
  expect(world.card(1).opening.post.engagement.likes, 'the card shows the counts of now').toBe(7)
})

test('a post that grew first and is then brought by a person is one miss', async () => {
  const one = fresh('well, acme air')
  world.take(one)
  world.wait(2 * HOUR)
  await look(60, one)
  expect(reviewMiss(world.desk, 1, { type: 'set-aside' })).toBe('done')
  byHand(one)
  expect(missed()).toMatchObject([{ kind: 'by-hand', known: true, state: 'to-look-at' }])
})

test('what a person corrects up from below the threshold is a miss of the classifier; more of the same is not', () => {
  const care = careFor(world)
  world.take(fresh('late, acme air (2/1 delivery)'))
  const [ana, worse] = [{ person: lee, role: 'rep' } as const, { urgency: 1, category: 'safety' } as const]
  care.correct(1, { severity: 4, ...worse }, ana)
  expect(missed(), 'it alerted').toEqual([])
  world.take(fresh('fine, acme air'))
  const edited = world.store.mentions.get(1)?.post
  if (edited === undefined) throw new Error('no post')
  world.store.mentions.revise(1, edited, spelledOut.assess('harmless'))
  care.correct(1, { severity: 3, ...worse }, ana)
  expect(missed()).toMatchObject([{ mentionId: 1, kind: 'corrected', judged: { severity: 0 } }])
})

test('with its post taken back a miss is gone, with its looks, its labels and its results', async () => {
  const one = fresh('well, acme air')
  world.take(one)
  world.wait(2 * HOUR)
  await look(60, one)
  reviewMiss(world.desk, 1, {
    type: 'add-to-set',
    labels: { severity: 2, urgency: 1, category: 'other' },
  })
  runRegression(world.store, world.intake, false, world.now())
  expect(world.store.missed.lastRun()).toMatchObject({ posts: 1, passing: 0 })
  world.store.transaction(() => world.store.mentions.erase(1, world.now()))
  expect(missed()).toEqual([])
  expect(world.store.missed.looks(1)).toEqual([])
  expect(world.store.missed.lastRun()).toBeNull()
  expect(runRegression(world.store, world.intake, false, world.now())).toEqual([])
})

test('the same decision twice changes nothing; every decision can be taken back', async () => {
  byHand(fresh('meh, acme air'))
  const labels = { severity: 3, urgency: 1, category: 'billing' } as const
  const review = (type: 'set-aside' | 'look-again') => reviewMiss(world.desk, 1, { type })
  const add = (more: object = {}) =>
    reviewMiss(world.desk, 1, { type: 'add-to-set', labels: { ...labels, ...more } })
  expect([add(), add(), add({ severity: 4 }), review('set-aside'), review('set-aside')]).toEqual([
    'done',
    'unchanged',
    'done',
    'done',
    'unchanged',
  ])
  expect([review('look-again'), review('look-again')]).toEqual(['done', 'unchanged'])
  expect(missed()).toMatchObject([{ state: 'to-look-at' }])
  expect(reviewMiss(world.desk, 99, { type: 'set-aside' })).toBe('no-such-miss')
})

test('how many posts a lower threshold would have brought counts those in no case, of the time and brand asked for', () => {
  world.take(fresh('old grumble, acme air (1/0 other)'))
  world.wait(HOUR)
  const since = world.now()
  world.take(fresh('grumble, acme air (1/0 other)'), fresh('nice, acme air'))
  world.take(fresh('a case, acme air (2/0 other)'))
  const counted = (severity: number, brand = 'Acme Air') =>
    world.store.missed.wouldPass(brand, { severity, complaint: 0.5 }, since)
  expect([counted(1), counted(2), counted(1, 'Acme Rail')]).toEqual([1, 0, 0])
})
