import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandType,
  ApplicationCommandOptionType as Option,
  type RESTPutAPIApplicationGuildCommandsJSONBody,
} from 'discord.js'
import type { Texts } from '../texts/texts.js'
import { SHOWS } from './case-list.js'
import type { Figures } from './figures.js'

/** What stands under a slash. Names are for typing and are the same in every language. */
export function commandDefinitions(
  { discord: { command }, desk }: Texts,
  pictures: Figures['pictures'],
): RESTPutAPIApplicationGuildCommandsJSONBody {
  const { about, option } = command
  const brand = (required: boolean): APIApplicationCommandBasicOption => ({
    type: Option.String,
    name: 'brand',
    description: option.brand,
    autocomplete: true,
    required,
  })
  const until = { type: Option.String, name: 'until', description: option.until, required: true } as const
  const slash = (name: string, description: string, options: APIApplicationCommandBasicOption[] = []) =>
    ({ type: ApplicationCommandType.ChatInput, name, description, options }) as const
  const sub = (name: string, description: string, options: APIApplicationCommandBasicOption[]) =>
    ({ type: Option.Subcommand, name, description, options }) as const
  const text = (name: string, description: string) => ({ type: Option.String, name, description }) as const
  const chosen = (name: string, description: string, choices: readonly (readonly [string, string])[]) => ({
    ...text(name, description),
    choices: choices.map(([value, name]) => ({ value, name })),
  })
  const period = [
    chosen('period', option.period, Object.entries(desk.report.last)),
    text('from', option.from),
    text('to', option.to),
    brand(false),
  ]
  return [
    slash('cases', about.cases, [
      chosen(
        'show',
        option.show,
        SHOWS.map((show) => [show, command.show[show]]),
      ),
      brand(false),
      chosen(
        'priority',
        option.priority,
        ['P1', 'P2', 'P3', 'P4'].map((level) => [level, level]),
      ),
    ]),
    {
      type: ApplicationCommandType.ChatInput,
      name: 'case',
      description: about.case,
      options: [
        sub('show', about.caseShow, [
          {
            type: Option.Integer,
            name: 'number',
            description: option.number,
            autocomplete: true,
            required: true,
            min_value: 1,
          },
        ]),
        sub('open', about.caseOpen, [
          { type: Option.String, name: 'url', description: option.url, required: true },
          brand(true),
        ]),
      ],
    },
    {
      type: ApplicationCommandType.ChatInput,
      name: 'oncall',
      description: about.oncall,
      options: [
        sub('who', about.oncallWho, []),
        sub('set', about.oncallSet, [
          { type: Option.User, name: 'user', description: option.user, required: true },
          until,
        ]),
      ],
    },
    slash('mute', about.mute, [until, brand(false)]),
    slash('unmute', about.unmute, [brand(false)]),
    slash('status', about.status),
    slash('audit', about.audit, [{ type: Option.Boolean, name: 'export', description: option.export }]),
    {
      type: ApplicationCommandType.ChatInput,
      name: 'report',
      description: about.report,
      options: [
        sub('show', about.reportShow, [
          ...period,
          chosen(
            'picture',
            option.picture,
            pictures.map(({ name, title }) => [name, title]),
          ),
        ]),
        sub('export', about.reportExport, period),
      ],
    },
    slash('me', about.me),
    slash('help', about.help),
    { type: ApplicationCommandType.Message, name: command.openFromMessage },
  ]
}
