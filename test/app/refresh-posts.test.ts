import { expect, test } from 'vitest'
import { splitCase } from '../../src/app/join-cases.js'
import { refreshPosts } from '../../src/app/refresh-posts.js'
import type { Post } from '../../src/domain/post.js'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import type { Connector, Found } from '../../src/ports.js'
import { author, post } from '../support/posts.js'
import { lee, startWorld } from '../support/world.js'

const never = new AbortController().signal

function networkOf(answer: (ref: string) => Found) {
  const asked: string[] = []
  const connector: Pick<Connector, 'id' | 'lookup' | 'thread'> = {
    id: 'bluesky:test',
    thread: async () => [],
    async lookup(refs) {
      asked.push(...refs)
      return refs.map(answer)
    },
  }
  return { connector: connector as Connector, asked }
}

test('the post of an open case is looked up each minute, one that nobody works on after an hour', async () => {
  const world = startWorld()
  const complaint = post('late, acme air (2/1 delivery)', { postedAt: world.now() })
  const praise = post('nice, acme air', { author: author('bo'), postedAt: world.now() })
  world.take(complaint, praise)
  const there = (ref: string): Found => ({
    ref,
    state: 'there',
    post: ref === complaint.ref ? complaint : praise,
  })
  const { connector, asked } = networkOf(there)

  world.wait(MINUTE)
  expect(await refreshPosts(world.desk, world.intake, connector, world.now(), never)).toBe(true)
  expect(await refreshPosts(world.desk, world.intake, connector, world.now(), never)).toBe(false)
  expect(asked).toEqual([complaint.ref])
  world.wait(HOUR)
  await refreshPosts(world.desk, world.intake, connector, world.now(), never)
  expect(asked).toEqual([complaint.ref, complaint.ref, praise.ref])
  expect(world.card(1).case.version, 'nothing changed, so nothing was written').toBe(1)
})

test.each<[string, (one: Post) => Found, string[]]>([
  ['deleted', ({ ref }) => ({ ref, state: 'gone' }), ['post-removed by connector']],
  ['unclear', ({ ref }) => ({ ref, state: 'unknown' }), []],
  [
    'edited',
    (one) => ({ ref: one.ref, state: 'there', post: { ...one, text: 'late, acme air (2/1 billing)' } }),
    ['post-edited by connector'],
  ],
  [
    'passed on by many',
    (one) => ({
      ref: one.ref,
      state: 'there',
      post: { ...one, engagement: { likes: 5, reposts: 40, replies: 9 } },
    }),
    ['priority-changed by connector'],
  ],
])('a post found %s', async (_how, answer, events) => {
  const world = startWorld()
  const complaint = post('late, acme air (2/1 delivery)', { postedAt: world.now() })
  world.take(complaint)
  world.wait(MINUTE)
  await refreshPosts(
    world.desk,
    world.intake,
    networkOf(() => answer(complaint)).connector,
    world.now(),
    never,
  )
  expect(world.story(1).slice(1)).toEqual(events)
})

test('when replies appear and one of them is ours, the case counts as answered', async () => {
  const world = startWorld()
  const complaint = post('late, acme air (2/1 delivery)', { postedAt: world.now() })
  world.take(complaint)
  const ours = post('On it!', { author: author('acmeair.bsky.social'), parent: complaint.uri })
  const answered = { ...complaint, engagement: { likes: 0, reposts: 0, replies: 1 } }
  const { connector } = networkOf(() => ({ ref: complaint.ref, state: 'there', post: answered }))
  world.wait(MINUTE)
  await refreshPosts(
    world.desk,
    world.intake,
    { ...connector, thread: async () => [answered, ours] },
    world.now(),
    never,
  )
  expect(world.story(1).at(-1)).toBe('replied by connector')
  expect(world.card(1).outreaches).toMatchObject([{ status: 'sent', text: 'On it!' }])
})

test('one like more is kept, and no reason to edit a card; a tenth more is', async () => {
  const world = startWorld()
  const complaint = post('late, acme air (2/1 delivery)', {
    postedAt: world.now(),
    engagement: { likes: 100, reposts: 0, replies: 0 },
  })
  world.take(complaint)
  const versions: number[] = []
  for (const likes of [101, 115]) {
    world.wait(MINUTE)
    const now = { ...complaint, engagement: { likes, reposts: 0, replies: 0 } }
    const { connector } = networkOf(() => ({ ref: complaint.ref, state: 'there', post: now }))
    await refreshPosts(world.desk, world.intake, connector, world.now(), never)
    expect(world.card(1).opening.post.engagement.likes).toBe(likes)
    versions.push(world.card(1).case.version)
  }
  expect(versions).toEqual([1, 2])
})

test('the thread of a case that a post has left is told when its author takes the post back', async () => {
  const world = startWorld()
  world.take(post('late, acme air (2/1 delivery)', { postedAt: world.now() }))
  const second = post('and rude, acme air (2/1 staff-support)', { postedAt: world.now() })
  world.take(second)
  world.store.team.setPlace('discord', 'thread:1', 't1')
  splitCase(world.desk, 1, 2, lee)
  world.wait(MINUTE)
  await refreshPosts(
    world.desk,
    world.intake,
    networkOf((ref) => ({ ref, state: 'gone' })).connector,
    world.now(),
    never,
  )
  expect(world.story(1).filter((line) => line.startsWith('post-removed'))).toHaveLength(2)
  expect(world.story(2).at(-1)).toBe('post-removed by connector')
})
