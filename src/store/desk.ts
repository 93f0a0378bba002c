import type { DeskSession, DeskStore } from '../ports.js'
import type { Db } from './database.js'

type SessionRow = {
  token_hash: string
  id: string
  person_id: string
  name: string
  role: string
  way: string
  since: number
  seen_at: number
  checked_at: number | null
  expires_at: number
}

export function deskStore(db: Db): DeskStore {
  const addInvite = db.prepare('insert into desk_invites (token_hash, role, expires_at) values (?, ?, ?)')
  const useInvite = db.prepare<[string, number], { role: string }>(
    'delete from desk_invites where token_hash = ? and expires_at > ? returning role',
  )
  const addSession = db.prepare(`
    insert into desk_sessions (token_hash, id, person_id, name, role, way, since, seen_at, checked_at, expires_at)
    values (:tokenHash, :id, :personId, :name, :role, :way, :since, :seenAt, :checkedAt, :expiresAt)`)
  const forget = db.prepare('delete from desk_sessions where expires_at <= ?')
  const session = db.prepare<[string, number], SessionRow>(
    'select * from desk_sessions where token_hash = ? and expires_at > ?',
  )
  // Beside max(), SQLite takes the other columns from the row that holds it: the newest token of each session.
  const sessions = db.prepare<[number], SessionRow>(`
    select *, max(expires_at) from desk_sessions where expires_at > ? group by id order by seen_at desc, id`)
  const seen = db.prepare('update desk_sessions set seen_at = ? where id = ?')
  const vouch = db.prepare(`
    update desk_sessions set name = ?, role = ?, checked_at = ? where person_id = ? and checked_at is not null`)
  const endSession = db.prepare('delete from desk_sessions where id = ?')
  const endVouched = db
    .prepare<[string], string>(
      'delete from desk_sessions where person_id = ? and checked_at is not null returning id',
    )
    .pluck()
  const people = db.prepare<[number, number], { id: string; name: string }>(`
    select id, name, max(known) from (
      select person_id as id, name, 1 as known from desk_sessions where expires_at > ?
      union all
      select actor_id, name, 0 from audit where at >= ?
    ) group by id order by name collate nocase, id`)
  const mentions = db.prepare<[], number>('select coalesce(max(id), 0) from mentions').pluck()
  const lastReceived = db.prepare<[], number | null>('select max(received_at) from mentions').pluck()
  const mentionsSince = db
    .prepare<[number], number>('select count(*) from mentions where received_at >= ?')
    .pluck()
  const casesSince = db.prepare<[number], number>('select count(*) from cases where opened_at >= ?').pluck()

  return {
    addInvite: (tokenHash, role, expiresAt) => void addInvite.run(tokenHash, role, expiresAt),
    useInvite: (tokenHash, now) => useInvite.get(tokenHash, now) ?? null,
    addSession(added) {
      forget.run(added.seenAt)
      addSession.run(added)
    },
    session(tokenHash, now) {
      const row = session.get(tokenHash, now)
      return row === undefined ? null : toSession(row)
    },
    sessions: (now) => sessions.all(now).map(toSession),
    seen: (id, at) => void seen.run(at, id),
    vouch: (person, role, at) => void vouch.run(person.name, role, at, person.id),
    endSession: (id) => endSession.run(id).changes > 0,
    endVouched: (personId) => [...new Set(endVouched.all(personId))],
    people: (now, since) => people.all(now, since).map(({ id, name }) => ({ id, name })),
    totals: (since) => ({
      // Rows are erased, never deleted: the highest id counts them all.
      mentions: mentions.get() ?? 0,
      mentionsSince: mentionsSince.get(since) ?? 0,
      casesSince: casesSince.get(since) ?? 0,
      lastReceivedAt: lastReceived.get() ?? null,
    }),
  }
}

const toSession = (row: SessionRow): DeskSession => ({
  tokenHash: row.token_hash,
  id: row.id,
  personId: row.person_id,
  name: row.name,
  role: row.role,
  way: row.way,
  since: row.since,
  seenAt: row.seen_at,
  checkedAt: row.checked_at,
  expiresAt: row.expires_at,
})
