import type { Case, CaseState, Outcome, Snooze } from '../domain/case.js'
import { type Priority, rankOf } from '../domain/priority.js'

/** A row of `cases`, and how a case and its columns turn into each other. */
export type CaseRow = {
  id: number
  brand: string
  network: string
  author_id: string | null
  opening_id: number
  status: Case['status']
  owner_id: string | null
  owner_name: string | null
  claimed_at: number | null
  lease_until: number | null
  replied_at: number | null
  resolved_by_id: string | null
  resolved_by_name: string | null
  resolved_at: number | null
  outcome: Outcome | null
  note: string | null
  cause: string | null
  snoozed: number
  snooze_until: number | null
  priority: string
  opened_at: number
  waiting_since: number
  alerted_at: number | null
  version: number
}

export function toCase(row: CaseRow): Case {
  const { id, brand, network, version } = row
  const priority = JSON.parse(row.priority) as Priority
  return {
    id,
    brand,
    network,
    openedAt: row.opened_at,
    waitingSince: row.waiting_since,
    priority,
    version,
    ...toState(row),
  }
}

function toState(row: CaseRow): CaseState {
  switch (row.status) {
    case 'open':
      return { status: 'open' }
    case 'claimed':
      return {
        status: 'claimed',
        owner: owner(row),
        claimedAt: row.claimed_at ?? 0,
        leaseUntil: row.lease_until ?? 0,
        snooze: snooze(row),
      }
    case 'waiting':
      return {
        status: 'waiting',
        owner: owner(row),
        claimedAt: row.claimed_at ?? 0,
        repliedAt: row.replied_at ?? 0,
        snooze: snooze(row),
      }
    case 'resolved':
      return {
        status: 'resolved',
        resolvedBy: { id: row.resolved_by_id ?? '', name: row.resolved_by_name ?? '' },
        resolvedAt: row.resolved_at ?? 0,
        outcome: row.outcome ?? 'answered',
        note: row.note,
        cause: row.cause,
      }
  }
}

const snooze = (row: CaseRow): Snooze | null => (row.snoozed === 1 ? { until: row.snooze_until } : null)
const owner = (row: CaseRow) => ({ id: row.owner_id ?? '', name: row.owner_name ?? '' })

export const priorityColumns = (priority: Priority) => ({
  level: priority.level,
  rank: rankOf(priority),
  priority: JSON.stringify(priority),
})

export function stateColumns(state: CaseState) {
  const none = {
    status: state.status,
    ownerId: null,
    ownerName: null,
    claimedAt: null,
    leaseUntil: null,
    repliedAt: null,
    resolvedById: null,
    resolvedByName: null,
    resolvedAt: null,
    outcome: null,
    note: null,
    cause: null,
    snoozed: 0,
    snoozeUntil: null,
  }
  switch (state.status) {
    case 'open':
      return none
    case 'claimed':
    case 'waiting':
      return {
        ...none,
        ownerId: state.owner.id,
        ownerName: state.owner.name,
        claimedAt: state.claimedAt,
        leaseUntil: state.status === 'claimed' ? state.leaseUntil : null,
        repliedAt: state.status === 'waiting' ? state.repliedAt : null,
        snoozed: state.snooze === null ? 0 : 1,
        snoozeUntil: state.snooze?.until ?? null,
      }
    case 'resolved':
      return {
        ...none,
        resolvedById: state.resolvedBy.id,
        resolvedByName: state.resolvedBy.name,
        resolvedAt: state.resolvedAt,
        outcome: state.outcome,
        note: state.note,
        cause: state.cause,
      }
  }
}
