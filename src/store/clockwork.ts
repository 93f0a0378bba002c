import type { Rung } from '../domain/ladder.js'
import type { DuePromise } from '../domain/outreach.js'
import type { ClockworkStore } from '../ports.js'
import type { Db } from './database.js'

type PromiseRow = {
  id: number
  case_id: number
  outreach_id: number
  phrase: string
  due_at: number
  state: DuePromise['state']
}

export function clockworkStore(db: Db): ClockworkStore {
  const ids = (where: string) =>
    db.prepare<[number, number], number>(`select id from cases where ${where} limit ?`).pluck()
  const expired = ids("status = 'claimed' and snoozed = 0 and lease_until <= ? order by lease_until")
  const awake = ids('snoozed = 1 and snooze_until <= ? order by snooze_until')
  const ladders = ids('ladder_at <= ? order by ladder_at')
  const setLadder = db.prepare('update cases set ladder_at = ? where id = ?')
  const rungs = db
    .prepare<[number, number], Rung>('select rung from rungs where case_id = ? and since = ?')
    .pluck()
  const takeRung = db.prepare(`
    insert into rungs (case_id, since, rung, at, merged) values (?, ?, ?, ?, ?) on conflict do nothing`)
  const addPromise = db.prepare(`
    insert into promises (case_id, outreach_id, phrase, due_at, state)
    values (:caseId, :outreachId, :phrase, :dueAt, 'open')`)
  const promisesOf = db.prepare<[number], PromiseRow>(
    'select * from promises where case_id = ? order by due_at',
  )
  const due = db.prepare<[number, number], PromiseRow>(`
    select * from promises where state = 'open' and rung_at is null and due_at <= ? order by due_at limit ?`)
  const overdue = db.prepare<[number, number], PromiseRow>(`
    select promises.* from promises join cases on cases.id = case_id
    where promises.state = 'open' and due_at <= ? and status <> 'resolved' order by due_at limit ?`)
  const rang = db.prepare('update promises set rung_at = ? where id = ?')
  const movePromises = db.prepare('update promises set case_id = ? where case_id = ?')
  const settle = db.prepare(
    "update promises set state = ?, settled_at = ? where case_id = ? and state = 'open'",
  )

  return {
    expiredClaims: (now, limit) => expired.all(now, limit),
    snoozesOver: (now, limit) => awake.all(now, limit),
    laddersDue: (now, limit) => ladders.all(now, limit),
    setLadder: (id, at) => void setLadder.run(at, id),
    rungsTaken: (id, since) => new Set(rungs.all(id, since)),
    takeRung: (id, since, rung, at, merged) => void takeRung.run(id, since, rung, at, merged ? 1 : 0),
    addPromise: ({ caseId, outreachId, phrase, dueAt }) =>
      void addPromise.run({ caseId, outreachId, phrase, dueAt }),
    promisesOf: (caseId) => promisesOf.all(caseId).map(toPromise),
    promisesDue: (now, limit) => due.all(now, limit).map(toPromise),
    promisesOverdue: (now, limit) => overdue.all(now, limit).map(toPromise),
    rang: (id, at) => void rang.run(at, id),
    movePromises: (from, to) => void movePromises.run(to, from),
    settlePromises: (caseId, state, at) => void settle.run(state, at, caseId),
  }
}

const toPromise = (row: PromiseRow): DuePromise => ({
  id: row.id,
  caseId: row.case_id,
  outreachId: row.outreach_id,
  phrase: row.phrase,
  dueAt: row.due_at,
  state: row.state,
})
