import { DAY, type Instant, MINUTE } from '../../src/domain/time.js'
import { ConnectorError, type Skipped } from '../../src/ports.js'
import { fingerprint, type Position } from './cursor.js'
import { at, sortAtOf, text } from './map.js'

/** One list of the network, newest first. */
export type Source = {
  readonly name: string
  /** For people: completes "reading …". */
  readonly title: string
  /** `since`: nothing older is of interest, where the network can use that. @throws ConnectorError */
  page(
    page: string | null,
    since: Instant,
    signal: AbortSignal,
  ): Promise<{ readonly items: readonly unknown[]; readonly next: string | null }>
}

export type Walked = {
  /** Newest first, each once. */
  readonly items: readonly unknown[]
  readonly skipped: readonly Skipped[]
  readonly position: Position
}

/** `late` says when to leave the rest for the next poll: a poll that is given up for taking too long has covered nothing. */
export type Pace = { readonly now: Instant; readonly late: () => boolean }

/** Pages in one poll: bounds the memory and the requests that a burst costs, not what is read of it. */
const PAGES = 4
/** Posts may turn up in the list this much later than posts that sort behind them. */
const SETTLE = 1 * MINUTE
/** A post met for the first time this far behind the rest is still taken for new: its author's clock was wrong. */
const LATE = 1 * DAY
/** Pages in a row that lead no further back before the list counts as ended. */
const IDLE_PAGES = 10
const EMPTY_PAGES = 3
const KEPT = 300

/**
 * Walks a newest-first list down to where the last walk began. A walk that is cut short, by a burst or by a failing
 * page, leaves its place in the position; nothing counts as covered before the walk has come all the way down.
 * @throws ConnectorError when not even the first page could be had
 */
export async function walkDown(
  source: Source,
  from: Position,
  pace: Pace,
  signal: AbortSignal,
): Promise<Walked> {
  const { now } = pace
  const known = new Set(from.seen)
  const met: string[] = []
  const items: unknown[] = []
  const floor = Math.max(from.since, from.upTo - LATE)
  const asked = new Set<string>()
  let page = from.walk?.page ?? null
  let top = from.walk?.top ?? from.upTo
  let low = from.walk?.low ?? null
  let idle = from.walk?.idle ?? 0
  let empty = 0

  const positionAt = (walk: Position['walk']): Position => {
    const seen = (from.walk === null ? [...met, ...from.seen] : [...from.seen, ...met]).slice(0, KEPT)
    if (walk !== null) return { ...from, seen, walk }
    // A time far ahead of ours would leave us blind until we get there.
    const upTo = Math.min(top, Math.max(now + 5 * MINUTE, from.upTo))
    // From here on the network's own time tells old from new: our clock may be minutes ahead of it.
    return { ...from, began: Math.min(from.began, upTo), upTo, seen, walk }
  }

  const endOfTheList = (why: string): Walked => ({
    items,
    skipped: [{ item: `older ${source.title}`, why }],
    position: positionAt(null),
  })

  for (let n = 0; n < PAGES; n++) {
    let answer: Awaited<ReturnType<Source['page']>>
    try {
      answer = await source.page(page, floor, signal)
    } catch (error) {
      if (page === null || !(error instanceof ConnectorError)) throw error
      if (error.fault === 'refused' && n === 0) {
        // The place a walk had stopped at has lapsed: from the top again, past what is known.
        page = null
        continue
      }
      if (error.fault === 'refused') return endOfTheList('the network shows no older ones')
      if (n === 0) throw error
      return { items, skipped: [], position: positionAt({ page, top, low, idle }) }
    }

    let oldest: Instant | null = null
    let fresh = 0
    for (const item of answer.items) {
      const sortAt = sortAtOf(item)
      if (sortAt !== null) {
        top = Math.max(top, sortAt)
        oldest = Math.min(oldest ?? sortAt, sortAt)
      }
      const print = fingerprint(text(at(item, 'uri')) ?? JSON.stringify(item) ?? 'nothing')
      if (known.has(print)) continue
      fresh++
      known.add(print)
      met.push(print)
      if (sortAt === null || sortAt >= floor) items.push(item)
    }

    empty = answer.items.length === 0 ? empty + 1 : 0
    // A page on which nothing is new ends the walk too: after a storm the last minute alone can fill many.
    const below = oldest !== null && oldest <= from.upTo - (fresh === 0 ? 0 : SETTLE)
    if (answer.next === null || below || empty === EMPTY_PAGES)
      return { items, skipped: [], position: positionAt(null) }
    if (oldest !== null && (low === null || oldest < low)) {
      low = oldest
      idle = 0
    } else idle++
    if (asked.has(answer.next) || idle > IDLE_PAGES)
      return endOfTheList('the network’s pages lead no further back')
    asked.add(answer.next)
    page = answer.next
    if (pace.late()) break
  }
  return { items, skipped: [], position: positionAt(page === null ? null : { page, top, low, idle }) }
}
