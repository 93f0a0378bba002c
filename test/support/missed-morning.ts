import { revisePost } from '../../src/app/follow-post.js'
import { openByHand } from '../../src/app/open-by-hand.js'
import { reviewMiss } from '../../src/app/review-miss.js'
import { runRegression } from '../../src/app/run-regression.js'
import type { Assessment } from '../../src/domain/assessment.js'
import type { Post } from '../../src/domain/post.js'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import type { Classifier } from '../../src/ports.js'
import { ACME, author, post, spelledOut } from './posts.js'
import { lee, startWorld } from './world.js'

/** What a classifier that has much to learn makes of posts, by a word of theirs. */
const BLIND: readonly (readonly [word: string, verdict: Partial<Assessment>])[] = [
  ['silla', { complaint: 0.41, severity: 0, lang: 'es' }],
  ['Bravo', { complaint: 0.27, severity: 0 }],
  ['middle seat', { complaint: 0.72, severity: 1, category: 'product-fault', reasons: ['middle seat'] }],
  ['fryer', { complaint: 0.83, severity: 3, category: 'billing', reasons: ['charged me twice'] }],
]
const classifier: Classifier = {
  id: 'linear-2026-11',
  assess: (text) => ({
    ...spelledOut.assess(''),
    model: 'linear-2026-11',
    ...BLIND.find(([word]) => text.includes(word))?.[1],
  }),
}

/** What a manager finds under missed alerts: made-up people about a made-up brand. */
export function missedMorning() {
  const started = startWorld({ boards: [] })
  const brand = { ...ACME, exclude: ['acme air fryer'] }
  const intake = {
    ...started.intake,
    classifier,
    brandOf: (name: string) => (name === brand.name ? brand : undefined),
  }
  const world = { ...started, intake }
  const { desk, store } = world
  const say = (handle: string, text: string, more: Partial<Post> = {}) =>
    post(text, {
      author: author(handle, { displayName: handle.split('.')[0] ?? '', followers: 640 }),
      postedAt: world.now() - 2 * MINUTE,
      ...more,
    })
  /** As a connector would bring them, judged by the classifier that has much to learn. */
  const take = (one: Post) => {
    const via = 'search' as const
    store.mentions.add(
      {
        post: one,
        brand: brand.name,
        connector: 'bluesky:test',
        via,
        receivedAt: world.now(),
        history: false,
      },
      classifier.assess(one.text),
    )
    return one
  }
  const byHand = (one: Post) =>
    openByHand(desk, intake, one, { brand: brand.name, connector: 'bluesky:test', by: lee })
  const grow = (one: Post, more: Partial<Post>) =>
    store.transaction(() => {
      const known = store.mentions.byUri(one)
      if (known !== null) revisePost(desk, intake, known, { ...one, ...more }, 'bluesky:test', world.now())
    })
  const grown = (likes: number, reposts: number, replies: number) => ({
    engagement: { likes, reposts, replies },
  })

  const seat = take(
    say(
      'pat.bsky.social',
      'Paid extra for the aisle with Acme Air, got the middle seat. Every. Single. Time.',
    ),
  )
  const chair = take(
    say('marta.bsky.social', 'Acme Air, mi hijo sigue sin su silla de ruedas. Gracias por nada, supongo.', {
      langs: ['es'],
    }),
  )
  world.wait(HOUR)
  const bravo = take(
    say('noor.bsky.social', 'Bravo, Acme Air. Truly. Four hours on the tarmac and one (1) biscuit.'),
  )
  world.wait(2 * HOUR)
  byHand({ ...chair, ...grown(31, 9, 4) })
  world.wait(HOUR)
  byHand(
    say(
      'devon.bsky.social',
      'acme air fryer or acme air the airline, both charged me twice this month',
      grown(3, 0, 1),
    ),
  )
  byHand({ ...seat, ...grown(74, 6, 11) })
  reviewMiss(desk, 1, { type: 'add-to-set', labels: { severity: 2, urgency: 1, category: 'product-fault' } })
  runRegression(store, intake, false, world.now())
  world.wait(HOUR)
  grow(bravo, grown(212, 66, 21))
  world.wait(5 * HOUR)
  grow(bravo, grown(412, 96, 38))
  world.wait(20 * MINUTE)
  return world
}
