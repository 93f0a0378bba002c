import {
  type APIMessage,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  ComponentType,
} from 'discord.js'
import type { Member } from '../app/care.js'
import { caseCard } from './case-card.js'
import type { Commanded } from './commands.js'
import { linked, messageUrl } from './markup.js'
import type { Interactions } from './press.js'
import { type Asked, words } from './respond.js'

/** `/case show`: the card itself, with its buttons, for the asker alone. */
export async function showCase({ at, interaction, options }: Commanded): Promise<void> {
  const id = options.number('number') ?? 0
  const card = at.care.desk.store.cases.card(id)
  const missing = () => words(at.texts.reply.joinRefusal({ reason: 'no-such-case', id }))
  await at.respond.become(interaction, card === null ? missing() : caseCard(card, at.texts))
}

/** `/case open`: the networks are asked for the post, which may take some seconds. */
export async function openFromUrl(
  at: Interactions,
  asked: Asked,
  by: Member,
  url: string,
  brand: string,
): Promise<void> {
  const { texts, care, place } = at
  const result = await care.openByUrl(url.trim().replace(/^<|>$/g, ''), brand, by)
  if (!result.ok) return at.respond.become(asked, words(texts.reply.openRefusal(result.why)))
  const message = care.desk.store.outbox.messageOf('discord', result.caseId)
  const link = linked(
    `#${result.caseId}`,
    message === null ? null : messageUrl(place.guild, place.channel, message),
  )
  const { command } = texts.discord
  await at.respond.become(asked, words(result.existed ? command.openAlready(link) : command.opened(link)))
}

/** The entry in a message's menu. Discord hands the message's words along, though the bot reads none by itself. */
export async function openFromMessage(
  at: Interactions,
  interaction: APIMessageApplicationCommandInteraction,
  by: Member,
): Promise<void> {
  const { data } = interaction
  const url = firstUrl(data.resolved.messages[data.target_id])
  const { command } = at.texts.discord
  if (url === null) return at.respond.become(interaction, words(command.noUrl))
  const [only, ...others] = at.brands
  if (only !== undefined && others.length === 0) return openFromUrl(at, interaction, by, url, only)

  at.addresses.set(interaction.id, url)
  const [oldest] = at.addresses.keys()
  if (at.addresses.size > MOST_ADDRESSES && oldest !== undefined) at.addresses.delete(oldest)
  await at.respond.become(interaction, [
    ...words(command.whichBrand),
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: `amends-open/${interaction.id}`,
          options: at.brands
            .slice(0, 25)
            .map((name, index) => ({ value: String(index), label: name.slice(0, 100) })),
        },
      ],
    },
  ])
}
const MOST_ADDRESSES = 100

/** Which brand it is about, where several are watched over. */
export async function brandChosen(
  at: Interactions,
  interaction: APIMessageComponentInteraction,
  by: Member,
): Promise<void> {
  const url = at.addresses.get(interaction.data.custom_id.slice('amends-open/'.length))
  const index = 'values' in interaction.data ? Number(interaction.data.values[0]) : -1
  const brand = at.brands[index]
  await at.respond.seen(interaction)
  if (url === undefined || brand === undefined)
    return at.respond.become(interaction, words(at.texts.discord.form.textGone))
  await openFromUrl(at, interaction, by, url, brand)
}

function firstUrl(message: Pick<APIMessage, 'content' | 'embeds'> | undefined): string | null {
  const inWords = /https?:\/\/[^\s<>|)\]]+/i.exec(message?.content ?? '')?.[0]
  return inWords ?? message?.embeds?.find(({ url }) => url !== undefined)?.url ?? null
}
