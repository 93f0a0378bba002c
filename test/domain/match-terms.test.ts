import fc from 'fast-check'
import { expect, test } from 'vitest'
import { termMatcher } from '../../src/domain/match-terms.js'

const finds = (terms: readonly string[], text: string) => termMatcher(terms.map((t) => [t, t] as const))(text)

test.each([
  ['a word', 'acme', 'thanks Acme!', true],
  ['a word inside another', 'acme', 'acmeology is a science', false],
  ['a possessive', 'acme', "Acme's app is down", true],
  ['a phrase', 'acme air', 'flying ACME AIR tonight', true],
  ['a phrase over a line break and punctuation', 'acme air', 'acme\n-air', true],
  ['a phrase with a word between', 'acme air', 'acme budget air', false],
  ['half a phrase at the end', 'acme air', 'I like acme', false],
  ['a hashtag for a word', 'acme', 'so late #acme', true],
  ['a hashtag for a hashtag', '#acmeair', 'so late #AcmeAir', true],
  ['a plain word for a hashtag', '#acmeair', 'so late acmeair', false],
  ['a full-width hashtag sign', '#acmeair', 'so late ＃acmeair', true],
  ['an @name without a server', 'acmeair', 'hey @AcmeAir answer me', true],
  ["somebody's full handle", 'acme', 'ask @acme.example.com about it', false],
  ["somebody's full Mastodon handle", 'acme', 'ask @acme@example.com, she knows', false],
  ['an @name at the end of a sentence', 'acmeair', 'I am talking to you, @acmeair. Now', true],
  ['full-width letters', 'acme', 'ＡＣＭＥ is late', true],
  ['mathematical letters', 'acme', '𝐀𝐜𝐦𝐞 is late', true],
  ['an accent left out', 'café río', 'never again Cafe Rio', true],
  ['an accent typed in two units', 'café', 'Cafe\u0301 closed', true],
  ['a Japanese name inside a run', '楽々便', '昨日の楽々便が届かない', true],
  ['another Japanese word', '楽々便', '楽しい便り', false],
  ['Cyrillic', 'акме', 'опять Акме опоздала', true],
  ['next to an emoji', 'acme', '😡acme😡', true],
])('%s', (_name, term, text, expected) => {
  expect(finds([term], text)).toEqual(expected ? [term] : [])
})

test('each term is handed back once, however often it stands there', () => {
  expect(finds(['acme', 'zeta', 'acme air'], 'acme air, acme, ZETA and acme')).toEqual([
    'acme',
    'acme air',
    'zeta',
  ])
})

test('any two texts around a term, set apart from it, leave it found', () => {
  const matcher = termMatcher([['acme air', true]])
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, behind) => {
      expect(matcher(`${before} \n acme air \n ${behind}`)).toEqual([true])
    }),
  )
})
