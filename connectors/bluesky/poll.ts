import { normaliseHandle } from '../../src/domain/brand.js'
import type { Via } from '../../src/domain/mention.js'
import { type Instant, MINUTE, SECOND } from '../../src/domain/time.js'
import {
  type Batch,
  type Clock,
  ConnectorError,
  type Log,
  type SeenPost,
  type Skipped,
  type Watch,
} from '../../src/ports.js'
import type { Authors } from './authors.js'
import { type Cursor, formatCursor, NOTHING_READ, type Position, parseCursor } from './cursor.js'
import type { Posts } from './find.js'
import { at, text, toPost } from './map.js'
import type { Session } from './session.js'
import { notifications, REASONS, search } from './sources.js'
import { type Source, type Walked, walkDown } from './walk.js'

/** Where search alone is denied to us it is left alone this long. */
const SEARCH_PAUSE = 5 * MINUTE
/** Search is meant for people: however many terms there are, this is how often one poll asks. */
const SEARCHES_PER_POLL = 6
/** A poll that has taken this long, or found this many posts, hands over what it has and asks to go on. */
const LONG_ENOUGH = 20 * SECOND
const MANY = 400

type Options = {
  readonly id: string
  readonly identifier: string
  readonly watch: Watch
  readonly historyWindow: number
  readonly session: Session
  readonly authors: Authors
  readonly posts: Posts
  readonly clock: Clock
  readonly log: Log
}

type Raw = { readonly item: unknown; readonly via: SeenPost['via']; readonly began: Instant }

/** Reads notifications and searches, and merges what is new in them, oldest first. */
export function poller(options: Options): (cursor: string | null, signal: AbortSignal) => Promise<Batch> {
  const { id, watch, historyWindow, session, authors, posts, clock, log } = options
  const tagging = notifications(session)
  const searches = searchTerms(watch, options.identifier).map((term) => search(session, term))
  const accounts = new Set([...watch.accounts, options.identifier].map(normaliseHandle))

  let searchAgainAt: Instant = 0

  function startOf(cursor: string | null): Cursor {
    if (cursor === null) return NOTHING_READ
    const parsed = parseCursor(cursor)
    if (parsed === null) log.warn({ connector: id }, 'the stored position cannot be read: starting afresh')
    return parsed ?? NOTHING_READ
  }

  function positionOf(source: Source, cursor: Cursor, now: Instant): Position {
    const since = now - historyWindow
    return cursor.sources[source.name] ?? { since, began: now, upTo: since, seen: [], walk: null }
  }

  /** Cut-short walks first, then in turn. */
  function searchesFor(cursor: Cursor): Source[] {
    const after = searches.findIndex((source) => source.name === cursor.turn) + 1
    const inTurn = [...searches.slice(after), ...searches.slice(0, after)]
    const unfinished = (source: Source) => (cursor.sources[source.name]?.walk ? 0 : 1)
    return inTurn.sort((a, b) => unfinished(a) - unfinished(b)).slice(0, SEARCHES_PER_POLL)
  }

  return async (given, signal) => {
    const now = clock()
    const cursor = startOf(given)
    const positions: Record<string, Position> = {}
    for (const source of [tagging, ...searches]) {
      const known = cursor.sources[source.name]
      if (known !== undefined) positions[source.name] = known
    }
    const skipped: Skipped[] = []
    const raw: Raw[] = []
    const pace = { now, late: () => clock() - now > LONG_ENOUGH }
    const read = async (source: Source, via: (item: unknown) => Raw['via'] | null) => {
      const from = positionOf(source, cursor, now)
      const walked: Walked = await walkDown(source, from, pace, signal)
      positions[source.name] = walked.position
      skipped.push(...walked.skipped)
      for (const item of walked.items) {
        const how = via(item)
        if (how !== null) raw.push({ item, via: how, began: from.began })
      }
    }

    await read(tagging, viaOfNotification)
    let turn = cursor.turn
    let failure: ConnectorError | null = null
    let cutShort = false
    for (const source of now < searchAgainAt ? [] : searchesFor(cursor)) {
      cutShort = pace.late() || raw.length >= MANY
      if (cutShort) break
      try {
        const via = source.name.startsWith('search:#') ? 'hashtag' : 'search'
        await read(source, () => via)
        turn = source.name
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error
        skipped.push({
          item: source.title,
          why: `${error.message}; until it works only posts that tag, answer or quote us are seen`,
        })
        if (error.fault === 'refused') {
          // What the network will not search for must not keep the other terms from their turn.
          turn = source.name
          continue
        }
        if (error.fault === 'blocked') searchAgainAt = now + SEARCH_PAUSE
        else failure = error
        break
      }
    }
    // What tags the brand still gets through while search is down; but a poll with nothing else to show has failed.
    if (failure !== null && raw.length === 0) throw failure

    const seen = await hydrate(raw, skipped, signal)
    const more =
      failure !== null || cutShort || Object.values(positions).some((position) => position.walk !== null)
    return { posts: seen, removed: [], skipped, cursor: formatCursor({ sources: positions, turn }), more }
  }

  async function hydrate(raw: readonly Raw[], skipped: Skipped[], signal: AbortSignal): Promise<SeenPost[]> {
    const once = bestOfEach(raw)
    const bare = once.filter((one) => one.via === 'tag' || one.via === 'reply' || one.via === 'quote')
    const uris = bare.flatMap((one) => text(at(one.item, 'uri')) ?? [])
    // A notification whose post is not shown (yet) is taken as it is: only its counts are missing.
    const whole = await posts.views(uris, signal)
    const views = once.map((one) => ({
      ...one,
      item: whole.get(text(at(one.item, 'uri')) ?? '') ?? one.item,
    }))
    const dids = views.flatMap((one) => text(at(at(one.item, 'author'), 'did')) ?? [])
    const facts = await authors.facts(dids, signal)
    const own = await posts.own(signal)

    const seen: SeenPost[] = []
    for (const { item, via, began } of views) {
      const mapped = toPost(item, facts.get(text(at(at(item, 'author'), 'did')) ?? '') ?? null, own)
      if (mapped.post === null) {
        skipped.push({ item: text(at(item, 'uri')) ?? 'an item without an address', why: mapped.why })
        continue
      }
      const { post } = mapped
      if (own.has(post.author.id) || accounts.has(normaliseHandle(post.author.handle))) continue
      const tags = post.tagged.some((handle) => accounts.has(normaliseHandle(handle)))
      const how: Via = tags && (via === 'search' || via === 'hashtag') ? 'tag' : via
      const leftOut = post.author.optOuts.includes('no-bot') || post.author.optOuts.includes('blocked')
      if (leftOut && (how === 'search' || how === 'hashtag')) continue
      seen.push({ post, via: how as SeenPost['via'], history: mapped.indexedAt <= began })
    }
    return seen.sort((a, b) => a.post.postedAt - b.post.postedAt || (a.post.uri < b.post.uri ? -1 : 1))
  }
}

/** Terms as configured, and the brand's other Bluesky accounts: only tags of the one that is logged in are notified. */
export function searchTerms(watch: Watch, identifier: string): string[] {
  const others = watch.accounts
    .map(normaliseHandle)
    .filter((account) => !account.includes('@') && account !== normaliseHandle(identifier))
  return [...new Set([...watch.terms, ...others].map((term) => term.trim()).filter((term) => term !== ''))]
}

function viaOfNotification(item: unknown): SeenPost['via'] | null {
  const reason = text(at(item, 'reason'))
  // A server may not know the filter and list likes and follows too.
  if (reason === null || !REASONS.some((wanted) => wanted === reason)) return null
  return reason === 'mention' ? 'tag' : (reason as 'reply' | 'quote')
}

/** A post found in several ways counts as addressed to the brand if one of them says so. */
function bestOfEach(raw: readonly Raw[]): Raw[] {
  const rank = ['tag', 'reply', 'quote', 'hashtag', 'search']
  const best = new Map<string, Raw>()
  for (const one of raw) {
    const key = text(at(one.item, 'uri')) ?? JSON.stringify(one.item) ?? ''
    const other = best.get(key)
    if (other === undefined || rank.indexOf(one.via) < rank.indexOf(other.via)) best.set(key, one)
  }
  return [...best.values()]
}
