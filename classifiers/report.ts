import type { Assessment } from '../src/domain/assessment.js'
import type { Example } from './corpus.js'
import {
  accuracy,
  averagePrecision,
  brier,
  decision,
  expectedCalibrationError,
  interval,
  macroF1,
  meanAbsoluteError,
  quadraticKappa,
  rocAuc,
} from './measures.js'

export type Judged = {
  readonly example: Example
  readonly said: Pick<Assessment, 'complaint' | 'severity' | 'urgency' | 'category' | 'wantsReply'>
}

/** One measure on one set of posts, with the middle 95 % of a bootstrap over the posts where it was asked for. */
export type Measure = {
  readonly what: string
  readonly value: number
  readonly interval: readonly [number, number] | null
}

type Row = readonly [what: string, of: (judged: readonly Judged[]) => number, withInterval?: true]

const complaint = ({ said }: Judged): boolean => said.complaint >= 0.5
const isComplaint = ({ example }: Judged): boolean => example.complaint
/** What opens a case with the default thresholds; the truth is a labelled severity of 2 or more. */
const alert = ({ said }: Judged): boolean => said.complaint >= 0.5 && said.severity >= 2
const isAlert = ({ example }: Judged): boolean => example.severity >= 2
const chance = ({ said }: Judged): number => said.complaint
const severity = ({ said }: Judged): number => said.severity
const trueSeverity = ({ example }: Judged): number => example.severity
const urgency = ({ said }: Judged): number => said.urgency
const trueUrgency = ({ example }: Judged): number => example.urgency

const ROWS: readonly Row[] = [
  ['complaint: precision', (all) => decision(all.map(complaint), all.map(isComplaint)).precision],
  ['complaint: recall', (all) => decision(all.map(complaint), all.map(isComplaint)).recall],
  ['complaint: F1', (all) => decision(all.map(complaint), all.map(isComplaint)).f1, true],
  ['complaint: average precision', (all) => averagePrecision(all.map(chance), all.map(isComplaint)), true],
  ['complaint: ROC-AUC', (all) => rocAuc(all.map(chance), all.map(isComplaint)), true],
  [
    'complaint: calibration error (ECE)',
    (all) => expectedCalibrationError(all.map(chance), all.map(isComplaint)),
  ],
  ['complaint: Brier score', (all) => brier(all.map(chance), all.map(isComplaint))],
  ['alert: precision', (all) => decision(all.map(alert), all.map(isAlert)).precision],
  ['alert: recall', (all) => decision(all.map(alert), all.map(isAlert)).recall],
  ['alert: F1', (all) => decision(all.map(alert), all.map(isAlert)).f1, true],
  ['severity: macro-F1', (all) => macroF1(all.map(severity), all.map(trueSeverity)), true],
  ['severity: mean absolute error', (all) => meanAbsoluteError(all.map(severity), all.map(trueSeverity))],
  ['severity: quadratic kappa', (all) => quadraticKappa(all.map(severity), all.map(trueSeverity)), true],
  [
    'severity: recall of 3 and 4',
    (all) =>
      decision(
        all.map((one) => severity(one) >= 3),
        all.map((one) => trueSeverity(one) >= 3),
      ).recall,
  ],
  ['urgency: macro-F1', (all) => macroF1(all.map(urgency), all.map(trueUrgency)), true],
  ['urgency: mean absolute error', (all) => meanAbsoluteError(all.map(urgency), all.map(trueUrgency))],
  ['urgency: quadratic kappa', (all) => quadraticKappa(all.map(urgency), all.map(trueUrgency)), true],
  [
    'urgency: recall of 2 and 3',
    (all) =>
      decision(
        all.map((one) => urgency(one) >= 2),
        all.map((one) => trueUrgency(one) >= 2),
      ).recall,
  ],
  ['category among complaints: accuracy', (all) => byCategory(all, accuracy), true],
  ['category among complaints: macro-F1', (all) => byCategory(all, macroF1)],
  [
    'wants a reply: F1',
    (all) =>
      decision(
        all.map(({ said }) => said.wantsReply >= 0.5),
        all.map(({ example }) => example.wantsReply),
      ).f1,
    true,
  ],
]

function byCategory(
  all: readonly Judged[],
  measure: (said: readonly string[], truth: readonly string[]) => number,
): number {
  const complaints = all.filter(isComplaint)
  return measure(
    complaints.map(({ said }) => said.category),
    complaints.map(({ example }) => example.category),
  )
}

export function report(judged: readonly Judged[], draws = 1_000): readonly Measure[] {
  return ROWS.map(([what, of, withInterval]) => ({
    what,
    value: of(judged),
    interval:
      withInterval && draws > 0
        ? interval(judged.length, (sample) => of(sample.map((i) => judged[i] as Judged)), draws)
        : null,
  }))
}

/** A Markdown table, readable as it stands. */
export function tableOf(
  columns: readonly { readonly name: string; readonly measures: readonly Measure[] }[],
): string {
  const head = ['measure', ...columns.map(({ name }) => name)]
  const rows = (columns[0]?.measures ?? []).map(({ what }, i) => [
    what,
    ...columns.map(({ measures }) => numberOf(measures[i])),
  ])
  return table([head, ...rows])
}

export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`
  return [
    line(rows[0] ?? []),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...rows.slice(1).map(line),
  ].join('\n')
}

function numberOf(measure: Measure | undefined): string {
  if (measure === undefined || Number.isNaN(measure.value)) return '–'
  const range = measure.interval
  return range === null
    ? measure.value.toFixed(3)
    : `${measure.value.toFixed(3)} (${range[0].toFixed(3)} to ${range[1].toFixed(3)})`
}
