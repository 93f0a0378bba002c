import type { Assessment } from './assessment.js'
import type { Engagement, Post } from './post.js'
import type { Instant } from './time.js'

/** How a post came to us: addressed to the brand, found by its words, or brought by a person. */
export type Via = 'tag' | 'reply' | 'quote' | 'search' | 'hashtag' | 'by-hand'

export type MentionId = number

/** A public post that matched a brand's terms or tagged it, as received. */
export type Mention = {
  readonly post: Post
  readonly brand: string
  /** Id of the connector that brought it: the one to ask again, and to answer through. */
  readonly connector: string
  readonly via: Via
  readonly receivedAt: Instant
  /** Posted before we began to watch: taken in, but no reason to wake anybody. */
  readonly history: boolean
}

/** A mention as the store keeps it. `removedAt` is set once the author deleted the post: its text and author are then gone. */
export type StoredMention = Mention & {
  readonly id: MentionId
  readonly assessment: Assessment
  readonly removedAt: Instant | null
  /** The counts it came with, once they are others now. */
  readonly engagementAtFirst?: Engagement
}
