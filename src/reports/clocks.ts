import type { Instant } from '../domain/time.js'
import { BEGINNINGS, BROUGHT_BY_HAND, CATEGORY_NAMES, HISTORY, OUTCOME_NAMES } from './facts.js'
import type { Target } from './sample-table.js'
import { FOLLOWER_BANDS, type Measure } from './samples.js'
import type { Adding } from './tally.js'

const NOBODY = 0
const OPENING = BEGINNINGS.indexOf('opening')
const NO_REPLY_NEEDED = OUTCOME_NAMES.indexOf('no-reply-needed') + 1

/** Every clock of a case that began in the period, as docs/figures.md defines them. */
export function addClocks(adding: Adding, i: number, within: (at: Instant) => boolean): void {
  const { tally, facts } = adding
  const { cases } = facts
  let of = -1
  const add: Add = (measure, level, from, endedAt, person, until = tally.asOf, deadline = null) => {
    if (of < 0) of = nameCase(adding, i)
    const done = !Number.isNaN(endedAt)
    const to = Math.max(done ? endedAt : until, from)
    const worked = adding.way.worked[level]?.(from, to) ?? 0
    const late = deadline !== null && worked > deadline
    const target: Target = deadline === null ? null : late ? 'missed' : done ? 'met' : 'open'
    tally.samples[measure].add(of, {
      priority: adding.levels[level] ?? 0,
      beganAt: from,
      wall: to - from,
      worked,
      done,
      target,
      person: adding.numbers[person] ?? NOBODY,
    })
  }

  const openedAt = cases.openedAt[i] as number
  const bits = cases.bits[i] as number
  if (within(openedAt)) {
    const level = cases.level[i] as number
    const alertedAt = cases.alertedAt[i] as number
    if ((bits & (HISTORY | BROUGHT_BY_HAND)) === 0)
      add('seen', level, cases.postedAt[i] as number, cases.receivedAt[i] as number, NOBODY)
    if (!Number.isNaN(alertedAt)) add('alert', level, openedAt, alertedAt, NOBODY)
  }
  addResponses(adding, i, within, add)
  addProblems(adding, i, within, add)
}

/** `endedAt` is `NaN` of a clock that still runs, and `until` when we stop looking at it; `person` a number of the facts' names. */
type Add = (
  measure: Measure,
  level: number,
  from: Instant,
  endedAt: number,
  person: number,
  until?: Instant | undefined,
  deadline?: number | null,
) => void

function addResponses({ facts, way }: Adding, i: number, within: (at: Instant) => boolean, add: Add): void {
  const { cases, responses } = facts
  const last = cases.responsesFrom[i + 1] ?? responses.beganAt.length
  for (let k = cases.responsesFrom[i] as number; k < last; k++) {
    const beganAt = responses.beganAt[k] as number
    if (!within(beganAt)) continue
    const level = responses.level[k] as number
    const deadlines = way.ladder[level]
    if (responses.owned[k] === 0) {
      const [takenUpAt, lastAt] = [responses.takenUpAt[k] as number, responses.lastTakenUpAt[k] as number]
      add('claim', level, beganAt, takenUpAt, responses.takenUpBy[k] as number, undefined, deadlines?.claim)
      add('last-claim', level, beganAt, lastAt, responses.lastTakenUpBy[k] as number)
    }
    const repliedAt = responses.repliedAt[k] as number
    // Nobody owed an answer, by the judgement of whoever resolved it.
    if (Number.isNaN(repliedAt) && responses.closedAs[k] === NO_REPLY_NEEDED) continue
    const closedAt = responses.closedAt[k] as number
    const until = Number.isNaN(closedAt) ? undefined : closedAt
    const by = responses.repliedBy[k] as number
    add('reply', level, beganAt, repliedAt, by, until, deadlines?.reply)
    if (responses.from[k] === OPENING && ((cases.bits[i] as number) & HISTORY) === 0)
      add('felt', level, Math.min(cases.postedAt[i] as number, beganAt), repliedAt, by, until)
  }
}

function addProblems({ facts }: Adding, i: number, within: (at: Instant) => boolean, add: Add): void {
  const { cases, problems } = facts
  const last = cases.problemsFrom[i + 1] ?? problems.beganAt.length
  for (let k = cases.problemsFrom[i] as number; k < last; k++) {
    const beganAt = problems.beganAt[k] as number
    if (!within(beganAt)) continue
    const by = problems.resolvedBy[k] as number
    add('resolve', problems.level[k] as number, beganAt, problems.resolvedAt[k] as number, by)
  }
}

/** The case under its number in the tally, with the groups that all its clocks share. */
function nameCase({ tally, facts, numbers }: Adding, i: number): number {
  const { cases } = facts
  const { numberOf } = tally.names
  return tally.cases.add(cases.id[i] as number, {
    brand: numbers[cases.brand[i] as number] ?? 0,
    network: numbers[cases.network[i] as number] ?? 0,
    language: numbers[cases.language[i] as number] ?? 0,
    category: numberOf(CATEGORY_NAMES[cases.category[i] as number] ?? ''),
    followers: numberOf(FOLLOWER_BANDS[cases.followers[i] as number] ?? ''),
  })
}
