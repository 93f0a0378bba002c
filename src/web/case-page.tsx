import { AllActions, Standing } from './case-actions.js'
import { CaseFlags } from './case-flags.js'
import type { CaseView } from './case-view.js'
import type { Reader } from './context.js'
import { Moment } from './moment.js'
import { Conversation } from './talk.js'
import { Level, PriorityParts, VerdictLine, WholeVerdict } from './verdict.js'

export function CasePage({ reader, view }: { reader: Reader; view: CaseView }) {
  const { current, card } = view
  const { texts, now } = reader
  const words = texts.desk
  const { assessment } = card.opening
  return (
    <div class="case-page" id={`page-${current.id}`}>
      <header class="case-head">
        <p>
          <a href="/">← {words.case.back}</a>
        </p>
        <h1>
          <Level priority={current.priority} /> {words.caseTitle(current.id)}
        </h1>
        <VerdictLine reader={reader} assessment={assessment} />
        <p class="place">
          {current.brand} · {texts.network(current.network)} · {texts.status[current.status]}
          {(current.status === 'open' || current.status === 'claimed') && (
            <>
              {' '}
              · {words.waiting}{' '}
              <b>
                <Moment at={current.waitingSince} now={now} as="span" />
              </b>
            </>
          )}
        </p>
        <Standing reader={reader} current={current} />
        <CaseFlags reader={reader} view={view} />
      </header>
      <section class="case-said" aria-labelledby="said">
        <h2 id="said">{words.care.talk.title}</h2>
        <Conversation reader={reader} view={view} />
      </section>
      <section class="case-act" aria-labelledby="act">
        <h2 id="act">{words.case.actions}</h2>
        <AllActions reader={reader} view={view} back={`/cases/${current.id}`} />
      </section>
      <section class="case-why" aria-labelledby="why">
        <h2 id="why">{words.case.why}</h2>
        {view.missed && (
          <p>
            <a href={`/missed/${card.opening.id}`}>{words.missed.fromCase}</a>
          </p>
        )}
        <WholeVerdict reader={reader} assessment={assessment} />
        <PriorityParts reader={reader} priority={current.priority} shown={assessment} />
      </section>
    </div>
  )
}
