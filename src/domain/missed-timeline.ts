import type { Card } from './card.js'
import type { Labels } from './case.js'
import type { StoredMention } from './mention.js'
import type { Miss } from './missed.js'
import type { Engagement } from './post.js'
import type { Instant } from './time.js'

/** What a later look at a post found. */
export type Look = { readonly at: Instant; readonly engagement: Engagement }

/** What could be known of a post at a moment. People are left out on purpose: a review blames nobody. */
export type Sight = { readonly at: Instant } & (
  | { readonly type: 'posted' | 'edited' | 'noticed' | 'opened-by-hand' | 'alerted' }
  | { readonly type: 'received' | 'looked'; readonly engagement: Engagement }
  | { readonly type: 'corrected'; readonly to: Labels }
  | { readonly type: 'decided'; readonly state: 'in-the-set' | 'set-aside' }
)

/** Oldest first. `card`: of the case that it is in by now. */
export function timelineOf(
  miss: Miss,
  mention: StoredMention,
  looks: readonly Look[],
  card: Card | null,
): readonly Sight[] {
  const { post, receivedAt } = mention
  const sights: Sight[] = [{ type: 'posted', at: post.postedAt }]
  // Of a post that a person brought, both are one moment.
  if (miss.known)
    sights.push({
      type: 'received',
      at: receivedAt,
      engagement: mention.engagementAtFirst ?? post.engagement,
    })
  if (post.editedAt !== null) sights.push({ type: 'edited', at: post.editedAt })
  for (const look of looks) sights.push({ type: 'looked', ...look })
  if (miss.kind !== 'by-hand') sights.push({ type: 'noticed', at: miss.noticedAt })
  if (card !== null) sights.push(...sightsOf(card, miss))
  if (miss.state !== 'to-look-at') sights.push({ type: 'decided', at: miss.decidedAt, state: miss.state })
  // Stable: what stands first above comes first within one moment.
  return sights.sort((a, b) => a.at - b.at)
}

function sightsOf(card: Card, miss: Miss): readonly Sight[] {
  const sights: Sight[] = []
  const opens = card.opening.id === miss.mentionId
  for (const { event, by, at } of opens ? card.history : []) {
    if (event.type === 'opened' && by.type === 'rep') sights.push({ type: 'opened-by-hand', at })
    if (event.type === 'corrected') sights.push({ type: 'corrected', at, to: event.to })
  }
  if (opens && card.alertedAt !== null) sights.push({ type: 'alerted', at: card.alertedAt })
  return sights
}
