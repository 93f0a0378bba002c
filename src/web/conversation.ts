import type { Card } from '../domain/card.js'
import type { HistoryEntry } from '../domain/history.js'
import type { StoredMention } from '../domain/mention.js'
import type { Outreach } from '../domain/outreach.js'
import type { Instant } from '../domain/time.js'

/** What was said and done in a case, as one conversation. */
export type Turn = { readonly at: Instant } & (
  | { readonly type: 'post'; readonly mention: StoredMention }
  | { readonly type: 'reply'; readonly outreach: Outreach }
  /** A colleague's words for the team. */
  | { readonly type: 'note'; readonly entry: HistoryEntry; readonly text: string }
  | { readonly type: 'line'; readonly entry: HistoryEntry }
)

/** Oldest first. What a post or a reply says by standing there is not said again as a line of history. */
export function conversationOf(card: Card): readonly Turn[] {
  const posts = [card.opening, ...card.joined].map(
    (mention): Turn => ({ type: 'post', at: Math.min(mention.post.postedAt, mention.receivedAt), mention }),
  )
  const replies = card.outreaches.map((outreach): Turn => ({ type: 'reply', at: saidAt(outreach), outreach }))
  const lines = card.history.flatMap((entry): Turn[] => {
    const { event, at } = entry
    if (event.type === 'noted') return [{ type: 'note', at, entry, text: event.text }]
    return isShown(card, entry) ? [] : [{ type: 'line', at, entry }]
  })
  const order = (turn: Turn): number => (turn.type === 'post' ? 0 : turn.type === 'line' ? 1 : 2)
  return [...posts, ...lines, ...replies].toSorted((a, b) => a.at - b.at || order(a) - order(b))
}

const saidAt = (outreach: Outreach): Instant =>
  outreach.status === 'sent' ? outreach.sentAt : outreach.writtenAt

/** Somebody of ours, found on the network: not written here. */
export const isFound = (outreach: Outreach): boolean => outreach.by.id === 'network'

function isShown(card: Card, { event, by }: HistoryEntry): boolean {
  switch (event.type) {
    case 'joined':
      return card.joined.some(({ id }) => id === event.mentionId)
    case 'heard':
      return card.joined.length > 0
    case 'replied':
      return event.elsewhere
        ? by.type === 'connector' && card.outreaches.some(isFound)
        : card.outreaches.length > 0
    case 'reply-failed':
      return card.outreaches.some(({ status }) => status === 'failed')
    default:
      return false
  }
}
