import { createHash } from 'node:crypto'
import type { Instant } from '../../src/domain/time.js'
import { at, list, text } from './map.js'

/** Where reading stands, for each source on its own: they fail, lag and are rotated separately. */
export type Cursor = {
  readonly sources: Readonly<Record<string, Position>>
  /** The source that was searched last: the next poll goes on behind it. */
  readonly turn: string | null
}

export type Position = {
  /** Older posts were never of interest: where the first reading reached back to. */
  readonly since: Instant
  /** What the network received up to here was there when this source was first read: history. */
  readonly began: Instant
  /** Everything that sorts up to here has been handed out. Moves only when a walk has come all the way down to it. */
  readonly upTo: Instant
  /** Fingerprints of what was met lately, newest first: pages overlap, and late posts turn up between old ones. */
  readonly seen: readonly string[]
  readonly walk: Walk | null
}

/** A walk down from `top` that was cut short: it goes on at `page`, and what is below has not been handed out. */
export type Walk = {
  readonly page: string
  readonly top: Instant
  /** How far down it has come, and how many pages in a row led no further. */
  readonly low: Instant | null
  readonly idle: number
}

export const NOTHING_READ: Cursor = { sources: {}, turn: null }

/** `null` when it is not one of ours. */
export function parseCursor(cursor: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(cursor)
    if (at(parsed, 'v') !== 1) return null
    const sources: Record<string, Position> = {}
    for (const [name, position] of Object.entries(at(parsed, 'sources') as object)) {
      const { since, began, upTo } = position
      if (![since, began, upTo].every(Number.isFinite)) return null
      const walk = parseWalk(position.walk)
      sources[name] = { since, began, upTo, seen: list(position.seen).map(String), walk }
    }
    return { sources, turn: text(at(parsed, 'turn')) }
  } catch {
    return null
  }
}

function parseWalk(walk: unknown): Walk | null {
  const page = text(at(walk, 'page'))
  const top = Number(at(walk, 'top'))
  if (page === null || !Number.isFinite(top)) return null
  const low = at(walk, 'low')
  return {
    page,
    top,
    low: typeof low === 'number' ? low : null,
    idle: Number(at(walk, 'idle')) || 0,
  }
}

export const formatCursor = (cursor: Cursor): string => JSON.stringify({ v: 1, ...cursor })

/** 72 bits of a uri: a cursor holds some hundreds of them. */
export const fingerprint = (uri: string): string =>
  createHash('sha256').update(uri).digest('base64url').slice(0, 12)
