import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js'
import type { Card } from '../domain/card.js'
import type { Texts } from '../texts/texts.js'
import { type Ask, encodePress } from './custom-id.js'
import { safeLink } from './markup.js'

type ActingStyle = ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success

/** At most five, what is pressed most first: a phone shows two or three to a line. The rest stands behind *More*. */
export function cardButtons(card: Card, texts: Texts): APIButtonComponent[] {
  const { id: caseId, openedAt } = card.case
  const button = (ask: Ask, label: string, style: ActingStyle = ButtonStyle.Secondary) =>
    ({
      type: ComponentType.Button,
      style,
      label,
      custom_id: encodePress({ ask, caseId, openedAt }),
    }) as const
  const { command, discord } = texts
  const last = [button('more', discord.card.more), ...openPost(card, texts)]
  switch (card.case.status) {
    case 'open':
      return [
        button('claim', command.claim, ButtonStyle.Primary),
        button('reply', discord.card.reply),
        button('dismiss', command.dismiss),
        ...last,
      ]
    case 'claimed':
      return [
        button('reply', discord.card.reply, ButtonStyle.Primary),
        button('ask-outcome', command.resolve, ButtonStyle.Success),
        button('still-on-it', command['still-on-it']),
        ...last,
      ]
    case 'waiting':
      return [
        button('reply', discord.card.reply),
        button('ask-outcome', command.resolve, ButtonStyle.Success),
        ...last,
      ]
    case 'resolved':
      return [button('reopen', command.reopen), ...last]
  }
}

function openPost({ opening }: Card, texts: Texts): APIButtonComponent[] {
  const url = opening.removedAt === null ? safeLink(opening.post.url) : null
  if (url === null) return []
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, label: texts.card.openPost, url }]
}
