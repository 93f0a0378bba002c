import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitComponent,
  TextInputStyle,
} from 'discord.js'
import { type Command, OUTCOMES } from '../domain/case.js'
import type { Texts } from '../texts/texts.js'
import { encodePress, type Press } from './custom-id.js'

const OUTCOME = 'outcome'
const NOTE = 'note'
const NOTE_LENGTH = 500

/** The form behind *Resolve*: an outcome, and a note if the rep likes. */
export function resolveModal(
  press: Pick<Press, 'caseId' | 'openedAt'>,
  { form, outcome, outcomeHelp }: Texts,
): APIModalInteractionResponseCallbackData {
  return {
    title: form.title(press.caseId),
    custom_id: encodePress({ ...press, ask: 'resolve-as' }),
    components: [
      {
        type: ComponentType.Label,
        label: form.outcome,
        component: {
          type: ComponentType.StringSelect,
          custom_id: OUTCOME,
          placeholder: form.choose,
          required: true,
          options: OUTCOMES.map((value) => ({
            value,
            label: outcome[value],
            description: outcomeHelp[value],
          })),
        },
      },
      {
        type: ComponentType.Label,
        label: form.note,
        description: form.noteHelp,
        component: {
          type: ComponentType.TextInput,
          custom_id: NOTE,
          style: TextInputStyle.Paragraph,
          required: false,
          max_length: NOTE_LENGTH,
        },
      },
    ],
  }
}

/** What the rep chose; `null` when it is nothing that the form offers. */
export function readResolveModal(fields: readonly ModalSubmitComponent[]): Command | null {
  const chosen = fields.find((field) => field.custom_id === OUTCOME)
  const written = fields.find((field) => field.custom_id === NOTE)
  const value = chosen?.type === ComponentType.StringSelect ? chosen.values[0] : undefined
  const outcome = OUTCOMES.find((known) => known === value)
  if (outcome === undefined) return null
  const note = written?.type === ComponentType.TextInput ? written.value.trim().slice(0, NOTE_LENGTH) : ''
  return { type: 'resolve', outcome, note: note === '' ? null : note }
}
