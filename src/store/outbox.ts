import type { Outbox, OutboxRow } from '../ports.js'
import type { Db } from './database.js'

type Row = {
  id: number
  board: string
  case_id: number
  key: string
  wanted: number
  message_id: string | null
  attempts: number
  doubt: number
}

export function outboxStore(db: Db): Outbox {
  const owe = db.prepare(`
    insert into outbox (board, case_id, key, rank, state, wanted, owed_at, due_at)
    values (:board, :caseId, :key, :rank, 'owed', :version, :now, :now)
    on conflict (board, case_id) do update set
      wanted   = excluded.wanted,
      rank     = excluded.rank,
      -- A row that waits for its next attempt goes on waiting; one that is being sent is looked at when it settles.
      due_at   = iif(state in ('settled', 'abandoned'), excluded.due_at, due_at),
      owed_at  = iif(state in ('settled', 'abandoned'), excluded.owed_at, owed_at),
      attempts = iif(state in ('settled', 'abandoned'), 0, attempts),
      state    = iif(state = 'sending', 'sending', 'owed')`)
  const take = db.prepare<[string, number], Row>(`
    update outbox set state = 'sending', attempts = attempts + 1
    where id = (select id from outbox where board = ? and state = 'owed' and due_at <= ? order by rank, id limit 1)
    returning *`)
  const settle = db.prepare(`
    update outbox set message_id = :messageId, done = :version, held = 0, attempts = 0, doubt = 0, error = null,
      due_at = :now, owed_at = iif(wanted > :version, :now, owed_at), state = iif(wanted > :version, 'owed', 'settled')
    where id = :id`)
  const postpone = db.prepare(`
    update outbox set state = 'owed', due_at = :until, error = :error, doubt = max(doubt, :doubt) where id = :id`)
  const abandon = db.prepare(`update outbox set state = 'abandoned', error = :error where id = :id`)
  const hold = db.prepare(`
    update outbox set state = 'owed', held = 1, due_at = ?, attempts = attempts - 1 where id = ?`)
  const held = db
    .prepare<[string, string], number>(`
      select case_id from outbox join cases on cases.id = case_id
      where board = ? and held = 1 and brand = ? and cases.status <> 'resolved' order by outbox.rank, outbox.id`)
    .pluck()
  const forget = db.prepare(`
    update outbox set message_id = null, state = 'owed', attempts = 0, doubt = 0, due_at = :now, key = :key where id = :id`)
  const recover = db.prepare(`
    update outbox set state = 'owed', due_at = :now, doubt = iif(message_id is null, 1, doubt) where state = 'sending'`)
  const messageOf = db
    .prepare<[string, number], string | null>('select message_id from outbox where board = ? and case_id = ?')
    .pluck()
  const owed = db.prepare<[string], { count: number; oldestAt: number | null }>(`
    select count(*) as count, min(owed_at) as oldestAt from outbox where board = ? and state in ('owed', 'sending')`)
  const abandoned = db
    .prepare<[string], number>("select count(*) from outbox where board = ? and state = 'abandoned'")
    .pluck()
  const keyOf = db.prepare<[number], string>('select key from outbox where id = ?').pluck()

  return {
    oweCard(board, caseId, version, rank, now) {
      owe.run({ board, caseId, key: `${board.slice(0, 10)}-${caseId}`, rank, version, now })
    },
    take(board, now) {
      const row = take.get(board, now)
      return row === undefined ? null : toRow(row)
    },
    settle: (id, messageId, version, now) => void settle.run({ id, messageId, version, now }),
    postpone: (id, until, error, doubt) => void postpone.run({ id, until, error, doubt: doubt ? 1 : 0 }),
    abandon: (id, error) => void abandon.run({ id, error }),
    hold: (id, until) => void hold.run(until, id),
    held: (board, brand) => held.all(board, brand),
    forgetMessage: (id, now) => void forget.run({ id, now, key: nextKey(keyOf.get(id) ?? '') }),
    recover: (now) => recover.run({ now }).changes,
    messageOf: (board, caseId) => messageOf.get(board, caseId) ?? null,
    pending(board) {
      const { count, oldestAt } = owed.get(board) ?? { count: 0, oldestAt: null }
      return { count, oldestAt, abandoned: abandoned.get(board) ?? 0 }
    },
  }
}

/** `discord-7` → `discord-7.2` → `discord-7.3`: boards remember a key for a while and would hand back the deleted message. */
function nextKey(key: string): string {
  const [stem = '', turn = '1'] = key.split('.')
  return `${stem}.${Number(turn) + 1}`
}

const toRow = (row: Row): OutboxRow => ({
  id: row.id,
  board: row.board,
  caseId: row.case_id,
  key: row.key,
  wanted: row.wanted,
  messageId: row.message_id,
  attempts: row.attempts,
  doubt: row.doubt === 1,
})
