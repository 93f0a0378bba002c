import {
  type Answer,
  type Call,
  invalid,
  NOTHING,
  ok,
  refusal,
  UNKNOWN_INTERACTION,
  UNKNOWN_MESSAGE,
} from './answers.js'
import type { Messages } from './messages.js'
import { messageShape } from './shapes.js'
import { choiceFaults } from './validate-commands.js'
import { modalFaults } from './validate-modals.js'
import type { FakeInteraction, Json, World } from './world.js'

const WEBHOOK_LIFE = 15 * 60_000
const ANSWER_WITHIN = 3_000

/** The first answer to a press: once, and within three seconds. */
export function answerInteraction(world: World, messages: Messages, { ids, body, query }: Call): Answer {
  const interaction = world.interactions.get(ids['token'] ?? '')
  if (interaction === undefined || interaction.id !== ids['interaction']) return UNKNOWN_INTERACTION
  if (Date.now() - interaction.createdAt > ANSWER_WITHIN) return UNKNOWN_INTERACTION
  if (interaction.ack !== null) return refusal(400, 40_060, 'Interaction has already been acknowledged.')
  const type = Number(body['type'])
  const data = (body['data'] ?? {}) as Json
  const onMessage = interaction.messageId !== null
  switch (type) {
    case 4: {
      const made = messages.ofWebhook(data, interaction)
      if ('status' in made) return made
      interaction.reply = made
      break
    }
    case 5:
      interaction.isPrivate = (Number(data['flags'] ?? 0) & (1 << 6)) !== 0
      break
    case 8: {
      if (interaction.type !== 4)
        return invalid([{ path: 'type', code: 'BASE_TYPE_CHOICES', message: 'nothing is being typed' }])
      const faults = choiceFaults(data)
      if (faults.length > 0) return invalid(faults)
      interaction.seen.choices = data['choices'] as { name: string; value: string }[]
      break
    }
    case 6:
    case 7: {
      if (!onMessage)
        return invalid([{ path: 'type', code: 'BASE_TYPE_CHOICES', message: 'no message to update' }])
      const message = world.messages.get(interaction.messageId ?? '')
      if (type === 7 && message !== undefined) {
        const edited = messages.edit(message, data)
        if (edited.status !== 200) return edited
      }
      break
    }
    case 9: {
      if (interaction.type === 5)
        return invalid([{ path: 'type', code: 'BASE_TYPE_CHOICES', message: 'no form in answer to a form' }])
      const faults = modalFaults(data)
      if (faults.length > 0) return invalid(faults)
      interaction.seen.modal = data
      break
    }
    default:
      return invalid([{ path: 'type', code: 'BASE_TYPE_CHOICES', message: `unknown callback type ${type}` }])
  }
  interaction.ack = type
  interaction.seen.acknowledged = true
  interaction.answered()
  return query.get('with_response') === 'true'
    ? ok({ interaction: { id: interaction.id, type: interaction.type }, resource: { type } })
    : NOTHING
}

/** What may follow it for a quarter of an hour. */
export function withWebhook(
  world: World,
  { ids }: Call,
  work: (interaction: FakeInteraction) => Answer,
): Answer {
  const interaction = world.interactions.get(ids['token'] ?? '')
  if (interaction === undefined || ids['application'] !== world.application.id)
    return refusal(404, 10_015, 'Unknown Webhook')
  if (Date.now() - interaction.createdAt > WEBHOOK_LIFE) return refusal(401, 50_027, 'Invalid Webhook Token')
  if (interaction.ack === null) return refusal(404, 10_015, 'Unknown Webhook')
  return work(interaction)
}

/** After an update the original is the pressed message; after a reply it is the reply. */
export function ofOriginal(
  world: World,
  messages: Messages,
  interaction: FakeInteraction,
  { method, ids, body }: Call,
): Answer {
  const wanted = decodeURIComponent(ids['message'] ?? '')
  const updated = interaction.ack === 6 || interaction.ack === 7
  if (!updated && interaction.reply === null && wanted === '@original' && method === 'PATCH') {
    // "Is thinking …" becomes the first answer.
    const flags = Number(body['flags'] ?? 0) | (interaction.isPrivate ? 1 << 6 : 0)
    const made = messages.ofWebhook({ ...body, flags }, interaction)
    if ('status' in made) return made
    interaction.reply = made
    return ok(messageShape(world, made))
  }
  const original = updated ? world.messages.get(interaction.messageId ?? '') : interaction.reply
  const message = wanted === '@original' ? original : world.messages.get(wanted)
  if (message === undefined || message === null) return UNKNOWN_MESSAGE
  if (method === 'GET') return ok(messageShape(world, message))
  if (method === 'PATCH') return messages.edit(message, body)
  world.messages.delete(message.id)
  return NOTHING
}
