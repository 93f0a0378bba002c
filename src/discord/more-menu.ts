import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js'
import type { Card } from '../domain/card.js'
import { snoozeChoices } from '../domain/local-time.js'
import { HOUR, type Instant } from '../domain/time.js'
import type { Texts } from '../texts/texts.js'
import { encodePress } from './custom-id.js'

/** What stands in the menu behind *More*. */
export const CHOICES = [
  'release',
  'take-over',
  'dismiss',
  'snooze-hour',
  'snooze-four',
  'snooze-tomorrow',
  'snooze-answer',
  'wake',
  'note',
  'correct',
  'merge',
  'split',
  'elsewhere',
  'ask-pulse',
  'approve',
  'withdraw',
  'take-down',
  'no-contact',
  'contact-again',
] as const
export type Choice = (typeof CHOICES)[number]

/** What stands open to whoever pressed. */
export type Presser = { readonly id: string; readonly mayRun: boolean; readonly mayAsk: boolean }

/** Until when a choice puts a case aside, in the team's zone; `null`: until the customer answers. */
export function snoozeUntil(choice: Choice, now: Instant, zone: string): Instant | null {
  if (choice === 'snooze-hour') return now + HOUR
  if (choice === 'snooze-four') return now + 4 * HOUR
  if (choice === 'snooze-answer') return null
  return snoozeChoices(now, zone).find(({ name }) => name === 'tomorrow')?.until ?? now + 12 * HOUR
}

/** Only what can be done now: a phone's screen is short. */
export function moreMenu(
  card: Card,
  presser: Presser,
  isBlocked: boolean,
  texts: Texts,
): APIMessageTopLevelComponent[] {
  const { id: caseId, openedAt, status } = card.case
  const { menu } = texts.discord
  const options = choicesFor(card, presser, isBlocked).map((value) => ({
    value,
    label: menu.choice[value],
    description: menu.help[value],
  }))
  const mine = (status === 'claimed' || status === 'waiting') && card.case.owner.id === presser.id
  return [
    { type: ComponentType.TextDisplay, content: `**${menu.title(caseId)}**` },
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: encodePress({ ask: 'pick', caseId, openedAt }),
          placeholder: menu.choose,
          options,
        },
      ],
    },
    ...(mine || status === 'open'
      ? [
          {
            type: ComponentType.ActionRow as const,
            components: [
              {
                type: ComponentType.UserSelect as const,
                custom_id: encodePress({ ask: 'hand-to', caseId, openedAt }),
                placeholder: menu.handTo,
              },
            ],
          },
        ]
      : []),
  ]
}

function choicesFor(card: Card, presser: Presser, isBlocked: boolean): Choice[] {
  const { case: current, joined, outreaches } = card
  const held = current.status === 'claimed' || current.status === 'waiting'
  const mine = held && current.owner.id === presser.id
  const unresolved = current.status !== 'resolved'
  const waiting = outreaches.find(({ status }) => status === 'to-approve')
  const can: Readonly<Record<Choice, boolean>> = {
    release: mine,
    'take-over': held && !mine,
    dismiss: current.status === 'open' || mine,
    'snooze-hour': mine,
    'snooze-four': mine,
    'snooze-tomorrow': mine,
    'snooze-answer': mine,
    wake: held && current.snooze !== null,
    note: true,
    correct: true,
    merge: unresolved,
    split: joined.some(({ removedAt }) => removedAt === null),
    elsewhere: unresolved,
    'ask-pulse': presser.mayAsk,
    approve: waiting !== undefined && waiting.by.id !== presser.id,
    withdraw: waiting !== undefined,
    'take-down': outreaches.some(({ status }) => status === 'sent'),
    'no-contact': !isBlocked,
    'contact-again': isBlocked && presser.mayRun,
  }
  return CHOICES.filter((choice) => can[choice])
}
