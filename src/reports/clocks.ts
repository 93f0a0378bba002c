import { DAY, type Instant } from '../domain/time.js'
import type { Adding } from './count-case.js'
import { BEGINNINGS, BROUGHT_BY_HAND, type Facts, HISTORY, OUTCOME_NAMES } from './facts.js'
import { TARGETS } from './sample-table.js'
import type { Measure } from './samples.js'
import { isWithin } from './tally.js'

/**
 * A post that its network dates longer before it came in is not believed: apps may write any date, and the working time of
 * all years since would be reckoned.
 */
const BELIEVED = 30 * DAY

const NOBODY = 0
const OPENING = BEGINNINGS.indexOf('opening')
const NO_REPLY_NEEDED = OUTCOME_NAMES.indexOf('no-reply-needed') + 1
const [NO_TARGET, MET, MISSED, OPEN] = ([null, 'met', 'missed', 'open'] as const).map((how) =>
  TARGETS.indexOf(how),
) as [number, number, number, number]

/** Every clock of a case that began in the period, as docs/figures.md defines them. */
export function addClocks(adding: Adding, i: number): void {
  const { tally, facts } = adding
  const { cases } = facts
  const of = nameCase(adding, i)
  const openedAt = cases.openedAt[i] as number
  if (isWithin(tally, openedAt)) {
    const level = cases.level[i] as number
    const alertedAt = cases.alertedAt[i] as number
    if (isDated(cases, i) && ((cases.bits[i] as number) & BROUGHT_BY_HAND) === 0)
      addClock(adding, i, of, 'seen', level, cases.postedAt[i] as number, cases.receivedAt[i] as number)
    if (!Number.isNaN(alertedAt)) addClock(adding, i, of, 'alert', level, openedAt, alertedAt)
  }
  addResponses(adding, i, of)
  addProblems(adding, i, of)
}

/** Whether the network's own time of the first post can be reckoned with. */
const isDated = ({ bits, postedAt, receivedAt }: Facts['cases'], i: number): boolean =>
  ((bits[i] as number) & HISTORY) === 0 && (receivedAt[i] as number) - (postedAt[i] as number) <= BELIEVED

function addResponses(adding: Adding, i: number, of: number): void {
  const { tally, facts } = adding
  const { cases, responses } = facts
  const ladder = adding.ways[cases.brand[i] as number]?.ladder
  const last = cases.responsesFrom[i + 1] ?? responses.beganAt.length
  for (let k = cases.responsesFrom[i] as number; k < last; k++) {
    const beganAt = responses.beganAt[k] as number
    if (!isWithin(tally, beganAt)) continue
    const level = responses.level[k] as number
    const deadlines = ladder?.[level]
    if (responses.owned[k] === 0) {
      const [by, lastBy] = [responses.takenUpBy[k] as number, responses.lastTakenUpBy[k] as number]
      const [takenUpAt, lastAt] = [responses.takenUpAt[k] as number, responses.lastTakenUpAt[k] as number]
      addClock(adding, i, of, 'claim', level, beganAt, takenUpAt, by, tally.asOf, deadlines?.claim)
      addClock(adding, i, of, 'last-claim', level, beganAt, lastAt, lastBy)
    }
    const repliedAt = responses.repliedAt[k] as number
    // Nobody owed an answer, by the judgement of whoever resolved it.
    if (Number.isNaN(repliedAt) && responses.closedAs[k] === NO_REPLY_NEEDED) continue
    const closedAt = responses.closedAt[k] as number
    const until = Number.isNaN(closedAt) ? tally.asOf : closedAt
    const by = responses.repliedBy[k] as number
    addClock(adding, i, of, 'reply', level, beganAt, repliedAt, by, until, deadlines?.reply)
    if (responses.from[k] === OPENING && isDated(cases, i)) {
      const felt = Math.min(cases.postedAt[i] as number, beganAt)
      addClock(adding, i, of, 'felt', level, felt, repliedAt, by, until)
    }
  }
}

function addProblems(adding: Adding, i: number, of: number): void {
  const { cases, problems } = adding.facts
  const last = cases.problemsFrom[i + 1] ?? problems.beganAt.length
  for (let k = cases.problemsFrom[i] as number; k < last; k++) {
    const beganAt = problems.beganAt[k] as number
    if (!isWithin(adding.tally, beganAt)) continue
    const [level, by] = [problems.level[k] as number, problems.resolvedBy[k] as number]
    addClock(adding, i, of, 'resolve', level, beganAt, problems.resolvedAt[k] as number, by)
  }
}

/**
 * One clock of case `i`, which the tally knows as `of`. `level` is a place in `LEVELS`, `person` a number of the facts' names;
 * `endedAt` is `NaN` while it runs, and `until` when we stop looking. Called a million times for a year: nothing is made here.
 */
function addClock(
  { tally, facts, ways, levels, numbers }: Adding,
  i: number,
  of: number,
  measure: Measure,
  level: number,
  from: Instant,
  endedAt: Instant,
  person: number = NOBODY,
  until: Instant = tally.asOf,
  deadline: number | null = null,
): void {
  const done = !Number.isNaN(endedAt)
  const to = Math.max(done ? endedAt : until, from)
  const worked = ways[facts.cases.brand[i] as number]?.worked[level]?.(from, to) ?? 0
  const table = tally.samples[measure]
  const row = table.push()
  const { columns } = table
  columns.of[row] = of
  columns.priority[row] = levels[level] as number
  columns.beganAt[row] = from
  columns.wall[row] = to - from
  columns.worked[row] = worked
  columns.done[row] = done ? 1 : 0
  columns.target[row] = deadline === null ? NO_TARGET : worked > deadline ? MISSED : done ? MET : OPEN
  columns.person[row] = numbers[person] as number
}

/** The case under its number in the tally, with the groups that all its clocks share. */
function nameCase({ tally, facts, numbers, categories, followers }: Adding, i: number): number {
  const { cases } = facts
  return tally.cases.add(cases.id[i] as number, {
    brand: numbers[cases.brand[i] as number] as number,
    network: numbers[cases.network[i] as number] as number,
    language: numbers[cases.language[i] as number] as number,
    category: categories[cases.category[i] as number] as number,
    followers: followers[cases.followers[i] as number] as number,
  })
}
