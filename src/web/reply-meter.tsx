import type { CoachFinding } from '../domain/coach/rules.js'
import { unfilledGaps } from '../domain/draft.js'
import { measureReply, type ReplyLimits } from '../domain/reply-length.js'
import type { Reader } from './context.js'
import { Findings } from './reply-hurdles.js'

/**
 * How long it is, what is still to be filled in, and what the coach would not have said. `buttons`: the script makes each
 * gap a way to its place.
 */
export function Meter(props: {
  reader: Reader
  text: string
  limits: ReplyLimits
  warning: string | null
  buttons: boolean
  findings?: readonly CoachFinding[]
}) {
  const { reader, text, limits } = props
  const words = reader.texts.desk.care.reply
  const { used, left } = measureReply(text, limits, props.warning)
  const gaps = unfilledGaps(text)
  // What is still missing is said on *Send*: nobody has written it yet.
  const said = (props.findings ?? []).filter(({ phrase, rule }) => phrase !== null && rule !== 'unfilled-gap')
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
      {said.length > 0 && (
        <div class="findings along">
          <Findings reader={reader} findings={said} />
        </div>
      )}
    </>
  )
}
