import { AT_A_GLANCE, type Case, OUTCOMES } from '../domain/case.js'
import type { CaseView } from './case-view.js'
import type { Reader, SignedIn } from './context.js'
import { sentence } from './moment.js'
import { MoreActions } from './more-actions.js'
import { isMine, isSnoozed } from './ownership.js'
import { CaseForm, type PressProps } from './press-form.js'
import { ResolveForm } from './resolve-form.js'

/** Presses that need no further word. `dismiss` resolves as not a complaint. */
type OnePress = 'claim' | 'release' | 'take-over' | 'dismiss' | 'reopen' | 'still-on-it' | 'wake'
/** What a button leads to: a press, the reply form, or the form that resolves. */
type Act = OnePress | 'reply' | 'resolve'

/** What this person can do right now, the likeliest first; the desk may still refuse, if others were faster. */
function actsFor(current: Case, me: SignedIn, now: number): readonly Act[] {
  switch (current.status) {
    case 'open':
      return ['claim', 'reply', 'dismiss']
    case 'claimed':
      if (isMine(current, me))
        return isSnoozed(current) ? ['wake', 'reply', 'resolve'] : ['reply', 'resolve', 'still-on-it']
      return now >= current.leaseUntil && current.snooze === null ? ['take-over'] : []
    case 'waiting':
      if (!isMine(current, me)) return []
      return isSnoozed(current) ? ['wake', 'resolve', 'reply'] : ['resolve', 'reply']
    case 'resolved':
      return ['reopen']
  }
}

const MOST_IN_A_ROW = 2

/** One press each, for the list. */
export function QuickActions(props: PressProps & { readonly canReply: boolean }) {
  const { reader, current, canReply } = props
  const acts = actsFor(current, reader.me, reader.now)
    // Whoever wants to answer a case that nobody has opens it first.
    .filter((act) => act !== 'reply' || (canReply && current.status !== 'open'))
  return (
    <div class="presses quick">
      {acts.slice(0, MOST_IN_A_ROW).map((act, place) => (
        <ActButton {...props} act={act} primary={place === 0 && act !== 'reopen'} />
      ))}
    </div>
  )
}

/** All that can be done, for the case's own page: what is likeliest as buttons, the rest under *More*. */
export function AllActions({ reader, view, back }: { reader: Reader; view: CaseView; back: string }) {
  const { current } = view
  const { texts, me, now } = reader
  const acts = actsFor(current, me, now).filter((act) => act !== 'reply' || view.refusal === null)
  return (
    <>
      <div class="presses acts">
        {acts.map((act, place) => (
          <ActButton
            reader={reader}
            current={current}
            back={back}
            act={act}
            primary={place === 0 && act !== 'reopen'}
          />
        ))}
      </div>
      {view.refusal !== null && acts.length > 0 && current.status !== 'resolved' && (
        <p class="cannot" id="cannot">
          {sentence(now, (write) => (view.refusal === null ? '' : texts.reply.refusal(view.refusal, write)))}
        </p>
      )}
      {isMine(current, me) && (
        <details id="resolve-box" class="resolve-box">
          <summary class="button">{texts.command.resolve} …</summary>
          <ResolveForm reader={reader} current={current} back={back} outcomes={OUTCOMES} />
        </details>
      )}
      {current.status === 'open' && (
        <details id="at-once" class="at-once">
          <summary>{texts.desk.case.atOnce}</summary>
          <ResolveForm reader={reader} current={current} back={back} outcomes={AT_A_GLANCE} />
        </details>
      )}
      <MoreActions reader={reader} view={view} back={back} open={acts.length === 0} />
    </>
  )
}

/** Who has it, and until when. */
export function Standing({ reader, current }: { reader: Reader; current: Case }) {
  const mine = isMine(current, reader.me)
  const { texts, now } = reader
  const expired = current.status === 'claimed' && current.snooze === null && now >= current.leaseUntil
  return (
    <p class={`standing is-${current.status}${mine ? ' is-mine' : ''}${expired ? ' is-expired' : ''}`}>
      {sentence(now, (write) => texts.desk.state(current, mine, write))}
      {current.status === 'resolved' && <> · {texts.outcome[current.outcome]}</>}
    </p>
  )
}

function ActButton(props: PressProps & { readonly act: Act; readonly primary: boolean }) {
  const { reader, current, act, primary } = props
  const { texts } = reader
  const ofCase = <span class="unseen"> {texts.desk.ofCase(current.id)}</span>
  const looks = primary ? 'button primary' : 'button'
  // Whoever writes has the case: on one that nobody has, the press claims it and leads to the form.
  if (act === 'reply' && current.status === 'open')
    return (
      <CaseForm {...props} verb="claim">
        <input type="hidden" name="next" value="reply" />
        <button id={`reply-${current.id}`} type="submit">
          {texts.desk.care.reply.button}
          {ofCase}
        </button>
      </CaseForm>
    )
  if (act === 'reply')
    return (
      <a id={`reply-${current.id}`} class={looks} href={`/cases/${current.id}/reply`}>
        {current.status === 'waiting' ? texts.desk.care.reply.again : texts.desk.care.reply.button}
        {ofCase}
      </a>
    )
  if (act === 'resolve')
    return (
      <a id={`to-resolve-${current.id}`} class={`${looks} to-resolve`} href={`/cases/${current.id}#resolve`}>
        {texts.command.resolve}
        {ofCase}
      </a>
    )
  return (
    <CaseForm {...props} verb={act}>
      <button id={`${act}-${current.id}`} class={primary ? 'primary' : undefined} type="submit">
        {texts.command[act]}
        {ofCase}
      </button>
    </CaseForm>
  )
}
