import type { Card } from '../domain/card.js'
import type { Case } from '../domain/case.js'
import type { HistoryEntry } from '../domain/history.js'
import type { StoredMention } from '../domain/mention.js'
import type { Actor } from '../domain/people.js'
import type { Texts } from '../texts/texts.js'
import { foreignText } from './foreign-text.js'
import { dots, fittingLines, lines, linked, quote } from './markup.js'
import { writers } from './writers.js'

const SAID = { graphemes: 600, units: 1_200, lines: 12 }
const REPLIED = { graphemes: 600, units: 1_200, lines: 12 }
const NOTED = { graphemes: 500, units: 800, lines: 8 }
const EARLIER_SHOWN = 5
const HISTORY_SHOWN = 8

/**
 * `#127 · delivery · serious`: nothing of the customer's, because a name cannot be taken back without the right to manage
 * all threads, and they may delete what they wrote.
 */
export const threadName = ({ case: current, opening: { assessment } }: Card, texts: Texts): string =>
  dots(`#${current.id}`, texts.category[assessment.category], texts.severity[assessment.severity])

/** How a case's thread begins: what happened so far, and the customer's earlier cases. */
export function threadOpening(
  card: Card,
  earlier: readonly Case[],
  cardUrl: (id: number) => string | null,
  texts: Texts,
): string {
  const { thread } = texts.discord
  const told = card.history.filter(isTold)
  const shown = told.slice(-HISTORY_SHOWN)
  return fittingLines(
    `### ${thread.title(card.case.id)}`,
    thread.hint,
    `**${thread.soFar}**`,
    told.length > shown.length ? `-# ${thread.leftOut(told.length - shown.length)}` : '',
    ...shown.map((entry) => `- ${line(entry, texts)}`),
    `**${thread.earlier(earlier.length)}**`,
    ...earlier.slice(0, EARLIER_SHOWN).map((one) => `- ${earlierCase(one, cardUrl(one.id), texts)}`),
    earlier.length > EARLIER_SHOWN ? `-# ${thread.leftOut(earlier.length - EARLIER_SHOWN)}` : '',
  )
}

function earlierCase(one: Case, url: string | null, texts: Texts): string {
  const how = one.status === 'resolved' ? texts.outcome[one.outcome] : texts.status[one.status]
  return dots(linked(`#${one.id}`, url), one.priority.level, how, writers.ago(one.openedAt))
}

/** One line of history with what was said in it; empty for what the thread has no use for. */
export function threadLine(entry: HistoryEntry, card: Card, texts: Texts): string {
  if (!isTold(entry) || SAID_ANYWAY.includes(entry.event.type)) return ''
  const { event } = entry
  switch (event.type) {
    case 'joined': {
      const mention = card.joined.find(({ id }) => id === event.mentionId)
      return mention === undefined
        ? ''
        : lines(`💬 ${dots(by(entry.by, texts), writers.ago(mention.post.postedAt))}`, said(mention, texts))
    }
    case 'noted':
      return lines(`📝 ${by(entry.by, texts)}`, quote(foreignText(event.text, NOTED)))
    case 'replied': {
      const sent = card.outreaches.findLast(({ status }) => status === 'sent')
      if (event.elsewhere || sent?.status !== 'sent') return line(entry, texts)
      return lines(
        `↩️ ${linked(`${by(entry.by, texts)}: ${texts.event(event, writers)}`, sent.url)}`,
        quote(foreignText(sent.text, REPLIED)),
      )
    }
    default:
      return line(entry, texts)
  }
}

function said({ post, removedAt }: StoredMention, texts: Texts): string {
  if (removedAt !== null) return `> 🗑️ ${texts.postRemoved}`
  const words = foreignText(post.text, SAID)
  const covered = post.contentWarning === null || words === '' ? words : `||${words.replaceAll('\n', ' ')}||`
  return lines(quote(covered), `-# ${linked(texts.card.openPost, post.url)}`)
}

const line = ({ event, by: who, at }: HistoryEntry, texts: Texts): string =>
  dots(`${by(who, texts)}: ${texts.event(event, writers)}`, writers.ago(at))

function by(who: Actor, texts: Texts): string {
  if (who.type === 'rep') return writers.name(who.person.name)
  return who.type === 'connector'
    ? texts.desk.actor.connector(writers.name(who.id))
    : texts.desk.actor[who.type]
}

/** The thread hears of these as notices, with a ping for whom they concern. */
const SAID_ANYWAY: readonly string[] = ['heard', 'taken-over', 'handed', 'expired', 'woken', 'reply-failed']

/**
 * What is news to people: cards that were shown and claims that were renewed are not; nor is that a customer answered the
 * trust question, often weeks after everybody has left the thread.
 */
const isTold = ({ event }: HistoryEntry): boolean =>
  !['alerted', 'renewed', 'pulse-answered'].includes(event.type)
