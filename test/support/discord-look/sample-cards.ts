import type { Card } from '../../../src/domain/card.js'
import { type Command, transition } from '../../../src/domain/case.js'
import type { Person } from '../../../src/domain/people.js'
import type { Post } from '../../../src/domain/post.js'
import { priorityOf } from '../../../src/domain/priority.js'
import { DAY, MINUTE } from '../../../src/domain/time.js'
import { author, post } from '../posts.js'

export const NOW = Date.UTC(2026, 0, 5, 9, 14)
export const maya: Person = { id: 'discord:1', name: 'Maya' }

/** A card as the store would give it, for a post and what is said of it. */
export function sampleCard(
  said: Partial<Post> & { text: string },
  more: Partial<Card['opening']['assessment']> = {},
): Card {
  const opening: Card['opening'] = {
    id: 1,
    post: post(said.text, { postedAt: NOW - 9 * MINUTE, ...said }),
    brand: 'Acme Air',
    connector: 'bluesky:acme',
    via: 'tag',
    receivedAt: NOW - 8 * MINUTE,
    history: false,
    removedAt: null,
    assessment: {
      complaint: 0.97,
      severity: 3,
      urgency: 3,
      category: 'delivery',
      wantsReply: 0.9,
      lang: 'en',
      reasons: [],
      rules: [],
      model: 'sample',
      ...more,
    },
  }
  const priority = priorityOf({ ...opening.post, assessment: opening.assessment }, NOW)
  return {
    case: {
      id: 127,
      brand: 'Acme Air',
      network: opening.post.network,
      openedAt: opening.receivedAt,
      priority,
      version: 1,
      status: 'open',
    },
    opening,
    joined: [],
    earlierCases: 0,
    alertedAt: null,
    history: [],
  }
}

/** The card after somebody did this, some time ago. */
export function after(card: Card, command: Command, by: Person = maya, at = NOW - 2 * MINUTE): Card {
  const decision = transition(card.case, command, { type: 'rep', person: by }, at, { length: 30 * MINUTE })
  if (!decision.ok) throw new Error(decision.refusal.reason)
  return { ...card, case: decision.next }
}

const stranded = sampleCard(
  {
    text: 'Third night in the airport with two kids because @acmeair.bsky.social cancelled AGAIN and nobody at the desk will rebook us. My insulin is in the bag you lost. Please, somebody answer 😢',
    author: author('lucia.bsky.social', { displayName: 'Lucía Ferreira ✈️', followers: 12_400 }),
    engagement: { likes: 210, reposts: 64, replies: 38 },
  },
  {
    severity: 4,
    urgency: 3,
    category: 'safety',
    reasons: [
      'My insulin is in the bag you lost',
      'Third night in the airport',
      'nobody at the desk will rebook us',
    ],
  },
)

/** What the pictures show: every status, and the hard posts. */
export const SAMPLES: readonly Card[] = [
  { ...stranded, earlierCases: 2 },
  after(
    sampleCard(
      {
        text: 'Charged twice for the same seat, @acmeair@mastodon.social, and your chat closed on me. Third time I write!',
        network: 'mastodon',
        author: author('jonas@mastodon.social', {
          displayName: 'Jonas B.',
          followers: 310,
          optOuts: ['no-index'],
        }),
        editedAt: NOW - MINUTE,
      },
      { severity: 3, urgency: 1, category: 'billing', reasons: ['Charged twice', 'Third time I write'] },
    ),
    { type: 'claim' },
  ),
  {
    ...sampleCard(
      {
        text: 'They left my mother in a wheelchair at the gate for two hours.\n\nI have pictures.',
        contentWarning: 'treatment of disabled people',
        author: author('sam.example', { displayName: '', followers: null }),
      },
      { severity: 2, urgency: 2, category: 'staff-support', reasons: ['left my mother'] },
    ),
    joined: [
      sampleCard({
        text: 'And now the desk says it is our own fault.',
        author: author('sam.example'),
        postedAt: NOW - 4 * MINUTE,
      }).opening,
    ],
  },
  after(
    after(
      sampleCard(
        {
          text: 'la app no abre',
          author: author('eva.bsky.social', { displayName: 'Eva' }),
          postedAt: NOW - DAY,
        },
        { severity: 2, urgency: 1, category: 'outage', lang: 'es', reasons: ['no abre'] },
      ),
      { type: 'claim' },
    ),
    { type: 'resolve', outcome: 'fixed', note: 'New version is out; she says it opens again.' },
  ),
]
