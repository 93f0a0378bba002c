import { ConnectorError } from '../../src/ports.js'
import { at, list, text } from './map.js'
import type { Session } from './session.js'
import type { Source } from './walk.js'

/** The most that the network gives at once. */
const PAGE = 100
export const REASONS = ['mention', 'reply', 'quote'] as const

/** Posts that tag, answer or quote the account. */
export function notifications(session: Session): Source {
  return {
    name: 'notifications',
    title: 'notifications',
    async page(page, _since, signal) {
      const answer = await read(page === null ? null : overlapping(page), signal)
      if (page === null || answer.next !== page) return answer
      // A whole page of one millisecond: the overlap leads nowhere, so go on strictly before it.
      const beyond = await read(page, signal)
      return { items: [...answer.items, ...beyond.items], next: beyond.next }
    },
  }

  async function read(cursor: string | null, signal: AbortSignal) {
    const doing = 'reading notifications'
    const params = { reasons: [...REASONS], limit: PAGE, ...(cursor !== null && { cursor }) }
    const data = await session.call(doing, signal, (agent) =>
      unchecked(agent.app.bsky.notification.listNotifications(params, { signal })),
    )
    return { items: listIn(data, 'notifications', doing), next: text(at(data, 'cursor')) || null }
  }
}

/** Posts that hold a term; newest first. Search needs a log-in. */
export function search(session: Session, term: string): Source {
  const doing = `searching for ${JSON.stringify(term)}`
  return {
    name: `search:${term}`,
    title: `search for ${JSON.stringify(term)}`,
    async page(page, since, signal) {
      const data = await session.call(doing, signal, (agent) =>
        unchecked(
          agent.app.bsky.feed.searchPosts(
            {
              q: queryFor(term),
              sort: 'latest',
              since: new Date(since).toISOString(),
              limit: PAGE,
              ...(page !== null && { cursor: page }),
            },
            { signal },
          ),
        ),
      )
      return { items: listIn(data, 'posts', doing), next: text(at(data, 'cursor')) || null }
    },
  }
}

/** A phrase is quoted, so that its words must stand together; what would end the quotation is left out. */
export function queryFor(term: string): string {
  const plain = term.replaceAll('"', ' ').trim()
  return /\s/.test(plain) ? `"${plain}"` : plain
}

/** The answer as it came where it breaks its schema somewhere: our own mapping finds the items that can be read. */
export async function unchecked(answer: Promise<{ readonly data: unknown }>): Promise<unknown> {
  try {
    return (await answer).data
  } catch (error) {
    if (error instanceof Error && 'responseBody' in error) return error.responseBody
    throw error
  }
}

export function listIn(data: unknown, key: string, doing: string): readonly unknown[] {
  const items = at(data, key)
  if (Array.isArray(items)) return list(items)
  throw new ConnectorError(`Bluesky: ${doing} failed: the answer cannot be read`, { fault: 'passing' })
}

/**
 * Pages of notifications go on strictly before a time in milliseconds: posts that share it with the last of a page
 * would be passed over. One millisecond later they are met again, and the ones known already are recognised.
 */
function overlapping(page: string): string {
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(page) ? Date.parse(page) : Number.NaN
  return Number.isNaN(at) ? page : new Date(at + 1).toISOString()
}
