import type { Card } from '../domain/card.js'
import type { Snooze } from '../domain/case.js'
import type { Texts } from '../texts/texts.js'
import { foreignText } from './foreign-text.js'
import { dots, lines, quote } from './markup.js'
import { writers } from './writers.js'

const NOTE = { graphemes: 300, units: 420 }

/** Who has it and how it stands: the last lines above the buttons. */
export function state(card: Card, texts: Texts): string {
  const { case: current, history } = card
  const { ago, at, name } = writers
  switch (current.status) {
    case 'open': {
      const again = history.findLast(({ event }) => AGAIN.includes(event.type))
      const since =
        again === undefined ? texts.card.cameIn(ago(current.openedAt)) : texts.card.again(ago(again.at))
      return lines(`⏳ ${dots(`**${texts.card.unclaimed}**`, since)}`, called(card, texts))
    }
    case 'claimed':
      return lines(
        `🙋 ${texts.card.claimedBy(`**${name(current.owner.name)}**`, at(current.claimedAt))}`,
        current.snooze === null
          ? `-# ${texts.card.claimLasts(at(current.leaseUntil), ago(current.leaseUntil))}`
          : snoozed(current.snooze, texts),
        called(card, texts),
      )
    case 'waiting':
      return lines(
        `💬 ${texts.card.answeredBy(`**${name(current.owner.name)}**`, ago(current.repliedAt))}`,
        current.snooze === null ? '' : snoozed(current.snooze, texts),
      )
    case 'resolved':
      return lines(
        `✅ ${texts.card.resolvedBy(`**${texts.outcome[current.outcome]}**`, name(current.resolvedBy.name), ago(current.resolvedAt))}`,
        current.cause === null ? '' : `-# ${texts.discord.card.cause(name(current.cause))}`,
        quote(foreignText(current.note ?? '', NOTE)),
      )
  }
}

const AGAIN: readonly string[] = ['released', 'reopened', 'expired']

const snoozed = ({ until }: Snooze, texts: Texts): string =>
  `-# 💤 ${texts.discord.card.snoozed(until === null ? null : `${writers.day(until)} (${writers.ago(until)})`)}`

/** How far the ladder has been climbed since the customer began to wait. */
function called({ case: current, history }: Card, texts: Texts): string {
  const last = history.findLast(({ event, at }) => event.type === 'escalated' && at >= current.waitingSince)
  return last?.event.type === 'escalated'
    ? `-# 🔔 ${texts.rung[last.event.rung]}, ${writers.ago(last.at)}`
    : ''
}
