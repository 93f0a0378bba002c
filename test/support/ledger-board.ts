import type { Card } from '../../src/domain/card.js'
import type { Notice } from '../../src/domain/notice.js'
import { type Announcer, type Board, DeliveryError, type DeliveryFault } from '../../src/ports.js'

type Call = 'show' | 'edit' | 'find' | 'notify'

/** A board that remembers what it was shown, and fails as told. */
export function ledgerBoard(id = 'discord') {
  const messages = new Map<string, { key: string; card: Card }>()
  const notices = new Map<string, { key: string; notice: Notice }>()
  const calls: string[] = []
  const faults: {
    on: Call
    fault: DeliveryFault
    done: boolean
    retryAfter: number | null
  }[] = []
  let counted = 0

  function meet(on: Call, act: () => void): void {
    const at = faults.findIndex((planned) => planned.on === on)
    const [planned] = at < 0 ? [] : faults.splice(at, 1)
    if (planned === undefined || planned.done) act()
    if (planned !== undefined)
      throw new DeliveryError(`${on}: ${planned.fault}`, {
        fault: planned.fault,
        retryAfter: planned.retryAfter,
      })
  }

  const board: Board & Announcer = {
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
    async notify(notice, key, quiet) {
      calls.push(`notify ${notice.type}${quiet ? ' quietly' : ''}`)
      const messageId = `n${++counted}`
      meet('notify', () => notices.set(messageId, { key, notice }))
      return { messageId }
    },
    async findNotice(_notice, key) {
      calls.push(`find ${key}`)
      meet('find', () => {})
      for (const [messageId, said] of notices) if (said.key === key) return messageId
      return null
    },
    check: async () => [],
  }

  return {
    board,
    messages,
    notices,
    calls,
    /** The next call of this kind fails; `done`: it takes effect all the same. */
    fail(on: Call, fault: DeliveryFault, more: { done?: boolean; retryAfter?: number } = {}) {
      faults.push({ on, fault, done: more.done ?? false, retryAfter: more.retryAfter ?? null })
    },
  }
}
