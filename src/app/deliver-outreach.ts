import {
  CLOSED_BACKOFF,
  DELIVERY_BACKOFF,
  isResting,
  NO_REST,
  type Rest,
  waitAfter,
} from '../domain/backoff.js'
import { type Instant, MINUTE } from '../domain/time.js'
import { transition } from '../domain/transition.js'
import {
  type Connector,
  ConnectorError,
  type DueDates,
  type Log,
  type OutreachRow,
  type Published,
  type Publisher,
  type ReplyOrder,
} from '../ports.js'
import type { Desk } from './desk.js'
import { oweNotice, record, saveCase } from './save-case.js'
import { workLoop } from './work-loop.js'

const LONGEST_ATTEMPT = MINUTE

export type OutreachDelivery = {
  readonly connector: Connector
  /** Sends all replies that are due. */
  deliver(): Promise<void>
  stop(): Promise<void>
}

export type OutreachParts = {
  readonly desk: Desk
  readonly connector: Connector & { readonly publisher: Publisher }
  readonly dueDates: DueDates
  readonly log: Log
  readonly chance: () => number
}

/** Sends replies of one connector, one after the other: pressed once, sent once, under the customer's own post. */
export function outreachDelivery({
  desk,
  connector,
  dueDates,
  log,
  chance,
}: OutreachParts): OutreachDelivery {
  const { outreaches, mentions, cases, clockwork, restraint } = desk.store
  const { publisher } = connector
  let rest: Rest = NO_REST
  let stumbled = false

  async function step(stopping: AbortSignal): Promise<boolean> {
    const now = desk.clock()
    if (isResting(rest, now)) return false
    if (stumbled) outreaches.recover(now)
    stumbled = false
    const row = outreaches.take(connector.id, now)
    if (row === null) return false
    try {
      const published = await send(row, stopping)
      settle(whereItIsNow(row), published)
    } catch (cause) {
      failed(whereItIsNow(row), cause)
    }
    return true
  }

  /** While it was under way its case may have been merged into another. */
  const whereItIsNow = (row: OutreachRow): OutreachRow => ({
    ...row,
    caseId: outreaches.get(row.id)?.caseId ?? row.caseId,
  })

  async function send(row: OutreachRow, stopping: AbortSignal): Promise<Published> {
    const mention = mentions.get(row.mentionId)
    if (mention === null) throw new Error(`reply ${row.id} answers nothing`)
    const order: ReplyOrder = {
      to: mention.post,
      text: row.text,
      lang: row.lang,
      idempotencyKey: row.key,
      createdAt: row.writtenAt,
    }
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(LONGEST_ATTEMPT)])
    // Also under a post that is gone by now: what stands there is not to be called unsent.
    const found = row.doubt ? await publisher.findReply(order, signal) : null
    if (found !== null) return found
    if (mention.removedAt !== null)
      throw new ConnectorError('the customer deleted the post before the reply went out', {
        fault: 'refused',
      })
    if (restraint.isBlocked({ network: mention.post.network, authorId: mention.post.author.id }))
      throw new ConnectorError('the author asked not to be written to any more', { fault: 'refused' })
    return publisher.reply(order, signal)
  }

  function settle(row: OutreachRow, published: Published): void {
    const now = desk.clock()
    const version = desk.store.transaction(() => {
      outreaches.settle(row.id, published)
      const current = cases.get(row.caseId)
      const mention = mentions.get(row.mentionId)
      if (current === null || mention === null) throw new Error(`reply ${row.id} has no case`)
      // A reply keeps what earlier ones promised; its own promises are new.
      clockwork.settlePromises(row.caseId, 'kept', now)
      const { zone } = desk.policy.of(current.brand)
      if (row.kind === 'reply')
        for (const promised of dueDates(row.text, row.lang, now, zone))
          clockwork.addPromise({ caseId: row.caseId, outreachId: row.id, ...promised })
      const authorId = mention.post.author.id
      if (authorId !== '') restraint.contacted({ network: current.network, authorId }, current.brand, now)

      const by = { type: 'rep', person: row.by } as const
      const decision = transition(
        current,
        { type: 'replied', at: now, elsewhere: false },
        by,
        now,
        desk.lease,
      )
      if (!decision.ok || decision.event === null) return current.version
      saveCase(desk, current, decision.next, [decision.event], by, now)
      return decision.next.version
    })
    desk.changes.publish({ caseId: row.caseId, version, what: 'replied' })
  }

  function failed(row: OutreachRow, cause: unknown): void {
    const now = desk.clock()
    const why = cause instanceof Error ? cause.message : String(cause)
    const fault = cause instanceof ConnectorError ? cause.fault : 'doubt'
    const asked = cause instanceof ConnectorError ? cause.retryAfter : null
    log.warn(
      { connector: connector.id, case: row.caseId, attempts: row.attempts, fault, why },
      'a reply did not go out',
    )
    if (fault === 'refused') giveUp(row, why, now)
    else {
      const shut = fault === 'credentials' || fault === 'blocked'
      const until = now + waitAfter(row.attempts, shut ? CLOSED_BACKOFF : DELIVERY_BACKOFF, chance(), asked)
      if (shut || asked !== null) rest = { from: now, until }
      outreaches.postpone(row.id, until, why, fault === 'doubt')
      touch(row, now)
    }
  }

  function giveUp(row: OutreachRow, why: string, now: Instant): void {
    desk.store.transaction(() => {
      outreaches.fail(row.id, why)
      const current = cases.get(row.caseId)
      if (current === null) return
      record(desk, current, { type: 'reply-failed', why }, { type: 'connector', id: connector.id }, now)
      const notice = { type: 'reply-failed', caseId: row.caseId, by: row.by, why } as const
      oweNotice(desk, `reply-failed:${row.id}`, notice, now)
    })
    touch(row, now)
  }

  /** The card is to say how the reply fares. */
  function touch(row: OutreachRow, now: Instant): void {
    const version = desk.store.transaction(() => {
      const current = cases.get(row.caseId)
      if (current === null) return null
      saveCase(desk, current, { ...current, version: current.version + 1 }, [], { type: 'schedule' }, now)
      return current.version + 1
    })
    if (version !== null) desk.changes.publish({ caseId: row.caseId, version, what: 'reply-failed' })
  }

  const loop = workLoop(step, (err) => {
    // The store itself failed, so that nobody wrote down what became of the reply: it is looked for next time.
    stumbled = true
    log.error({ connector: connector.id, err }, 'sending replies stumbled')
  })
  return { connector, deliver: loop.run, stop: loop.stop }
}
