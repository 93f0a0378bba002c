import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replayConnector } from '../../connectors/replay/index.js'
import type { Post } from '../../src/domain/post.js'
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.js'
import type { Batch, Connector, Found, Log, ReplyOrder } from '../../src/ports.js'

const START = Date.UTC(2026, 0, 5, 18)
const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} }
const never = new AbortController().signal

const us = { type: 'us', network: 'bluesky', handle: 'acme.example', name: 'Acme' }
const post = (at: string, key: string, text: string, more: object = {}) => ({
  ...{ type: 'post', at, key, network: 'bluesky', text, langs: ['en'] },
  author: { handle: `${key}.example`, name: key.toUpperCase(), followers: 7 },
  ...more,
})

/** A play at sixty times life, with a clock moved by hand and a folder of its own. */
function play(lines: readonly (object | string)[]) {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'))
  const file = join(folder, 'evening.jsonl')
  writeFileSync(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  const clock = { now: START }
  const open = (): Connector =>
    replayConnector({
      file,
      speed: 60,
      memory: join(folder, 'memory.jsonl'),
      clock: () => clock.now,
      log: quiet,
    })
  return { connector: open(), again: open, clock, file, memory: join(folder, 'memory.jsonl') }
}

const texts = (batch: Batch): readonly string[] => batch.posts.map(({ post }) => post.text)
const there = (found: readonly Found[]): Post => {
  const [first] = found
  if (first?.state !== 'there') throw new Error(`expected a post, got ${first?.state}`)
  return first.post
}
const order = (to: Post, text: string, idempotencyKey = 'k1'): ReplyOrder => ({
  ...{ to, text, idempotencyKey, lang: 'en', createdAt: START },
})

test('posts come when their moment has come, with the moment they were played, and each once', async () => {
  const { connector, clock } = play([us, post('00:01:00', 'a', 'first'), post('00:02:00', 'b', 'second')])
  const start = await connector.poll(null, never)
  expect(start).toMatchObject({ posts: [], more: false })

  clock.now += SECOND
  const first = await connector.poll(start.cursor, never)
  expect(texts(first)).toEqual(['first'])
  expect(first.posts[0]).toMatchObject({
    history: false,
    post: { postedAt: START + SECOND, network: 'bluesky' },
  })

  clock.now += SECOND
  const second = await connector.poll(first.cursor, never)
  expect(texts(second)).toEqual(['second'])
  clock.now += HOUR
  expect(await connector.poll(second.cursor, never)).toMatchObject({
    posts: [],
    cursor: second.cursor,
    more: false,
  })
})

test('what was posted before the start is history', async () => {
  const { connector } = play([post('-02:00:00', 'old', 'long ago'), post('00:00:00', 'new', 'right now')])
  const batch = await connector.poll(null, never)
  expect(batch.posts.map(({ post, history }) => [post.text, history])).toEqual([
    ['long ago', true],
    ['right now', false],
  ])
  expect(batch.posts[0]?.post.postedAt).toBe(START - 2 * MINUTE)
})

test('after a restart the play goes on where it was committed, and what fell due meanwhile comes in pages, in order', async () => {
  const lines = Array.from({ length: 95 }, (_, n) =>
    post(`00:${String(n % 60).padStart(2, '0')}:00`, `p${n}`, `post ${n}`),
  )
  const { connector, again, clock } = play(lines)
  const start = await connector.poll(null, never)
  clock.now += 10 * SECOND
  const before = await connector.poll(start.cursor, never)

  clock.now += HOUR
  const seen = [...start.posts, ...before.posts]
  const sizes: number[] = []
  for (let cursor = before.cursor, more = true; more; ) {
    const batch = await again().poll(cursor, never)
    seen.push(...batch.posts)
    sizes.push(batch.posts.length)
    ;({ cursor, more } = batch)
  }
  expect(sizes).toEqual([40, 33])
  expect(new Set(seen.map(({ post }) => post.uri)).size).toBe(95)
  const moments = seen.map(({ post }) => post.postedAt)
  expect(moments).toEqual([...moments].sort((a, b) => a - b))
})

test('a deleted post is announced, and gone for whoever looks', async () => {
  const { connector, clock } = play([
    post('00:01:00', 'a', 'oh dear'),
    { type: 'delete', at: '00:03:00', post: 'a' },
  ])
  const start = await connector.poll(null, never)
  clock.now += SECOND
  const batch = await connector.poll(start.cursor, never)
  const seen = batch.posts[0]?.post as Post
  expect(there(await connector.lookup([seen.ref], never)).text).toBe('oh dear')

  clock.now += 2 * SECOND
  expect((await connector.poll(batch.cursor, never)).removed).toEqual([{ network: 'bluesky', uri: seen.uri }])
  expect(await connector.lookup([seen.ref], never)).toEqual([{ ref: seen.ref, state: 'gone' }])
  expect(await connector.thread(seen.ref, never)).toEqual([])
})

test('an edited, growing post shows as it is at the moment of looking', async () => {
  const { connector, clock } = play([
    post('00:00:00', 'a', 'a bit late', { likes: 1 }),
    { type: 'grow', at: '00:10:00', post: 'a', likes: 50, reposts: 20, replies: 9 },
    { type: 'edit', at: '00:20:00', post: 'a', text: 'three hours late' },
  ])
  const seen = (await connector.poll(null, never)).posts[0]?.post as Post
  expect(seen).toMatchObject({ editedAt: null, engagement: { likes: 1, reposts: 0, replies: 0 } })

  clock.now += 10 * SECOND
  const grown = there(await connector.lookup([seen.ref], never))
  expect(grown).toMatchObject({ text: 'a bit late', engagement: { likes: 50, reposts: 20, replies: 9 } })
  clock.now += 10 * SECOND
  const edited = there(await connector.lookup([seen.ref], never))
  expect(edited).toMatchObject({ uri: seen.uri, text: 'three hours late', editedAt: START + 20 * SECOND })
})

test('a post it never held is unknown, not gone', async () => {
  const { connector } = play([post('00:00:00', 'a', 'hello')])
  expect(await connector.lookup(['nonsense', 'abc/zzz'], never)).toEqual([
    { ref: 'nonsense', state: 'unknown' },
    { ref: 'abc/zzz', state: 'unknown' },
  ])
})

test('tags, hashtags and the way a post came follow from its text', async () => {
  const { connector } = play([
    us,
    { ...us, network: 'mastodon', handle: 'acme@social.example' },
    post('00:00:00', 'a', 'Hey @Acme.example, late again #fail'),
    post('00:00:00', 'b', '@acme where is it?', { network: 'mastodon' }),
    post('00:00:00', 'c', 'same here', { replyTo: 'a' }),
    post('00:00:00', 'd', 'acme is fine'),
  ])
  const { posts } = await connector.poll(null, never)
  expect(posts.map(({ via }) => via)).toEqual(['tag', 'tag', 'reply', 'search'])
  expect(posts[0]?.post).toMatchObject({ tagged: ['acme.example'], hashtags: ['fail'] })
  expect(posts[1]?.post).toMatchObject({ tagged: ['acme@social.example'], network: 'mastodon' })
  expect(posts[2]?.post).toMatchObject({ parent: posts[0]?.post.uri, root: posts[0]?.post.uri })
})

test('who asks bots to stay away is heard only when they speak to us', async () => {
  const shy = { author: { handle: 'shy.example', name: 'Shy', followers: 1, optOuts: ['no-bot'] } }
  const { connector } = play([
    us,
    post('00:00:00', 'a', 'acme is late', shy),
    post('00:00:00', 'b', '@acme.example late!', shy),
  ])
  const { posts } = await connector.poll(null, never)
  expect(posts.map(({ post }) => post.text)).toEqual(['@acme.example late!'])
})

test('our reply is published once, whoever asks and however often, and a restart remembers it', async () => {
  const { connector, again, clock } = play([us, post('00:00:00', 'a', '@acme.example late')])
  const seen = (await connector.poll(null, never)).posts[0]?.post as Post
  clock.now += 5 * SECOND
  expect(await connector.publisher?.findReply(order(seen, 'Sorry!'), never)).toBeNull()
  const first = await connector.publisher?.reply(order(seen, 'Sorry!'), never)
  clock.now += 5 * SECOND
  expect(await again().publisher?.reply(order(seen, 'Sorry!'), never)).toEqual(first)
  expect(await again().publisher?.findReply(order(seen, 'Sorry!'), never)).toEqual(first)

  const thread = await again().thread(seen.ref, never)
  expect(thread.map(({ author, text }) => [author.handle, text])).toEqual([
    ['a.example', '@acme.example late'],
    ['acme.example', 'Sorry!'],
  ])
})

test('the customer answers each reply with the next line written for it, and then falls silent', async () => {
  const { connector, again, clock } = play([
    us,
    post('00:00:00', 'a', '@acme.example late'),
    { type: 'answer', to: 'a', after: '00:02:00', text: 'Thanks, when?' },
    { type: 'answer', to: 'a', after: '00:01:00', text: 'It is here!' },
  ])
  const start = await connector.poll(null, never)
  const seen = start.posts[0]?.post as Post
  clock.now += MINUTE
  const reply = await connector.publisher?.reply(order(seen, 'Sorry!'), never)

  clock.now += 2 * SECOND
  const answered = await again().poll(start.cursor, never)
  expect(answered.posts[0]).toMatchObject({
    via: 'reply',
    post: { text: 'Thanks, when?', parent: reply?.uri, root: seen.uri, author: { handle: 'a.example' } },
  })

  const answer = answered.posts[0]?.post as Post
  await connector.publisher?.reply(order(answer, 'Within the hour.', 'k2'), never)
  clock.now += SECOND
  const second = await again().poll(answered.cursor, never)
  expect(texts(second)).toEqual(['It is here!'])

  await connector.publisher?.reply(order(second.posts[0]?.post as Post, 'Glad to hear.', 'k3'), never)
  clock.now += HOUR
  expect(texts(await again().poll(second.cursor, never))).toEqual([])
  expect(await connector.thread(seen.ref, never)).toHaveLength(6)
})

test('a post without answers of its own gets one in its language', async () => {
  const { connector, clock } = play([
    us,
    post('00:00:00', 'a', '@acme.example tarde', { langs: ['es'] }),
    { type: 'answer', to: '*', lang: 'en', after: '00:01:00', text: 'Thanks' },
    { type: 'answer', to: '*', lang: 'es', after: '00:01:00', text: 'Gracias' },
  ])
  const start = await connector.poll(null, never)
  await connector.publisher?.reply(order(start.posts[0]?.post as Post, 'Perdón'), never)
  clock.now += MINUTE
  expect(texts(await connector.poll(start.cursor, never))).toEqual(['Gracias'])
})

test('what can never be published is refused with its reason, and nothing is remembered', async () => {
  const blocking = { author: { handle: 'b.example', name: 'B', followers: 1, optOuts: ['blocked'] } }
  const { connector, clock, memory } = play([
    us,
    post('00:00:00', 'a', '@acme.example late'),
    post('00:00:00', 'b', '@acme.example never again', blocking),
    { type: 'delete', at: '00:01:00', post: 'a' },
  ])
  const [a, b] = (await connector.poll(null, never)).posts.map(({ post }) => post) as [Post, Post]
  const publisher = connector.publisher
  await expect(publisher?.reply(order(a, '👩‍👩‍👧'.repeat(301)), never)).rejects.toMatchObject({
    fault: 'refused',
  })
  await expect(publisher?.reply(order(b, 'Sorry'), never)).rejects.toThrow('the author blocks us')
  clock.now += SECOND
  await expect(publisher?.reply(order(a, 'Sorry'), never)).rejects.toThrow('gone')
  expect(() => readFileSync(memory)).toThrow('ENOENT')
})

test('a reply that we take down is gone; taking it down twice is fine', async () => {
  const { connector } = play([us, post('00:00:00', 'a', '@acme.example late')])
  const seen = (await connector.poll(null, never)).posts[0]?.post as Post
  const reply = await connector.publisher?.reply(order(seen, 'Sorry!'), never)
  const ref = reply?.ref ?? ''
  await connector.publisher?.remove(ref, never)
  await connector.publisher?.remove(ref, never)
  expect(await connector.lookup([ref], never)).toEqual([{ ref, state: 'gone' }])
})

test('a memory cut short by a crash loses that line alone', async () => {
  const { connector, again, memory } = play([us, post('00:00:00', 'a', '@acme.example late')])
  const seen = (await connector.poll(null, never)).posts[0]?.post as Post
  const first = await connector.publisher?.reply(order(seen, 'Sorry!'), never)
  writeFileSync(memory, `${readFileSync(memory, 'utf8')}\n{"type":"rep`)
  const restarted = again()
  await restarted.publisher?.reply(order(seen, 'And again', 'k2'), never)
  expect(await again().publisher?.findReply(order(seen, 'Sorry!'), never)).toEqual(first)
  expect(await again().publisher?.findReply(order(seen, 'And again', 'k2'), never)).not.toBeNull()
})

test('a line that makes no sense is named with its number and its reason; the rest is played', async () => {
  const { connector } = play([
    us,
    '{"type":"post"',
    post('soon', 'a', 'x'),
    post('00:00:00', 'b', 'fine'),
    post('00:00:00', 'b', 'twice'),
    { type: 'edit', at: '00:00:00', post: 'zzz', text: 'y' },
    post('00:00:00', 'c', 'orphan', { replyTo: 'nobody' }),
    '// a note',
    '',
    { type: 'party', at: '00:00:00' },
  ])
  const batch = await connector.poll(null, never)
  expect(texts(batch)).toEqual(['fine'])
  expect(batch.skipped.map(({ item }) => item)).toEqual([
    'line 2',
    'line 3',
    'line 5',
    'line 6',
    'line 7',
    'line 10',
  ])
  expect(batch.skipped[1]?.why).toContain('at: must read hours:minutes:seconds')
  expect((await connector.poll(batch.cursor, never)).skipped).toEqual([])
  const [finding] = await connector.check(never)
  expect(finding).toMatchObject({
    ok: false,
    detail: expect.stringContaining('6 lines skipped; line 2: it is not JSON'),
  })
})

test('a missing file is said plainly', async () => {
  const connector = replayConnector({
    file: '/nowhere/evening.jsonl',
    speed: 60,
    clock: () => START,
    log: quiet,
  })
  await expect(connector.poll(null, never)).rejects.toMatchObject({
    fault: 'refused',
    message: 'the scenario /nowhere/evening.jsonl does not exist',
  })
  expect(await connector.check(never)).toMatchObject([{ ok: false }])
})

test('the stream gives what polling gives, as the clock goes, and ends when told', async () => {
  const { connector, clock } = play([post('00:00:00', 'a', 'first'), post('00:01:00', 'b', 'second')])
  const stop = new AbortController()
  const seen: string[] = []
  for await (const batch of connector.stream?.(null, stop.signal) ?? []) {
    seen.push(...texts(batch))
    clock.now += SECOND
    if (seen.length === 2) stop.abort()
  }
  expect(seen).toEqual(['first', 'second'])
})
