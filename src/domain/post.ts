import type { Instant } from './time.js'

/** The platform a post lives on, in lower case: `bluesky`, `mastodon`. Connectors to come may add their own. */
export type Network = string

/** What is publicly known of an author, as their network told it. Nothing is looked up elsewhere. */
export type Author = {
  /** Stable for life where the network has such a thing: a DID, or a Mastodon profile URI. Never shown to people. */
  readonly id: string
  /** As a person would write it, without the leading `@`: `ana.bsky.social`, `ana@mastodon.social`. */
  readonly handle: string
  /** As the author typed it: foreign text, may be empty, may try tricks. */
  readonly displayName: string
  /** `null` when the network did not say. */
  readonly followers: number | null
  readonly optOuts: readonly OptOut[]
}

/**
 * Ways in which an author says "leave me out".
 * - `no-bot`: #nobot, #nobots or #noarchive in the profile
 * - `no-index`: the account asks search tools to skip it (Mastodon `noindex`, `indexable: false`)
 * - `no-unauthenticated`: Bluesky's label against showing posts to logged-out people
 * - `blocked`: the author has blocked the brand's account, or the other way round
 */
export type OptOut = 'no-bot' | 'no-index' | 'no-unauthenticated' | 'blocked'

/** Counts as last seen; each a whole number ≥ 0. */
export type Engagement = { readonly likes: number; readonly reposts: number; readonly replies: number }

export const NO_ENGAGEMENT: Engagement = { likes: 0, reposts: 0, replies: 0 }

export type Visibility = 'public' | 'unlisted' | 'followers' | 'direct'

/** One public post, already mapped from its SDK's shape into ours. */
export type Post = {
  readonly network: Network
  /** The same for everybody who sees the post (at:// URI, ActivityPub URI). With `network` it identifies the post. */
  readonly uri: string
  /** How the connector that gave it finds it again and answers it. Opaque to everybody else. */
  readonly ref: string
  /** For a person's browser; `null` when the network gave none. Always http(s). */
  readonly url: string | null
  readonly author: Author
  /** Plain text: no markup, entities decoded. A content warning stands in `contentWarning`, not here. */
  readonly text: string
  readonly contentWarning: string | null
  /** Language tags that the author's app declared (BCP 47), most likely first; often wrong, often missing. */
  readonly langs: readonly string[]
  /** Handles tagged in the text (like `Author.handle`), and hashtags without `#`. */
  readonly tagged: readonly string[]
  readonly hashtags: readonly string[]
  readonly postedAt: Instant
  /** `null` when never edited, or when the network has no edits. */
  readonly editedAt: Instant | null
  /** Uris of the post this one answers, and of the first post of the thread; `null` on a post that answers nothing. */
  readonly parent: string | null
  readonly root: string | null
  readonly visibility: Visibility
  readonly engagement: Engagement
}

/** (network, uri): what makes a post one and the same, whoever fetched it and how often. */
export type PostKey = Pick<Post, 'network' | 'uri'>
