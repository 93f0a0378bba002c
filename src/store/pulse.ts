import type { Outcome } from '../domain/case.js'
import type { Grade, PulseLanguage } from '../domain/pulse.js'
import type { PulseRecord, PulseStore, ReportStore } from '../ports.js'
import type { Db } from './database.js'

type LinkRow = { case_id: number; lang: PulseLanguage; answered: number }
type StateRow = { asked_at: number; expires_at: number; answered: number }

const ANSWERED = 'exists (select 1 from pulse_answers where pulse_answers.case_id = pulses.case_id)'

export function pulseStore(db: Db): PulseStore {
  const ask = db.prepare(`
    insert into pulses (case_id, token_hash, lang, asked_at, expires_at)
    values (:caseId, :tokenHash, :lang, :at, :expiresAt)
    on conflict (case_id) do update
      set token_hash = excluded.token_hash, lang = excluded.lang, expires_at = excluded.expires_at`)
  const byToken = db.prepare<[string, number], LinkRow>(
    `select case_id, lang, ${ANSWERED} as answered from pulses where token_hash = ? and expires_at > ?`,
  )
  const answer = db.prepare(
    'insert into pulse_answers (case_id, grade, answered_at) values (?, ?, ?) on conflict do nothing',
  )
  const of = db.prepare<[number], StateRow>(
    `select asked_at, expires_at, ${ANSWERED} as answered from pulses where case_id = ?`,
  )
  const move = db.prepare('update or ignore pulses set case_id = :to where case_id = :from')
  const moveAnswer = db.prepare('update pulse_answers set case_id = :to where case_id = :from')

  return {
    ask: (asked) => void ask.run(asked),
    byToken(tokenHash, now) {
      const row = byToken.get(tokenHash, now)
      return row === undefined ? null : { caseId: row.case_id, lang: row.lang, answered: row.answered === 1 }
    },
    answer: (caseId, grade, at) => answer.run(caseId, grade, at).changes === 1,
    of(caseId) {
      const row = of.get(caseId)
      return row === undefined
        ? null
        : { askedAt: row.asked_at, expiresAt: row.expires_at, answered: row.answered === 1 }
    },
    move(from, to) {
      if (move.run({ from, to }).changes === 1) moveAnswer.run({ from, to })
    },
  }
}

/** What figures read; in no order that tells whose is whose. */
export function pulseRecords(db: Db): ReportStore['pulses'] {
  const records = db.prepare<
    [Record<string, string | number | null>],
    { grade: Grade | null; outcome: Outcome | null }
  >(`
    select grade,
      (select case type when 'resolved' then event ->> '$.outcome' when 'merged' then 'duplicate' end from history
       where history.case_id = pulses.case_id and at <= :asOf and type in ('resolved', 'merged', 'reopened')
       order by history.id desc limit 1) as outcome
    from pulses join cases on cases.id = pulses.case_id
    left join pulse_answers on pulse_answers.case_id = pulses.case_id and answered_at <= :asOf
    where asked_at >= :from and asked_at < :to and asked_at <= :asOf
      and (:brand is null or cases.brand = :brand)
    order by grade, outcome`)

  return ({ from, to, asOf, brand }): readonly PulseRecord[] =>
    records.all({ from, to, asOf, brand: brand ?? null })
}
