import type { Instant } from '../../src/domain/time.js'
import {
  type Batch,
  type Clock,
  ConnectorError,
  type Log,
  type SeenPost,
  type Skipped,
} from '../../src/ports.js'
import { type Cursor, type Position, readCursor } from './cursor.js'
import { withLineage } from './lineage.js'
import { type Home, type Mapped, mapStatus } from './map.js'
import type { Me, Server } from './server.js'
import type { Source } from './sources.js'
import { type Item, type Walked, walkDown, walkUp } from './walk.js'

/** Pages of 40 read from one source in one poll: upward the rest waits, downward (history, gaps) the rest is let go. */
const PAGES_UP = 5
const PAGES_DOWN = 10
/** Sources read in one poll besides notifications; with more than that they take turns. */
const AT_ONCE = 8

export type PollParts = {
  readonly server: Server
  readonly sources: readonly [Source, ...Source[]]
  readonly historyWindow: number
  readonly clock: Clock
  readonly log: Log
}

type Found = { readonly mapped: Mapped; readonly via: SeenPost['via'] }

/** One round over the sources. @throws ConnectorError */
export async function poll(parts: PollParts, written: string | null, signal: AbortSignal): Promise<Batch> {
  const { server, log } = parts
  signal.throwIfAborted()
  const cursor = readCursor(written, parts.clock())
  const home = await server.facts(signal)
  const me = await server.me(signal)

  const found = new Map<string, Found>()
  const skipped: Skipped[] = []
  const positions = { ...cursor.positions }
  let more = false
  let served = 0
  for (const source of whoseTurn(parts.sources, cursor.turn)) {
    if (server.pagesLeft() < PAGES_UP && served > 0) break
    let walked: Walked | null
    try {
      walked = await readSource(parts, source, cursor, signal)
    } catch (error) {
      // What is read already goes first; with nothing in hand, the next poll fails on this again and is told.
      if (found.size === 0 || signal.aborted || !(error instanceof ConnectorError)) throw error
      log.warn({ source: source.key, fault: error.fault }, 'a source failed; the others are taken in')
      break
    }
    served += 1
    if (walked === null) continue
    const position = nextPosition(source, walked, positions[source.key], parts.clock())
    if (position !== undefined) positions[source.key] = position
    more ||= walked.end === 'paused'
    if (walked.end === 'lost' && cursor.positions[source.key] !== undefined)
      log.warn({ source: source.key }, 'more was posted than the server lets us read back')
    take(source, walked.items, home, me, found, skipped)
  }

  const taken = [...found.values()]
  const posts = await withLineage(
    server,
    log,
    taken.map(({ mapped }) => mapped),
    signal,
  )
  const seen = posts.map((post, index) => ({
    post,
    via: (taken[index] as Found).via,
    history: post.postedAt < cursor.startedAt,
  }))
  const next: Cursor = { ...cursor, positions, turn: cursor.turn + Math.max(served - 1, 0) }
  return {
    posts: seen.sort((a, b) => a.post.postedAt - b.post.postedAt),
    removed: [],
    skipped,
    cursor: JSON.stringify(next),
    more,
  }
}

function whoseTurn([first, ...others]: readonly [Source, ...Source[]], turn: number): readonly Source[] {
  const start = others.length === 0 ? 0 : turn % others.length
  return [first, ...[...others.slice(start), ...others.slice(0, start)].slice(0, AT_ONCE)]
}

/** `null` where the server does not have this source. */
async function readSource(
  { server, historyWindow, log }: PollParts,
  source: Source,
  { positions, startedAt }: Cursor,
  signal: AbortSignal,
): Promise<Walked | null> {
  const read = async (where: { minId?: string; maxId?: string }): Promise<readonly Item[]> =>
    itemsOf(source, await server.call(source, signal, (client) => source.page(client, where)))
  const position = positions[source.key]
  try {
    if (position === undefined) return await walkDown(read, startedAt - historyWindow, PAGES_DOWN)
    if (source.direction === 'down') return await walkDown(read, position.at - source.settle, PAGES_DOWN)
    return await walkUp(read, position, PAGES_UP, source.settle)
  } catch (error) {
    const lacking = error instanceof ConnectorError && ['refused', 'credentials'].includes(error.fault)
    if (!source.optional || !lacking) throw error
    log.warn({ source: source.key, why: error.message }, 'this server does not let us search')
    return null
  }
}

function itemsOf(source: Source, page: unknown): readonly Item[] {
  if (!Array.isArray(page))
    throw new ConnectorError(`Mastodon: ${source.doing} failed: the answer is not a list`, {
      fault: 'passing',
    })
  let at = 0
  return page.map((raw: unknown, index): Item => {
    const { id, createdAt } = Object(raw) as { id?: unknown; createdAt?: unknown }
    const made = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN
    // What has no date stands beside its neighbour.
    at = Number.isFinite(made) ? made : at
    return { id: typeof id === 'string' && id !== '' ? id : `unnamed ${index}`, at, raw }
  })
}

/** Never ahead of what was handed out, and, while there may be latecomers, not ahead of what has settled. */
function nextPosition(
  source: Source,
  walked: Walked,
  before: Position | undefined,
  now: Instant,
): Position | undefined {
  const named = walked.items.filter(({ id }) => !id.startsWith('unnamed '))
  const last = walked.end === 'paused' ? named.at(-1) : named.findLast(({ at }) => at <= now - source.settle)
  if (last === undefined || (before !== undefined && last.at < before.at)) return before
  return { id: last.id, at: last.at }
}

function take(
  source: Source,
  items: readonly Item[],
  home: Home,
  me: Me | null,
  found: Map<string, Found>,
  skipped: Skipped[],
): void {
  for (const { id, raw } of items) {
    const status = source.status(raw)
    if (status === null) continue
    const mapped = mapStatus(status, home)
    if (mapped === null) continue
    if ('why' in mapped) {
      skipped.push({ item: `${source.key} ${id}`, why: mapped.why })
      continue
    }
    const via = source.via(mapped, raw, me?.id ?? null)
    if (found.has(mapped.post.uri) || !mayTake(mapped, via)) continue
    found.set(mapped.post.uri, { mapped, via })
  }
}

/** Who speaks to us is heard. Who was only found is left alone when they asked for it, or spoke to few. */
function mayTake({ post, noindex }: Mapped, via: SeenPost['via']): boolean {
  if (via !== 'hashtag' && via !== 'search') return true
  if (post.visibility !== 'public' && post.visibility !== 'unlisted') return false
  if (post.author.optOuts.includes('no-bot') || noindex) return false
  // A hashtag asks to be found; words alone do not, unless the author opted into search.
  return via === 'hashtag' || !post.author.optOuts.includes('no-index')
}
