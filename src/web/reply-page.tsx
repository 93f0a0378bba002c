import { isSensitive, type PreparedReply } from '../app/prepare-reply.js'
import type { CoachFinding } from '../domain/coach/rules.js'
import { unfilledGaps } from '../domain/draft.js'
import type { Outreach, ReplyRefusal } from '../domain/outreach.js'
import type { Post } from '../domain/post.js'
import { measureReply, type ReplyLimits } from '../domain/reply-length.js'
import type { CaseView } from './case-view.js'
import type { Reader, Rooms } from './context.js'
import { tame, tameLine } from './foreign-text.js'
import { sentence } from './moment.js'
import { WholePost } from './post.js'
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
}

/** What stood in the way of the last press on *Send*. */
export type Hurdle =
  | { readonly type: 'findings'; readonly findings: readonly CoachFinding[] }
  | { readonly type: 'answered'; readonly post: Post }
  | { readonly type: 'refused'; readonly refusal: ReplyRefusal }
  | { readonly type: 'used-form' }
  | { readonly type: 'empty' }

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
        <Hurdles {...props} />
      </div>
      <section class="reply-to" aria-label={texts.desk.case.said}>
        <WholePost reader={reader} mention={target} earlierCases={view.card.earlierCases} />
        {prepared.before.length > 0 && (
          <details class="before" open={prepared.before.length < 3}>
            <summary>{words.before}</summary>
            {prepared.before.map((outreach) => (
              <div class="turn ours">
                <OurReply reader={reader} view={view} outreach={outreach} bare />
              </div>
            ))}
          </details>
        )}
      </section>
      <section class="reply-write" aria-label={words.title(writing.kind)}>
        {refusal !== null ? (
          <div class="notice is-refused" role="alert">
            <p>
              <b>{words.cannot}.</b> {sentence(now, (write) => texts.reply.refusal(refusal, write))}
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

function ReplyForm({ rooms, reader, view, prepared, writing, hurdle }: ReplyPageProps) {
  const { texts, me } = reader
  const words = texts.desk.care.reply
  const { current } = view
  const action = `/cases/${current.id}/reply`
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
      <label for="text">
        {words.label} <small>{words.as(current.brand, texts.network(current.network))}</small>
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
          <p>
            <b>{words.offer}</b> <small>{words.offerHelp}</small>
          </p>
          <ul>
            {prepared.authority.map((offer) => (
              <li>{tameLine(offer, 200)}</li>
            ))}
          </ul>
        </div>
      )}
    </form>
  )
}

/** How long it is, and what is still to be filled in. `buttons`: the script makes each gap a way to its place. */
export function Meter(props: {
  reader: Reader
  text: string
  limits: ReplyLimits
  warning: string | null
  buttons: boolean
}) {
  const { reader, text, limits } = props
  const words = reader.texts.desk.care.reply
  const { used, left } = measureReply(text, limits, props.warning)
  const gaps = unfilledGaps(text)
  return (
    <>
      <p class={`length${left < 0 ? ' is-over' : left < 30 ? ' is-near' : ''}`} id="meter-count">
        {words.count(used, limits.characters, left)}
      </p>
      <p class="gaps" id="meter-gaps">
        {gaps.length === 0 ? words.noGaps : words.gaps(gaps.length)}
        {gaps.map((gap) =>
          props.buttons ? (
            <button type="button" class="gap" data-gap={String(gap.start)} title={words.findGap}>
              {gap.text}
            </button>
          ) : (
            <mark class="gap">{gap.text}</mark>
          ),
        )}
      </p>
    </>
  )
}

function Hurdles({ reader, view, hurdle }: ReplyPageProps) {
  const { texts, now } = reader
  const words = texts.desk.care.reply
  if (hurdle === null) return null
  switch (hurdle.type) {
    case 'findings': {
      const blocking = hurdle.findings.filter((finding) => finding.blocking).length
      return (
        <section class={`findings${blocking > 0 ? ' is-blocking' : ''}`} role="alert" id="findings">
          <h2>{texts.coach.title(hurdle.findings.length, blocking)}</h2>
          <ul>
            {hurdle.findings.map(({ blocking, phrase, say }) => (
              <li class={blocking ? 'is-blocking' : undefined}>
                {phrase !== null && <q dir="auto">{tameLine(phrase.text, 120)}</q>} {texts.coach.say(say)}
              </li>
            ))}
          </ul>
        </section>
      )
    }
    case 'answered': {
      const { post } = hurdle
      return (
        <section class="findings" role="alert" id="findings">
          <h2>{words.answered}</h2>
          <p>{words.answeredHelp}</p>
          <blockquote class="words" dir="auto">
            {tame(post.text)}
          </blockquote>
          <p class="around">
            <bdi>@{tameLine(post.author.handle)}</bdi>{' '}
            {post.url !== null && /^https?:\/\//i.test(post.url) && (
              <a href={post.url} target="_blank" rel="noopener noreferrer nofollow">
                {words.see(texts.network(view.current.network))} ↗
              </a>
            )}
          </p>
        </section>
      )
    }
    case 'refused':
      return (
        <div class="notice is-refused" role="alert">
          <p>{sentence(now, (write) => texts.reply.refusal(hurdle.refusal, write))}</p>
        </div>
      )
    case 'used-form':
      return (
        <div class="notice is-refused" role="alert">
          <p>{words.usedForm}</p>
        </div>
      )
    case 'empty':
      return (
        <div class="notice is-refused" role="alert">
          <p>{words.missing}</p>
        </div>
      )
  }
}
