import type { Instant } from '../../src/domain/time.js'
import type { Position } from './cursor.js'
import { isNotFound } from './faults.js'

/** One thing of a list, as the server gave it. */
export type Item = { readonly id: string; readonly at: Instant; readonly raw: unknown }

/** Reads one page; which of its items come first differs between servers. */
export type ReadPage = (where: { minId?: string; maxId?: string }) => Promise<readonly Item[]>

export type Walked = {
  /** Oldest first, each once. */
  readonly items: readonly Item[]
  /**
   * - `reached`: there is no more
   * - `paused`: there may be more above; a walk from the last item goes on without a gap
   * - `lost`: there is more below that is now out of reach
   */
  readonly end: 'reached' | 'paused' | 'lost'
}

/**
 * Everything after `from`, page by page upward, so that a walk that is cut short can go on where it was.
 * A server that ignores `min_id`, or has forgotten that id, gives the newest page again and again: that shows as no
 * progress, and the way is then walked down from the top instead, to `slack` ms before `from`.
 */
export async function walkUp(read: ReadPage, from: Position, pages: number, slack: number): Promise<Walked> {
  const items = new Map<string, Item>()
  let minId = from.id
  for (let page = 0; page < pages; page++) {
    let found: readonly Item[]
    try {
      found = upward(await read({ minId }))
    } catch (error) {
      if (isNotFound(error)) return walkDown(read, from.at - slack, pages)
      throw error
    }
    if (found.some((item) => item.id === from.id || items.has(item.id)))
      return walkDown(read, from.at - slack, pages)
    for (const item of found) items.set(item.id, item)
    const newest = found.at(-1)
    if (newest === undefined) return { items: inTime(items), end: 'reached' }
    minId = newest.id
  }
  return { items: inTime(items), end: 'paused' }
}

/** Everything made at or after `floor`, from the newest down. */
export async function walkDown(read: ReadPage, floor: Instant, pages: number): Promise<Walked> {
  const items = new Map<string, Item>()
  const all = (): readonly Item[] => inTime(new Map([...items].reverse())).filter((item) => item.at >= floor)
  let maxId: string | undefined
  for (let page = 0; page < pages; page++) {
    const found = await read(maxId === undefined ? {} : { maxId })
    const news = found.filter((item) => !items.has(item.id))
    for (const item of news) items.set(item.id, item)
    const oldest = upward(news)[0]
    if (oldest === undefined || oldest.at < floor) return { items: all(), end: 'reached' }
    maxId = oldest.id
  }
  return { items: all(), end: 'lost' }
}

/** A page lists the newest first; what shares a moment keeps the server's order. */
const upward = (page: readonly Item[]): readonly Item[] => [...page].reverse().sort((a, b) => a.at - b.at)

const inTime = (items: ReadonlyMap<string, Item>): readonly Item[] =>
  [...items.values()].sort((a, b) => a.at - b.at)
