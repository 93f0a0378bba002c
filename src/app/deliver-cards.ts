import { CLOSED_BACKOFF, DELIVERY_BACKOFF, isResting, type Rest, waitAfter } from '../domain/backoff.js'
import type { Card } from '../domain/card.js'
import { type Instant, MINUTE, SECOND } from '../domain/time.js'
import {
  type Announcer,
  type Board,
  DeliveryError,
  type Log,
  type NoticeRow,
  type OutboxRow,
} from '../ports.js'
import type { Desk } from './desk.js'
import { workLoop } from './work-loop.js'

/** A board that has not answered by then is taken not to have heard us, perhaps. */
const LONGEST_DELIVERY = 20 * SECOND

const DIGEST_EVERY = 15 * MINUTE
/** Cases that a digest names; of the others it gives the number. */
const DIGEST_NAMES = 20

export type Delivery = {
  readonly board: Board
  /** Delivers all that is due: cards, most pressing first, and notices beside them. */
  deliver(): Promise<void>
  /** Why nothing is delivered just now; `null` when all is well. */
  trouble(): string | null
  stop(): Promise<void>
}

export type DeliveryParts = {
  readonly desk: Desk
  readonly board: Board
  /** Says notices on the same board; without it they stay owed. */
  readonly announcer?: Announcer | undefined
  readonly log: Log
  /** In [0, 1): spreads retries. */
  readonly chance: () => number
}

/** The loop that brings one board up to date with the outbox. Never two at once for a board: edits keep their order. */
export function cardDelivery({ desk, board, announcer, log, chance }: DeliveryParts): Delivery {
  const { outbox, cases, history, notices, team } = desk.store
  /** Set when the board itself is in trouble, not one card: everything waits. */
  let pause: (Rest & { readonly failures: number; readonly why: string }) | null = null

  const isPaused = (): boolean => pause !== null && isResting(pause, desk.clock())
  const patience = (stopping: AbortSignal) =>
    AbortSignal.any([stopping, AbortSignal.timeout(LONGEST_DELIVERY)])

  async function cardStep(stopping: AbortSignal): Promise<boolean> {
    if (isPaused()) return false
    const now = desk.clock()
    const row = outbox.take(board.id, now)
    if (row === null) return false
    const card = cases.card(row.caseId)
    if (card === null) throw new Error(`outbox row ${row.id} has no case`)
    if (isTooMany(row, card, now)) holdBack(row, card.case.brand, now)
    else await attempt(row, outbox, { case: row.caseId }, () => sendCard(row, card, patience(stopping)))
    return true
  }

  async function noticeStep(stopping: AbortSignal): Promise<boolean> {
    if (isPaused()) return false
    const now = desk.clock()
    const said = announcer === undefined ? null : notices.take(board.id, now)
    if (said === null || announcer === undefined) return false
    if (goesBeforeItsCard(said)) {
      notices.postpone(said.id, now + 2 * SECOND, 'its card is not shown yet', false)
      return true
    }
    await attempt(said, notices, { notice: said.notice.type }, () =>
      sendNotice(announcer, said, patience(stopping)),
    )
    return true
  }

  /** A thread hangs on its card, and a call leads to it: for a minute or so they wait for it to be shown. */
  function goesBeforeItsCard({ notice, attempts }: NoticeRow): boolean {
    return 'caseId' in notice && attempts < 30 && outbox.messageOf(board.id, notice.caseId) === null
  }

  async function sendCard(row: OutboxRow, card: Card, signal: AbortSignal): Promise<void> {
    const shown = row.messageId ?? (row.doubt ? await board.find(card, row.key, signal) : null)
    if (shown === null) {
      const { messageId } = await board.show(card, row.key, signal)
      settle(row, card, messageId)
      return
    }
    if ((await board.edit(shown, card, signal)) === 'edited') settle(row, card, shown)
    else outbox.forgetMessage(row.id, desk.clock())
  }

  function settle(row: OutboxRow, card: Card, messageId: string): void {
    const now = desk.clock()
    desk.store.transaction(() => {
      outbox.settle(row.id, messageId, card.case.version, now)
      if (row.messageId !== null) return
      cases.setAlerted(card.case.id, now)
      history.append(card.case.id, { type: 'alerted', board: board.id }, { type: 'schedule' }, now)
    })
  }

  async function sendNotice(to: Announcer, row: NoticeRow, signal: AbortSignal): Promise<void> {
    const found = row.doubt ? await to.findNotice(row.notice, row.key, signal) : null
    const said = found ?? (await to.notify(row.notice, row.key, isQuiet(row), signal)).messageId
    notices.settle(row.id, said)
  }

  /** Whether a new card is over the brand's cap. What is severe always passes. */
  function isTooMany(row: OutboxRow, card: Card, now: Instant): boolean {
    const { brand, priority } = card.case
    const { cap } = desk.policy.of(brand)
    const passes = row.messageId !== null || row.doubt || priority.level === 'P1' || priority.level === 'P2'
    return !passes && cap !== null && cases.alertedSince(brand, now - cap.per) >= cap.cards
  }

  /** What is not shown is told all the same: at once, and every quarter of an hour for as long as anything is held back. */
  function holdBack(row: OutboxRow, brand: string, now: Instant): void {
    const topic = `digest:${brand}:${Math.floor(now / DIGEST_EVERY)}`
    desk.store.transaction(() => {
      outbox.hold(row.id, now + MINUTE)
      if (notices.knows(board.id, topic)) return
      const held = outbox.held(board.id, brand)
      if (held.length === 0) return
      const [caseIds, more] = [held.slice(0, DIGEST_NAMES), Math.max(held.length - DIGEST_NAMES, 0)]
      notices.owe(board.id, topic, { type: 'digest', brand, caseIds, more }, now)
    })
  }

  /** Muted, or at a quiet hour: said all the same, and nobody is pinged. Never for a P1. */
  function isQuiet({ notice }: NoticeRow): boolean {
    const about = 'caseId' in notice ? cases.get(notice.caseId) : null
    if (about === null || about.priority.level === 'P1') return false
    const now = desk.clock()
    return team.mutedUntil(about.brand, now) !== null || desk.policy.of(about.brand).isQuiet(now)
  }

  type Owed = { readonly id: number; readonly attempts: number; readonly messageId?: string | null }
  type Owing = {
    postpone(id: number, until: Instant, error: string, doubt: boolean): void
    abandon(id: number, error: string): void
  }

  async function attempt(row: Owed, owing: Owing, about: object, send: () => Promise<void>): Promise<void> {
    const before = pause
    try {
      await send()
      // Not what the other loop has been told meanwhile.
      if (pause === before) pause = null
    } catch (cause) {
      failed(row, owing, about, cause)
    }
  }

  function failed(row: Owed, owing: Owing, about: object, cause: unknown): void {
    const now = desk.clock()
    const error = cause instanceof Error ? cause.message : String(cause)
    const fault = cause instanceof DeliveryError ? cause.fault : 'doubt'
    const asked = cause instanceof DeliveryError ? cause.retryAfter : null
    const failures = (pause?.failures ?? 0) + 1
    const fields = { board: board.id, ...about, attempts: row.attempts, fault, error }
    switch (fault) {
      case 'refused':
        owing.abandon(row.id, error)
        log.error(fields, 'the board refuses this message; the case stays on the web desk')
        return
      case 'closed': {
        const until = now + waitAfter(failures, CLOSED_BACKOFF, chance(), asked)
        pause = { from: now, until, failures, why: error }
        owing.postpone(row.id, until, error, false)
        if (failures === 1) log.error(fields, 'the board is closed to us: its set-up needs mending')
        return
      }
      case 'passing':
      case 'doubt': {
        const until = now + waitAfter(row.attempts, DELIVERY_BACKOFF, chance(), asked)
        owing.postpone(row.id, until, error, fault === 'doubt' && (row.messageId ?? null) === null)
        // What the board asked of us, or a board in trouble, concerns the next message as much as this one.
        const rest = asked ?? (failures > 1 ? waitAfter(failures, DELIVERY_BACKOFF, chance()) : 0)
        pause = { from: now, until: now + rest, failures, why: error }
        log[failures === 3 ? 'warn' : 'debug'](
          fields,
          'a message could not be delivered; it will be tried again',
        )
        return
      }
    }
  }

  /** Where the store itself failed nobody wrote down what became of a message: it is looked for first. */
  function mending(
    step: (stopping: AbortSignal) => Promise<boolean>,
    owing: { recover(now: Instant): number },
  ) {
    let stumbled = false
    return workLoop(
      (stopping) => {
        if (stumbled) owing.recover(desk.clock())
        stumbled = false
        return step(stopping)
      },
      (err) => {
        stumbled = true
        log.error({ board: board.id, err }, 'delivery stumbled')
      },
    )
  }

  const cardLoop = mending(cardStep, outbox)
  // Side by side: no card waits while a long thread is told what happened, and in a storm of edits somebody is still called.
  const noticeLoop = mending(noticeStep, notices)
  return {
    board,
    deliver: async () => {
      await Promise.all([cardLoop.run(), noticeLoop.run()])
    },
    trouble: () => pause?.why ?? null,
    async stop() {
      await Promise.all([cardLoop.stop(), noticeLoop.stop()])
    },
  }
}
