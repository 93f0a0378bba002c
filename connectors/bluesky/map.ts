import { type Author, NO_ENGAGEMENT, type OptOut, type Post } from '../../src/domain/post.js'
import type { Instant } from '../../src/domain/time.js'

/** What is known of an author beyond a post's own view of them. */
export type AuthorFacts = { readonly followers: number | null; readonly optOuts: readonly OptOut[] }

export type Mapped =
  | { readonly post: Post; readonly indexedAt: Instant }
  /** Could not be read, with the reason in words. */
  | { readonly post: null; readonly why: string }

/** A labelled picture or video has a warning in front of it in every app; these are its words. */
const WARNINGS: Readonly<Record<string, string>> = {
  porn: 'adult content',
  sexual: 'sexually suggestive',
  nudity: 'nudity',
  'graphic-media': 'graphic media',
  gore: 'graphic media',
  '!warn': 'content warning',
}

/**
 * A `app.bsky.feed.defs#postView` (or a notification, which lacks the counts) as our post.
 * Takes anything: what servers send is not always what their schema says.
 * `own` are handles by DID that we know for sure: a tag's text may say something else.
 */
export function toPost(
  view: unknown,
  facts: AuthorFacts | null,
  own: ReadonlyMap<string, string> = new Map(),
): Mapped {
  const uri = text(at(view, 'uri'))
  const rkey = /^at:\/\/[^/]+\/app\.bsky\.feed\.post\/([^/]+)$/.exec(uri ?? '')?.[1]
  if (uri === null || rkey === undefined) return unreadable('it has no address of a post')
  const record = at(view, 'record')
  const type = text(at(record, '$type'))
  if (type !== null && type !== 'app.bsky.feed.post') return unreadable(`it is a ${type}, not a post`)
  const words = text(at(record, 'text'))
  if (words === null) return unreadable('it has no text')
  const author = toAuthor(at(view, 'author'), facts)
  if (author === null) return unreadable('it has no author')
  const indexedAt = instant(at(view, 'indexedAt')) ?? instant(at(record, 'createdAt'))
  if (indexedAt === null) return unreadable('it has no readable date')

  const facets = list(at(record, 'facets'))
  const post: Post = {
    network: 'bluesky',
    uri,
    ref: uri,
    url: `https://bsky.app/profile/${author.handle === 'handle.invalid' ? author.id : author.handle}/post/${rkey}`,
    author,
    text: words,
    contentWarning: warningOf(view, record),
    langs: list(at(record, 'langs')).filter(isText),
    tagged: unique(taggedIn(words, facets, own)),
    hashtags: unique([...hashtagsIn(facets), ...list(at(record, 'tags')).filter(isText)]),
    postedAt: sortAtOf(view) ?? indexedAt,
    editedAt: null,
    parent: text(at(at(at(record, 'reply'), 'parent'), 'uri')),
    root: text(at(at(at(record, 'reply'), 'root'), 'uri')),
    visibility: 'public',
    engagement: {
      likes: count(at(view, 'likeCount')) ?? NO_ENGAGEMENT.likes,
      reposts: count(at(view, 'repostCount')) ?? NO_ENGAGEMENT.reposts,
      replies: count(at(view, 'replyCount')) ?? NO_ENGAGEMENT.replies,
    },
  }
  return { post, indexedAt }
}

/**
 * The time that the network sorts by: when the author's app says it was written, but never later than it was received.
 * `null` when neither can be read.
 */
export function sortAtOf(view: unknown): Instant | null {
  const indexedAt = instant(at(view, 'indexedAt'))
  const createdAt = instant(at(at(view, 'record'), 'createdAt'))
  if (indexedAt === null || createdAt === null) return indexedAt ?? createdAt
  return Math.min(indexedAt, createdAt)
}

/** Followers and opt-outs from a profile (`profileViewDetailed`), as far as it tells. */
export function toAuthorFacts(profile: unknown): AuthorFacts {
  const description = text(at(profile, 'description')) ?? ''
  const optOuts: OptOut[] = []
  if (/(?<![\p{L}\p{N}_])#(?:nobots?|noarchive)(?![\p{L}\p{N}_])/iu.test(description)) optOuts.push('no-bot')
  if (labelsOf(at(profile, 'labels')).includes('!no-unauthenticated')) optOuts.push('no-unauthenticated')
  const viewer = at(profile, 'viewer')
  const blocked = at(viewer, 'blockedBy') === true || at(viewer, 'blocking') || at(viewer, 'blockingByList')
  if (blocked) optOuts.push('blocked')
  return { followers: count(at(profile, 'followersCount')), optOuts }
}

function toAuthor(view: unknown, facts: AuthorFacts | null): Author | null {
  const id = text(at(view, 'did'))
  if (id === null || !id.startsWith('did:')) return null
  // The view inside a post has labels and blocks too, and they may be newer than the profile.
  const seen = toAuthorFacts(view)
  return {
    id,
    handle: text(at(view, 'handle')) || 'handle.invalid',
    displayName: text(at(view, 'displayName')) ?? '',
    followers: facts?.followers ?? null,
    optOuts: unique([...(facts?.optOuts ?? []), ...seen.optOuts]),
  }
}

function taggedIn(words: string, facets: readonly unknown[], own: ReadonlyMap<string, string>): string[] {
  // Facets count UTF-8 bytes, strings count UTF-16.
  const bytes = Buffer.from(words, 'utf8')
  return facets.flatMap((facet) =>
    featuresOf(facet, 'app.bsky.richtext.facet#mention').flatMap((feature) => {
      const did = text(at(feature, 'did'))
      if (did === null) return []
      const index = at(facet, 'index')
      const start = count(at(index, 'byteStart'))
      const end = count(at(index, 'byteEnd'))
      const shown = start === null || end === null ? '' : bytes.subarray(start, end).toString('utf8')
      const handle = own.get(did) ?? shown.trim().replace(/^@/, '').toLowerCase()
      return /^[a-z0-9.-]+\.[a-z0-9-]+$/.test(handle) ? [handle] : []
    }),
  )
}

const hashtagsIn = (facets: readonly unknown[]): string[] =>
  facets
    .flatMap((facet) => featuresOf(facet, 'app.bsky.richtext.facet#tag'))
    .map((feature) => text(at(feature, 'tag'))?.replace(/^[#＃]/, '') ?? '')
    .filter((tag) => tag !== '')

const featuresOf = (facet: unknown, type: string): readonly unknown[] =>
  list(at(facet, 'features')).filter((feature) => at(feature, '$type') === type)

function warningOf(view: unknown, record: unknown): string | null {
  const labels = [...labelsOf(at(at(record, 'labels'), 'values')), ...labelsOf(at(view, 'labels'))]
  const words = unique(labels.flatMap((label) => WARNINGS[label] ?? []))
  return words.length === 0 ? null : words.join(', ')
}

const labelsOf = (labels: unknown): string[] =>
  list(labels)
    .filter((label) => at(label, 'neg') !== true)
    .flatMap((label) => text(at(label, 'val')) ?? [])

const unreadable = (why: string): Mapped => ({ post: null, why })

/** Reads one key of whatever it is given. */
export const at = (value: unknown, key: string): unknown =>
  value !== null && typeof value === 'object' && key in value
    ? (value as Record<string, unknown>)[key]
    : undefined
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const isText = (value: unknown): value is string => typeof value === 'string'
const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
const instant = (value: unknown): Instant | null => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? null : at
}
const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]
