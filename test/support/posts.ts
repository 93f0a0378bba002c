import { createHash } from 'node:crypto'
import type { Assessment, Category, Severity, Urgency } from '../../src/domain/assessment.js'
import type { Brand } from '../../src/domain/brand.js'
import { type Author, NO_ENGAGEMENT, type Post } from '../../src/domain/post.js'
import type { Batch, Classifier, SeenPost } from '../../src/ports.js'

export const ACME: Brand = {
  name: 'Acme Air',
  terms: ['acme air', '#acmeair'],
  exclude: ['acme airbags'],
  accounts: ['acmeair.bsky.social', 'acmeair@mastodon.social'],
  alert: { severity: 2, complaint: 0.5 },
}

export function author(handle: string, more: Partial<Author> = {}): Author {
  return { id: `did:plc:${handle}`, handle, displayName: handle, followers: 120, optOuts: [], ...more }
}

let counted = 0

/** A post by Ana unless said otherwise; each has a uri of its own. */
export function post(text: string, more: Partial<Post> = {}): Post {
  const uri = more.uri ?? `at://did:plc:ana/app.bsky.feed.post/${++counted}`
  return {
    network: 'bluesky',
    uri,
    ref: uri,
    url: `https://bsky.app/profile/ana/post/${createHash('sha1').update(uri).digest('hex').slice(0, 13)}`,
    author: author('ana.bsky.social'),
    text,
    contentWarning: null,
    langs: ['en'],
    tagged: [],
    hashtags: [],
    postedAt: Date.UTC(2026, 0, 5, 9, 0),
    editedAt: null,
    parent: null,
    root: null,
    visibility: 'public',
    engagement: NO_ENGAGEMENT,
    ...more,
  }
}

export const seen = (one: Post, more: Partial<SeenPost> = {}): SeenPost => ({
  post: one,
  via: 'search',
  history: false,
  ...more,
})

export function batch(posts: readonly SeenPost[], more: Partial<Batch> = {}): Batch {
  return { posts, removed: [], skipped: [], cursor: String(++counted), more: false, ...more }
}

/**
 * Judges by what the post spells out, so that a test says what it means: `bags gone, acme air (3/2 delivery)` is
 * severity 3, urgency 2. Without the brackets it is no complaint.
 */
export const spelledOut: Classifier = {
  id: 'spelled-out',
  assess(text): Assessment {
    const [, severity, urgency, category] = /\((\d)\/(\d) ([a-z-]+)\)/.exec(text) ?? []
    const isComplaint = severity !== undefined && severity !== '0'
    return {
      complaint: isComplaint ? 0.9 : 0.1,
      severity: Number(severity ?? 0) as Severity,
      urgency: Number(urgency ?? 0) as Urgency,
      category: (category ?? 'none') as Category,
      wantsReply: 0.5,
      lang: 'en',
      reasons: isComplaint ? [text.split(',')[0] ?? text] : [],
      rules: [],
      model: 'spelled-out',
    }
  },
}
