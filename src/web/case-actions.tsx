import { AT_A_GLANCE, type Case, OUTCOMES, type Outcome } from '../domain/case.js'
import type { Reader, SignedIn } from './context.js'
import { sentence } from './moment.js'

/** The verbs of the address `/cases/:id/:verb`. `dismiss` resolves as not a complaint. */
export const VERBS = ['claim', 'release', 'take-over', 'resolve', 'dismiss', 'reopen'] as const
export type Verb = (typeof VERBS)[number]

type Props = {
  readonly reader: Reader
  readonly current: Case
  /** Where to go on after the press, without the script. */
  readonly back: string
}

const isMine = (current: Case, me: SignedIn): boolean =>
  (current.status === 'claimed' || current.status === 'waiting') && current.owner.id === me.person.id

/** What this person can do to the case right now with one press; the desk may still refuse, if others were faster. */
function pressesFor(current: Case, me: SignedIn, now: number): readonly Verb[] {
  switch (current.status) {
    case 'open':
      return ['claim', 'dismiss']
    case 'claimed':
      if (isMine(current, me)) return ['release']
      return now >= current.leaseUntil ? ['take-over'] : []
    case 'waiting':
      return isMine(current, me) ? ['release'] : []
    case 'resolved':
      return ['reopen']
  }
}

/** One press each, for the list. */
export function QuickActions(props: Props) {
  const { reader, current } = props
  const words = reader.texts.desk
  return (
    <div class="presses quick">
      {isMine(current, reader.me) && (
        <a class="button primary" href={`/cases/${current.id}#resolve`}>
          {reader.texts.command.resolve}
          <span class="unseen"> {words.ofCase(current.id)}</span>
        </a>
      )}
      {pressesFor(current, reader.me, reader.now).map((verb) => (
        <Press {...props} verb={verb} />
      ))}
    </div>
  )
}

/** All that can be done, for the case's own page. */
export function AllActions(props: Props) {
  const { reader, current } = props
  const presses = pressesFor(current, reader.me, reader.now).filter((verb) => verb !== 'dismiss')
  const mine = isMine(current, reader.me)
  return (
    <>
      <Standing reader={reader} current={current} />
      <div class="presses acts">
        {mine && (
          <a class="button primary to-resolve" href="#resolve">
            {reader.texts.command.resolve}
          </a>
        )}
        {presses.map((verb) => (
          <Press {...props} verb={verb} />
        ))}
        {(mine || current.status === 'open') && <Press {...props} verb="dismiss" />}
      </div>
      {mine && <ResolveForm {...props} outcomes={OUTCOMES} />}
      {current.status === 'open' && (
        <details id="at-once" class="at-once">
          <summary>{reader.texts.desk.case.atOnce}</summary>
          <ResolveForm {...props} outcomes={AT_A_GLANCE} />
        </details>
      )}
    </>
  )
}

/** Who has it, and until when. */
export function Standing({ reader, current }: { reader: Reader; current: Case }) {
  const mine = isMine(current, reader.me)
  const { texts, now } = reader
  const expired = current.status === 'claimed' && now >= current.leaseUntil
  return (
    <p class={`standing is-${current.status}${mine ? ' is-mine' : ''}${expired ? ' is-expired' : ''}`}>
      {sentence(now, (write) => texts.desk.state(current, mine, write))}
      {current.status === 'resolved' && <> · {texts.outcome[current.outcome]}</>}
    </p>
  )
}

function Press({ reader, current, back, verb }: Props & { verb: Verb }) {
  const words = reader.texts.desk
  const primary = verb === 'claim' || verb === 'take-over'
  return (
    <form method="post" action={`/cases/${current.id}/${verb}`} data-press="">
      <FormFields me={reader.me} back={back} />
      <button id={`${verb}-${current.id}`} class={primary ? 'primary' : undefined} type="submit">
        {reader.texts.command[verb]}
        <span class="unseen"> {words.ofCase(current.id)}</span>
      </button>
    </form>
  )
}

function ResolveForm({ reader, current, back, outcomes }: Props & { outcomes: readonly Outcome[] }) {
  const { texts, me } = reader
  const words = texts.desk.case
  return (
    <form
      id="resolve"
      class="resolve"
      method="post"
      action={`/cases/${current.id}/resolve`}
      data-press=""
      aria-label={texts.command.resolve}
    >
      <FormFields me={me} back={back} />
      <fieldset>
        <legend>{words.outcome}</legend>
        {outcomes.map((outcome) => (
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
      <button type="submit" class="primary">
        {texts.command.resolve}
      </button>
    </form>
  )
}

/** Longest note, in UTF-16 units as browsers count `maxlength`. */
export const NOTE_LENGTH = 1_000

function FormFields({ me, back }: { me: SignedIn; back: string }) {
  return (
    <>
      <input type="hidden" name="form" value={me.formToken} />
      <input type="hidden" name="back" value={back} />
    </>
  )
}
