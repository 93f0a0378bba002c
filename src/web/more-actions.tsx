import type { PropsWithChildren } from 'hono/jsx'
import { AskPulse } from './ask-pulse.js'
import type { CaseView } from './case-view.js'
import type { Reader } from './context.js'
import { tameLine } from './foreign-text.js'
import { CorrectForm, HandForm, NoteForm, SnoozeForm, TakeOverForm } from './more-forms.js'
import { isMine, isSnoozed, ownerOf } from './ownership.js'
import { CaseForm, type PressProps } from './press-form.js'
import { CLOSED_IN_PUBLIC } from './resolve-form.js'

type Props = {
  readonly reader: Reader
  readonly view: CaseView
  readonly back: string
  /** Where there is nothing else to do. */
  readonly open: boolean
}

const SHORT_TEXT = 60

/** Everything that is not done every time, each behind its own name. */
export function MoreActions({ reader, view, back, open }: Props) {
  const { current, card } = view
  const { me, texts } = reader
  const words = texts.desk.care.more
  const mine = isMine(current, me)
  const over = current.status === 'resolved'
  const owner = ownerOf(current)
  const ranOut = current.status === 'claimed' && current.snooze === null && reader.now >= current.leaseUntil
  const press: PressProps = { reader, current, back }
  const standing = card.joined.filter(({ removedAt }) => removedAt === null)
  const mergeable = view.others.filter(({ status }) => status !== 'resolved')
  const may = (roles: readonly string[]) => roles.includes(me.role)
  return (
    <details id="more" class="more" open={open}>
      <summary>{words.title}</summary>
      <Item id="more-note" title={words.note}>
        <NoteForm {...press} />
      </Item>
      {mine && (
        <Item id="more-snooze" title={words.snooze}>
          <SnoozeForm {...press} zone={view.zone} />
        </Item>
      )}
      {owner !== null && !mine && !ranOut && (
        <Item id="more-take-over" title={words.takeOver}>
          <TakeOverForm {...press} owner={owner.name} />
        </Item>
      )}
      {(mine || current.status === 'open') && (
        <Item id="more-hand" title={words.hand}>
          <HandForm {...press} view={view} />
        </Item>
      )}
      {mayClose(view) && (
        <p class="item">
          <a class="button plain" href={`/cases/${current.id}/reply?kind=closing`}>
            {texts.desk.care.reply.closing}
          </a>
        </p>
      )}
      {mine && <OnePress {...press} verb="release" label={texts.command.release} />}
      {mine && <OnePress {...press} verb="dismiss" label={texts.command.dismiss} />}
      {isSnoozed(current) && !mine && <OnePress {...press} verb="wake" label={texts.command.wake} />}
      {!over && (
        <OnePress {...press} verb="answered-elsewhere" label={words.elsewhere} help={words.elsewhereHelp} />
      )}
      <AskPulse reader={reader} current={current} refusal={view.pulse.refusal} />
      <Item id="more-correct" title={words.correct}>
        <CorrectForm {...press} view={view} />
      </Item>
      {!over && mergeable.length > 0 && (
        <Item id="more-merge" title={words.merge}>
          <p>
            <small>{words.mergeHelp}</small>
          </p>
          {mergeable.map((other) => (
            <CaseForm {...press} verb="merge">
              <input type="hidden" name="into" value={String(other.id)} />
              <button type="submit">{words.mergeInto(other.id)}</button>
            </CaseForm>
          ))}
        </Item>
      )}
      {!over && standing.length > 0 && (
        <Item id="more-split" title={words.split}>
          <CaseForm {...press} verb="split">
            <p>
              <small>{words.splitHelp}</small>
            </p>
            {standing.map(({ id, post }) => (
              <label class="choice">
                <input type="radio" name="mention" value={String(id)} required />
                <bdi>{tameLine(post.text, SHORT_TEXT)}</bdi>
              </label>
            ))}
            <button type="submit">{words.splitButton}</button>
          </CaseForm>
        </Item>
      )}
      {!view.blocked && (
        <Item id="more-stop" title={words.stop}>
          <CaseForm {...press} verb="do-not-contact">
            <p>
              <small>{words.stopHelp}</small>
            </p>
            <button type="submit">{words.stopButton}</button>
          </CaseForm>
        </Item>
      )}
      {view.blocked && may(['manager', 'admin']) && (
        <OnePress {...press} verb="contact-again" label={words.contactAgain} help={words.contactAgainHelp} />
      )}
    </details>
  )
}

/** A case that ended well, and had no last line yet. */
const mayClose = ({ current, card, refusal }: CaseView): boolean =>
  current.status === 'resolved' &&
  CLOSED_IN_PUBLIC.includes(current.outcome) &&
  refusal === null &&
  !card.outreaches.some(({ kind, status }) => kind === 'closing' && status === 'sent')

function Item({ id, title, children }: PropsWithChildren<{ id: string; title: string }>) {
  return (
    <details id={id} class="item" name="more-item">
      <summary>{title}</summary>
      {children}
    </details>
  )
}

function OnePress(props: PressProps & { verb: string; label: string; help?: string }) {
  return (
    <CaseForm {...props} verb={props.verb} class="item">
      <button type="submit" class="plain">
        {props.label}
      </button>
      {props.help !== undefined && <small>{props.help}</small>}
    </CaseForm>
  )
}
