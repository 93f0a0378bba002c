import type { PropsWithChildren } from 'hono/jsx'
import type { Gate, Miss, MissDecision } from '../domain/missed.js'
import type { Reader } from './context.js'
import { tameLine } from './foreign-text.js'
import { FormFields } from './press-form.js'

const SCORES: readonly Gate['type'][] = ['too-unlikely', 'too-mild']

/** Which rule or score let it pass. What came after the first gate is what would have happened next. */
export function Sentences({ reader, miss }: { reader: Reader; miss: Miss }) {
  const words = reader.texts.desk.missed
  const said = (gate: Gate) => tameLine(words.gate(gate, miss.brand), 400)
  const door = miss.gates.filter(({ type }) => !SCORES.includes(type))
  const scores = miss.gates.filter(({ type }) => SCORES.includes(type))
  return (
    <p class="why">
      {door.map(said).join(' ')}
      {door.length > 0 && scores.length > 0 && <> {words.hadItComeIn} </>}
      {scores.map(said).join(' ')}
      {!miss.known && scores.length === 0 && <> {words.wouldHaveAlerted}</>}
    </p>
  )
}

/** A form that decides what becomes of a missed post. */
export function MissForm(
  props: PropsWithChildren<{
    reader: Reader
    miss: Miss
    decision: MissDecision['type']
    back: string
    class?: string
  }>,
) {
  const { reader, miss, decision, back } = props
  return (
    <form method="post" action={`/missed/${miss.mentionId}/${decision}`} class={props.class} data-once="">
      <FormFields me={reader.me} back={back} />
      {props.children}
    </form>
  )
}
