import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type ModalSubmitComponent,
  Routes,
} from 'discord.js'
import type { ActResult } from '../app/act-on-case.js'
import type { Card } from '../domain/card.js'
import type { CaseId, Command } from '../domain/case.js'
import type { Actor } from '../domain/people.js'
import type { Log } from '../ports.js'
import type { Texts } from '../texts/texts.js'
import { type Api, codeOf, describe } from './api.js'
import type { Place } from './check.js'
import { type Press, parsePress } from './custom-id.js'
import type { PressTokens } from './press-tokens.js'
import { readResolveModal, resolveModal } from './resolve-modal.js'
import { writers } from './writers.js'

export type Interactions = {
  readonly api: Api
  readonly place: Place
  readonly texts: Texts
  readonly tokens: PressTokens
  readonly log: Log
  readonly act: (id: CaseId, command: Command, by: Actor) => ActResult
  readonly cardOf: (id: CaseId) => Card | null
}

type CardPress = APIMessageComponentInteraction | APIModalSubmitInteraction

/** Discord's word that an acknowledgement came too late, or was made already: neither means that the press was not seen. */
const LATE_OR_TWICE = [10_062, 40_060]
const REMEMBERED = 1_000

/**
 * Answers every press on a card: understand it, see whether the presser may, acknowledge, then act. Never rejects.
 * The card itself is brought up to date by whoever delivers cards, so that presses on all boards go one way.
 */
export function interactionHandler(at: Interactions): (interaction: APIInteraction) => Promise<void> {
  const seen = new Set<string>()

  return async (interaction) => {
    if (!isCardPress(interaction)) return
    // The gateway repeats events after a broken connection.
    if (seen.has(interaction.id)) return
    seen.add(interaction.id)
    const [oldest] = seen
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest)

    try {
      await handle(at, interaction)
    } catch (error) {
      at.log.error({ error: describe(error) }, 'a press in Discord could not be answered')
    }
  }
}

async function handle(at: Interactions, interaction: CardPress): Promise<void> {
  const press = parsePress(interaction.data.custom_id)
  const objection = objectionTo(at, interaction, press)
  if (objection !== null || press === null) {
    await respond(at, interaction, ephemeral(objection ?? at.texts.form.notUnderstood))
    return
  }

  if (press.ask === 'ask-outcome') {
    const data = resolveModal(press, at.texts)
    await respond(at, interaction, { type: InteractionResponseType.Modal, data })
    return
  }
  const command = commandOf(press, interaction)
  if (command === null) {
    await respond(at, interaction, ephemeral(at.texts.form.notUnderstood))
    return
  }

  await acknowledge(at, interaction)
  const answer = carryOut(at, press, command, actorOf(interaction))
  if (answer !== null) await followUp(at, interaction, answer)
}

/** In words for the presser; `null` when the press may go on. */
function objectionTo(
  { place, texts }: Interactions,
  interaction: CardPress,
  press: Press | null,
): string | null {
  const { guild_id, channel, member } = interaction
  if (guild_id !== place.guild || channel?.id !== place.channel || member === undefined)
    return texts.form.notHere
  if (press === null) return texts.form.notUnderstood
  const allowed = [...new Set(Object.values(place.roles))]
  // Read from this very press: a role taken away counts at once.
  return allowed.some((role) => member.roles.includes(role))
    ? null
    : texts.noRole(allowed.map((id) => `<@&${id}>`))
}

function commandOf({ ask }: Press, interaction: CardPress): Command | null {
  switch (ask) {
    case 'claim':
    case 'release':
    case 'take-over':
    case 'reopen':
      return { type: ask }
    case 'dismiss':
      return { type: 'resolve', outcome: 'not-a-complaint', note: null }
    case 'resolve-as':
      return interaction.type === InteractionType.ModalSubmit ? readResolveModal(fieldsOf(interaction)) : null
    case 'ask-outcome':
      return null
  }
}

const fieldsOf = ({ data }: APIModalSubmitInteraction): ModalSubmitComponent[] =>
  data.components.flatMap((row) => ('component' in row ? [row.component] : []))

async function acknowledge(at: Interactions, interaction: CardPress): Promise<void> {
  const { message, application_id: applicationId, token } = interaction
  const acknowledged = await respond(at, interaction, { type: InteractionResponseType.DeferredMessageUpdate })
  if (acknowledged && message !== undefined) at.tokens.remember(message.id, { applicationId, token })
}

/** Does what was asked; words for the presser when nothing changed. Synchronous: two presses cannot mix. */
function carryOut(
  { act, cardOf, texts, log }: Interactions,
  press: Press,
  command: Command,
  by: Actor,
): string | null {
  const { caseId, openedAt } = press
  try {
    const card = cardOf(caseId)
    if (card !== null && card.case.openedAt !== openedAt) return texts.form.oldCard
    const result = act(caseId, command, by)
    return result.ok ? null : texts.refusal(result.refusal, writers)
  } catch (error) {
    log.error({ caseId, command: command.type, error: describe(error) }, 'a press could not be carried out')
    return texts.form.broke
  }
}

/** @returns whether Discord took the answer; the press goes on either way, because what was wanted is clear. */
async function respond(
  at: Interactions,
  interaction: CardPress,
  body: APIInteractionResponse,
): Promise<boolean> {
  const { id, token } = interaction
  try {
    await at.api.call('POST', Routes.interactionCallback(id, token), { body, auth: false })
    return true
  } catch (error) {
    const known = LATE_OR_TWICE.includes(codeOf(error) ?? 0)
    at.log[known ? 'info' : 'warn']({ error: describe(error) }, 'Discord did not take the answer to a press')
    return false
  }
}

/** Read by the presser alone. */
async function followUp(at: Interactions, interaction: CardPress, words: string): Promise<void> {
  const { application_id, token } = interaction
  try {
    const body = ephemeral(words).data
    await at.api.call('POST', Routes.webhook(application_id, token), { body, auth: false })
  } catch (error) {
    at.log.warn({ error: describe(error) }, 'the answer to a press did not reach Discord')
  }
}

const ephemeral = (content: string) =>
  ({
    type: InteractionResponseType.ChannelMessageWithSource,
    data: { content, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } },
  }) satisfies APIInteractionResponse

function actorOf({ member, user }: CardPress): Actor {
  const who = member?.user ?? user
  if (who === undefined) throw new Error('a press without a presser')
  const name = member?.nick ?? who.global_name ?? who.username
  return { type: 'rep', person: { id: `discord:${who.id}`, name } }
}

const isCardPress = (interaction: APIInteraction): interaction is CardPress =>
  interaction.type === InteractionType.MessageComponent || interaction.type === InteractionType.ModalSubmit
