import type { HistoryEntry } from '../domain/history.js'
import type { Outreach } from '../domain/outreach.js'
import type { Actor } from '../domain/people.js'
import type { CaseView } from './case-view.js'
import type { Reader } from './context.js'
import { conversationOf, isFound, type Turn } from './conversation.js'
import { tame, tameLine } from './foreign-text.js'
import { Moment, sentence } from './moment.js'
import { WholePost } from './post.js'
import { FormFields } from './press-form.js'

/** Everything that was said and done, in time order. */
export function Conversation({ reader, view }: { reader: Reader; view: CaseView }) {
  return (
    <ol class="talk">
      {conversationOf(view.card).map((turn) => (
        <TurnLine reader={reader} view={view} turn={turn} />
      ))}
    </ol>
  )
}

function TurnLine({ reader, view, turn }: { reader: Reader; view: CaseView; turn: Turn }) {
  const { card } = view
  const words = reader.texts.desk.care.talk
  switch (turn.type) {
    case 'post':
      return (
        <li id={`post-${turn.mention.id}`} class="turn theirs">
          <WholePost
            reader={reader}
            mention={turn.mention}
            earlierCases={card.earlierCases}
            again={turn.mention.id === card.opening.id ? null : words.again}
          />
        </li>
      )
    case 'reply':
      return (
        <li id={`reply-sent-${turn.outreach.id}`} class={`turn ours is-${turn.outreach.status}`}>
          <OurReply reader={reader} view={view} outreach={turn.outreach} />
        </li>
      )
    case 'note':
      return (
        <li id={`event-${turn.entry.id}`} class="turn team">
          <p class="by">
            <b>{actorName(reader, turn.entry.by)}</b> · {words.note} ·{' '}
            <Moment at={turn.at} now={reader.now} as="clock" />
          </p>
          <p class="note-text" dir="auto">
            {tame(turn.text)}
          </p>
        </li>
      )
    case 'line':
      return (
        <li id={`event-${turn.entry.id}`} class="line">
          <HistoryLine reader={reader} entry={turn.entry} />
        </li>
      )
  }
}

function HistoryLine({ reader, entry }: { reader: Reader; entry: HistoryEntry }) {
  const { texts, now } = reader
  return (
    <>
      <Moment at={entry.at} now={now} as="clock" /> <b class="actor">{actorName(reader, entry.by)}</b>{' '}
      {sentence(now, (write) => texts.event(entry.event, write))}
    </>
  )
}

/** A reply of ours, how it fares, and what can be done about it. */
export function OurReply(props: {
  reader: Reader
  view: CaseView
  outreach: Outreach
  /** Shown to be read alone. */
  bare?: boolean
}) {
  const { reader, view, outreach } = props
  const { texts, now } = reader
  const { talk } = texts.desk.care
  const { network } = view.current
  const promises = view.card.promises.filter(({ outreachId }) => outreachId === outreach.id)
  return (
    <>
      <p class="by">
        <b>
          <bdi>{tameLine(isFound(outreach) ? `@${outreach.by.name}` : outreach.by.name)}</bdi>
        </b>{' '}
        {talk.we}
        {outreach.kind === 'closing' && <> · {talk.closing}</>}
        {isFound(outreach) && <> · {talk.elsewhere}</>}
      </p>
      <p class="our-words" dir="auto" lang={outreach.lang}>
        {tame(outreach.text)}
      </p>
      <p class={`fares is-${outreach.status}`} role="status">
        {sentence(now, (write) => texts.reply.state(outreach, write))}{' '}
        {outreach.status === 'sent' && outreach.url !== null && /^https?:\/\//i.test(outreach.url) && (
          <a href={outreach.url} target="_blank" rel="noopener noreferrer nofollow">
            {talk.see(texts.network(network))} ↗
          </a>
        )}
      </p>
      {promises.map((promise) => (
        <p class="around">{sentence(now, (write) => talk.promise(promise, now, write))}</p>
      ))}
      {props.bare !== true && <ReplyDeeds reader={reader} view={view} outreach={outreach} />}
    </>
  )
}

function ReplyDeeds({ reader, view, outreach }: { reader: Reader; view: CaseView; outreach: Outreach }) {
  const { me, texts } = reader
  const { talk } = texts.desk.care
  const { id, caseId } = outreach
  const press = (verb: string, label: string, primary: boolean) => (
    <form method="post" action={`/replies/${id}/${verb}`} data-press="">
      <FormFields me={me} back={`/cases/${caseId}`} />
      <button id={`${verb}-reply-${id}`} type="submit" class={primary ? 'primary' : 'plain'}>
        {label}
      </button>
    </form>
  )
  switch (outreach.status) {
    case 'sent':
      return isFound(outreach) ? null : (
        <p class="deeds">
          <a href={`/replies/${id}/take-down`}>
            {talk.takeDown} / {talk.correct}
          </a>
        </p>
      )
    case 'failed': {
      const last = view.card.outreaches.at(-1)?.id === id
      const over = view.current.status === 'resolved' && outreach.kind === 'reply'
      return last && !over ? (
        <p class="deeds">
          <a class="button" href={`/cases/${caseId}/reply?from=${id}`}>
            {talk.tryAgain}
          </a>
        </p>
      ) : null
    }
    case 'to-approve':
      return (
        <div class="deeds">
          {outreach.by.id === me.person.id ? (
            <small>{talk.ownWaits}</small>
          ) : (
            press('approve', talk.approve, true)
          )}
          {press('withdraw', talk.withdraw, false)}
        </div>
      )
    case 'owed':
    case 'sending':
    case 'removed':
      return null
  }
}

export function actorName(reader: Reader, by: Actor) {
  const words = reader.texts.desk.actor
  switch (by.type) {
    case 'rep':
      return <bdi>{tameLine(by.person.name)}</bdi>
    case 'schedule':
      return words.schedule
    case 'connector':
      return words.connector(tameLine(by.id))
    case 'customer':
      return words.customer
  }
}
