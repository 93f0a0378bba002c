import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseScenario } from '../../connectors/replay/scenario.js'
import { MINUTE, SECOND } from '../../src/domain/time.js'

const scenario = parseScenario(readFileSync('data/demo/scenario.jsonl', 'utf8'))
const posts = [...scenario.posts.values()]

test('every line of the demo can be played', () => {
  expect(scenario.skipped).toEqual([])
})

test('the demo is some 150 posts over about four hours, on two networks, in six languages', () => {
  expect(posts.length).toBeGreaterThan(130)
  expect(posts.length).toBeLessThan(170)
  expect(Math.max(...posts.map((post) => post.at))).toBeLessThan(241 * MINUTE)
  expect(new Set(posts.map((post) => post.network))).toEqual(new Set(['bluesky', 'mastodon']))
  expect(new Set(posts.flatMap((post) => post.langs))).toEqual(new Set(['en', 'es', 'fr', 'de', 'pt', 'it']))
})

test('within its first ten seconds at the pace of the demo somebody complains', () => {
  const early = posts.filter((post) => post.at > 0 && post.at / 60 <= 10 * SECOND)
  expect(early.length).toBeGreaterThanOrEqual(6)
})

test('nobody in the demo can be a real person: handles end in .example', () => {
  for (const author of scenario.authors.values()) expect(author.handle).toMatch(/\.example$/)
})

test('no post of the demo is longer than its network allows', () => {
  for (const post of posts)
    expect([...new Intl.Segmenter().segment(post.text)].length, post.key).toBeLessThanOrEqual(
      post.network === 'bluesky' ? 300 : 500,
    )
})
