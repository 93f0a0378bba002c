import {
  type APIMessageComponentInteraction,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { Member } from '../app/care.js'
import { describe } from './api.js'
import type { Commanded } from './commands.js'
import { lines } from './markup.js'
import type { Interactions } from './press.js'
import { counted } from './report-commands.js'
import { paragraph } from './respond.js'

const DEEDS = ['claim', 'reply', 'resolve'] as const
type OwnWords = Readonly<Record<(typeof DEEDS)[number], string>>

/** `/me`: a person's own times, compared with nobody's, and whether digests may name them. For everybody of the team. */
export async function me(asked: Commanded): Promise<void> {
  const { at, interaction, by } = asked
  await counted(asked, at.texts.figures.me.failed, async () => {
    const own = await at.figures.own(by.person.id)
    await at.respond.become(interaction, ownPage(at, by, ownLines(at, own)))
  })
}

/** The choice that a button of {@link me} makes; `null` when it is another's button. */
export const parseNamed = (customId: string): boolean | null =>
  NAMED.find(([id]) => id === customId)?.[1] ?? null

const NAMED = [
  ['amends-named/yes', true],
  ['amends-named/no', false],
] as const

/** Chosen first: times that cannot be read do not undo it. */
export async function beNamed(
  at: Interactions,
  interaction: APIMessageComponentInteraction,
  by: Member,
  named: boolean,
): Promise<void> {
  await at.respond.seen(interaction)
  at.care.setNamed(named, by)
  const own = await at.figures.own(by.person.id).then(
    (own) => ownLines(at, own),
    (error: unknown) => {
      at.log.error({ error: describe(error) }, 'figures could not be made for Discord')
      return at.texts.figures.me.failed
    },
  )
  await at.respond.become(interaction, ownPage(at, by, own))
}

function ownLines({ texts }: Interactions, own: OwnWords | null): string {
  const { me: text } = texts.figures
  return own === null ? text.nothing : lines(...DEEDS.map((deed) => `- **${text.deed[deed]}**: ${own[deed]}`))
}

function ownPage({ care, texts }: Interactions, by: Member, own: string): APIMessageTopLevelComponent[] {
  const { me: text } = texts.figures
  const { named } = text
  const isNamed = care.isNamed(by)
  const to = isNamed ? 'no' : 'yes'
  return [
    {
      type: ComponentType.Container,
      components: [
        paragraph(lines(`### ${text.title}`, own, `-# ${text.help}`)),
        { type: ComponentType.Separator },
        paragraph(lines(`**${named.title}**`, named.is[isNamed ? 'yes' : 'no'], `-# ${named.help}`)),
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.Button,
              style: ButtonStyle.Secondary,
              label: named.press[to],
              custom_id: `amends-named/${to}`,
            },
          ],
        },
      ],
    },
  ]
}
