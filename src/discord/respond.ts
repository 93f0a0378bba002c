import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
  InteractionResponseType,
  MessageFlags,
  type RawFile,
  Routes,
} from 'discord.js'
import type { Log } from '../ports.js'
import { type Api, codeOf, describe } from './api.js'

/** Discord's word that an acknowledgement came too late, or was made already: neither means that the press was not seen. */
const LATE_OR_TWICE = [10_062, 40_060]
const NOBODY = { parse: [] }

export type Asked = Pick<APIInteraction, 'id' | 'token' | 'application_id'>

/** Ways to answer one interaction: the first answer within three seconds, the others within a quarter of an hour. None rejects. */
export type Respond = {
  /** Words for the presser alone, as the first answer. */
  tell(asked: Asked, words: string): Promise<boolean>
  show(asked: Asked, components: APIMessageTopLevelComponent[]): Promise<boolean>
  form(asked: Asked, data: APIModalInteractionResponseCallbackData): Promise<boolean>
  choices(asked: Asked, choices: readonly { name: string; value: string | number }[]): Promise<boolean>
  /** "Seen": the message stays as it is for now. */
  seen(asked: Asked): Promise<boolean>
  /** "Seen": an answer for the presser alone will follow. */
  thinking(asked: Asked): Promise<boolean>
  /** After `seen` or `thinking`: what the message becomes. */
  become(asked: Asked, components: APIMessageTopLevelComponent[]): Promise<void>
  /** The same with files; words alone where Discord does not take them. */
  becomeWith(
    asked: Asked,
    components: APIMessageTopLevelComponent[],
    files: RawFile[],
    otherwise: string,
  ): Promise<void>
  /** A further message for the presser alone. */
  followUp(asked: Asked, words: string): Promise<void>
  followUpWith(asked: Asked, components: APIMessageTopLevelComponent[]): Promise<void>
}

export function responder(api: Api, log: Log): Respond {
  /** @returns whether Discord took the answer; a press goes on either way, because what was wanted is clear. */
  async function first({ id, token }: Asked, body: APIInteractionResponse): Promise<boolean> {
    try {
      await api.call('POST', Routes.interactionCallback(id, token), { body, auth: false })
      return true
    } catch (error) {
      const known = LATE_OR_TWICE.includes(codeOf(error) ?? 0)
      log[known ? 'info' : 'warn']({ error: describe(error) }, 'Discord did not take the answer to a press')
      return false
    }
  }

  /** @returns whether it arrived, as far as we know. */
  async function reaches(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      log.warn({ error: describe(error) }, 'the answer to a press did not reach Discord')
      return false
    }
  }
  const later = async (work: () => Promise<unknown>): Promise<void> => void (await reaches(work))

  const original = (
    { application_id, token }: Asked,
    components: APIMessageTopLevelComponent[],
    files: RawFile[] = [],
  ) =>
    api.call('PATCH', Routes.webhookMessage(application_id, token, '@original'), {
      body: { components, flags: MessageFlags.IsComponentsV2, allowed_mentions: NOBODY },
      auth: false,
      files,
    })

  const { ChannelMessageWithSource, Modal, DeferredMessageUpdate } = InteractionResponseType
  return {
    tell: (asked, content) =>
      first(asked, {
        type: ChannelMessageWithSource,
        data: { content, flags: MessageFlags.Ephemeral, allowed_mentions: NOBODY },
      }),
    show: (asked, components) =>
      first(asked, {
        type: ChannelMessageWithSource,
        data: { components, flags: PRIVATE, allowed_mentions: NOBODY },
      }),
    form: (asked, data) => first(asked, { type: Modal, data }),
    choices: (asked, choices) =>
      first(asked, {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: [...choices] },
      }),
    seen: (asked) => first(asked, { type: DeferredMessageUpdate }),
    thinking: (asked) =>
      first(asked, {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: MessageFlags.Ephemeral },
      }),
    become: (asked, components) => later(() => original(asked, components)),
    async becomeWith(asked, components, files, otherwise) {
      if (await reaches(() => original(asked, components, files))) return
      await later(() => original(asked, words(otherwise)))
    },
    followUp: ({ application_id, token }, content) =>
      later(() =>
        api.call('POST', Routes.webhook(application_id, token), {
          body: { content, flags: MessageFlags.Ephemeral, allowed_mentions: NOBODY },
          auth: false,
        }),
      ),
    followUpWith: ({ application_id, token }, components) =>
      later(() =>
        api.call('POST', Routes.webhook(application_id, token), {
          body: { components, flags: PRIVATE, allowed_mentions: NOBODY },
          auth: false,
        }),
      ),
  }
}

const PRIVATE = MessageFlags.Ephemeral | MessageFlags.IsComponentsV2

/** A message of words alone, in the form that can become buttons and back. */
export const words = (content: string): APIMessageTopLevelComponent[] => [paragraph(content)]

export const paragraph = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
})
