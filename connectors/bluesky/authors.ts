import { LRUCache } from 'lru-cache'
import { HOUR } from '../../src/domain/time.js'
import type { Clock } from '../../src/ports.js'
import { type AuthorFacts, at, text, toAuthorFacts } from './map.js'
import type { Session } from './session.js'
import { listIn, unchecked } from './sources.js'

export type Authors = {
  /** What their profiles say, by DID; those that the network does not show are missing. @throws ConnectorError */
  facts(dids: Iterable<string>, signal: AbortSignal): Promise<ReadonlyMap<string, AuthorFacts>>
}

/** As many as the network takes in one request, for profiles and for posts. */
export const AT_ONCE = 25

export function authorFacts(session: Session, clock: Clock): Authors {
  const cache = new LRUCache<string, AuthorFacts>({ max: 5_000, ttl: 1 * HOUR, perf: { now: clock } })

  return {
    async facts(dids, signal) {
      const known = new Map<string, AuthorFacts>()
      const unknown: string[] = []
      for (const did of new Set(dids)) {
        const facts = cache.get(did)
        if (facts === undefined) unknown.push(did)
        else known.set(did, facts)
      }
      for (const actors of inGroups(unknown, AT_ONCE)) {
        const data = await session.call('reading profiles', signal, (agent) =>
          unchecked(agent.app.bsky.actor.getProfiles({ actors }, { signal })),
        )
        for (const profile of listIn(data, 'profiles', 'reading profiles')) {
          const did = text(at(profile, 'did'))
          if (did === null) continue
          const facts = toAuthorFacts(profile)
          cache.set(did, facts)
          known.set(did, facts)
        }
      }
      return known
    },
  }
}

export function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups: T[][] = []
  for (let start = 0; start < items.length; start += size) groups.push(items.slice(start, start + size))
  return groups
}
