import type { Outcome } from '../domain/case.js'
import { CaseForm, type PressProps } from './press-form.js'

/** Longest note, in UTF-16 units as browsers count `maxlength`. */
export const NOTE_LENGTH = 1_000
export const CAUSE_LENGTH = 80

/** After these a last line to the customer may follow. */
export const CLOSED_IN_PUBLIC: readonly Outcome[] = ['fixed', 'answered']

/** How it ended, what lay behind it, and whether a last line is to be written. */
export function ResolveForm(props: PressProps & { readonly outcomes: readonly Outcome[] }) {
  const { texts } = props.reader
  const words = texts.desk.case
  const { more } = texts.desk.care
  return (
    <CaseForm {...props} verb="resolve" id="resolve" class="resolve" label={texts.command.resolve}>
      <fieldset>
        <legend>{words.outcome}</legend>
        {props.outcomes.map((outcome) => (
          <label class="choice">
            <input type="radio" name="outcome" value={outcome} required />
            <span>
              <b>{texts.outcome[outcome]}</b>
              <small>{texts.outcomeHelp[outcome]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="note" for="note">
        {words.note} <small>{words.noteHelp}</small>
      </label>
      <textarea id="note" name="note" rows={2} maxlength={NOTE_LENGTH} />
      {props.outcomes.includes('fixed') && (
        <>
          <label class="note" for="cause">
            {more.cause} <small>{more.causeHelp}</small>
          </label>
          <input id="cause" name="cause" maxlength={CAUSE_LENGTH} />
          <label class="choice">
            <input type="checkbox" name="closing" value="1" />
            <span>
              <b>{more.closingLine}</b>
              <small>{more.closingLineHelp}</small>
            </span>
          </label>
        </>
      )}
      <button type="submit" class="primary">
        {texts.command.resolve}
      </button>
    </CaseForm>
  )
}
