import type { Card } from '../../src/domain/card.js'
import { type Board, DeliveryError, type DeliveryFault } from '../../src/ports.js'

/** A board that remembers what it was shown, and fails as told. */
export function ledgerBoard(id = 'discord') {
  const messages = new Map<string, { key: string; card: Card }>()
  const calls: string[] = []
  const faults: {
    on: 'show' | 'edit' | 'find'
    fault: DeliveryFault
    done: boolean
    retryAfter: number | null
  }[] = []
  let counted = 0

  function meet(on: 'show' | 'edit' | 'find', act: () => void): void {
    const at = faults.findIndex((planned) => planned.on === on)
    const [planned] = at < 0 ? [] : faults.splice(at, 1)
    if (planned === undefined || planned.done) act()
    if (planned !== undefined)
      throw new DeliveryError(`${on}: ${planned.fault}`, {
        fault: planned.fault,
        retryAfter: planned.retryAfter,
      })
  }

  const board: Board = {
    id,
    async show(card, key) {
      calls.push(`show #${card.case.id}`)
      const messageId = `m${++counted}`
      meet('show', () => messages.set(messageId, { key, card }))
      return { messageId }
    },
    async edit(messageId, card) {
      calls.push(`edit #${card.case.id} ${card.case.status}`)
      const shown = messages.get(messageId)
      if (shown === undefined) return 'gone'
      meet('edit', () => messages.set(messageId, { ...shown, card }))
      return 'edited'
    },
    async find(_card, key) {
      calls.push(`find ${key}`)
      meet('find', () => {})
      for (const [messageId, shown] of messages) if (shown.key === key) return messageId
      return null
    },
    check: async () => [],
  }

  return {
    board,
    messages,
    calls,
    /** The next call of this kind fails; `done`: it takes effect all the same. */
    fail(
      on: 'show' | 'edit' | 'find',
      fault: DeliveryFault,
      more: { done?: boolean; retryAfter?: number } = {},
    ) {
      faults.push({ on, fault, done: more.done ?? false, retryAfter: more.retryAfter ?? null })
    },
  }
}
