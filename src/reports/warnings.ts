import type { CaseId } from '../domain/case.js'
import { type Compared, compareCounts, compareWaits } from './compare.js'
import type { Report } from './report.js'
import { type Part, whole } from './sample-table.js'
import { medianOf, split } from './samples.js'

/** What may grow into more. */
export type Warned =
  /** Problems of a category: opened or reopened, mistakes left out. */
  | {
      readonly by: 'category'
      readonly group: string
      readonly n: number
      readonly was: number
      /** The newest of them. */
      readonly cases: readonly CaseId[]
    }
  /** Customers of a language or a network wait longer than in the period before, or than all others. Medians in working ms. */
  | {
      readonly by: 'language' | 'network'
      readonly group: string
      readonly than: 'before' | 'others'
      readonly median: number | null
      readonly was: number | null
    }

export type Suspected = Warned & { readonly compared: Compared }

/** Fewer problems than this, in both periods together, tell nothing of a category. */
const LEAST_PROBLEMS = 10
/** A large team's figures are so sure that they find what is not worth a word. */
const LEAST_RISE = 1.25
const CASES_NAMED = 3

export const isWorthAWord = (warned: Warned): boolean =>
  warned.by !== 'category' || warned.n >= LEAST_RISE * warned.was

/** All that is looked at, whether it stands or not. `then`: the period before, at its own end. */
export const warningsOf = (now: Report, then: Report): readonly Suspected[] => [
  ...risingOf(now, then),
  ...(['language', 'network'] as const).flatMap((by) => longerThanBefore(now, then, by)),
  ...longerThanOthers(now),
]

function risingOf(now: Report, then: Report): readonly Suspected[] {
  const was = new Map(then.figures.splits.category.map(({ group, resolve }) => [group, resolve.n]))
  const problems = new Map(split(whole(now.tally.samples.resolve), 'category'))
  return now.figures.splits.category.flatMap(({ group, resolve: { n } }) => {
    const before = was.get(group) ?? 0
    if (group === 'none' || n + before < LEAST_PROBLEMS) return []
    const cases = newest(problems.get(group))
    return [{ by: 'category' as const, group, n, was: before, cases, compared: compareCounts(n, before) }]
  })
}

function newest(part: Part | undefined): readonly CaseId[] {
  if (part === undefined) return []
  const { table, rows } = part
  const inOrder = Array.from(rows).sort((a, b) => table.beganAt(b) - table.beganAt(a))
  return [...new Set(inOrder.map((i) => table.caseId(i)))].slice(0, CASES_NAMED)
}

function longerThanBefore(now: Report, then: Report, by: 'language' | 'network'): readonly Suspected[] {
  const before = new Map(split(whole(then.tally.samples.reply), by))
  return split(whole(now.tally.samples.reply), by).flatMap(([group, part]) => {
    const there = before.get(group)
    const compared = there === undefined || isUnknown(group) ? null : compareWaits(part, there)
    if (there === undefined || compared === null) return []
    const [median, was] = [medianOf(part, 'worked'), medianOf(there, 'worked')]
    return [{ by, group, than: 'before' as const, median, was, compared }]
  })
}

/** As the report judges fairness. */
const longerThanOthers = ({ figures }: Report): readonly Suspected[] =>
  figures.fairness.flatMap(({ by, group, median, p, flag }) => {
    if (by === 'followers' || p === null || isUnknown(group)) return []
    const turn = flag === 'waits longer' ? 'up' : 'down'
    return [{ by, group, than: 'others' as const, median: median.value, was: null, compared: { p, turn } }]
  })

/** Too short a text to tell its language. */
const isUnknown = (group: string): boolean => group === 'und'
