import { describe, expect, it } from 'vitest'
import { judgeAddress } from '../../src/config/address.js'
import { judgeAccount, judgeTerm } from '../../src/config/brand-words.js'
import { durationOf } from '../../src/config/every.js'

describe('a term', () => {
  it.each([
    'Acme Air',
    '#acmeair',
    'Notepad++',
    'E*TRADE',
    'AT&T',
    'Yahoo!',
    'Guess?',
    'A$AP',
    'Booking.com',
    '$TSLA',
    'Disney+',
    '3M',
    '(RED)',
    "Toys 'R' Us",
    'アクメ航空',
    'أكمي',
    "l'acme",
    'http/2',
  ])('%s is taken as it is', (term) => {
    expect(judgeTerm(term)).toBeNull()
  })

  it.each([
    'acme.*',
    'acme .+ air',
    '^acme',
    'acme$',
    '/acme/i',
    '(acme|air)',
    'acme|air',
    'acme\\b',
    '[a-z]cme',
    '[^a]cme',
    '(?:acme)',
    '(acme)?',
    'ac{2,3}me',
    'acme*',
    '*acme',
  ])('%s is taken for a regular expression', (term) => {
    expect(judgeTerm(term)?.problem).toContain('regular expression')
  })

  it.each([
    ['', 'is empty'],
    ['  ', 'is empty'],
    ['a', 'single letter'],
    ['#x', 'single letter'],
    ['!!', 'no letter'],
    ['🔥🔥', 'no letter'],
    ['#acme air', 'hashtag with a space'],
    ['@acme@mastodon.social', 'is an account'],
    ['@acme.bsky.social', 'is an account'],
    ['x'.repeat(101), 'longer than'],
  ])('%j is refused', (term, problem) => {
    expect(judgeTerm(term)?.problem).toContain(problem)
  })
})

describe('an account', () => {
  it.each([
    'acme.bsky.social',
    '@acme.com',
    '@Acme@Mastodon.social',
    'acme_help@social.acme.co.uk',
    'münchen.example',
    'acme@127.0.0.1:4000',
  ])('%s is whole', (account) => {
    expect(judgeAccount(account)).toBeNull()
  })

  it.each([
    '',
    '@',
    'acme',
    '@acme',
    'acme@',
    'https://bsky.app/profile/acme',
    'mastodon.social/@acme',
    'two words',
    'acme..com',
  ])('%j is refused with the way to write it', (account) => {
    expect(judgeAccount(account)?.mend).toMatch(/acme\.bsky\.social|remove it/)
  })
})

describe('the address of a server', () => {
  const problemOf = (address: string) => judgeAddress(address, { path: false })?.problem ?? 'none'

  it.each([
    'https://bsky.social',
    'https://mastodon.social/',
    'https://social.acme.example:8443',
    'http://127.0.0.1:2583',
    'http://localhost:3000',
    'http://[::1]:3000',
    'https://8.8.8.8',
  ])('%s may be called', (address) => {
    expect(problemOf(address)).toBe('none')
  })

  it.each([
    ['http://mastodon.social', 'is not encrypted'],
    ['mastodon.social', 'is not a web address'],
    ['ftp://mastodon.social', 'is not a web address'],
    ['https://me:pw@mastodon.social', 'holds a user name or password'],
    ['https://mastodon.social/@acme', 'says more than where the server is'],
    ['https://mastodon.social?x=1', 'says more than where the server is'],
    ['https://10.1.2.3', 'points into a private network'],
    ['https://192.168.1.1', 'points into a private network'],
    ['https://172.31.0.1', 'points into a private network'],
    ['https://169.254.169.254', 'points into a private network'],
    ['https://100.100.0.1', 'points into a private network'],
    ['https://0.0.0.0', 'points into a private network'],
    ['https://0x0a000001', 'points into a private network'],
    ['https://167772161', 'points into a private network'],
    ['https://[fe80::1]', 'points into a private network'],
    ['https://[fd00::1]', 'points into a private network'],
    ['https://[::ffff:10.0.0.1]', 'points into a private network'],
    ['https://printer.local', 'points into a private network'],
    ['https://vault.internal', 'points into a private network'],
    ['https://intranet', 'points into a private network'],
    ['https://metadata.google.internal.', 'points into a private network'],
  ])('%s may not: it %s', (address, problem) => {
    expect(problemOf(address)).toBe(problem)
  })

  it('may have a path only where one belongs', () => {
    expect(judgeAddress('http://127.0.0.1:4000/api', { path: true })).toBeNull()
  })
})

describe('a duration', () => {
  it.each([
    ['30s', 30_000],
    ['5 min', 300_000],
    ['1h', 3_600_000],
    ['1.5 hours', 5_400_000],
    [' 2 Days ', 172_800_000],
  ])('%s', (text, ms) => {
    expect(durationOf(text)).toBe(ms)
  })

  it.each(['', '30', '-30s', '30 parsecs', '1h30m', 's', '* * * * *', '9'.repeat(500)])(
    '%j is none',
    (text) => {
      expect(durationOf(text)).toBeNull()
    },
  )
})
