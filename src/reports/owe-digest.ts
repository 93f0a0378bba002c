import type { Desk } from '../app/desk.js'
import { DAY, type Instant } from '../domain/time.js'
import type { Texts } from '../texts/texts.js'
import type { Blind } from './digest.js'
import { summaryOf } from './digest-words.js'
import { heardBefore, makeDigest } from './make-digest.js'

export type DigestTimes = {
  /** Of so many ms, up to each time that it is due. */
  readonly last: number
  /** `null`: all brands. */
  readonly brand: string | null
  /** The last time that it was due; `null` when never. */
  lastDue(now: Instant): Instant | null
}

/** A digest that is later than this is old news. */
const TOO_LATE = 2 * DAY

export type DigestOwing = {
  readonly desk: Pick<Desk, 'store' | 'policy' | 'clock'>
  readonly texts: Texts
  readonly times: DigestTimes
  readonly blind: () => readonly Blind[]
  /** Id of the board that is to say it. */
  readonly board: string
}

/**
 * Owes the digest that was last due, unless it was owed before, is old news, or is of a time in which nothing had been heard
 * yet. What it says is written down here: an attempt after an outage says the same. `true`: it is owed now.
 */
export async function oweDigest({ desk, texts, times, blind, board }: DigestOwing): Promise<boolean> {
  const { store, clock } = desk
  const { brand, last } = times
  const now = clock()
  const due = times.lastDue(now)
  if (due === null || now - due > TOO_LATE) return false
  const topic = `summary:${brand ?? ''}:${due}`
  if (store.notices.knows(board, topic) || !heardBefore(store, brand, due)) return false
  const period = { from: due - last, to: due }
  const digest = await makeDigest(desk, { period, brand, blind: blind() }, now)
  const said = summaryOf(digest, texts, now)
  return store.transaction(() =>
    store.notices.owe(board, topic, { type: 'summary', brand, ...period, said }, clock()),
  )
}
