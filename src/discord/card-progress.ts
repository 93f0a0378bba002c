import type { Card } from '../domain/card.js'
import type { StoredMention } from '../domain/mention.js'
import type { Outreach } from '../domain/outreach.js'
import type { Texts } from '../texts/texts.js'
import { foreignText } from './foreign-text.js'
import { dots, lines, linked, quote } from './markup.js'
import { writers } from './writers.js'

const REPLY = { graphemes: 300, units: 420, lines: 6 }
const REPLIES_SHOWN = 2
const PROMISES_SHOWN = 2

/** What we did about it: our replies and how they fare, what they promised, and answers that went past us. */
export function progress(card: Card, texts: Texts): string {
  const shown = card.outreaches.slice(-REPLIES_SHOWN)
  return lines(
    elsewhere(card, texts),
    ...shown.map((outreach, index) => reply(outreach, index === shown.length - 1, texts)),
    ...promises(card, texts),
  )
}

function reply(outreach: Outreach, isLast: boolean, texts: Texts): string {
  const words = texts.reply.state(outreach, writers)
  const state = outreach.status === 'sent' ? linked(words, outreach.url) : words
  const kind = outreach.kind === 'closing' ? texts.discord.card.closing : texts.discord.card.reply
  const heard = isLast && outreach.status !== 'removed' ? quote(foreignText(outreach.text, REPLY)) : ''
  return lines(
    `${SIGN[outreach.status]} ${dots(`**${kind}**`, writers.name(outreach.by.name), state)}`,
    heard,
  )
}

const SIGN: Readonly<Record<Outreach['status'], string>> = {
  'to-approve': '👀',
  owed: '📨',
  sending: '📨',
  sent: '↩️',
  failed: '⚠️',
  removed: '🗑️',
}

function promises({ promises: all, case: current }: Card, texts: Texts): string[] {
  if (current.status === 'resolved') return []
  return all
    .filter(({ state }) => state === 'open')
    .slice(0, PROMISES_SHOWN)
    .map(({ phrase, dueAt }) => `⏰ ${texts.discord.card.promised(writers.name(phrase), writers.ago(dueAt))}`)
}

/** Only while no reply of ours came after it. */
function elsewhere({ history }: Card, texts: Texts): string {
  const last = history.findLast(({ event }) => event.type === 'replied')
  if (last?.event.type !== 'replied' || !last.event.elsewhere) return ''
  return `↪️ ${texts.discord.card.elsewhere(writers.ago(last.at))}`
}

/** How much more is said and shared than when the post came in; empty when it is not. */
export function growth(
  { post: { engagement: now }, engagementAtFirst: then }: StoredMention,
  texts: Texts,
): string {
  if (then === undefined) return ''
  const more = now.likes - then.likes + (now.reposts - then.reposts) + (now.replies - then.replies)
  return more <= 0 ? '' : `📈 ${texts.discord.card.grown(then, now)}`
}
