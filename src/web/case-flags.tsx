import type { Card } from '../domain/card.js'
import { HOUR, type Instant } from '../domain/time.js'
import type { PulseState } from '../ports.js'
import type { CaseView } from './case-view.js'
import type { Reader } from './context.js'
import { sentence } from './moment.js'

/** A promise that is due within so long is shown in the list. */
const SOON = 2 * HOUR

/** The highest step of the ladder since the customer began to wait; `null`: none. */
export function rungOf(card: Card) {
  const { status, waitingSince } = card.case
  if (status !== 'open' && status !== 'claimed') return null
  const taken = card.history.findLast(({ event, at }) => event.type === 'escalated' && at >= waitingSince)
  return taken?.event.type === 'escalated' ? { rung: taken.event.rung, at: taken.at } : null
}

/** Of a case that is not over, soonest first. */
const openPromises = (card: Card) =>
  card.case.status === 'resolved' ? [] : card.promises.filter(({ state }) => state === 'open')

/** A few words in a row of the list: what must not be forgotten. */
export function RowFlags({ reader, card }: { reader: Reader; card: Card }) {
  const { now, texts } = reader
  const words = texts.desk.care.flag
  const rung = rungOf(card)
  const [promise] = openPromises(card)
  const reply = card.outreaches.at(-1)
  return (
    <>
      {rung !== null && (
        <span class="flag is-alarm" title={texts.rung[rung.rung]}>
          {rung.rung.endsWith('-remind') || rung.rung.endsWith('-owner') ? words.remind : words.call}
        </span>
      )}
      {promise !== undefined && promise.dueAt - now <= SOON && (
        <span class={`flag ${promise.dueAt <= now ? 'is-alarm' : 'is-warm'}`}>
          {sentence(now, (write) => words.promiseDue(promise.dueAt, promise.dueAt <= now, write))}
        </span>
      )}
      {reply?.status === 'failed' && card.case.status !== 'resolved' && (
        <span class="flag is-alarm">{words.replyFailed}</span>
      )}
      {(reply?.status === 'owed' || reply?.status === 'sending') && (
        <span class="flag">{words.replySending}</span>
      )}
      {reply?.status === 'to-approve' && <span class="flag is-warm">{words.toApprove}</span>}
      <Snoozed reader={reader} card={card} />
    </>
  )
}

function Snoozed({ reader, card }: { reader: Reader; card: Card }) {
  const { case: current } = card
  if ((current.status !== 'claimed' && current.status !== 'waiting') || current.snooze === null) return null
  const { until } = current.snooze
  return (
    <span class="flag">
      {sentence(reader.now, (write) => reader.texts.desk.care.flag.snoozed(until, write))}
    </span>
  )
}

/** At the head of a case's page: where it stands, in sentences. */
export function CaseFlags({ reader, view }: { reader: Reader; view: CaseView }) {
  const { card, others, blocked, pulse } = view
  const { now, texts } = reader
  const { flag, talk } = texts.desk.care
  const rung = rungOf(card)
  return (
    <ul class="flags">
      {rung !== null && (
        <li class="flag is-alarm">
          {sentence(now, (write) => `${write.at(rung.at)}: ${texts.rung[rung.rung]}`)}
        </li>
      )}
      {openPromises(card).map((promise) => (
        <li
          class={`flag${promise.state === 'open' ? (isOver(promise.dueAt, now) ? ' is-alarm' : ' is-warm') : ''}`}
        >
          {sentence(now, (write) => talk.promise(promise, now, write))}
        </li>
      ))}
      {snoozeOf(card) !== null && (
        <li>
          <Snoozed reader={reader} card={card} />
        </li>
      )}
      {pulse.state !== null && <PulseFlag reader={reader} state={pulse.state} />}
      {blocked && <li class="flag is-alarm">{flag.blocked}</li>}
      {others.length > 0 && (
        <li class="flag">
          {flag.others}:{' '}
          {others.slice(0, MOST_LINKS).map((other, place) => (
            <>
              {place > 0 && ', '}
              <a href={`/cases/${other.id}`}>{flag.other(other)}</a>
            </>
          ))}
          {others.length > MOST_LINKS && ' …'}
        </li>
      )}
    </ul>
  )
}

function PulseFlag({ reader, state }: { reader: Reader; state: PulseState }) {
  const { texts, now } = reader
  return <li class="flag">{sentence(now, (write) => texts.pulse.state(state, now, write))}</li>
}

const MOST_LINKS = 6
const isOver = (dueAt: Instant, now: Instant): boolean => dueAt <= now

const snoozeOf = ({ case: current }: Card) =>
  current.status === 'claimed' || current.status === 'waiting' ? current.snooze : null
