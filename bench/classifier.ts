import { PLACEHOLDER, readExamples, withInventedName, withPlaceholder } from '../classifiers/corpus.js'
import { classifierFromFile } from '../classifiers/index.js'
import { peersOf } from '../classifiers/peers.js'
import type { Figure } from './figure.js'

const POSTS = 10_000
/** Slow peers are timed on this many posts. */
const FEW = 500

/**
 * Posts a second on one core, for the whole verdict: language, questions, cue rules, reasons. Half of the posts are
 * read with their brand masked, half as posts about an unknown brand; all texts are different.
 */
export async function run(): Promise<readonly Figure[]> {
  const corpus = readExamples('data/corpus')
  const classifier = classifierFromFile('data/models/linear.bin')
  const posts = corpus
    .slice(0, POSTS)
    .map((post, i) =>
      i % 2 === 0
        ? { text: withPlaceholder(post.text), brand: PLACEHOLDER }
        : { text: withInventedName(post.text, i), brand: undefined },
    )
  const first = perSecond(posts.length, () => {
    for (const { text, brand } of posts) classifier.assess(text, { brand })
  })
  const warm = perSecond(posts.length, () => {
    for (const { text, brand } of posts) classifier.assess(text, { brand })
  })
  const long = 'a '.repeat(50_000)
  const longest = perSecond(20, () => {
    for (let i = 0; i < 20; i++) classifier.assess(long)
  })
  return [
    { what: 'posts assessed, in a fresh process', value: Math.round(first), unit: 'posts/s' },
    {
      what: 'posts assessed',
      value: Math.round(warm),
      unit: 'posts/s',
      target: '≥ 10,000',
      met: warm >= 10_000,
    },
    { what: 'texts of 100,000 characters assessed', value: Math.round(longest), unit: 'texts/s' },
    ...peersOf(corpus).map((peer) => {
      const texts = posts.slice(0, FEW).map(({ text }) => text)
      for (const text of texts) peer.score(text)
      const speed = perSecond(texts.length, () => {
        for (const text of texts) peer.score(text)
      })
      return { what: `${peer.name}: mood or complaint only`, value: Math.round(speed), unit: 'posts/s' }
    }),
  ]
}

function perSecond(count: number, work: () => void): number {
  const startedAt = performance.now()
  work()
  return (count / (performance.now() - startedAt)) * 1000
}
