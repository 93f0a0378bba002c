import type { MentionId } from '../domain/mention.js'
import { consistent, type MissDecision, type MissState } from '../domain/missed.js'
import type { Instant } from '../domain/time.js'
import type { Desk } from './desk.js'

export type Reviewed = 'done' | 'unchanged' | 'no-such-miss'

/** What a person makes of a missed post: kept for the classifier, set aside, or looked at anew. One transaction. */
export function reviewMiss(desk: Desk, id: MentionId, decision: MissDecision): Reviewed {
  return desk.store.transaction((): Reviewed => {
    const miss = desk.store.missed.get(id)
    if (miss === null) return 'no-such-miss'
    const next = stateAfter(decision, desk.clock())
    if (isSame(miss, next)) return 'unchanged'
    desk.store.missed.decide(id, next)
    return 'done'
  })
}

function stateAfter(decision: MissDecision, now: Instant): MissState {
  switch (decision.type) {
    case 'add-to-set':
      return { state: 'in-the-set', labels: consistent(decision.labels), decidedAt: now }
    case 'set-aside':
      return { state: 'set-aside', decidedAt: now }
    case 'look-again':
      return { state: 'to-look-at' }
  }
}

function isSame(before: MissState, next: MissState): boolean {
  if (before.state !== 'in-the-set' || next.state !== 'in-the-set') return before.state === next.state
  const [was, is] = [before.labels, next.labels]
  return was.severity === is.severity && was.urgency === is.urgency && was.category === is.category
}
