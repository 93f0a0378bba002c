import type { FunnelStep } from './figures.js'
import type { Report } from './report.js'

/** The steps that can be told. Where no board was ever told of a case (a team that works on the desk alone) there is no such step. */
export function stepsOf({
  figures,
  before,
}: Report): readonly { readonly step: FunnelStep; readonly n: number }[] {
  const noBoard = figures.times.alert.n === 0 && before.times.alert.n === 0
  return figures.funnel.flatMap(({ step, n }) =>
    n === null || (step === 'alerted' && noBoard) ? [] : [{ step, n }],
  )
}
