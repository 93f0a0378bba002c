import { type APIMessageTopLevelComponent, ComponentType, MessageFlags, Routes } from 'discord.js'
import type { Desk } from '../app/desk.js'
import type { Person } from '../domain/people.js'
import { LEVELS } from '../domain/priority.js'
import type { Log } from '../ports.js'
import type { Texts } from '../texts/texts.js'
import { type Api, codeOf, describe } from './api.js'
import { hasId } from './board.js'
import { overdueCards, SIGN } from './case-list.js'
import type { Place } from './check.js'
import { UNKNOWN_MESSAGE } from './delivery-fault.js'
import { foreignWords } from './foreign-text.js'
import type { BoardHealth } from './health.js'
import { findMessage, isMarked, markerOf } from './marker.js'
import { dots, fittingLines, linked, messageUrl } from './markup.js'
import { writers } from './writers.js'

export type SummaryParts = {
  readonly api: Api
  readonly place: Place
  readonly texts: Texts
  readonly desk: Desk
  readonly onCall: () => Person | null
  readonly brands: readonly string[]
  readonly health: () => BoardHealth
  readonly log: Log
}

const PURPOSE = 'summary'
const MARKER = markerOf('amends-summary')
const COLOUR = 0x5865f2

/**
 * One message that says how things stand, made once, pinned where the bot may pin, and edited when something in it
 * changed. Moments in it count by themselves, so a quiet hour costs no edit. Never rejects: it is news, not work.
 */
export function boardSummary(parts: SummaryParts): (signal: AbortSignal) => Promise<void> {
  const { api, place, desk, log } = parts
  const { team } = desk.store
  let shown: string | null = null

  async function refresh(signal: AbortSignal): Promise<void> {
    const components = summary(parts)
    const print = JSON.stringify(components)
    if (print === shown) return
    const body = { flags: MessageFlags.IsComponentsV2, components, allowed_mentions: { parse: [] } }
    const known = team.place('discord', PURPOSE) ?? (await find(signal))
    if (known === null || !(await edit(known, body, signal))) await make(body, signal)
    else team.setPlace('discord', PURPOSE, known)
    shown = print
  }

  async function find(signal: AbortSignal): Promise<string | null> {
    const isIt = ({ components }: { components?: unknown }) => isMarked(components, MARKER)
    return (await findMessage(api, place.channel, isIt, 1, signal))?.id ?? null
  }

  async function edit(messageId: string, body: object, signal: AbortSignal): Promise<boolean> {
    try {
      await api.call('PATCH', Routes.channelMessage(place.channel, messageId), { body, signal })
      return true
    } catch (error) {
      if (codeOf(error) !== UNKNOWN_MESSAGE) throw error
      team.setPlace('discord', PURPOSE, null)
      return false
    }
  }

  async function make(body: object, signal: AbortSignal): Promise<void> {
    const made = await api.call('POST', Routes.channelMessages(place.channel), { body, signal })
    if (!hasId(made)) throw new Error('Discord answered with something that is not a message')
    team.setPlace('discord', PURPOSE, made.id)
    try {
      await api.call('PUT', Routes.channelMessagesPin(place.channel, made.id), { signal })
    } catch (error) {
      log.info({ error: describe(error) }, 'the summary could not be pinned; it works without')
    }
  }

  return async (signal) => {
    try {
      await refresh(signal)
    } catch (error) {
      log.debug({ error: describe(error) }, 'the summary could not be brought up to date')
    }
  }
}

/** Pure but for what it asks of its parts: the same desk gives the same message. */
export function summary({
  texts,
  desk,
  onCall,
  brands,
  health,
  place,
}: Omit<SummaryParts, 'api' | 'log'>): APIMessageTopLevelComponent[] {
  const { cases, outbox, team } = desk.store
  const words = texts.discord.summary
  const open = { statuses: ['open'] as const }
  const levels = LEVELS.map(([, level]) => ({ level, n: cases.count({ ...open, level }) })).filter(
    ({ n }) => n > 0,
  )
  const all = cases.list(open, { limit: 500, offset: 0 })
  const [longest] = all.toSorted((one, other) => one.case.waitingSince - other.case.waitingSince)
  const card = longest === undefined ? null : outbox.messageOf('discord', longest.case.id)
  const unresolved = { statuses: ['open', 'claimed', 'waiting'] as const }
  const person = onCall()
  const now = desk.clock()
  const muted = brands.flatMap((brand) => {
    const until = team.mutedUntil(brand, now)
    return until === null ? [] : [words.muted(foreignWords(brand, NAME), writers.ago(until))]
  })
  const content = fittingLines(
    `### ${words.title}`,
    dots(
      `**${words.open(cases.count(open))}**`,
      ...levels.map(({ level, n }) => `${SIGN[level]} ${level}: ${n}`),
    ),
    longest === undefined
      ? ''
      : words.longest(
          linked(`#${longest.case.id}`, card === null ? null : messageUrl(place.guild, place.channel, card)),
          writers.ago(longest.case.waitingSince),
        ),
    dots(
      words.claimed(cases.count({ statuses: ['claimed'] })),
      words.waiting(cases.count({ statuses: ['waiting'] })),
      words.overdue(overdueCards(desk, unresolved).length),
    ),
    person === null ? '' : `☎️ ${texts.discord.command.onCall(writers.name(person.name))}`,
    ...muted.map((line) => `🔕 ${line}`),
    ...health()
      .parts.filter(({ ok }) => !ok)
      .map(({ name, detail }) => `🔴 **${foreignWords(name, NAME)}** ${foreignWords(detail, DETAIL)}`),
  )
  return [
    {
      type: ComponentType.Container,
      id: MARKER,
      accent_color: COLOUR,
      components: [{ type: ComponentType.TextDisplay, content }],
    },
  ]
}
const NAME = { graphemes: 60, units: 120 }
const DETAIL = { graphemes: 160, units: 260 }
