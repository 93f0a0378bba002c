import { unfilledGaps } from '../domain/draft.js'
import { measureReply, type ReplyLimits } from '../domain/reply-length.js'
import type { Reader } from './context.js'

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
