import { expect, test } from 'vitest'
import { type Mapped, mapStatus } from '../../connectors/mastodon/map.js'
import { essence, plainText } from '../../connectors/mastodon/text.js'
import { mastodonHtml } from '../support/fake-mastodon-html.js'

const HOME = { domain: 'social.example' }
const account = {
  ...{ id: '7', acct: 'ana', url: 'https://social.example/@ana', uri: 'https://social.example/users/ana' },
  ...{ displayName: 'Ana 🌱', note: '<p>hi</p>', fields: [], followersCount: 12 },
}
const status = (more: object = {}) => ({
  ...{ id: '1', uri: 'https://social.example/users/ana/statuses/1', url: 'https://social.example/@ana/1' },
  ...{ createdAt: '2026-01-05T09:00:00.000Z', editedAt: null, account, content: '<p>late again</p>' },
  ...{ spoilerText: '', visibility: 'public', language: 'en', mentions: [], tags: [], reblog: null },
  ...{ inReplyToId: null, favouritesCount: 3, reblogsCount: 2, repliesCount: 1 },
  ...more,
})

function mapped(more: object = {}): Mapped {
  const one = mapStatus(status(more), HOME)
  if (one === null || 'why' in one) throw new Error(`expected a post, got ${JSON.stringify(one)}`)
  return one
}

test('a status becomes a post of ours', () => {
  expect(mapped().post).toEqual({
    network: 'mastodon',
    uri: 'https://social.example/users/ana/statuses/1',
    ref: '1',
    url: 'https://social.example/@ana/1',
    author: {
      id: 'https://social.example/users/ana',
      handle: 'ana@social.example',
      displayName: 'Ana 🌱',
      followers: 12,
      optOuts: [],
    },
    text: 'late again',
    contentWarning: null,
    langs: ['en'],
    tagged: [],
    hashtags: [],
    postedAt: Date.UTC(2026, 0, 5, 9),
    editedAt: null,
    parent: null,
    root: null,
    visibility: 'public',
    engagement: { likes: 3, reposts: 2, replies: 1 },
  })
})

test('its HTML reads as its author typed it: lines, mentions, hashtags, shortened links and entities', () => {
  const typed = [
    '@acme my bag is gone & nobody <answers> "me"',
    'second line with #AcmeAir',
    '',
    'see https://www.acme.example/claims/2026/a-very-long-path?bag=red#top',
  ].join('\n')
  expect(plainText(mastodonHtml(typed, 'social.example'))).toBe(typed)
})

test.each([
  ['a list', '<p>no:</p><ul><li>bus</li><li>refund</li></ul>', 'no:\n\n- bus\n- refund'],
  ['a heading is not shouted', '<h2>Late</h2><p>again</p>', 'Late\n\nagain'],
  ['a custom emoji keeps its shortcode', '<p>well :blobcat:</p>', 'well :blobcat:'],
  [
    'a stand-in for a quoted post',
    '<p class="quote-inline">RE: <a href="https://x.example/1">x</a></p><p>this</p>',
    'this',
  ],
  [
    'markup in entities stays text',
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    '<script>alert(1)</script>',
  ],
  ['a script is not read out', '<p>hello</p><style>p{}</style>', 'hello'],
  ['nothing', '', ''],
])('%s', (_, html, text) => {
  expect(plainText(html)).toBe(text)
})

test('a thousand levels of nesting do no harm', () => {
  expect(plainText(`${'<div>'.repeat(1_000)}deep${'</div>'.repeat(1_000)}`).length).toBeLessThan(10)
})

test('two posts say the same whoever they address and however their lines break', () => {
  expect(essence('@ana@social.example @bo  Sorry!\n\nWe are on it.')).toBe(essence('Sorry! We are on it.'))
  expect(essence('Sorry!')).not.toBe(essence('Sorry?'))
})

test('a content warning stands beside the text', () => {
  expect(mapped({ spoilerText: 'travel rant' }).post).toMatchObject({
    contentWarning: 'travel rant',
    text: 'late again',
  })
})

test('accounts of the server get its domain, others keep theirs', () => {
  const mentions = [{ acct: 'Acme' }, { acct: 'bo@other.example' }]
  expect(mapped({ mentions }).post.tagged).toEqual(['acme@social.example', 'bo@other.example'])
})

test.each([
  ['public', 'public'],
  ['unlisted', 'unlisted'],
  ['private', 'followers'],
  ['direct', 'direct'],
])('visibility %s is %s', (theirs, ours) => {
  expect(mapped({ visibility: theirs }).post.visibility).toBe(ours)
})

test.each([
  ['#nobot in the profile', { note: '<p>she/her · #<span>nobot</span></p>' }, ['no-bot']],
  ['#NoArchive in a field', { fields: [{ name: 'please', value: '#NoArchive' }] }, ['no-bot']],
  ['a word that merely begins like it', { note: '<p>#nobotany</p>' }, []],
  ['noindex', { noindex: true }, ['no-index']],
  ['not opted into search', { indexable: false }, ['no-index']],
  ['a server that does not say', { noindex: null, indexable: null }, []],
])('opt-outs: %s', (_, more, optOuts) => {
  expect(mapped({ account: { ...account, ...more } }).post.author.optOuts).toEqual(optOuts)
})

test('an author without a profile uri is known by the address, and failing that by the handle', () => {
  const { uri: _, ...older } = account
  expect(mapped({ account: older }).post.author.id).toBe('https://social.example/@ana')
  expect(mapped({ account: { id: '7', acct: 'ana' } }).post.author).toEqual({
    ...{ id: 'acct:ana@social.example', handle: 'ana@social.example', displayName: '' },
    ...{ followers: null, optOuts: [] },
  })
})

test('only web addresses become links', () => {
  const odd = { url: 'javascript:alert(1)', uri: 'tag:social.example,2026:1' }
  expect(mapped(odd).post).toMatchObject({ url: null, uri: 'tag:social.example,2026:1' })
})

test('a boost is nobody’s own words', () => {
  expect(mapStatus(status({ reblog: status() }), HOME)).toBeNull()
})

test.each([
  ['nothing at all', null, 'status'],
  ['no author', status({ account: null }), 'account'],
  ['no text', status({ content: undefined }), 'content'],
  ['a date that is none', status({ createdAt: 'yesterday' }), 'createdAt: is not a date'],
  ['a visibility nobody knows', status({ visibility: 'circle' }), 'visibility: "circle" is unknown'],
])('what cannot be read says why: %s', (_, raw, why) => {
  expect(mapStatus(raw, HOME)).toEqual({ why: expect.stringContaining(why) })
})
