import { describe, expect, test } from 'vitest'
import { admission, placeOf } from '../../src/domain/intake.js'
import { ACME, author, post } from '../support/posts.js'

const zeta = { ...ACME, name: 'Zeta Rail', terms: ['zeta rail'], exclude: [], accounts: ['zeta.bsky.social'] }
const admit = admission([ACME, zeta])
const brandOf = (arrival: Parameters<typeof admit>[0]) => {
  const admitted = admit(arrival)
  return admitted.admitted ? admitted.brand.name : admitted.why
}

describe('which posts count', () => {
  test.each([
    ['naming the brand', post('stuck with acme air again'), 'search', 'Acme Air'],
    ['naming another thing', post('stuck in traffic again'), 'search', 'no-match'],
    ['holding an excluded phrase', post('acme airbags recalled, says acme air blog'), 'search', 'excluded'],
    [
      'tagging the account without naming the brand',
      post('where is my bag', { tagged: ['AcmeAir.bsky.social'] }),
      'search',
      'Acme Air',
    ],
    [
      'tagging the account with an excluded phrase',
      post('acme airbags?!', { tagged: ['acmeair.bsky.social'] }),
      'tag',
      'Acme Air',
    ],
    [
      "the brand's own post",
      post('acme air flies to Rome', { author: author('acmeair.bsky.social') }),
      'search',
      'own-account',
    ],
    [
      'an excluded phrase of one brand, naming another too',
      post('acme airbags on zeta rail'),
      'search',
      'Zeta Rail',
    ],
    [
      'two brands, addressed to the second',
      post('acme air was better', { tagged: ['zeta.bsky.social'] }),
      'tag',
      'Zeta Rail',
    ],
    ['two brands, addressed to none', post('zeta rail or acme air, equally bad'), 'search', 'Acme Air'],
    [
      'by somebody who wants no bots',
      post('acme air is late', { author: author('bo', { optOuts: ['no-bot'] }) }),
      'search',
      'opted-out',
    ],
    [
      'by the same person, speaking to the brand',
      post('late!', { tagged: ['acmeair.bsky.social'], author: author('bo', { optOuts: ['no-bot'] }) }),
      'tag',
      'Acme Air',
    ],
    [
      'by somebody who asks not to be searched, found by search',
      post('acme air is late', { author: author('bo', { optOuts: ['no-index'] }) }),
      'search',
      'opted-out',
    ],
    [
      'by the same person, under our hashtag',
      post('late #acmeair', { author: author('bo', { optOuts: ['no-index'] }) }),
      'hashtag',
      'Acme Air',
    ],
  ] as const)('a post %s', (_name, one, via, expected) => {
    expect(brandOf({ post: one, via })).toBe(expected)
  })

  test('an answer to the brand counts for the account that it answers', () => {
    expect(brandOf({ post: post('still waiting'), via: 'reply', account: 'zeta.bsky.social' })).toBe(
      'Zeta Rail',
    )
  })
})

describe('where a mention belongs', () => {
  test('a complaint by somebody new opens a case', () => {
    expect(placeOf('complaint', { running: false, thread: 'none' })).toEqual({ to: 'new-case' })
  })
  test("a second complaint joins the author's running case", () => {
    expect(placeOf('complaint', { running: true, thread: 'none' })).toEqual({ to: 'case', reopens: false })
  })
  test('friendly words elsewhere do not join', () => {
    expect(placeOf('too-unlikely', { running: true, thread: 'none' })).toEqual({ to: 'no-case' })
  })
  test('a complaint in the thread of a resolved case opens it again, a thank-you only joins', () => {
    expect(placeOf('complaint', { running: false, thread: 'resolved' })).toEqual({
      to: 'case',
      reopens: true,
    })
    expect(placeOf('too-unlikely', { running: false, thread: 'resolved' })).toEqual({
      to: 'case',
      reopens: false,
    })
  })
})
