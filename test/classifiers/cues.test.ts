import { describe, expect, test } from 'vitest'
import { cueFinder, readRules } from '../../classifiers/cues.js'
import { readPost } from '../../classifiers/read-post.js'

const rules = readRules('data/lexicons')
const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt']
const TOPICS = ['discrimination', 'fraud', 'personal-data', 'safety']

describe('the cue rules', () => {
  test('stand guard over every topic in every language', () => {
    const guarded = new Set(rules.map((rule) => `${rule.id.split('.')[0]} ${rule.lang}`))
    expect(
      LANGUAGES.flatMap((lang) => TOPICS.map((topic) => `${topic} ${lang}`)).filter(
        (one) => !guarded.has(one),
      ),
    ).toEqual([])
  })

  test('each have a name of their own', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
  })

  for (const rule of rules) {
    const find = cueFinder([rule])
    test(`${rule.id} fires on each of its examples`, () => {
      expect(rule.fires.filter((text) => find(readPost(text)).length === 0)).toEqual([])
    })
    test(`${rule.id} stays silent on idioms, jokes and news`, () => {
      expect(rule.silent.filter((text) => find(readPost(text)).length > 0)).toEqual([])
    })
  }
})

describe('a figure of speech', () => {
  const find = cueFinder(rules)
  test.each([
    'I am dying of laughter at this ad',
    'this beat slaps, whole album is fire',
    'killer deal on the new phone',
    'muero de risa con vuestro anuncio',
    'mort de rire devant cette pub',
    'ich lach mich tot über euren Post',
    'morto dal ridere con questa pubblicità',
    'morrendo de rir com esse comercial',
    'ik lach me dood om jullie reclame',
    '面白すぎて死ぬ',
    'my phone blew up after that post went viral',
    'he is on fire tonight, what a match',
    'you guys are killing it',
    'this cake is to die for',
    'shots fired in the comments haha',
  ])('is not taken at its word: %s', (text) => {
    expect(find(readPost(text))).toEqual([])
  })
})
