import { ingestMentions } from '../../../src/app/ingest-mentions.js'
import { intakeFor } from '../../../src/app/intake.js'
import type { Assessment } from '../../../src/domain/assessment.js'
import type { Card } from '../../../src/domain/card.js'
import type { Command } from '../../../src/domain/case.js'
import type { Post } from '../../../src/domain/post.js'
import { MINUTE } from '../../../src/domain/time.js'
import { ACME, author, batch, post, seen } from '../posts.js'
import { startWorld } from '../world.js'

export type Sample = {
  /** The first opens the case; others join it. */
  readonly posts: readonly (Partial<Post> & { readonly text: string })[]
  readonly verdict: Partial<Assessment>
  readonly done?: readonly Command[]
  readonly earlierCases?: number
}

/** Cards as the store gives them ten minutes after the posts, worked on by Maya two minutes ago. */
export function cardsOf(samples: readonly Sample[]): {
  readonly cards: readonly Card[]
  readonly now: number
} {
  const world = startWorld()
  const began = world.now()
  const cards = samples.map(({ posts, verdict, done = [], earlierCases = 0 }, index): Card => {
    const classifier = { id: 'sample', assess: (): Assessment => ({ ...SERIOUS, ...verdict }) }
    const intake = intakeFor([ACME], classifier, MINUTE)
    const said = posts.map((each) => seen(post(each.text, { postedAt: began, ...each }), { via: 'tag' }))
    ingestMentions(world.desk, intake, 'bluesky:sample', batch(said))
    for (const command of done) world.act(index + 1, command, { id: 'discord:1', name: 'Maya' })
    const card = world.card(index + 1)
    return { ...card, earlierCases, case: { ...card.case, id: 127 + index } }
  })
  world.store.close()
  return { cards, now: began + 9 * MINUTE }
}

const SERIOUS: Assessment = {
  complaint: 0.97,
  severity: 3,
  urgency: 3,
  category: 'delivery',
  wantsReply: 0.9,
  lang: 'en',
  reasons: [],
  rules: [],
  model: 'sample',
}

const sam = author('sam.example', { displayName: '', followers: null })

/** What the pictures show: an open, a claimed and a resolved case, and a hard post. */
export const SAMPLES: readonly Sample[] = [
  {
    posts: [
      {
        text: 'Third night in the airport with two kids because @acmeair.bsky.social cancelled AGAIN and nobody at the desk will rebook us. My insulin is in the bag you lost. Please, somebody answer 😢',
        author: author('lucia.bsky.social', { displayName: 'Lucía Ferreira ✈️', followers: 12_400 }),
        engagement: { likes: 210, reposts: 64, replies: 38 },
      },
    ],
    verdict: {
      severity: 4,
      category: 'safety',
      reasons: [
        'My insulin is in the bag you lost',
        'Third night in the airport',
        'nobody at the desk will rebook us',
      ],
    },
    earlierCases: 2,
  },
  {
    posts: [
      {
        text: 'Charged twice for the same seat, @acmeair@mastodon.social, and your chat closed on me. Third time I write!',
        network: 'mastodon',
        author: author('jonas@mastodon.social', {
          displayName: 'Jonas B.',
          followers: 310,
          optOuts: ['no-index'],
        }),
        editedAt: 1,
      },
    ],
    verdict: { urgency: 1, category: 'billing', reasons: ['Charged twice', 'Third time I write'] },
    done: [{ type: 'claim' }],
  },
  {
    posts: [
      {
        text: 'They left my mother in a wheelchair at the gate for two hours.\n\nI have pictures.',
        contentWarning: 'treatment of disabled people',
        author: sam,
      },
      { text: 'And now the desk says it is our own fault.', author: sam },
    ],
    verdict: { severity: 2, urgency: 2, category: 'staff-support', reasons: ['left my mother'] },
  },
  {
    posts: [{ text: 'la app no abre', author: author('eva.bsky.social', { displayName: 'Eva' }) }],
    verdict: { severity: 2, urgency: 1, category: 'outage', lang: 'es', reasons: ['no abre'] },
    done: [
      { type: 'claim' },
      { type: 'resolve', outcome: 'fixed', note: 'New version is out; she says it opens again.' },
    ],
  },
]
