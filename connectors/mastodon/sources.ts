import type { mastodon } from 'masto'
import { MINUTE } from '../../src/domain/time.js'
import type { SeenPost, Watch } from '../../src/ports.js'
import type { Doing } from './faults.js'
import type { Mapped } from './map.js'

/** One list of the server that is watched. */
export type Source = Doing & {
  /** Stable: keys its position in the cursor. */
  readonly key: string
  /** Most lists give the pages next to `min_id` and are walked up; search has no such thing and is walked down. */
  readonly direction: 'up' | 'down'
  /**
   * How long the list may still take in items older than its newest, in ms: posts come late from other servers, and are
   * filed by their date. What has not settled is read again.
   */
  readonly settle: number
  /** Not every server has it; without it we see less, and go on. */
  readonly optional: boolean
  /** One page as the server gave it, supposed to be an array. */
  page(client: mastodon.rest.Client, where: { minId?: string; maxId?: string }): PromiseLike<unknown>
  /** The status in an item of the list; `null` where it holds none for us. */
  status(raw: unknown): unknown
  via(mapped: Mapped, raw: unknown, me: string | null): SeenPost['via']
}

const LIMIT = 40

/** Notifications first; then one source for each hashtag and each other term. */
export function sourcesFor(watch: Watch): readonly [Source, ...Source[]] {
  const terms = [...new Set(watch.terms.map((term) => term.trim().toLowerCase()))].filter(
    (term) => term !== '',
  )
  return [
    notifications,
    ...terms.map((term) => (term.startsWith('#') ? hashtag(term.slice(1)) : search(term))),
  ]
}

export const notifications: Source = {
  key: 'notifications',
  doing: 'reading notifications',
  needs: 'read:notifications',
  direction: 'up',
  settle: 0,
  optional: false,
  page: (client, where) =>
    client.v1.notifications.list({ ...where, types: ['mention', 'quote'], limit: LIMIT }),
  status: (raw) => (['mention', 'quote'].includes(typeOf(raw)) ? (field(raw, 'status') ?? {}) : null),
  via(mapped, raw, me) {
    if (typeOf(raw) === 'quote') return 'quote'
    return me !== null && mapped.answersAccountId === me ? 'reply' : 'tag'
  },
}

export const hashtag = (tag: string): Source => ({
  key: `hashtag:${tag}`,
  doing: `reading the hashtag #${tag}`,
  needs: 'read:statuses',
  direction: 'up',
  settle: 2 * MINUTE,
  optional: false,
  page: (client, where) =>
    client.v1.timelines.tag.$select(encodeURIComponent(tag)).list({ ...where, limit: LIMIT }),
  status: (raw) => raw,
  via: () => 'hashtag',
})

export const search = (term: string): Source => ({
  key: `search:${term}`,
  doing: `searching for "${term}"`,
  needs: 'read:search',
  direction: 'down',
  // Search indexes are filled in their own time.
  settle: 10 * MINUTE,
  optional: true,
  page: async (client, where) => {
    const q = /\s/.test(term) ? `"${term.replaceAll('"', ' ')}"` : term
    return (await client.v2.search.list({ ...where, q, type: 'statuses', limit: LIMIT })).statuses
  },
  status: (raw) => raw,
  via: () => 'search',
})

const field = (raw: unknown, name: string): unknown =>
  raw !== null && typeof raw === 'object' ? (raw as Readonly<Record<string, unknown>>)[name] : undefined

const typeOf = (raw: unknown): string => String(field(raw, 'type'))
