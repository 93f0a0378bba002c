import type { Desk } from '../app/desk.js'
import type { CaseId } from '../domain/case.js'
import { DAY, type Instant } from '../domain/time.js'
import type { Store } from '../ports.js'
import { type Blind, type Catch, type Digest, digestOf, type Waits } from './digest.js'
import { reportOf } from './report.js'
import { casesCounted, judgedIn, openedIn, type Period, type Tally } from './tally.js'

export type DigestOrder = {
  readonly period: Period
  /** `null`: all brands. */
  readonly brand: string | null
  /** Sources that hear nothing now. */
  readonly blind: readonly Blind[]
}

/** Cases that still wait are named when they have waited for so long: what is younger, the ladder looks after. */
const LONG = DAY
const OLDEST_LOOKED_AT = 2_000
const NAMED = 5

/**
 * A period told from history as it stood when the period ended; what waits for somebody is what waits `now`. Reads
 * history slice by slice, as reports do.
 */
export async function makeDigest(
  { store, policy }: Pick<Desk, 'store' | 'policy'>,
  { period, brand, blind }: DigestOrder,
  now: Instant,
): Promise<Digest> {
  const filter = { brand: brand ?? undefined }
  const before: Period = { from: period.from - (period.to - period.from), to: period.from }
  const report = await reportOf(store.reports, policy, { period, filter, asOf: period.to })
  const then = await reportOf(store.reports, policy, { period: before, filter, asOf: before.to })
  return digestOf(report, then, {
    comparable: heardBefore(store, brand, before.from),
    blind,
    overdue: overdue(store, brand, now),
    unanswered: unanswered(store, report.tally, now),
    catches: catchesOf(store, report.tally),
  })
}

/** Whether anything had been received by then: before that nobody was listening. */
export const heardBefore = ({ reports }: Store, brand: string | null, at: Instant): boolean =>
  reports.hadHeard(at, brand ?? undefined)

function overdue({ reports }: Store, brand: string | null, now: Instant): readonly Waits[] {
  const promises = reports.promises({ from: 0, to: now, asOf: now, filter: { brand: brand ?? undefined } })
  const late = promises.filter(({ state, dueAt }) => state === 'open' && dueAt < now)
  return late.map(({ caseId, dueAt }) => ({ caseId, since: dueAt }))
}

function unanswered({ cases }: Store, { backlog }: Tally, now: Instant): readonly Waits[] {
  return backlog
    .filter(({ state }) => state !== 'waiting')
    .sort((a, b) => b.age - a.age)
    .slice(0, OLDEST_LOOKED_AT)
    .flatMap(({ caseId }) => {
      const current = cases.get(caseId)
      const waits = current?.status === 'open' || (current?.status === 'claimed' && current.snooze === null)
      return waits && now - current.waitingSince > LONG ? [{ caseId, since: current.waitingSince }] : []
    })
    .sort((a, b) => a.since - b.since)
}

/** The gravest first, then the newest. */
export function thanked(tally: Tally): readonly CaseId[] {
  const repaired = new Set(casesCounted(tally, 'trust:repaired'))
  const wanted = new Set(casesCounted(tally, 'trust:thanked').filter((id) => repaired.has(id)))
  return [...openedIn(tally)]
    .filter(({ caseId }) => wanted.has(caseId))
    .sort((a, b) => b.severity - a.severity || b.at - a.at || b.caseId - a.caseId)
    .map(({ caseId }) => caseId)
}

function catchesOf({ cases, team }: Store, tally: Tally): readonly Catch[] {
  const waits = new Map([...judgedIn(tally)].map(({ caseId, wait }) => [caseId, wait]))
  return thanked(tally)
    .slice(0, NAMED)
    .flatMap((caseId) => {
      const card = cases.card(caseId)
      if (card === null) return []
      const first = card.history.find(
        ({ by, event }) => event.type === 'replied' && (by.type === 'rep' || event.elsewhere),
      )
      // What was written in the network's own app has no name here.
      const rep = first?.by.type === 'rep' ? first.by.person : null
      const { severity, category, lang } = card.opening.assessment
      return [
        {
          caseId,
          ...{ severity, category, lang },
          wait: waits.get(caseId) ?? 0,
          by: rep !== null && team.isNamed(rep.id) ? rep : null,
        },
      ]
    })
}
