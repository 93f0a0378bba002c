import { type APIMessage, Routes } from 'discord.js'
import { DeliveryError } from '../ports.js'
import type { Api } from './api.js'

/** How far back a message of ours is looked for: pages of 100. */
const PAGE = 100

/**
 * A number for a component's `id`, which Discord keeps as it is and nobody sees: by it a message is found again whose
 * nonce Discord has forgotten. Between 2^30 and 2^31, far from the ids that Discord gives by itself.
 */
export function markerOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return (hash & 0x3fffffff) | 0x40000000
}

/** The newest message in a channel that satisfies, among the last `pages` × 100; `null` when none does. */
export async function findMessage(
  api: Api,
  channel: string,
  isIt: (message: APIMessage) => boolean,
  pages: number,
  signal: AbortSignal,
): Promise<APIMessage | null> {
  let before: string | null = null
  for (let page = 0; page < pages; page += 1) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before === null ? {} : { before }) })
    const answer = await api.call('GET', Routes.channelMessages(channel), { query, signal })
    if (!Array.isArray(answer)) throw new DeliveryError('Discord answered with no list', { fault: 'passing' })
    const messages = answer as APIMessage[]
    const found = messages.find(isIt)
    if (found !== undefined) return found
    before = messages.at(-1)?.id ?? null
    if (messages.length < PAGE || before === null) return null
  }
  return null
}

/** Whether some component of a message carries this marker. */
export function isMarked(components: unknown, marker: number): boolean {
  if (!Array.isArray(components)) return false
  return components.some(
    ({ id, components: inner }: { id?: unknown; components?: unknown }) =>
      id === marker || isMarked(inner, marker),
  )
}
