import { CATEGORIES, type Category } from '../domain/assessment.js'
import { OUTCOMES } from '../domain/case.js'
import type { Level } from '../domain/priority.js'
import type { Columns, Row, Spec } from './growing.js'
import type { CaseState, Response } from './responses.js'
import type { TrustVerdict } from './trust.js'

/**
 * What figures need of some cases, in columns of numbers: a year of it is read in a moment, and a case whose history has
 * not changed is read from history only once. Times are UTC ms, `NaN` where there is none. Words are numbers of
 * {@link Facts.names} (0: none), or places in the lists below.
 */
export type Facts = {
  readonly names: readonly string[]
  readonly cases: Columns<typeof CASE>
  readonly responses: Columns<typeof RESPONSE>
  readonly problems: Columns<typeof PROBLEM>
  /** Every change of state, oldest first. */
  readonly states: Columns<typeof STATE>
  /** What is counted by the moment it happened: `expired`, `outcome:fixed`. */
  readonly events: Columns<typeof EVENT>
  /** The newest moment that anything here comes from: whoever asks for an earlier one has to read history again. */
  readonly newestAt: number
}

/** A row a case. What belongs to case `i` stands in the other tables from its `…From[i]` up to that of the next case. */
export const CASE = {
  id: Uint32Array,
  openedAt: Float64Array,
  postedAt: Float64Array,
  receivedAt: Float64Array,
  alertedAt: Float64Array,
  /** When it was resolved for good so far; `Infinity` where it is not resolved. */
  closedAt: Float64Array,
  /** From when the customer began to wait to the first reply, of answered cases. */
  answeredAfter: Float64Array,
  brand: Uint16Array,
  network: Uint16Array,
  language: Uint16Array,
  category: Uint8Array,
  followers: Uint8Array,
  severity: Uint8Array,
  /** As it opened, and as it is now. */
  level: Uint8Array,
  levelNow: Uint8Array,
  bits: Uint8Array,
  dismissed: Uint8Array,
  /** 0: nothing to tell; else a place in {@link VERDICTS}, by one higher. */
  verdict: Uint8Array,
  signs: Uint8Array,
  /** Of the last problem; a place in `OUTCOMES` by one higher, 0: not resolved. */
  outcome: Uint8Array,
  responsesFrom: Uint32Array,
  problemsFrom: Uint32Array,
  statesFrom: Uint32Array,
  eventsFrom: Uint32Array,
} as const

export const RESPONSE = {
  beganAt: Float64Array,
  takenUpAt: Float64Array,
  lastTakenUpAt: Float64Array,
  repliedAt: Float64Array,
  closedAt: Float64Array,
  takenUpBy: Uint16Array,
  lastTakenUpBy: Uint16Array,
  repliedBy: Uint16Array,
  from: Uint8Array,
  level: Uint8Array,
  owned: Uint8Array,
  closedAs: Uint8Array,
} as const

export const PROBLEM = {
  beganAt: Float64Array,
  resolvedAt: Float64Array,
  resolvedBy: Uint16Array,
  level: Uint8Array,
} as const

export const STATE = { at: Float64Array, state: Uint8Array } as const
export const EVENT = { at: Float64Array, name: Uint16Array } as const

/** Bits of a case. */
export const HISTORY = 1
export const BROUGHT_BY_HAND = 2
export const OPENED_BY_PERSON = 4
export const SPLIT_OFF = 8

export const LEVELS: readonly Level[] = ['P1', 'P2', 'P3', 'P4']
export const STATES: readonly CaseState[] = ['open', 'claimed', 'waiting', 'resolved']
export const BEGINNINGS: readonly Response['from'][] = ['opening', 'reopened', 'heard']
export const VERDICTS: readonly TrustVerdict[] = ['repaired', 'not-repaired', 'silent']
export const DISMISSALS = ['not-a-complaint', 'duplicate'] as const
/** Bit by bit. */
export const SIGNS = ['thanked', 'calmer', 'tookBack', 'edited', 'cameBack', 'othersJoined'] as const
export const CATEGORY_NAMES: readonly Category[] = CATEGORIES
export const OUTCOME_NAMES = OUTCOMES

/** Rows as columns. */
export function columnsOf<Of extends Spec>(spec: Of, rows: readonly Row<Of>[]): Columns<Of> {
  const made = Object.entries(spec).map(([name, Kind]) => {
    const column = new Kind(rows.length)
    for (let i = 0; i < rows.length; i++) column[i] = rows[i]?.[name] ?? 0
    return [name, column]
  })
  return Object.fromEntries(made) as Columns<Of>
}
