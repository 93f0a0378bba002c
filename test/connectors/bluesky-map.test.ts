import { expect, test } from 'vitest'
import { sortAtOf, toAuthorFacts, toPost } from '../../connectors/bluesky/map.js'

const ANA = { did: 'did:plc:ana', handle: 'ana.bsky.social', displayName: 'Ana ✈️' }
const BRAND = 'did:plc:acme'

/** A post as the AppView shows it. */
function view(record: object = {}, more: object = {}) {
  return {
    uri: 'at://did:plc:ana/app.bsky.feed.post/3lf2k7xyz2s2a',
    cid: 'bafyreia',
    author: ANA,
    record: { $type: 'app.bsky.feed.post', text: 'hello', createdAt: '2026-01-05T09:00:00.000Z', ...record },
    likeCount: 3,
    repostCount: 2,
    replyCount: 1,
    indexedAt: '2026-01-05T09:00:01.500Z',
    ...more,
  }
}

const tag = (text: string, shown: string, did: string) => ({
  index: {
    byteStart: Buffer.byteLength(text.slice(0, text.indexOf(shown))),
    byteEnd: Buffer.byteLength(text.slice(0, text.indexOf(shown) + shown.length)),
  },
  features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
})

const read = (one: unknown, own?: ReadonlyMap<string, string>) => {
  const mapped = toPost(one, null, own)
  if (mapped.post === null) throw new Error(mapped.why)
  return mapped.post
}

test('a post is read whole', () => {
  expect(toPost(view({ langs: ['en', 'es'] }), { followers: 42, optOuts: [] })).toEqual({
    indexedAt: Date.UTC(2026, 0, 5, 9, 0, 1, 500),
    post: {
      network: 'bluesky',
      uri: 'at://did:plc:ana/app.bsky.feed.post/3lf2k7xyz2s2a',
      ref: 'at://did:plc:ana/app.bsky.feed.post/3lf2k7xyz2s2a',
      url: 'https://bsky.app/profile/ana.bsky.social/post/3lf2k7xyz2s2a',
      author: {
        id: 'did:plc:ana',
        handle: 'ana.bsky.social',
        displayName: 'Ana ✈️',
        followers: 42,
        optOuts: [],
      },
      text: 'hello',
      contentWarning: null,
      langs: ['en', 'es'],
      tagged: [],
      hashtags: [],
      postedAt: Date.UTC(2026, 0, 5, 9),
      editedAt: null,
      parent: null,
      root: null,
      visibility: 'public',
      engagement: { likes: 3, reposts: 2, replies: 1 },
    },
  })
})

test('tags are found behind emoji, whose bytes and letters differ in number', () => {
  const text = '😡😡 @Other.bsky.social and @acme.com'
  const facets = [tag(text, '@Other.bsky.social', 'did:plc:other'), tag(text, '@acme.com', BRAND)]

  expect(read(view({ text, facets })).tagged).toEqual(['other.bsky.social', 'acme.com'])
})

test('a tag of our account counts by its DID, whatever the text above it says', () => {
  const text = 'those people again'
  const facets = [tag(text, 'those people', BRAND), tag(text, 'again', 'did:plc:other')]

  expect(read(view({ text, facets }), new Map([[BRAND, 'acme.com']])).tagged).toEqual(['acme.com'])
})

test('hashtags come from the text and from the list beside it, each once and without #', () => {
  const facets = [
    {
      index: { byteStart: 0, byteEnd: 8 },
      features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'AcmeAir' }],
    },
    {
      index: { byteStart: 0, byteEnd: 8 },
      features: [{ $type: 'app.bsky.richtext.facet#tag', tag: '#delay' }],
    },
  ]

  expect(read(view({ facets, tags: ['AcmeAir', 'travel'] })).hashtags).toEqual(['AcmeAir', 'delay', 'travel'])
})

test('an answer knows what it answers and where its thread began', () => {
  const reply = { parent: { uri: 'at://p', cid: 'x' }, root: { uri: 'at://r', cid: 'y' } }

  expect(read(view({ reply }))).toMatchObject({ parent: 'at://p', root: 'at://r' })
})

test('labels by the author or by moderators become a content warning in words', () => {
  const labels = { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'graphic-media' }] }
  const byModerators = [{ val: 'gore' }, { val: 'porn', neg: true }, { val: 'some-in-joke' }]

  expect(read(view({ labels }, { labels: byModerators })).contentWarning).toBe('graphic media')
  expect(read(view({}, { labels: [{ val: 'some-in-joke' }] })).contentWarning).toBeNull()
})

test('a post cannot be from the future: then the time it was received counts', () => {
  const one = view({ createdAt: '2031-01-01T00:00:00Z' })

  expect(read(one).postedAt).toBe(Date.UTC(2026, 0, 5, 9, 0, 1, 500))
  expect(sortAtOf(one)).toBe(Date.UTC(2026, 0, 5, 9, 0, 1, 500))
})

test('an unreadable time of writing costs nothing while the time of receipt can be read', () => {
  expect(read(view({ createdAt: 'yesterday' })).postedAt).toBe(Date.UTC(2026, 0, 5, 9, 0, 1, 500))
})

test('an author whose handle has broken is linked by what is stable', () => {
  const post = read(view({}, { author: { ...ANA, handle: 'handle.invalid' } }))

  expect(post.url).toBe('https://bsky.app/profile/did:plc:ana/post/3lf2k7xyz2s2a')
})

test.each([
  ['it has no address of a post', { uri: 'https://example.com' }],
  ['it has no text', { record: { $type: 'app.bsky.feed.post', text: 42 } }],
  ['it is a app.bsky.feed.like, not a post', { record: { $type: 'app.bsky.feed.like' } }],
  ['it has no author', { author: undefined }],
  ['it has no author', { author: { did: 7 } }],
  ['it has no readable date', { indexedAt: 'noon', record: { text: 'x', createdAt: 'later' } }],
])('what cannot be read is named: %s', (why, broken) => {
  expect(toPost(view({}, broken), null)).toEqual({ post: null, why })
})

test.each([null, undefined, 7, 'post', [], {}])(
  'whatever a server sends instead of a post, it is no crash: %j',
  (sent) => {
    expect(toPost(sent, null).post).toBeNull()
  },
)

test('counts that make no sense are none', () => {
  const odd = { likeCount: -1, repostCount: 'many', replyCount: 1.5 }

  expect(read(view({}, odd)).engagement).toEqual({ likes: 0, reposts: 0, replies: 0 })
})

test.each([
  ['Please #NoBot.', ['no-bot']],
  ['art | #nobots | she/her', ['no-bot']],
  ['#noarchive', ['no-bot']],
  ['#nobotany is fun, and so is x#nobot', []],
])('a profile that says %j', (description, optOuts) => {
  expect(toAuthorFacts({ description }).optOuts).toEqual(optOuts)
})

test('labels and blocks on a profile are opt-outs', () => {
  const labels = [{ val: '!no-unauthenticated' }]

  expect(toAuthorFacts({ labels, followersCount: 9 })).toEqual({
    followers: 9,
    optOuts: ['no-unauthenticated'],
  })
  expect(toAuthorFacts({ viewer: { blockedBy: true } }).optOuts).toEqual(['blocked'])
  expect(toAuthorFacts({ viewer: { blocking: 'at://x' } }).optOuts).toEqual(['blocked'])
  expect(toAuthorFacts({ viewer: { blockedBy: false } }).optOuts).toEqual([])
})
