import { isIPv6 } from 'node:net'
import { LRUCache } from 'lru-cache'
import { type Instant, MINUTE } from '../domain/time.js'

const ALLOWED = 10
const WINDOW = 10 * MINUTE

/** Counts what is bounded, by address. */
export type Attempts = {
  /** Milliseconds until this address may try again; 0 when it may now. */
  wait(address: string, now: Instant): number
  note(address: string, now: Instant): void
  /** The latest one of this address was fine after all. */
  forgive(address: string, now: Instant): void
}

/** Ten in ten minutes close an address until the ten minutes are over. Forgets the oldest of many addresses. */
export function countAttempts({ allowed = ALLOWED, within = WINDOW } = {}): Attempts {
  const seen = new LRUCache<string, { count: number; until: Instant }>({ max: 10_000 })
  const current = (address: string, now: Instant) => {
    const entry = seen.get(networkOf(address))
    return entry !== undefined && entry.until > now ? entry : undefined
  }
  return {
    wait(address, now) {
      const entry = current(address, now)
      return entry !== undefined && entry.count >= allowed ? entry.until - now : 0
    },
    note(address, now) {
      const entry = current(address, now)
      if (entry === undefined) seen.set(networkOf(address), { count: 1, until: now + within })
      else entry.count += 1
    },
    forgive(address, now) {
      const entry = current(address, now)
      if (entry !== undefined) entry.count -= 1
    },
  }
}

/** One IPv6 customer has a /64 at least: all addresses in it are theirs. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const filled = [...groups, ...new Array<string>(8 - groups.length - after.length).fill('0'), ...after]
  return filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
