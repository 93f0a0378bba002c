import type { CaseRecord } from '../ports.js'
import {
  BEGINNINGS,
  BROUGHT_BY_HAND,
  CASE,
  CATEGORY_NAMES,
  columnsOf,
  DISMISSALS,
  EVENT,
  type Facts,
  HISTORY,
  LEVELS,
  OPENED_BY_PERSON,
  OUTCOME_NAMES,
  PROBLEM,
  RESPONSE,
  SIGNS,
  SPLIT_OFF,
  STATE,
  STATES,
  VERDICTS,
} from './facts.js'
import type { Row } from './growing.js'
import { type Deed, type Story, storyOf } from './responses.js'
import { FOLLOWER_BANDS, followerBand } from './samples.js'
import { type TrustSigns, trustOf } from './trust.js'

/** From so many answers of strangers on, others have joined in. */
const A_CROWD = 3

type Rows = {
  readonly cases: Row<typeof CASE>[]
  readonly responses: Row<typeof RESPONSE>[]
  readonly problems: Row<typeof PROBLEM>[]
  readonly states: Row<typeof STATE>[]
  readonly events: Row<typeof EVENT>[]
}

/** Reads histories by the definitions of docs/figures.md. Pure; each case by itself. */
export function factsOf(records: readonly CaseRecord[]): Facts {
  const names = ['']
  const numbers = new Map([['', 0]])
  const nameOf = (name: string | null): number => {
    const known = numbers.get(name ?? '')
    if (known !== undefined) return known
    numbers.set(name ?? '', names.length)
    return names.push(name ?? '') - 1
  }
  const rows: Rows = { cases: [], responses: [], problems: [], states: [], events: [] }
  let newestAt = Number.NEGATIVE_INFINITY
  for (const record of records) {
    addCase(rows, record, nameOf)
    for (const { at } of record.lines) newestAt = Math.max(newestAt, at)
    newestAt = Math.max(newestAt, record.nextCaseAt ?? newestAt)
  }
  return {
    names,
    cases: columnsOf(CASE, rows.cases),
    responses: columnsOf(RESPONSE, rows.responses),
    problems: columnsOf(PROBLEM, rows.problems),
    states: columnsOf(STATE, rows.states),
    events: columnsOf(EVENT, rows.events),
    newestAt,
  }
}

type NameOf = (name: string | null) => number

function addCase(rows: Rows, record: CaseRecord, nameOf: NameOf): void {
  const story = storyOf(record)
  const trust = trustOf(record, story)
  const answered = story.responses.find(({ replied }) => replied !== null)
  const resolvedAs = story.problems.at(-1)?.resolved?.outcome
  rows.cases.push({
    id: record.id,
    openedAt: story.openedAt,
    postedAt: record.postedAt,
    receivedAt: record.receivedAt,
    alertedAt: story.alertedAt ?? Number.NaN,
    closedAt:
      story.states.at(-1)?.state === 'resolved' ? (record.lines.at(-1)?.at ?? 0) : Number.POSITIVE_INFINITY,
    answeredAfter: answered?.replied == null ? Number.NaN : answered.replied.at - answered.beganAt,
    brand: nameOf(record.brand),
    network: nameOf(record.network),
    language: nameOf(record.lang),
    category: CATEGORY_NAMES.indexOf(record.category),
    followers: FOLLOWER_BANDS.indexOf(followerBand(record.followers)),
    severity: record.severity,
    level: LEVELS.indexOf(story.level),
    levelNow: LEVELS.indexOf(record.level),
    bits: bitsOf(record, story),
    dismissed: story.dismissed === null ? 0 : DISMISSALS.indexOf(story.dismissed) + 1,
    verdict: trust === null ? 0 : VERDICTS.indexOf(trust.verdict) + 1,
    signs: trust === null ? 0 : signBits(trust.signs),
    outcome: resolvedAs === undefined ? 0 : OUTCOME_NAMES.indexOf(resolvedAs) + 1,
    responsesFrom: rows.responses.length,
    problemsFrom: rows.problems.length,
    statesFrom: rows.states.length,
    eventsFrom: rows.events.length,
  })
  addClocks(rows, story, nameOf)
  for (const { at, state } of story.states) rows.states.push({ at, state: STATES.indexOf(state) })
  for (const { at, what } of eventsOf(record)) rows.events.push({ at, name: nameOf(what) })
}

function addClocks(rows: Rows, { responses, problems }: Story, nameOf: NameOf): void {
  const at = (deed: { readonly at: number } | null) => deed?.at ?? Number.NaN
  const by = (deed: Deed | null) => nameOf(deed?.person ?? null)
  for (const { from, beganAt, level, owned, takenUp, lastTakenUp, replied, closed } of responses)
    rows.responses.push({
      beganAt,
      takenUpAt: at(takenUp),
      lastTakenUpAt: at(lastTakenUp),
      repliedAt: at(replied),
      closedAt: at(closed),
      takenUpBy: by(takenUp),
      lastTakenUpBy: by(lastTakenUp),
      repliedBy: by(replied),
      from: BEGINNINGS.indexOf(from),
      level: LEVELS.indexOf(level),
      owned: owned ? 1 : 0,
      closedAs: closed === null ? 0 : OUTCOME_NAMES.indexOf(closed.outcome) + 1,
    })
  for (const { beganAt, level, resolved } of problems)
    rows.problems.push({
      beganAt,
      resolvedAt: at(resolved),
      resolvedBy: by(resolved),
      level: LEVELS.indexOf(level),
    })
}

function* eventsOf({ lines, causes }: CaseRecord): Generator<{ at: number; what: string }> {
  let time = 0
  for (const { at, type, says } of lines)
    if (type === 'escalated') yield { at, what: `escalated:${says}` }
    else if (type === 'expired' || type === 'reopened') yield { at, what: type }
    else if (type === 'merged') yield { at, what: 'outcome:duplicate' }
    else if (type === 'resolved') {
      yield { at, what: `outcome:${says}` }
      const cause = causes[time++] ?? null
      if (cause !== null) yield { at, what: `cause:${cause}` }
    }
}

const bitsOf = ({ history, via, splitOff }: CaseRecord, { openedBy }: Story): number =>
  (history ? HISTORY : 0) |
  (via === 'by-hand' ? BROUGHT_BY_HAND : 0) |
  (openedBy === 'rep' ? OPENED_BY_PERSON : 0) |
  (splitOff ? SPLIT_OFF : 0)

function signBits(signs: TrustSigns): number {
  const shown = { ...signs, othersJoined: signs.others >= A_CROWD }
  return SIGNS.reduce((bits, sign, i) => (shown[sign] ? bits | (1 << i) : bits), 0)
}
