import type { Card } from '../domain/card.js'
import type { HistoryEntry } from '../domain/history.js'
import type { Actor } from '../domain/people.js'
import { AllActions } from './case-actions.js'
import { waitingSince } from './case-list.js'
import type { Reader } from './context.js'
import { tameLine } from './foreign-text.js'
import { Moment, sentence } from './moment.js'
import { WholePost } from './post.js'
import { Level, PriorityParts, VerdictLine, WholeVerdict } from './verdict.js'

export function CasePage({ reader, card }: { reader: Reader; card: Card }) {
  const { case: current, opening } = card
  const { texts, now } = reader
  const words = texts.desk
  return (
    <div class="case-page" id={`page-${current.id}`}>
      <header class="case-head">
        <p>
          <a href="/">← {words.case.back}</a>
        </p>
        <h1>
          <Level priority={current.priority} /> {words.caseTitle(current.id)}
        </h1>
        <VerdictLine reader={reader} assessment={opening.assessment} />
        <p class="place">
          {current.brand} · {texts.network(current.network)} · {texts.status[current.status]}
          {current.status === 'open' && (
            <>
              {' '}
              · {words.waiting}{' '}
              <b>
                <Moment at={waitingSince(card)} now={now} as="span" />
              </b>
            </>
          )}
        </p>
      </header>
      <section class="case-said" aria-labelledby="said">
        <h2 id="said">{words.case.said}</h2>
        <WholePost reader={reader} mention={opening} earlierCases={card.earlierCases} />
        {card.joined.length > 0 && <h3>{words.case.saidAlso}</h3>}
        {card.joined.map((mention) => (
          <WholePost reader={reader} mention={mention} earlierCases={card.earlierCases} />
        ))}
      </section>
      <section class="case-act" aria-labelledby="act">
        <h2 id="act">{words.case.actions}</h2>
        <AllActions reader={reader} current={current} back={`/cases/${current.id}`} />
      </section>
      <section class="case-why" aria-labelledby="why">
        <h2 id="why">{words.case.why}</h2>
        <WholeVerdict reader={reader} assessment={opening.assessment} />
        <PriorityParts reader={reader} priority={current.priority} />
      </section>
      <section class="case-history" aria-labelledby="history">
        <h2 id="history">{words.case.history}</h2>
        <ol class="history">
          {card.history.map((entry) => (
            <HistoryLine reader={reader} entry={entry} />
          ))}
        </ol>
      </section>
    </div>
  )
}

function HistoryLine({ reader, entry }: { reader: Reader; entry: HistoryEntry }) {
  const { texts, now } = reader
  return (
    <li id={`event-${entry.id}`}>
      <Moment at={entry.at} now={now} as="clock" /> <b class="actor">{actorName(reader, entry.by)}</b>{' '}
      {sentence(now, (write) => texts.event(entry.event, write))}
    </li>
  )
}

function actorName(reader: Reader, by: Actor) {
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
