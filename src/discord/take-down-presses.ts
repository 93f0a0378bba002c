import { ButtonStyle, ComponentType } from 'discord.js'
import { encodePress } from './custom-id.js'
import { foreignText } from './foreign-text.js'
import { quote } from './markup.js'
import { acknowledge, finish, type Outcome, type Pressed } from './press.js'
import { words } from './respond.js'
import { writers } from './writers.js'

const REPLY = { graphemes: 500, units: 900, lines: 10 }

/** What is taken down is gone for everybody: the rep sees it once more. */
export function askToTakeDown({ at, press }: Pressed): Outcome {
  const { texts, care } = at
  const { caseId, openedAt } = press
  const sent = care.desk.store.outreaches.of(caseId).findLast(({ status }) => status === 'sent')
  if (sent === undefined) return texts.reply.takeDownRefusal({ why: 'not-sent' }, writers)
  return [
    ...words(`**${texts.discord.menu.takeDownThis}**\n${quote(foreignText(sent.text, REPLY))}`),
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Danger,
          label: texts.discord.menu.takeDown,
          custom_id: encodePress({ ask: 'take-down', caseId, openedAt, extra: String(sent.id) }),
        },
      ],
    },
  ]
}

export async function takeDown(pressed: Pressed): Promise<void> {
  const { at, press, by } = pressed
  await acknowledge(pressed)
  await finish(pressed, async () => {
    const id = Number(press.extra ?? 0)
    const result = await at.care.takeDownReply(id, by)
    return result.ok ? takenDown(pressed, id) : at.texts.reply.takeDownRefusal(result, writers)
  })
}

/** Corrected is taken down and written anew, from its own words. */
function takenDown({ at, press, interaction }: Pressed, id: number): Outcome {
  const { menu } = at.texts.discord
  const { caseId, openedAt } = press
  const reply = at.care.desk.store.outreaches.get(id)
  if (reply === null) return `✅ ${menu.done['take-down']}`
  at.kept.keep(interaction.id, { caseId, text: reply.text, lang: reply.lang, kind: reply.kind })
  return [
    ...words(`✅ ${menu.done['take-down']}`),
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label: menu.writeAnew,
          custom_id: encodePress({ ask: 'reply-edit', caseId, openedAt, extra: interaction.id }),
        },
      ],
    },
  ]
}
