import {
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionType,
  MessageFlags,
  type ModalSubmitComponent,
} from 'discord.js'
import type { Care, Member } from '../app/care.js'
import type { Card } from '../domain/card.js'
import type { Log } from '../ports.js'
import type { Texts } from '../texts/texts.js'
import { type Api, describe } from './api.js'
import { caseCard } from './case-card.js'
import type { Place } from './check.js'
import type { Press } from './custom-id.js'
import type { Figures } from './figures.js'
import type { BoardHealth } from './health.js'
import type { KeptReplies } from './kept-replies.js'
import type { PressTokens } from './press-tokens.js'
import { type Respond, words } from './respond.js'

/** What answering people in Discord needs. Built once. */
export type Interactions = {
  readonly api: Api
  readonly place: Place
  readonly texts: Texts
  readonly tokens: PressTokens
  readonly log: Log
  readonly care: Care
  readonly brands: readonly string[]
  readonly health: () => BoardHealth
  readonly figures: Figures
  /** Ids of those whose figures are being counted now. */
  readonly counting: Set<string>
  readonly kept: KeptReplies
  /** Addresses of posts, while their presser chooses a brand. In memory, bounded. */
  readonly addresses: Map<string, string>
  readonly respond: Respond
}

export type CardPress = APIMessageComponentInteraction | APIModalSubmitInteraction

/** One press, understood and allowed. */
export type Pressed = {
  readonly at: Interactions
  readonly press: Press
  readonly interaction: CardPress
  readonly by: Member
}

/** Whether it was pressed in a message that only the presser sees: a menu, a list, advice. */
export const isPrivate = ({ message }: CardPress): boolean =>
  ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0

/** Says "seen" before anything is done, and keeps the way that this press opens for the edit of its card. */
export async function acknowledge({ at, interaction }: Pressed): Promise<void> {
  const { message, application_id: applicationId, token } = interaction
  const acknowledged = await at.respond.seen(interaction)
  if (acknowledged && message !== undefined && !isPrivate(interaction))
    at.tokens.remember(message.id, { applicationId, token })
}

/**
 * Does what was asked, unless the card is of another database. Words for the presser when nothing can come of it.
 * Synchronous: two presses cannot mix.
 */
export function carryOut<T>({ at, press }: Pressed, work: () => T): T | { readonly words: string } {
  const { care, texts, log } = at
  try {
    const current = care.desk.store.cases.get(press.caseId)
    if (current !== null && current.openedAt !== press.openedAt) return { words: texts.form.oldCard }
    return work()
  } catch (error) {
    log.error(
      { caseId: press.caseId, ask: press.ask, error: describe(error) },
      'a press could not be carried out',
    )
    return { words: texts.form.broke }
  }
}

export const isWords = (result: unknown): result is { readonly words: string } =>
  typeof result === 'object' && result !== null && 'words' in result && typeof result.words === 'string'

/** What becomes of the menu: words, most often. */
export type Outcome = string | ReturnType<typeof words>

/** Does it, and shows in the place of the private message what came of it. Never rejects. */
export async function finish(pressed: Pressed, work: () => Outcome | Promise<Outcome>): Promise<void> {
  const { at, press, interaction } = pressed
  const done = carryOut(pressed, work)
  if (isWords(done)) return at.respond.become(interaction, words(done.words))
  try {
    const outcome = await done
    await at.respond.become(interaction, typeof outcome === 'string' ? words(outcome) : outcome)
  } catch (error) {
    at.log.error(
      { caseId: press.caseId, ask: press.ask, error: describe(error) },
      'a press could not be carried out',
    )
    await at.respond.become(interaction, words(at.texts.form.broke))
  }
}

/** The case of a press as it is now, or words why there is none. */
export function cardOf(pressed: Pressed): Card | { readonly words: string } {
  const { at, press } = pressed
  const missing = { words: at.texts.refusal({ reason: 'no-such-case', id: press.caseId }, NO_WRITERS) }
  return carryOut(pressed, () => at.care.desk.store.cases.card(press.caseId) ?? missing)
}
const NO_WRITERS = { ago: String, at: String, name: (name: string) => name }

/** A card that only the presser sees is nobody else's to bring up to date. */
export async function refresh({ at, press, interaction }: Pressed): Promise<void> {
  const card = isPrivate(interaction) ? at.care.desk.store.cases.card(press.caseId) : null
  if (card !== null) await at.respond.become(interaction, caseCard(card, at.texts))
}

export const fieldsOf = ({ interaction }: Pressed): ModalSubmitComponent[] =>
  interaction.type === InteractionType.ModalSubmit
    ? interaction.data.components.flatMap((row) => ('component' in row ? [row.component] : []))
    : []

/** What was written into a field, trimmed; empty where nothing was. */
export function writtenIn(fields: readonly ModalSubmitComponent[], name: string): string {
  const field = fields.find(({ custom_id }) => custom_id === name)
  return field !== undefined && 'value' in field && typeof field.value === 'string' ? field.value.trim() : ''
}

/** What was chosen in a menu of a form; `null` where nothing was. */
export function chosenIn(fields: readonly ModalSubmitComponent[], name: string): string | null {
  const field = fields.find(({ custom_id }) => custom_id === name)
  return field !== undefined && 'values' in field && Array.isArray(field.values)
    ? ((field.values as readonly string[])[0] ?? null)
    : null
}

/** What was chosen in a menu of a message. */
export const valuesOf = ({ interaction }: Pressed): readonly string[] =>
  interaction.type === InteractionType.MessageComponent && 'values' in interaction.data
    ? interaction.data.values
    : []
