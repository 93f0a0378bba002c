import type { Outcome } from '../domain/case.js'
import type { Level } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import type { CaseRecord, RecordLine } from '../ports.js'

/** Somebody of ours did something; `person` is `null` where they did it in the network's own app. */
export type Deed = { readonly at: Instant; readonly person: string | null }

/** A stretch in which the customer waits for us: it begins when they speak, and ends with our reply to it. */
export type Response = {
  readonly from: 'opening' | 'reopened' | 'heard'
  readonly beganAt: Instant
  /** As it was when they began to wait: what grew later had that long. */
  readonly level: Level
  /** The case had an owner all along: there was nothing to claim. */
  readonly owned: boolean
  /** First claimed, handed to or taken over by a person, or, failing that, answered or resolved by one. */
  readonly takenUp: Deed | null
  /** The last such claim before the reply. */
  readonly lastTakenUp: Deed | null
  readonly replied: Deed | null
  /** Resolved before any reply to it; an answer that came after (a closing line) still counts as the reply. */
  readonly closed: { readonly at: Instant; readonly outcome: Outcome } | null
}

/** From when a customer had a problem with us until it was resolved. */
export type Problem = {
  readonly from: 'opening' | 'reopened'
  readonly beganAt: Instant
  readonly level: Level
  readonly resolved: (Deed & { readonly outcome: Outcome }) | null
}

export type CaseState = 'open' | 'claimed' | 'waiting' | 'resolved'

/** A case's history read once, from the first line to the last. */
export type Story = {
  readonly responses: readonly Response[]
  readonly problems: readonly Problem[]
  readonly openedAt: Instant
  readonly openedBy: RecordLine['actor']
  readonly alertedAt: Instant | null
  /** The level it opened with. */
  readonly level: Level
  /** In the end a mistake or a double: not-a-complaint, duplicate, or merged into another. In no clock. */
  readonly dismissed: 'not-a-complaint' | 'duplicate' | null
  /** Every change of state, oldest first. */
  readonly states: readonly { readonly at: Instant; readonly state: CaseState }[]
}

type Draft = { -readonly [Key in keyof Response]: Response[Key] }
type DraftProblem = { -readonly [Key in keyof Problem]: Problem[Key] }

const DISMISSALS: readonly unknown[] = ['not-a-complaint', 'duplicate']

/** Reads a case's history by the definitions of docs/figures.md. Pure; other cases do not matter. */
export function storyOf({ lines, elsewhereAt }: Pick<CaseRecord, 'lines' | 'elsewhereAt'>): Story {
  const responses: Draft[] = []
  const problems: DraftProblem[] = []
  const states: { at: Instant; state: CaseState }[] = []
  let level: Level = 'P4'
  let firstLevel: Level = 'P4'
  let state = 'open' as CaseState
  let owned = false
  let alertedAt: Instant | null = null
  let outcome: Outcome | null = null

  const become = (at: Instant, next: CaseState) => {
    if (states.length > 0 && next === state) return
    state = next
    states.push({ at, state })
  }
  const begin = (from: Response['from'], at: Instant) => {
    const nothing = { takenUp: null, lastTakenUp: null, replied: null, closed: null }
    responses.push({ from, beganAt: at, level, owned: from === 'heard' && owned, ...nothing })
    if (from !== 'heard') problems.push({ from, beganAt: at, level, resolved: null })
  }
  const takeUp = (deed: Deed, claims: boolean) => {
    const running = responses.at(-1)
    if (running === undefined || running.replied !== null || running.closed !== null) return
    running.takenUp ??= deed
    if (claims || running.lastTakenUp === null) running.lastTakenUp = deed
  }

  for (const line of lines) {
    const { at, type, actor, actorId, says } = line
    const deed = { at, person: actor === 'rep' ? actorId : null }
    switch (type) {
      case 'opened':
        level = says as Level
        firstLevel = level
        begin('opening', at)
        become(at, 'open')
        break
      case 'priority-changed':
        level = says as Level
        break
      case 'alerted':
        alertedAt ??= at
        break
      case 'claimed':
      case 'taken-over':
      case 'handed':
        if (actor !== 'rep') break
        owned = true
        takeUp(deed, true)
        if (state === 'open') become(at, 'claimed')
        break
      case 'released':
      case 'expired':
        owned = false
        become(at, 'open')
        break
      case 'replied': {
        // A schedule that answered would be a machine: only people, and what stands in the network under our name.
        const isElsewhere = actor === 'connector' && says === 1
        if (actor !== 'rep' && !isElsewhere) break
        const running = responses.at(-1)
        if (running !== undefined && running.replied === null) {
          const since = running.beganAt
          const there = isElsewhere ? elsewhereAt.find((sent) => since <= sent && sent <= at) : undefined
          const reply = { at: there ?? at, person: deed.person }
          takeUp(reply, false)
          running.replied = reply
        }
        if (actor === 'rep') owned = true
        if (state === 'claimed' || (state === 'open' && actor === 'rep')) become(at, 'waiting')
        break
      }
      case 'resolved':
      case 'merged': {
        const how = type === 'merged' ? 'duplicate' : (says as Outcome)
        takeUp(deed, false)
        const running = responses.at(-1)
        if (running !== undefined && running.replied === null) running.closed ??= { at, outcome: how }
        const problem = problems.at(-1)
        if (problem !== undefined) problem.resolved ??= { ...deed, outcome: how }
        outcome = how
        become(at, 'resolved')
        break
      }
      case 'reopened':
        owned = false
        outcome = null
        begin('reopened', at)
        become(at, 'open')
        break
      case 'heard':
      case 'joined': {
        const answered = responses.at(-1)?.replied !== null
        if (actor === 'customer' && state !== 'resolved' && answered) begin('heard', at)
        if (type === 'heard' && state === 'waiting') become(at, 'claimed')
        break
      }
      default:
        break
    }
  }
  return {
    responses,
    problems,
    openedAt: lines[0]?.at ?? 0,
    openedBy: lines[0]?.actor ?? 'connector',
    alertedAt,
    level: firstLevel,
    dismissed: DISMISSALS.includes(outcome) ? (outcome as 'not-a-complaint' | 'duplicate') : null,
    states,
  }
}
