import type { Notice } from '../domain/notice.js'
import type { NoticeStore } from '../ports.js'
import type { Db } from './database.js'

type Row = {
  id: number
  board: string
  key: string
  notice: string
  owed_at: number
  attempts: number
  doubt: number
}

export function noticeStore(db: Db): NoticeStore {
  const owe = db.prepare(`
    insert into notices (board, case_id, topic, key, notice, state, owed_at, due_at)
    values (:board, :caseId, :topic, :key, :notice, 'owed', :now, :now) on conflict (board, topic) do nothing`)
  const knows = db
    .prepare<[string, string], number>('select 1 from notices where board = ? and topic = ?')
    .pluck()
  const last = db.prepare<[], number>('select coalesce(max(id), 0) from notices').pluck()
  const take = db.prepare<[string, number], Row>(`
    update notices set state = 'sending', attempts = attempts + 1
    where id = (select id from notices where board = ? and state = 'owed' and due_at <= ? order by id limit 1)
    returning *`)
  const settle = db.prepare(
    "update notices set state = 'settled', message_id = ?, error = null, doubt = 0 where id = ?",
  )
  const postpone = db.prepare(`
    update notices set state = 'owed', due_at = :until, error = :error, doubt = max(doubt, :doubt) where id = :id`)
  const abandon = db.prepare("update notices set state = 'abandoned', error = ? where id = ?")
  const recover = db.prepare(
    "update notices set state = 'owed', doubt = 1, due_at = ? where state = 'sending'",
  )

  return {
    owe(board, topic, notice, now) {
      const caseId = 'caseId' in notice ? notice.caseId : null
      const key = `${board.slice(0, 10)}-n${(last.get() ?? 0) + 1}`
      return owe.run({ board, caseId, topic, key, notice: JSON.stringify(notice), now }).changes === 1
    },
    knows: (board, topic) => knows.get(board, topic) === 1,
    take(board, now) {
      const row = take.get(board, now)
      if (row === undefined) return null
      return {
        id: row.id,
        board: row.board,
        key: row.key,
        notice: JSON.parse(row.notice) as Notice,
        owedAt: row.owed_at,
        attempts: row.attempts,
        doubt: row.doubt === 1,
      }
    },
    settle: (id, messageId) => void settle.run(messageId, id),
    postpone: (id, until, error, doubt) => void postpone.run({ id, until, error, doubt: doubt ? 1 : 0 }),
    abandon: (id, error) => void abandon.run(error, id),
    recover: (now) => recover.run(now).changes,
  }
}
