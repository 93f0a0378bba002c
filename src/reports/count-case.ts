import type { CaseId } from '../domain/case.js'
import type { Level } from '../domain/priority.js'
import { addClocks } from './clocks.js'
import {
  DISMISSALS,
  type Facts,
  LEVELS,
  OPENED_BY_PERSON,
  SIGNS,
  SPLIT_OFF,
  STATES,
  VERDICTS,
} from './facts.js'
import { growing } from './growing.js'
import type { CaseState } from './responses.js'
import { CASE_ID, isWithin, type Tally, type Ways } from './tally.js'

/** Where cases are counted, and what their numbers mean there. */
export type Adding = {
  readonly tally: Tally
  readonly facts: Facts
  /** By the number that a brand has among the facts' names. */
  readonly ways: readonly (Ways | null)[]
  /** The tally's numbers of the facts' names, of {@link LEVELS}, categories and bands of followers. */
  readonly numbers: readonly number[]
  readonly levels: readonly number[]
  readonly categories: readonly number[]
  readonly followers: readonly number[]
  readonly counted: Counted
}

/** Counts case `i` of the facts into the tally. */
export function addCase(adding: Adding, i: number): void {
  const { tally, facts, numbers } = adding
  const { period, asOf } = tally
  const { cases, states, events } = facts
  const id = cases.id[i] as number
  const lastEvent = cases.eventsFrom[i + 1] ?? events.at.length
  for (let k = cases.eventsFrom[i] as number; k < lastEvent; k++)
    if (isWithin(tally, events.at[k] as number)) count(tally, numbers[events.name[k] as number] as number, id)

  const openedAt = cases.openedAt[i] as number
  // The period ends before `to`; what happened at `asOf` itself is known.
  const end = Math.min(period.to, asOf + 1)
  const lastState = cases.statesFrom[i + 1] ?? states.at.length
  let state: CaseState | null = null
  for (let k = cases.statesFrom[i] as number; k < lastState; k++)
    if ((states.at[k] as number) < end) state = STATES[states.state[k] as number] ?? state
  if (state !== null && state !== 'resolved') {
    const level = LEVELS[cases.level[i] as number] as Level
    tally.backlog.push({ caseId: id, level, state, age: Math.min(period.to, asOf) - openedAt })
  }

  if (isWithin(tally, openedAt)) addOpened(adding, i)
  if (cases.dismissed[i] === 0) addClocks(adding, i)
}

/** @param what its number among the tally's names */
function count(tally: Tally, what: number, id: CaseId): void {
  let list = tally.lists[what]
  if (list === undefined) {
    list = growing(CASE_ID)
    tally.lists[what] = list
    tally.counts.set(tally.names.name(what), list)
  }
  const row = list.push()
  list.columns.id[row] = id
}

function addOpened({ tally, facts, ways, counted }: Adding, i: number): void {
  const { cases } = facts
  const caseId = cases.id[i] as number
  const at = cases.openedAt[i] as number
  const level = cases.level[i] as number
  const row = tally.opened.push()
  const { columns } = tally.opened
  columns.caseId[row] = caseId
  columns.at[row] = at
  columns.severity[row] = cases.severity[i] as number
  columns.level[row] = level
  columns.hourOfWeek[row] = ways[cases.brand[i] as number]?.clock.hourOfWeek(at) ?? 0
  count(tally, counted.levels[level] as number, caseId)
  countSteps(tally, facts, counted, i)
  if (cases.verdict[i] !== 0) addJudged(tally, facts, counted, i)
}

function addJudged(tally: Tally, { cases }: Facts, counted: Counted, i: number): void {
  const caseId = cases.id[i] as number
  const verdict = (cases.verdict[i] as number) - 1
  const signs = cases.signs[i] as number
  for (let bit = 0; bit < SIGNS.length; bit++)
    if ((signs & (1 << bit)) !== 0) count(tally, counted.signs[bit] as number, caseId)
  count(tally, counted.verdicts[verdict] as number, caseId)
  const row = tally.judged.push()
  const { columns } = tally.judged
  columns.caseId[row] = caseId
  columns.verdict[row] = verdict
  columns.outcome[row] = cases.outcome[i] as number
  columns.wait[row] = cases.answeredAfter[i] as number
}

/** How far an opened case came, and who was right about it. */
function countSteps(tally: Tally, { cases, responses, problems }: Facts, counted: Counted, i: number): void {
  const id = cases.id[i] as number
  const bits = cases.bits[i] as number
  const dismissed = DISMISSALS[(cases.dismissed[i] as number) - 1] ?? null
  const first = cases.responsesFrom[i] as number
  const hasResponse = first < (cases.responsesFrom[i + 1] ?? responses.beganAt.length)
  const problem = cases.problemsFrom[i] as number
  const hasProblem = problem < (cases.problemsFrom[i + 1] ?? problems.beganAt.length)
  const resolved = hasProblem && !Number.isNaN(problems.resolvedAt[problem])
  if ((bits & SPLIT_OFF) === 0) {
    if ((bits & OPENED_BY_PERSON) !== 0) count(tally, counted.byHand, id)
    else if (resolved) {
      count(tally, counted.judged, id)
      if (dismissed === 'not-a-complaint') count(tally, counted.forNothing, id)
    }
  }
  if (!Number.isNaN(cases.alertedAt[i])) count(tally, counted.alerted, id)
  if (dismissed !== null || !hasResponse) return
  if (!Number.isNaN(responses.takenUpAt[first])) count(tally, counted.claimed, id)
  if (Number.isNaN(responses.repliedAt[first])) return
  count(tally, counted.answered, id)
  if (resolved) count(tally, counted.resolved, id)
}

type Counted = ReturnType<typeof countedAs>

/** The numbers that a tally has for what is counted of opened cases. */
export const countedAs = ({ names: { numberOf } }: Tally) => ({
  levels: LEVELS.map((level) => numberOf(`level:${level}`)),
  signs: SIGNS.map((sign) => numberOf(`trust:${sign}`)),
  verdicts: VERDICTS.map((verdict) => numberOf(`trust:${verdict}`)),
  byHand: numberOf('opened-by-hand'),
  judged: numberOf('judged'),
  forNothing: numberOf('for-nothing'),
  alerted: numberOf('alerted'),
  claimed: numberOf('claimed'),
  answered: numberOf('answered'),
  resolved: numberOf('resolved'),
})
