import type { AlertThreshold, Assessment, Severity } from '../domain/assessment.js'
import type { MentionId, StoredMention } from '../domain/mention.js'
import { firstLabels, type Miss, type Remedy, remediesOf } from '../domain/missed.js'
import { type Sight, timelineOf } from '../domain/missed-timeline.js'
import { DAY, type Instant } from '../domain/time.js'
import type { RegressionResult } from '../ports.js'
import type { Reader, Rooms } from './context.js'
import { MissForm, Sentences } from './missed-words.js'
import { Moment } from './moment.js'
import { LabelFields } from './more-forms.js'
import { WholePost } from './post.js'
import { WholeVerdict } from './verdict.js'

export type MissView = {
  readonly miss: Miss
  readonly mention: StoredMention
  readonly caseId: number | null
  readonly earlierCases: number
  readonly sights: readonly Sight[]
  readonly remedies: readonly (Remedy & { readonly posts?: number | null })[]
  /** What the brand asks for today; `null` where it is not configured any more. */
  readonly asksNow: AlertThreshold | null
  readonly result: RegressionResult | null
}

/** `gone`: its author took it back. */
export function missView(rooms: Rooms, id: MentionId, now: Instant): MissView | 'gone' | 'unknown' {
  const { missed, mentions, cases } = rooms.desk.store
  const miss = missed.get(id)
  const mention = mentions.get(id)
  if (mention === null) return 'unknown'
  if (mention.removedAt !== null) return 'gone'
  if (miss === null) return 'unknown'
  const caseId = cases.ofMention(id)
  const card = caseId === null ? null : cases.card(caseId)
  return {
    miss,
    mention,
    caseId,
    earlierCases: card?.earlierCases ?? cases.ofAuthor(authorOf(mention)).length,
    sights: timelineOf(miss, mention, missed.looks(id), card),
    remedies: remediesOf(miss).map((remedy) =>
      remedy.type === 'threshold'
        ? { ...remedy, posts: missed.wouldPass(miss.brand, remedy.alert, now - 7 * DAY) }
        : remedy,
    ),
    asksNow: rooms.care.asksOf(miss.brand),
    result: missed.lastResult(id),
  }
}

const authorOf = ({ brand, post }: StoredMention) => ({
  brand,
  network: post.network,
  authorId: post.author.id,
})

export function MissedPost({ reader, view }: { reader: Reader; view: MissView }) {
  const { miss, mention, caseId } = view
  const { texts, now } = reader
  const words = texts.desk.missed
  const page = words.post
  return (
    <article class="missed missed-post">
      <p>
        <a href="/missed">← {words.all}</a>
      </p>
      <h1>{page.title(miss.mentionId)}</h1>
      <p class="place">
        <b>{words.kind[miss.kind]}</b> · {miss.brand} · {texts.network(mention.post.network)} ·{' '}
        {words.state[miss.state]}
        {caseId !== null && (
          <>
            {' · '}
            <a href={`/cases/${caseId}`}>{words.openCase(caseId)}</a>
          </>
        )}
      </p>
      <WholePost reader={reader} mention={mention} earlierCases={view.earlierCases} brief={caseId === null} />

      <section aria-labelledby="why">
        <h2 id="why">{page.why}</h2>
        <Sentences reader={reader} miss={miss} />
        <Remedies reader={reader} view={view} />
      </section>
      <section aria-labelledby="decide">
        <h2 id="decide">{page.labels}</h2>
        <Decide reader={reader} view={view} />
      </section>
      <section aria-labelledby="timeline">
        <h2 id="timeline">{page.timeline}</h2>
        <ol class="sights">
          {view.sights.map((sight) => (
            <li>
              <Moment at={sight.at} now={now} as="clock" /> <span>{said(reader, miss, sight)}</span>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="verdict">
        <h2 id="verdict">{page.verdict}</h2>
        <Asked reader={reader} view={view} />
        <WholeVerdict reader={reader} assessment={judgedThen(view)} />
      </section>
    </article>
  )
}

/** The words that carried it are the post's own, and are read there. */
const judgedThen = ({ miss: { judged }, mention }: MissView): Assessment => {
  const { reasons, wantsReply } = mention.assessment
  return { ...judged, reasons, wantsReply }
}

function Remedies({ reader, view }: { reader: Reader; view: MissView }) {
  const words = reader.texts.desk.missed.post
  if (view.remedies.length === 0) return null
  return (
    <>
      <h3>{words.remedies}</h3>
      <ul class="remedies">
        {view.remedies.map((remedy) => (
          <li>
            {words.remedy(remedy, view.miss.brand)}
            {remedy.posts !== undefined && <> {words.wouldBring(remedy.posts)}</>}
          </li>
        ))}
      </ul>
    </>
  )
}

function Decide({ reader, view }: { reader: Reader; view: MissView }) {
  const { miss, mention, result, caseId } = view
  const words = reader.texts.desk.missed
  const page = words.post
  const back = `/missed/${miss.mentionId}`
  const labels = miss.state === 'in-the-set' ? miss.labels : firstLabels(mention.assessment, miss.asked)
  return (
    <>
      {result !== null && (
        <p class={result.passes ? 'passes' : 'fails'}>
          {words.set.result(result.alerts, result.passes, result.complaint)}
        </p>
      )}
      <MissForm reader={reader} miss={miss} decision="add-to-set" back={back} class="labels">
        <LabelFields reader={reader} labels={labels} />
        <button type="submit" class={miss.state === 'to-look-at' ? 'primary' : undefined}>
          {miss.state === 'in-the-set' ? page.change : page.add}
        </button>
      </MissForm>
      <p>
        <small>{page.labelsHelp}</small>
      </p>
      <div class="presses">
        {miss.state === 'to-look-at' && (
          <MissForm reader={reader} miss={miss} decision="set-aside" back={back}>
            <button type="submit">{page.aside}</button>
          </MissForm>
        )}
        {miss.state !== 'to-look-at' && (
          <MissForm reader={reader} miss={miss} decision="look-again" back={back}>
            <button type="submit">{page.reconsider[miss.state]}</button>
          </MissForm>
        )}
        {caseId === null && mention.post.url !== null && (
          <a class="button" href={openHref(mention.post.url, miss.brand)} title={page.answerHelp}>
            {page.answer}
          </a>
        )}
      </div>
    </>
  )
}

const openHref = (url: string, brand: string): string => `/open?${new URLSearchParams({ url, brand })}`

function Asked({ reader, view }: { reader: Reader; view: MissView }) {
  const words = reader.texts.desk.missed.post
  const { miss, asksNow } = view
  const name = ({ severity }: AlertThreshold) => reader.texts.severity[severity as Severity]
  const changed =
    asksNow !== null &&
    (asksNow.severity !== miss.asked.severity || asksNow.complaint !== miss.asked.complaint)
  return (
    <p>
      {words.asked(miss.brand, name(miss.asked), miss.asked.complaint)}
      {changed && <> {words.askedNow(name(asksNow), asksNow.complaint)}</>}
    </p>
  )
}

function said({ texts }: Reader, miss: Miss, sight: Sight): string {
  const words = texts.desk.missed.sight
  switch (sight.type) {
    case 'posted':
    case 'edited':
    case 'alerted':
      return words[sight.type]
    case 'received':
    case 'looked':
      return words[sight.type](sight.engagement)
    case 'noticed':
      return words.noticed[miss.kind]
    case 'opened-by-hand':
      return miss.known ? words.byHandKnown : words.byHand
    case 'corrected': {
      const { severity, urgency, category } = sight.to
      return words.corrected(texts.severity[severity], texts.urgency[urgency], texts.category[category])
    }
    case 'decided':
      return words.decided[sight.state]
  }
}
