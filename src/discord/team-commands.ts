import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js'
import type { Member } from '../app/care.js'
import type { Instant } from '../domain/time.js'
import { auditCsv } from './audit-csv.js'
import type { Commanded } from './commands.js'
import { foreignWords } from './foreign-text.js'
import { dots, fittingLines } from './markup.js'
import { chosenMember } from './people.js'
import type { Interactions } from './press.js'
import { words } from './respond.js'
import { readUntil } from './until.js'
import { writers } from './writers.js'

const AUDIT_SHOWN = 12
const AUDIT_EXPORTED = 20_000
const BRAND = { graphemes: 60, units: 120 }

export const say = ({ at, interaction }: Commanded, content: string) =>
  at.respond.become(interaction, words(content))

/** The zone that holds for all brands. */
const zoneOf = ({ care }: Interactions): string => care.desk.policy.of('').zone

function untilOf({ at, options }: Commanded): Instant | null {
  return readUntil(options.text('until') ?? '', at.care.desk.clock(), zoneOf(at))
}

export async function onCall(asked: Commanded): Promise<void> {
  const { at, interaction, options, by } = asked
  const { command } = at.texts.discord
  if (options.sub !== 'set') {
    const person = at.care.onCall()
    return say(asked, person === null ? command.nobodyOnCall : command.onCall(writers.name(person.name)))
  }
  const until = untilOf(asked)
  if (until === null) return say(asked, command.badUntil)
  const { users, members } = interaction.data.resolved ?? {}
  const user = options.text('user') ?? ''
  const person = chosenMember(at.place, users?.[user], members?.[user])
  if (person === null) return say(asked, at.texts.discord.menu.notOfTheTeam)
  const done = at.care.standIn(person, at.care.desk.clock(), until, by)
  await say(
    asked,
    done ? command.onCallSet(writers.name(person.name), writers.day(until)) : command.managersOnly,
  )
}

export async function mute(asked: Commanded): Promise<void> {
  const { at, options, by } = asked
  const { command } = at.texts.discord
  const until = untilOf(asked)
  if (until === null) return say(asked, command.badUntil)
  const brand = options.text('brand')
  if (brand !== null && !at.brands.includes(brand))
    return say(asked, at.texts.reply.openRefusal('no-such-brand'))
  const done = at.care.mute(brand, until, by)
  await say(asked, done ? command.muted(nameOf(brand), writers.day(until)) : command.managersOnly)
}

export async function unmute(asked: Commanded): Promise<void> {
  const { at, options, by } = asked
  const { command } = at.texts.discord
  const brand = options.text('brand')
  const done = at.care.unmute(brand, by)
  await say(asked, done ? command.unmuted(nameOf(brand)) : command.managersOnly)
}

const nameOf = (brand: string | null): string | null => (brand === null ? null : foreignWords(brand, BRAND))

export async function status(asked: Commanded): Promise<void> {
  const { command } = asked.at.texts.discord
  const { parts, lastPostAt } = asked.at.health()
  const { count, oldestAt } = asked.at.care.desk.store.outbox.pending('discord')
  await say(
    asked,
    fittingLines(
      `**${command.statusTitle}**`,
      ...parts.map(({ name, ok, detail, lastSuccessAt }) =>
        dots(
          `${ok ? '🟢' : '🔴'} **${foreignWords(name, BRAND)}**`,
          foreignWords(detail, { graphemes: 200, units: 300 }),
          lastSuccessAt === null ? '' : command.lastSuccess(writers.ago(lastSuccessAt)),
        ),
      ),
      `-# ${command.queue(count, oldestAt === null ? null : writers.ago(oldestAt))}`,
      `-# ${asked.at.texts.desk.lastPost(writers, lastPostAt)}`,
    ),
  )
}

export const help = (asked: Commanded): Promise<void> => say(asked, asked.at.texts.discord.command.helpText)

/** `/audit`: who did what, for managers and admins. */
export async function audit(asked: Commanded): Promise<void> {
  const { at, interaction, options, by } = asked
  if (!mayRead(by)) return say(asked, at.texts.discord.command.managersOnly)
  if (!options.yes('export')) return at.respond.become(interaction, auditPage(at, null))
  const entries = at.care.desk.store.team.audited({ limit: AUDIT_EXPORTED, before: null })
  const file = { name: 'audit.csv', data: auditCsv(entries), contentType: 'text/csv' }
  const listed = [
    ...words(at.texts.discord.command.exported(entries.length)),
    { type: ComponentType.File as const, file: { url: 'attachment://audit.csv' } },
  ]
  await at.respond.becomeWith(interaction, listed, [file], at.texts.form.broke)
}

export const mayRead = ({ role }: Member): boolean => role !== 'rep'

/** @param before id of an entry: older ones are shown */
export function auditPage(
  { care, texts }: Interactions,
  before: number | null,
): APIMessageTopLevelComponent[] {
  const { command, list } = texts.discord
  const entries = care.desk.store.team.audited({ limit: AUDIT_SHOWN + 1, before })
  const shown = entries.slice(0, AUDIT_SHOWN)
  const oldest = shown.at(-1)?.id
  return [
    ...words(
      fittingLines(
        `**${command.auditTitle}**`,
        shown.length === 0 ? list.nothing : '',
        ...shown.map(
          ({ at, by, action, caseId, outcome, detail }) =>
            `- ${dots(
              writers.ago(at),
              writers.name(by.name),
              `**${foreignWords(action, BRAND)}**`,
              caseId === null ? '' : `#${caseId}`,
              foreignWords(outcome, BRAND),
              detail === null ? '' : foreignWords(detail, BRAND),
            )}`,
        ),
      ),
    ),
    ...(entries.length > AUDIT_SHOWN && oldest !== undefined
      ? [
          {
            type: ComponentType.ActionRow as const,
            components: [
              {
                type: ComponentType.Button as const,
                style: ButtonStyle.Secondary as const,
                label: list.next,
                custom_id: `amends-audit/${oldest}`,
              },
            ],
          },
        ]
      : []),
  ]
}
