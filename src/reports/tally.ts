import type { BrandPolicy, Policy } from '../app/policy.js'
import type { CaseId } from '../domain/case.js'
import type { Deadlines } from '../domain/ladder.js'
import type { Level } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { CaseRecord } from '../ports.js'
import { type LocalClock, localClock } from './local-clock.js'
import { type Problem, type Response, type Story, stateAt, storyOf } from './responses.js'
import { type Sample, type SampleTable, sampleTable } from './sample-table.js'
import { followerBand, MEASURES, type Measure } from './samples.js'
import { type TrustVerdict, trustOf } from './trust.js'
import { quickly } from './worked-time.js'

export type Period = { readonly from: Instant; readonly to: Instant }

/** A case that was not resolved when the period ended. */
export type Waiting = {
  readonly caseId: CaseId
  readonly level: Level
  readonly state: 'open' | 'claimed' | 'waiting'
  readonly age: number
}

/** A case opened in the period. */
export type Opened = {
  readonly caseId: CaseId
  readonly at: Instant
  readonly severity: number
  readonly level: Level
  readonly hourOfWeek: number
}

export type Judged = {
  readonly caseId: CaseId
  readonly verdict: TrustVerdict
  readonly outcome: string
  /** Wall-clock ms to the first reply. */
  readonly wait: number
}

/** What was gathered of a period, one case at a time, in any order. */
export type Tally = {
  readonly period: Period
  readonly asOf: Instant
  readonly samples: Readonly<Record<Measure, SampleTable>>
  readonly opened: Opened[]
  readonly backlog: Waiting[]
  readonly judged: Judged[]
  /** Case ids by what happened (`expired`, `outcome:fixed`, …), one for each time it happened. */
  readonly counts: Map<string, CaseId[]>
}

/** Counts cases into tallies of one or more periods at once: each case is read, and its story told, only once. */
export type Counter = { readonly tallies: readonly Tally[]; add(record: CaseRecord): void }

export function counter(policy: Policy, periods: readonly Period[], asOf: Instant): Counter {
  const tallies = periods.map((period) => newTally(period, asOf))
  const ways = new Map<string, Ways>()
  return {
    tallies,
    add(record) {
      const known = ways.get(record.brand)
      const way = known ?? waysOf(policy.of(record.brand))
      if (known === undefined) ways.set(record.brand, way)
      const story = storyOf(record)
      const trust = trustOf(record, story)
      for (const tally of tallies) addTo(tally, way, record, story, trust)
    },
  }
}

export function newTally(period: Period, asOf: Instant): Tally {
  const samples = Object.fromEntries(MEASURES.map((measure) => [measure, sampleTable()]))
  return {
    period,
    asOf,
    samples: samples as Record<Measure, SampleTable>,
    opened: [],
    backlog: [],
    judged: [],
    counts: new Map(),
  }
}

/** How a brand counts: its deadlines, its working time, its clock on the wall. */
type Ways = {
  readonly ladder: (level: Level) => Deadlines
  readonly worked: (level: Level, from: Instant, to: Instant) => number
  readonly clock: LocalClock
}

function waysOf(policy: BrandPolicy): Ways {
  const calendars = new Map<object, ReturnType<typeof quickly>>()
  return {
    ladder: (level) => policy.ladder[level],
    worked(level, from, to) {
      const calendar = policy.calendar(level)
      const quick = calendars.get(calendar) ?? quickly(calendar)
      calendars.set(calendar, quick)
      return quick(from, to)
    },
    clock: localClock(policy.zone),
  }
}

function addTo(
  tally: Tally,
  ways: Ways,
  record: CaseRecord,
  story: Story,
  trust: ReturnType<typeof trustOf>,
): void {
  const { period, asOf } = tally
  const within = (at: Instant) => period.from <= at && at < period.to && at <= asOf
  const count = (what: string) => {
    const known = tally.counts.get(what)
    if (known === undefined) tally.counts.set(what, [record.id])
    else known.push(record.id)
  }

  for (const { at, type, says } of record.lines) {
    if (!within(at)) continue
    if (type === 'escalated') count(`escalated:${says}`)
    else if (type === 'expired' || type === 'reopened') count(type)
    else if (type === 'resolved') {
      count(`outcome:${says}`)
      if (record.cause !== null) count(`cause:${record.cause}`)
    } else if (type === 'merged') count('outcome:duplicate')
  }
  const end = Math.min(period.to, asOf)
  // The period ends before `to`; what happened at `asOf` itself is known.
  const state = stateAt(story, Math.min(period.to, asOf + 1))
  if (state !== null && state !== 'resolved')
    tally.backlog.push({ caseId: record.id, level: story.level, state, age: end - story.openedAt })

  if (within(story.openedAt)) addOpened(tally, ways, record, story, trust, count)
  if (story.dismissed === null) addClocks(tally, ways, record, story, within)
}

function addOpened(
  tally: Tally,
  { clock }: Ways,
  record: CaseRecord,
  story: Story,
  trust: ReturnType<typeof trustOf>,
  count: (what: string) => void,
): void {
  const { id: caseId, severity } = record
  const { openedAt: at, level } = story
  tally.opened.push({ caseId, at, severity, level, hourOfWeek: clock.hourOfWeek(at) })
  count(`level:${level}`)
  const byHand = story.openedBy === 'rep' && !record.splitOff
  if (byHand) count('opened-by-hand')
  else if (!record.splitOff && story.problems[0]?.resolved != null) {
    count('judged')
    if (story.dismissed === 'not-a-complaint') count('for-nothing')
  }
  if (story.alertedAt !== null) count('alerted')
  const [first] = story.responses
  if (story.dismissed === null) {
    if (first?.takenUp != null) count('claimed')
    if (first?.replied != null) count('answered')
    if (first?.replied != null && story.problems[0]?.resolved != null) count('resolved')
  }
  if (trust === null || first === undefined) return
  const { signs, verdict } = trust
  for (const sign of ['thanked', 'calmer', 'tookBack', 'edited', 'cameBack'] as const)
    if (signs[sign]) count(`trust:${sign}`)
  if (signs.others >= A_CROWD) count('trust:othersJoined')
  const replied = story.responses.find((one) => one.replied !== null)
  const wait = (replied?.replied?.at ?? first.beganAt) - first.beganAt
  const outcome = story.problems.at(-1)?.resolved?.outcome ?? 'not resolved'
  count(`trust:${verdict}`)
  tally.judged.push({ caseId, verdict, outcome, wait })
}

/** From so many answers of strangers on, others have joined in. */
const A_CROWD = 3

function addClocks(
  tally: Tally,
  ways: Ways,
  record: CaseRecord,
  story: Story,
  within: (at: Instant) => boolean,
): void {
  const groups: Omit<Sample['groups'], 'priority'> = {
    brand: record.brand,
    network: record.network,
    language: record.lang,
    category: record.category,
    followers: followerBand(record.followers),
  }
  const add = (
    measure: Measure,
    level: Level,
    from: Instant,
    end: { at: Instant; person?: string | null } | null,
    until: Instant = tally.asOf,
    deadline: number | null = null,
  ) => {
    const to = Math.max(end?.at ?? until, from)
    const [wall, worked, done] = [to - from, ways.worked(level, from, to), end !== null]
    const late = deadline !== null && worked > deadline
    const target = deadline === null ? null : late ? 'missed' : done ? 'met' : 'open'
    tally.samples[measure].add({
      caseId: record.id,
      groups: { ...groups, priority: level },
      beganAt: from,
      wall,
      worked,
      done,
      target,
      person: end?.person ?? null,
    })
  }

  if (within(story.openedAt)) {
    const { level, openedAt } = story
    if (!record.history && record.via !== 'by-hand')
      add('seen', level, record.postedAt, { at: record.receivedAt })
    if (story.alertedAt !== null) add('alert', level, openedAt, { at: story.alertedAt })
  }
  for (const response of story.responses.filter(({ beganAt }) => within(beganAt)))
    addResponse(response, ways, record, add)
  for (const problem of story.problems.filter(({ beganAt }) => within(beganAt))) addProblem(problem, add)
}

type Add = (
  measure: Measure,
  level: Level,
  from: Instant,
  end: { at: Instant; person?: string | null } | null,
  until?: Instant,
  deadline?: number | null,
) => void

function addResponse(response: Response, ways: Ways, record: CaseRecord, add: Add): void {
  const { from, beganAt, level, owned, takenUp, lastTakenUp, replied, closed } = response
  const deadlines = ways.ladder(level)
  if (!owned) {
    add('claim', level, beganAt, takenUp, undefined, deadlines.claim)
    add('last-claim', level, beganAt, lastTakenUp)
  }
  // Nobody owed an answer, by the judgement of whoever resolved it.
  if (replied === null && closed?.outcome === 'no-reply-needed') return
  add('reply', level, beganAt, replied, closed?.at, deadlines.reply)
  if (from === 'opening' && !record.history)
    add('felt', level, Math.min(record.postedAt, beganAt), replied, closed?.at)
}

function addProblem({ beganAt, level, resolved }: Problem, add: Add): void {
  add('resolve', level, beganAt, resolved)
}
