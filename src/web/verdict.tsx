import type { Assessment } from '../domain/assessment.js'
import { LEVELS, type Priority } from '../domain/priority.js'
import type { Reader } from './context.js'
import { tameLine } from './foreign-text.js'

export function Level({ priority }: { priority: Priority }) {
  return <b class={`level ${priority.level.toLowerCase()}`}>{priority.level}</b>
}

/** "serious · answer within hours · delivery" */
export function VerdictLine({ reader, assessment }: { reader: Reader; assessment: Assessment }) {
  const { texts } = reader
  return (
    <p class="verdict">
      <b class={`severity s${assessment.severity}`}>{texts.severity[assessment.severity]}</b>
      <span aria-hidden="true"> · </span>
      <b class={`urgency u${assessment.urgency}`}>{texts.urgency[assessment.urgency]}</b>
      <span aria-hidden="true"> · </span>
      <span>{texts.category[assessment.category]}</span>
    </p>
  )
}

/** The verdict with what each step of its scales means, and what carried it. */
export function WholeVerdict({ reader, assessment }: { reader: Reader; assessment: Assessment }) {
  const { texts } = reader
  const words = texts.desk
  const reasons = assessment.reasons.map((reason) => tameLine(reason, 120)).filter((reason) => reason !== '')
  return (
    <dl class="facts">
      <dt>{words.severityLabel}</dt>
      <dd>
        <Scale value={assessment.severity} of={4} /> <b>{texts.severity[assessment.severity]}</b>
        <small>{words.severityHelp[assessment.severity]}</small>
      </dd>
      <dt>{words.urgencyLabel}</dt>
      <dd>
        <Scale value={assessment.urgency} of={3} /> <b>{texts.urgency[assessment.urgency]}</b>
        <small>{words.urgencyHelp[assessment.urgency]}</small>
      </dd>
      <dt>{words.case.category}</dt>
      <dd>
        {texts.category[assessment.category]}, {words.case.asks(assessment.wantsReply)}
      </dd>
      <dt>{words.case.language}</dt>
      <dd>{texts.language(assessment.lang)}</dd>
      <dt>{words.case.certainty}</dt>
      <dd>{words.case.chance(assessment.complaint)}</dd>
      <dt>{words.case.reasons}</dt>
      <dd>
        {reasons.length === 0
          ? words.case.noReasons
          : reasons.map((reason) => (
              <>
                <mark class="reason" dir="auto">
                  {reason}
                </mark>{' '}
              </>
            ))}
      </dd>
      {assessment.rules.length > 0 && (
        <>
          <dt>{words.case.rules}</dt>
          <dd>
            {assessment.rules.map((rule) => tameLine(rule)).join(', ')}
            <small>{words.case.rulesHelp}</small>
          </dd>
        </>
      )}
      <dt>{words.case.model}</dt>
      <dd>{assessment.model}</dd>
    </dl>
  )
}

function Scale({ value, of }: { value: number; of: number }) {
  return (
    <span class="scale" aria-hidden="true">
      {Array.from({ length: of }, (_, step) => (
        <i class={step < value ? 'on' : undefined} />
      ))}
    </span>
  )
}

/** What made the level, part by part. @param shown the verdict that stands above, of the first post */
export function PriorityParts(props: {
  readonly reader: Reader
  readonly priority: Priority
  readonly shown: Assessment
}) {
  const { reader, priority, shown } = props
  const isOfAnother = priority.severity !== 2 * shown.severity || priority.urgency !== shown.urgency
  const words = reader.texts.desk.case
  const parts = (['severity', 'urgency', 'reach', 'growth'] as const).map(
    (part) => [part, priority[part]] as const,
  )
  const sum = parts.reduce((total, [, points]) => total + points, 0)
  const from = Object.fromEntries(LEVELS.map(([least, level]) => [level, least])) as Record<
    'P1' | 'P2' | 'P3',
    number
  >
  return (
    <table class="parts">
      <caption>
        {words.priority}
        {isOfAnother && <small>{words.ofAnotherPost}</small>}
      </caption>
      <tbody>
        {parts.map(([part, points]) => (
          <tr>
            <th scope="row">{words.part[part]}</th>
            <td>{points}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            <Level priority={priority} /> <small>{words.levels(from)}</small>
          </th>
          <td>{sum}</td>
        </tr>
      </tfoot>
    </table>
  )
}
