import type { Case, CaseEvent, CaseId } from './case.js'
import type { Rung } from './ladder.js'
import type { Actor, Person } from './people.js'
import type { Summary } from './summary.js'
import type { Instant } from './time.js'

/** A message to the team beside the cards: said once, never edited. */
export type Notice =
  | {
      readonly type: 'escalation'
      readonly caseId: CaseId
      readonly rung: Rung
      readonly onCall: Person | null
      readonly owner: Person | null
    }
  | {
      readonly type: 'taken-over'
      readonly caseId: CaseId
      readonly from: Person
      readonly by: Person
      readonly reason: string | null
    }
  | { readonly type: 'handed'; readonly caseId: CaseId; readonly from: Person; readonly to: Person }
  | { readonly type: 'expired'; readonly caseId: CaseId; readonly owner: Person }
  /** The customer wrote again under a case that has an owner, or opened a resolved one again. */
  | {
      readonly type: 'heard'
      readonly caseId: CaseId
      readonly owner: Person | null
      readonly reopened: boolean
    }
  | { readonly type: 'woken'; readonly caseId: CaseId; readonly owner: Person }
  | {
      readonly type: 'promise-due'
      readonly caseId: CaseId
      readonly owner: Person
      readonly phrase: string
      readonly dueAt: Instant
    }
  | { readonly type: 'reply-failed'; readonly caseId: CaseId; readonly by: Person; readonly why: string }
  /** A case got its first owner: a place to talk about it, with its history and the customer's earlier cases. */
  | { readonly type: 'thread'; readonly caseId: CaseId }
  /** A line of history, told in the case's own thread. */
  | { readonly type: 'history'; readonly caseId: CaseId; readonly entryId: number }
  /** Cards that were held back because too many came at once, most pressing first. */
  | {
      readonly type: 'digest'
      readonly brand: string
      readonly caseIds: readonly CaseId[]
      readonly more: number
    }
  | { readonly type: 'blind'; readonly connector: string; readonly since: Instant; readonly why: string }
  | { readonly type: 'sees-again'; readonly connector: string; readonly since: Instant }
  /** How the period from `from` up to `to` went, of one brand or of all (`null`). */
  | {
      readonly type: 'summary'
      readonly brand: string | null
      readonly from: Instant
      readonly to: Instant
      readonly said: Summary
    }

/** Whom a notice is meant to reach, so that a board can ping just them. `channel`: whoever reads along, nobody pinged. */
export type Audience =
  | { readonly to: 'channel' }
  | { readonly to: 'person'; readonly person: Person }
  | { readonly to: 'on-call'; readonly person: Person | null }
  | { readonly to: 'managers' }

/**
 * What the team is told beside the card when this happened to a case, each with its topic. `before` is the case as it
 * was, `entry` names the line of history, so that the same event is told once.
 */
export function noticesOf(
  before: Case,
  event: CaseEvent,
  by: Actor,
  entry: number,
): readonly { readonly topic: string; readonly notice: Notice }[] {
  const caseId = before.id
  const about = (notice: Notice) => [{ topic: `${notice.type}:${entry}`, notice }]
  switch (event.type) {
    case 'claimed':
      return [{ topic: `thread:${caseId}`, notice: { type: 'thread', caseId } }]
    case 'taken-over': {
      if (by.type !== 'rep') return []
      return about({
        type: 'taken-over',
        caseId,
        from: event.from,
        by: by.person,
        reason: event.reason ?? null,
      })
    }
    case 'handed': {
      const told = about({ type: 'handed', caseId, from: event.from, to: event.to })
      return before.status === 'open'
        ? [...told, { topic: `thread:${caseId}`, notice: { type: 'thread', caseId } }]
        : told
    }
    case 'merged': {
      const held = before.status === 'claimed' || before.status === 'waiting' ? before.owner : null
      if (held === null || by.type !== 'rep' || by.person.id === held.id) return []
      return about({ type: 'taken-over', caseId, from: held, by: by.person, reason: `→ #${event.into}` })
    }
    case 'expired':
      return about({ type: 'expired', caseId, owner: event.owner })
    case 'heard': {
      const owner = before.status === 'claimed' || before.status === 'waiting' ? before.owner : null
      return owner === null ? [] : about({ type: 'heard', caseId, owner, reopened: false })
    }
    case 'reopened': {
      if (by.type !== 'customer' || before.status !== 'resolved') return []
      return about({ type: 'heard', caseId, owner: before.resolvedBy, reopened: true })
    }
    case 'woken':
      return before.status === 'claimed' || before.status === 'waiting'
        ? about({ type: 'woken', caseId, owner: before.owner })
        : []
    default:
      return []
  }
}

export function audienceOf(notice: Notice): Audience {
  switch (notice.type) {
    case 'escalation':
      switch (notice.rung) {
        case 'unclaimed-remind':
          return { to: 'channel' }
        case 'unclaimed-call':
        case 'unanswered-call':
          return { to: 'on-call', person: notice.onCall }
        case 'unclaimed-managers':
        case 'unanswered-managers':
          return { to: 'managers' }
        case 'unanswered-owner':
          return notice.owner === null ? { to: 'channel' } : { to: 'person', person: notice.owner }
      }
      break
    case 'taken-over':
      return { to: 'person', person: notice.from }
    case 'handed':
      return { to: 'person', person: notice.to }
    case 'expired':
    case 'woken':
    case 'promise-due':
      return { to: 'person', person: notice.owner }
    case 'heard':
      return notice.owner === null ? { to: 'channel' } : { to: 'person', person: notice.owner }
    case 'reply-failed':
      return { to: 'person', person: notice.by }
    case 'thread':
    case 'history':
    case 'digest':
    case 'summary':
      return { to: 'channel' }
    case 'blind':
    case 'sees-again':
      return { to: 'managers' }
  }
}
