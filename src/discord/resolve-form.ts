import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitComponent,
  TextInputStyle,
} from 'discord.js'
import { type Command, OUTCOMES, type Outcome } from '../domain/case.js'
import type { Texts } from '../texts/texts.js'
import { encodePress, type Press } from './custom-id.js'
import { chosenIn, writtenIn } from './press.js'

const OUTCOME = 'outcome'
const NOTE = 'note'
const CAUSE = 'cause'
const CLOSING = 'closing'
const NOTE_LENGTH = 500
const CAUSE_LENGTH = 60
const CLOSING_LENGTH = 1_000

/** With these something was done for the customer that may be said in public. */
const MAY_CLOSE: readonly Outcome[] = ['fixed', 'answered']

/** The form behind *Resolve*: an outcome; what lay behind it, a note and a last line in public if the rep likes. */
export function resolveForm(
  { caseId, openedAt }: Pick<Press, 'caseId' | 'openedAt'>,
  key: string,
  { form, outcome, outcomeHelp, discord }: Texts,
): APIModalInteractionResponseCallbackData {
  const field = (
    label: string,
    description: string,
    custom_id: string,
    max_length: number,
    style: TextInputStyle,
  ) =>
    ({
      type: ComponentType.Label,
      label,
      description,
      component: { type: ComponentType.TextInput, custom_id, style, required: false, max_length },
    }) as const
  const { Short, Paragraph } = TextInputStyle
  return {
    title: form.title(caseId),
    custom_id: encodePress({ caseId, openedAt, ask: 'resolve-as', extra: key }),
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
      field(discord.form.cause, discord.form.causeHelp, CAUSE, CAUSE_LENGTH, Short),
      field(form.note, form.noteHelp, NOTE, NOTE_LENGTH, Paragraph),
      field(discord.form.closing, discord.form.closingHelp, CLOSING, CLOSING_LENGTH, Paragraph),
    ],
  }
}

export type Resolving = {
  readonly command: Command
  /** A line for the customer, in public; empty where there is none. */
  readonly closing: string
  readonly mayClose: boolean
}

/** What the rep chose; `null` when it is nothing that the form offers. */
export function readResolveForm(fields: readonly ModalSubmitComponent[]): Resolving | null {
  const value = chosenIn(fields, OUTCOME)
  const outcome = OUTCOMES.find((known) => known === value)
  if (outcome === undefined) return null
  const note = writtenIn(fields, NOTE).slice(0, NOTE_LENGTH)
  const cause = writtenIn(fields, CAUSE).slice(0, CAUSE_LENGTH)
  return {
    command: {
      type: 'resolve',
      outcome,
      note: note === '' ? null : note,
      ...(cause === '' ? {} : { cause }),
    },
    closing: writtenIn(fields, CLOSING),
    mayClose: MAY_CLOSE.includes(outcome),
  }
}
