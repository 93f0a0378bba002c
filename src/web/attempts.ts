import { LRUCache } from 'lru-cache'
import { type Instant, MINUTE } from '../domain/time.js'

const ALLOWED = 10
const WINDOW = 10 * MINUTE

/** Counts what is bounded, by address. */
export type Attempts = {
  /** Milliseconds until this address may try again; 0 when it may now. */
  wait(address: string, now: Instant): number
  note(address: string, now: Instant): void
}

/** Ten in ten minutes close an address until the ten minutes are over. Forgets the oldest of many addresses. */
export function countAttempts({ allowed = ALLOWED, within = WINDOW } = {}): Attempts {
  const seen = new LRUCache<string, { count: number; until: Instant }>({ max: 10_000 })
  const current = (address: string, now: Instant) => {
    const entry = seen.get(address)
    return entry !== undefined && entry.until > now ? entry : undefined
  }
  return {
    wait(address, now) {
      const entry = current(address, now)
      return entry !== undefined && entry.count >= allowed ? entry.until - now : 0
    },
    note(address, now) {
      const entry = current(address, now)
      if (entry === undefined) seen.set(address, { count: 1, until: now + within })
      else entry.count += 1
    },
  }
}
