import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphemes, measureReply } from '../../src/domain/reply-length.js'

const bluesky = { characters: 300, counts: 'graphemes', perLink: null } as const
const mastodon = { characters: 500, counts: 'weighted', perLink: 23 } as const

describe('on Bluesky', () => {
  test.each([
    ['hello', 5],
    ['👩‍👩‍👧‍👦', 1],
    ['e\u0301', 1],
    ['🇩🇪🇫🇷', 2],
    ['日本語', 3],
    ['https://example.org/a', 21],
    ['@ana@mastodon.social', 20],
  ])('"%s" counts %i', (text, used) => {
    expect(measureReply(text, bluesky).used).toBe(used)
  })

  test('300 characters fit and 301 do not', () => {
    expect(measureReply('é'.repeat(300), bluesky).left).toBe(0)
    expect(measureReply('é'.repeat(301), bluesky).left).toBe(-1)
  })

  test('200 emoji of 25 bytes do not fit into 3,000 bytes', () => {
    const { used, left } = measureReply('👩‍👩‍👧‍👦'.repeat(200), bluesky)
    expect(used).toBe(200)
    expect(left).toBeLessThan(0)
  })
})

describe('on Mastodon', () => {
  test.each([
    ['see https://example.org/a/very/long/path?with=query#and-more.', 4 + 23 + 1],
    ['(https://a.io/b)', 25],
    ['@ana@mastodon.social sorry', 10],
    ['mail ana@example.org', 20],
    ['@ana sorry', 10],
    ['@ana@mastodon.social, @bo@x.example', 9],
    ['https://mastodon.social/@ana@x.example', 23],
  ])('"%s" counts %i', (text, used) => {
    expect(measureReply(text, mastodon).used).toBe(used)
  })

  test('a kept content warning counts too', () => {
    expect(measureReply('sorry', mastodon, 'food').used).toBe(9)
  })
})

test('used and left add up to the limit, but for bytes', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { used, left } = measureReply(text, mastodon)
      expect(used + left).toBe(500)
      expect(measureReply(text, bluesky).used).toBe(graphemes(text))
    }),
  )
})
