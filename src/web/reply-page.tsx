import { isSensitive, type PreparedReply } from '../app/prepare-reply.js'
import type { StoredMention } from '../domain/mention.js'
import type { Outreach, ReplyRefusal } from '../domain/outreach.js'
import type { CaseView } from './case-view.js'
import type { Reader, Rooms } from './context.js'
import { conversationOf } from './conversation.js'
import { tameLine } from './foreign-text.js'
import { Moment, sentence } from './moment.js'
import { Quote, WholePost } from './post.js'
import { type Hurdle, Hurdles } from './reply-hurdles.js'
import { Meter } from './reply-meter.js'
import { OurReply } from './talk.js'
import { Level } from './verdict.js'

/** A reply as it is being written. */
export type Writing = {
  readonly kind: Outreach['kind']
  readonly text: string
  readonly lang: string
  /** Of this form: sent twice, it is one reply. */
  readonly key: string
  /** Stands for the text that was last looked over: *Send anyway* is for that text alone. */
  readonly seal: string
  /** Stands for the customer's words that the form shows. */
  readonly seen: string
  /** What of their authority the rep offers with it; empty for nothing. */
  readonly offered: string
}

export type ReplyPageProps = {
  readonly rooms: Rooms
  readonly reader: Reader
  readonly view: CaseView
  readonly prepared: PreparedReply
  readonly writing: Writing
  readonly hurdle: Hurdle | null
  /** Why nothing can be sent, whatever is written; `null` when something can. */
  readonly refusal: ReplyRefusal | null
}

/** The longest text that the form takes, in UTF-16 units: several times what any network takes. */
export const REPLY_LENGTH = 5_000

export function ReplyPage(props: ReplyPageProps) {
  const { reader, view, prepared, writing, refusal } = props
  const { texts, now } = reader
  const words = texts.desk.care.reply
  const { current } = view
  const { target, draft } = prepared
  return (
    <div class="reply-page">
      <header class="case-head">
        <p>
          <a href={`/cases/${current.id}`}>← {words.back}</a>
        </p>
        <h1>
          <Level priority={current.priority} /> {words.title(writing.kind)} ·{' '}
          {texts.desk.caseTitle(current.id)}
        </h1>
      </header>
      <div class="reply-hurdle">
        <Hurdles reader={reader} hurdle={props.hurdle} network={current.network} />
      </div>
      <section class="reply-to" aria-label={texts.desk.case.said}>
        <WholePost reader={reader} mention={target} earlierCases={view.card.earlierCases} />
        <Before reader={reader} view={view} target={target} />
      </section>
      <section class="reply-write" aria-label={words.title(writing.kind)}>
        {refusal !== null ? (
          <div class="notice is-refused" role="alert">
            <p>
              <b>{words.cannot}.</b> {sentence(now, (write) => texts.reply.refusal(refusal, write))}{' '}
              {refusal.reason === 'not-yours' && (
                <a href={`/cases/${current.id}#more-take-over`}>{texts.command['take-over']}</a>
              )}
            </p>
          </div>
        ) : (
          <>
            <ul class="hints">
              <li>
                {target.assessment.lang !== 'und' && (
                  <>{words.language(texts.language(target.assessment.lang))} </>
                )}
                {draft.isFallback && texts.coach.fallback(target.assessment.lang, draft.lang)}
              </li>
              {isSensitive(target) && <li class="is-warm">{words.sensitive}</li>}
              {prepared.secondPair && <li>{words.secondPair}</li>}
              {target.post.contentWarning !== null && <li>{words.keepsWarning}</li>}
            </ul>
            <ReplyForm {...props} />
          </>
        )}
      </section>
    </div>
  )
}

/** What they and we said before, so that nobody answers half a conversation. */
function Before(props: { reader: Reader; view: CaseView; target: StoredMention }) {
  const { reader, view, target } = props
  const said = conversationOf(view.card).filter(
    (turn) => turn.type === 'reply' || (turn.type === 'post' && turn.mention.id !== target.id),
  )
  if (said.length === 0) return null
  return (
    <details class="before" open={said.length <= MOST_OPEN}>
      <summary>{reader.texts.desk.care.reply.before}</summary>
      {said.map((turn) =>
        turn.type === 'reply' ? (
          <div class="turn ours">
            <OurReply reader={reader} view={view} outreach={turn.outreach} bare />
          </div>
        ) : turn.type === 'post' ? (
          <div class="turn theirs">
            <p class="by">
              <Moment at={turn.at} now={reader.now} as="ago" />
            </p>
            <Quote reader={reader} mention={turn.mention} clamp={false} />
          </div>
        ) : null,
      )}
    </details>
  )
}

const MOST_OPEN = 4

function ReplyForm({ rooms, reader, view, prepared, writing, hurdle }: ReplyPageProps) {
  const { texts, me } = reader
  const words = texts.desk.care.reply
  const { current } = view
  const action = `/cases/${current.id}/reply`
  const { visibility } = prepared.target.post
  const isPublic = visibility === 'public' || visibility === 'unlisted'
  const languages = [...new Set([writing.lang, ...rooms.languages])]
  const blocked = hurdle?.type === 'findings' && hurdle.findings.some(({ blocking }) => blocking)
  const waved = (hurdle?.type === 'findings' && !blocked) || hurdle?.type === 'answered'
  return (
    <form
      id="reply"
      class="reply-form"
      method="post"
      action={action}
      data-once=""
      data-reply=""
      data-check={`${action}/check`}
    >
      <input type="hidden" name="form" value={me.formToken} />
      <input type="hidden" name="key" value={writing.key} />
      <input type="hidden" name="kind" value={writing.kind} />
      <input type="hidden" name="seen" value={writing.seen} />
      <label for="text">
        {words.label} <small>{words.as(current.brand, texts.network(current.network), isPublic)}</small>
      </label>
      <textarea
        id="text"
        name="text"
        rows={9}
        dir="auto"
        lang={writing.lang}
        maxlength={REPLY_LENGTH}
        aria-describedby="meter"
        required
      >
        {writing.text}
      </textarea>
      <div id="meter" class="meter" aria-live="polite">
        <Meter
          reader={reader}
          text={writing.text}
          limits={prepared.limits}
          warning={prepared.target.post.contentWarning}
          buttons={false}
        />
      </div>
      <div class="presses reply-presses">
        {waved ? (
          <>
            <a class="button" href="#text">
              {texts.coach.edit}
            </a>
            <button type="submit" name="anyway" value={writing.seal} class="primary">
              {texts.coach.sendAnyway}
            </button>
          </>
        ) : null}
        <button type="submit" class={waved ? 'unseen-until-edited' : 'primary'} data-send="">
          {prepared.secondPair ? words.ask : words.send}
        </button>
        <label class="in-language">
          <span class="unseen">{texts.desk.case.language}</span>
          <select name="lang">
            {languages.map((code) => (
              <option value={code} selected={code === writing.lang}>
                {texts.language(code)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {prepared.authority.length > 0 && writing.kind === 'reply' && (
        <div class="offer">
          <label for="offered">
            <b>{words.offer}</b> <small>{words.offerHelp}</small>
          </label>
          <select id="offered" name="offered">
            <option value="">{words.offerNothing}</option>
            {prepared.authority.map((offer) => (
              <option value={offer} selected={offer === writing.offered}>
                {tameLine(offer, 200)}
              </option>
            ))}
          </select>
        </div>
      )}
    </form>
  )
}
