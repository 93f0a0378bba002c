import type { PulseRecord } from '../ports.js'
import { type Share, share } from './chance.js'

/** With fewer answers no figure tells what was answered: one could work out whose it was. */
export const LEAST_ANSWERS = 5

/** What customers said when they were asked how far they trust us, from 1 to 5. */
export type Pulse = {
  /** Cases in which a link was made. */
  readonly asked: number
  readonly said: Said
  /** How the case had ended. Groups of too few are left out, and with them whatever would give them away. */
  readonly byOutcome: readonly { readonly group: string; readonly said: Said }[]
}

export type Said = {
  readonly answered: number
  /** Those who said 4 or 5; its `share` is `null` below {@link LEAST_ANSWERS}. */
  readonly trusting: Share
  /** `null` below {@link LEAST_ANSWERS}. */
  readonly median: number | null
}

export function pulseOf(records: readonly PulseRecord[]): Pulse {
  const answers = records.flatMap(({ grade, outcome }) =>
    grade === null ? [] : [{ grade: Number(grade), group: outcome ?? 'not resolved' }],
  )
  const groups = new Map<string, number[]>()
  for (const { grade, group } of answers) groups.set(group, [...(groups.get(group) ?? []), grade])
  return {
    asked: records.length,
    said: saidOf(answers.map(({ grade }) => grade)),
    byOutcome: telling([...groups].sort(([a], [b]) => (a < b ? -1 : 1))).map(([group, grades]) => ({
      group,
      said: saidOf(grades),
    })),
  }
}

type Group = readonly [name: string, grades: readonly number[]]

/** Who knows the whole and all groups but one knows that one: what is left out has to be nobody, or enough. */
function telling(groups: readonly Group[]): readonly Group[] {
  const size = (some: readonly Group[]) => some.reduce((sum, [, grades]) => sum + grades.length, 0)
  const large = groups.filter(([, grades]) => grades.length >= LEAST_ANSWERS)
  const leftOut = size(groups) - size(large)
  if (leftOut === 0 || leftOut >= LEAST_ANSWERS) return large
  const smallest = large.toSorted(([, a], [, b]) => a.length - b.length)[0]
  return large.filter((group) => group !== smallest)
}

function saidOf(grades: readonly number[]): Said {
  const answered = grades.length
  if (answered < LEAST_ANSWERS)
    return { answered, trusting: { n: 0, of: answered, share: null, low: null, high: null }, median: null }
  return {
    answered,
    trusting: share(grades.filter((grade) => grade >= 4).length, answered),
    median: medianOf(grades.toSorted((a, b) => a - b)),
  }
}

/** Between two grades where the middle lies between them. */
function medianOf(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}
