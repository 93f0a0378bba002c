import { CATEGORIES, type Severity, type Urgency } from '../domain/assessment.js'
import type { Labels } from '../domain/case.js'
import { snoozeChoices } from '../domain/local-time.js'
import type { CaseView } from './case-view.js'
import type { Reader } from './context.js'
import { tameLine } from './foreign-text.js'
import { sentence } from './moment.js'
import { CaseForm, type PressProps } from './press-form.js'
import { NOTE_LENGTH } from './resolve-form.js'

const SEVERITIES: readonly Severity[] = [0, 1, 2, 3, 4]
const URGENCIES: readonly Urgency[] = [0, 1, 2, 3]

export function NoteForm(props: PressProps) {
  const { texts } = props.reader
  const words = texts.desk.care.more
  return (
    <CaseForm {...props} verb="note">
      <label for="team-note">{words.noteLabel}</label>
      <textarea id="team-note" name="text" rows={3} maxlength={NOTE_LENGTH} required />
      <button type="submit">{texts.command.note}</button>
    </CaseForm>
  )
}

export function SnoozeForm(props: PressProps & { zone: string }) {
  const { reader, zone } = props
  const { texts, now } = reader
  const words = texts.desk.care.more
  return (
    <CaseForm {...props} verb="snooze">
      <fieldset>
        <legend>{words.until}</legend>
        {snoozeChoices(now, zone).map(({ name, until }, place) => (
          <label class="choice">
            <input type="radio" name="for" value={name} checked={place === 0} />
            <span>
              {words.choice[name]} <small>{sentence(now, (write) => write.at(until))}</small>
            </span>
          </label>
        ))}
        <label class="choice">
          <input type="radio" name="for" value="answer" />
          <span>{words.choice.answer}</span>
        </label>
        <label class="choice">
          <input type="radio" name="for" value="moment" />
          <span>{words.choice.moment}</span>
        </label>
      </fieldset>
      <label for="moment">{words.moment(zone)}</label>
      <input id="moment" type="datetime-local" name="moment" />
      <button type="submit">{texts.command.snooze}</button>
    </CaseForm>
  )
}

export function TakeOverForm(props: PressProps & { owner: string }) {
  const { texts } = props.reader
  const words = texts.desk.care.more
  return (
    <CaseForm {...props} verb="take-over">
      <label for="reason">
        {words.reason} <small>{words.reasonHelp(tameLine(props.owner))}</small>
      </label>
      <input id="reason" name="reason" maxlength={200} required />
      <button type="submit">{texts.command['take-over']}</button>
    </CaseForm>
  )
}

export function HandForm(props: PressProps & { view: CaseView }) {
  const { texts } = props.reader
  const words = texts.desk.care.more
  const { people } = props.view
  if (people.length === 0) return <p>{words.nobodyElse}</p>
  return (
    <CaseForm {...props} verb="hand">
      <label for="hand-to">{words.handTo}</label>
      <select id="hand-to" name="to" required>
        <option value="" />
        {people.map(({ id, name }) => (
          <option value={id}>{`${tameLine(name)} (${words.where(id)})`}</option>
        ))}
      </select>
      <button type="submit">{texts.command.hand}</button>
    </CaseForm>
  )
}

export function CorrectForm(props: PressProps & { view: CaseView }) {
  const words = props.reader.texts.desk.care.more
  return (
    <CaseForm {...props} verb="correct" class="correct">
      <p>
        <small>{words.correctHelp}</small>
      </p>
      <LabelFields reader={props.reader} labels={props.view.card.opening.assessment} />
      <button type="submit">{words.correctButton}</button>
    </CaseForm>
  )
}

/** What a person may say of a post: how bad, how pressing, what about. */
export function LabelFields({ reader, labels }: { reader: Reader; labels: Labels }) {
  const { texts } = reader
  return (
    <>
      <label for="severity">{texts.desk.severityLabel}</label>
      <select id="severity" name="severity">
        {SEVERITIES.map((step) => (
          <option value={String(step)} selected={step === labels.severity}>
            {texts.severity[step]}
          </option>
        ))}
      </select>
      <label for="urgency">{texts.desk.urgencyLabel}</label>
      <select id="urgency" name="urgency">
        {URGENCIES.map((step) => (
          <option value={String(step)} selected={step === labels.urgency}>
            {texts.urgency[step]}
          </option>
        ))}
      </select>
      <label for="category">{texts.desk.case.category}</label>
      <select id="category" name="category">
        {CATEGORIES.map((one) => (
          <option value={one} selected={one === labels.category}>
            {texts.category[one]}
          </option>
        ))}
      </select>
    </>
  )
}
