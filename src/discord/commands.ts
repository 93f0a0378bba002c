import {
  type APIApplicationCommandInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIMessageApplicationCommandInteraction,
  ApplicationCommandType,
  ApplicationCommandOptionType as Option,
} from 'discord.js'
import type { Member } from '../app/care.js'
import { openFromMessage, openFromUrl, showCase } from './case-commands.js'
import { caseList, SHOWS } from './case-list.js'
import { me } from './me.js'
import type { Interactions } from './press.js'
import { report } from './report-commands.js'
import { words } from './respond.js'
import { audit, help, mute, onCall, status, unmute } from './team-commands.js'

/** What was typed behind a command's name, by option. */
export type Options = {
  readonly sub: string | null
  text(name: string): string | null
  number(name: string): number | null
  yes(name: string): boolean
}

export type Commanded = {
  readonly at: Interactions
  readonly interaction: APIChatInputApplicationCommandInteraction
  readonly options: Options
  readonly by: Member
}

/** Everything that stands under a slash, and the entry in a message's menu. All answers are for the asker alone. */
export async function command(
  at: Interactions,
  interaction: APIApplicationCommandInteraction,
  by: Member,
): Promise<void> {
  await at.respond.thinking(interaction)
  const { data } = interaction
  if (data.type === ApplicationCommandType.Message)
    return openFromMessage(at, interaction as APIMessageApplicationCommandInteraction, by)
  if (data.type !== ApplicationCommandType.ChatInput)
    return at.respond.become(interaction, words(at.texts.form.notUnderstood))
  const chat = interaction as APIChatInputApplicationCommandInteraction
  await run(data.name, { at, interaction: chat, options: optionsOf(chat), by })
}

async function run(name: string, asked: Commanded): Promise<void> {
  const { at, interaction, options, by } = asked
  switch (name) {
    case 'cases':
      return cases(asked)
    case 'case':
      return options.sub === 'open'
        ? openFromUrl(at, interaction, by, options.text('url') ?? '', options.text('brand') ?? '')
        : showCase(asked)
    case 'oncall':
      return onCall(asked)
    case 'mute':
      return mute(asked)
    case 'unmute':
      return unmute(asked)
    case 'status':
      return status(asked)
    case 'audit':
      return audit(asked)
    case 'report':
      return report(asked)
    case 'me':
      return me(asked)
    case 'help':
      return help(asked)
    default:
      return at.respond.become(interaction, words(at.texts.form.notUnderstood))
  }
}

async function cases({ at, interaction, options, by }: Commanded): Promise<void> {
  const level = options.text('priority')
  const brand = options.text('brand')
  const index = brand === null ? null : at.brands.indexOf(brand)
  if (index === -1) return at.respond.become(interaction, words(at.texts.reply.openRefusal('no-such-brand')))
  const query = {
    show: SHOWS.find((known) => known === options.text('show')) ?? 'open',
    level: LEVELS.find((known) => known === level) ?? null,
    brand: index,
    page: 0,
  } as const
  const parts = { desk: at.care.desk, place: at.place, brands: at.brands, texts: at.texts }
  await at.respond.become(interaction, caseList(parts, query, by.person.id))
}
const LEVELS = ['P1', 'P2', 'P3', 'P4'] as const

function optionsOf({ data }: APIChatInputApplicationCommandInteraction): Options {
  const first = data.options?.[0]
  const sub = first?.type === Option.Subcommand ? first : null
  const given = new Map<string, unknown>(
    (sub?.options ?? data.options ?? []).map((option) => [
      option.name,
      'value' in option ? option.value : null,
    ]),
  )
  const of = <T>(name: string, is: (value: unknown) => value is T): T | null => {
    const value = given.get(name)
    return is(value) ? value : null
  }
  return {
    sub: sub?.name ?? null,
    text: (name) => of(name, (value) => typeof value === 'string'),
    number: (name) => of(name, (value) => typeof value === 'number'),
    yes: (name) => given.get(name) === true,
  }
}
