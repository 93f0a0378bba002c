import { CLOSED_BACKOFF, DELIVERY_BACKOFF, waitAfter } from '../domain/backoff.js'
import type { Card } from '../domain/card.js'
import { type Instant, SECOND } from '../domain/time.js'
import { type Board, DeliveryError, type Log, type OutboxRow } from '../ports.js'
import type { Desk } from './desk.js'

/** A board that has not answered by then is taken not to have heard us, perhaps. */
const LONGEST_DELIVERY = 20 * SECOND

export type Delivery = {
  readonly board: Board
  /** Delivers all that is due, most pressing first. While an earlier call runs it only makes that one look once more. */
  deliver(): Promise<void>
  /** Why nothing is delivered just now; `null` when all is well. */
  trouble(): string | null
  stop(): Promise<void>
}

export type DeliveryParts = {
  readonly desk: Desk
  readonly board: Board
  readonly log: Log
  /** In [0, 1): spreads retries. */
  readonly chance: () => number
}

/** The loop that brings one board up to date with the outbox. Never two at once for a board: edits keep their order. */
export function cardDelivery({ desk, board, log, chance }: DeliveryParts): Delivery {
  const { outbox, cases, history } = desk.store
  const stopping = new AbortController()
  let running: Promise<void> | null = null
  let again = false
  /** Set when the board itself is in trouble, not one card: everything waits. */
  let pause: { until: Instant; failures: number; why: string } | null = null

  async function step(): Promise<boolean> {
    const now = desk.clock()
    if (stopping.signal.aborted || (pause !== null && now < pause.until)) return false
    const row = outbox.take(board.id, now)
    if (row === null) return false
    const card = cases.card(row.caseId)
    if (card === null) throw new Error(`outbox row ${row.id} has no case`)
    try {
      await send(row, card)
      pause = null
    } catch (cause) {
      failed(row, cause)
    }
    return true
  }

  async function send(row: OutboxRow, card: Card): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(LONGEST_DELIVERY)])
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

  function failed(row: OutboxRow, cause: unknown): void {
    const now = desk.clock()
    const error = cause instanceof Error ? cause.message : String(cause)
    const fault = cause instanceof DeliveryError ? cause.fault : 'doubt'
    const asked = cause instanceof DeliveryError ? cause.retryAfter : null
    const fields = { board: board.id, case: row.caseId, attempts: row.attempts, fault, error }
    switch (fault) {
      case 'refused':
        outbox.abandon(row.id, error)
        log.error(fields, 'the board refuses this card; it stays on the web desk')
        return
      case 'closed': {
        const failures = (pause?.failures ?? 0) + 1
        pause = { until: now + waitAfter(failures, CLOSED_BACKOFF, chance(), asked), failures, why: error }
        outbox.postpone(row.id, pause.until, error, false)
        if (failures === 1) log.error(fields, 'the board is closed to us: its set-up needs mending')
        return
      }
      case 'passing':
      case 'doubt': {
        const until = now + waitAfter(row.attempts, DELIVERY_BACKOFF, chance(), asked)
        outbox.postpone(row.id, until, error, fault === 'doubt' && row.messageId === null)
        // What the board asked of us, or a board in trouble, concerns the next card as much as this one.
        const failures = (pause?.failures ?? 0) + 1
        const rest = asked ?? (failures > 1 ? waitAfter(failures, DELIVERY_BACKOFF, chance()) : 0)
        pause = { until: now + rest, failures, why: error }
        log[failures === 3 ? 'warn' : 'debug'](
          fields,
          'a card could not be delivered; it will be tried again',
        )
        return
      }
    }
  }

  async function loop(): Promise<void> {
    do {
      again = false
      while (await step()) {}
    } while (again && !stopping.signal.aborted)
  }

  return {
    board,
    deliver() {
      if (running !== null) {
        again = true
        return running
      }
      running = loop()
        .catch((cause: unknown) => log.error({ board: board.id, err: cause }, 'delivery stumbled'))
        .finally(() => {
          running = null
        })
      return running
    },
    trouble: () => pause?.why ?? null,
    async stop() {
      stopping.abort()
      await running
    },
  }
}
