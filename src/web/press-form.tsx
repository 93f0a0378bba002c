import type { PropsWithChildren } from 'hono/jsx'
import type { Case } from '../domain/case.js'
import type { Reader, SignedIn } from './context.js'

export type PressProps = {
  readonly reader: Reader
  readonly current: Case
  /** Where to go on after the press, without the script. */
  readonly back: string
}

/** What each form of the desk carries. */
export function FormFields({ me, back }: { me: SignedIn; back: string }) {
  return (
    <>
      <input type="hidden" name="form" value={me.formToken} />
      <input type="hidden" name="back" value={back} />
    </>
  )
}

/** A form that presses one verb on a case; sent in the background where the script runs. */
export function CaseForm(
  props: PropsWithChildren<
    PressProps & {
      readonly verb: string
      readonly class?: string
      readonly id?: string
      readonly label?: string
    }
  >,
) {
  const { reader, current, back, verb } = props
  return (
    <form
      id={props.id}
      class={props.class}
      method="post"
      action={`/cases/${current.id}/${verb}`}
      data-press=""
      aria-label={props.label}
    >
      <FormFields me={reader.me} back={back} />
      {props.children}
    </form>
  )
}
