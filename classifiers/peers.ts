import { createRequire } from 'node:module'
import { type Example, withInventedName } from './corpus.js'

/** A way of scoring that others publish: higher leans to a complaint. */
export type Peer = { readonly name: string; readonly note: string; readonly score: (text: string) => number }

const require = createRequire(import.meta.url)

/** natural's Bayes takes a step per known word and class: trained on everything it would need minutes for a test set. */
export const BAYES_POSTS = 3_000

/** AFINN and VADER measure mood, so their negatives are read as complaints; Bayes learns from the same posts as we do. */
export function peersOf(corpus: readonly Example[]): readonly Peer[] {
  const Sentiment = require('sentiment') as new () => { analyze(text: string): { score: number } }
  const afinn = new Sentiment()
  const vader = (
    require('vader-sentiment') as {
      SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } }
    }
  ).SentimentIntensityAnalyzer
  const Bayes = require('natural/lib/natural/classifiers/bayes_classifier.js') as new () => {
    addDocument(text: string, label: string): void
    train(): void
    getClassifications(text: string): readonly { label: string; value: number }[]
  }
  const bayes = new Bayes()
  corpus.slice(0, BAYES_POSTS).forEach((post, i) => {
    bayes.addDocument(withInventedName(post.text, i), post.complaint ? 'yes' : 'no')
  })
  bayes.train()
  return [
    { name: 'AFINN (sentiment)', note: 'English word list', score: (text) => -afinn.analyze(text).score },
    {
      name: 'VADER',
      note: 'English word list and rules',
      score: (text) => -vader.polarity_scores(text).compound,
    },
    {
      name: "natural's Bayes",
      note: `trained on ${BAYES_POSTS} posts of the corpus`,
      score: (text) => {
        const by = new Map(bayes.getClassifications(text).map(({ label, value }) => [label, value]))
        const yes = by.get('yes') ?? 0
        const no = by.get('no') ?? 0
        return yes + no === 0 ? 0.5 : yes / (yes + no)
      },
    },
  ]
}

/** The threshold with the best F1 on posts that are not the test. */
export function bestThreshold(scores: readonly number[], truth: readonly boolean[]): number {
  const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number))
  const wanted = truth.filter(Boolean).length
  let hits = 0
  let best = 0
  let threshold = Number.POSITIVE_INFINITY
  order.forEach((post, i) => {
    if (truth[post]) hits++
    const here = scores[post] as number
    const next = order[i + 1]
    if (next !== undefined && scores[next] === here) return
    const f1 = (2 * hits) / (i + 1 + wanted)
    if (f1 > best) {
      best = f1
      threshold = here
    }
  })
  return threshold
}
