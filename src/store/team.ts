import type { Role } from '../domain/people.js'
import type { AuditEntry, TeamStore } from '../ports.js'
import type { Db } from './database.js'

type OverrideRow = { person_id: string; person_name: string; from_at: number; until_at: number }
type AuditRow = {
  id: number
  at: number
  actor_id: string
  name: string
  role: Role | null
  action: string
  case_id: number | null
  outcome: string
  detail: string | null
}

export function teamStore(db: Db): TeamStore {
  const mute = db.prepare('insert into mutes (brand, at, until_at, by_id, by_name) values (?, ?, ?, ?, ?)')
  const unmute = db.prepare('update mutes set until_at = :now where brand is :brand and until_at > :now')
  const mutedUntil = db
    .prepare<[string, number], number | null>(
      'select max(until_at) from mutes where (brand = ? or brand is null) and until_at > ?',
    )
    .pluck()
  const addOverride = db.prepare(`
    insert into on_call_overrides (person_id, person_name, from_at, until_at, by_id) values (?, ?, ?, ?, ?)`)
  const overrides = db.prepare<[number], OverrideRow>(
    'select * from on_call_overrides where until_at > ? order by id',
  )
  const addLabel = db.prepare(`
    insert into labels (mention_id, at, by_id, severity, urgency, category) values (?, ?, ?, ?, ?, ?)`)
  const audit = db.prepare(`
    insert into audit (at, actor_id, name, role, action, case_id, outcome, detail) values (?, ?, ?, ?, ?, ?, ?, ?)`)
  const auditedWhere = (condition: string) =>
    db.prepare<[{ before: number; limit: number; by: string | null; action: string | null }], AuditRow>(
      `select * from audit where id < :before and ${condition} order by id desc limit :limit`,
    )
  const audited = auditedWhere('true')
  const auditedBy = auditedWhere('actor_id = :by and (:action is null or action = :action)')
  const auditedOf = auditedWhere('action = :action')
  const place = db
    .prepare<[string, string], string>('select message_id from board_places where board = ? and purpose = ?')
    .pluck()
  const setPlace = db.prepare(`
    insert into board_places (board, purpose, message_id) values (?, ?, ?)
    on conflict (board, purpose) do update set message_id = excluded.message_id`)
  const isNamed = db
    .prepare<[string], number>('select named_in_digest from people_choices where person_id = ?')
    .pluck()
  const setNamed = db.prepare(`
    insert into people_choices (person_id, named_in_digest, at) values (?, ?, ?)
    on conflict (person_id) do update set named_in_digest = excluded.named_in_digest, at = excluded.at`)
  const clearPlace = db.prepare('delete from board_places where board = ? and purpose = ?')

  return {
    mute: ({ brand, at, until, by }) => void mute.run(brand, at, until, by.id, by.name),
    unmute: (brand, now) => void unmute.run({ brand, now }),
    mutedUntil: (brand, now) => mutedUntil.get(brand, now) ?? null,
    addOverride: ({ person, from, until }, by) =>
      void addOverride.run(person.id, person.name, from, until, by.id),
    overrides: (now) =>
      overrides.all(now).map((row) => ({
        person: { id: row.person_id, name: row.person_name },
        from: row.from_at,
        until: row.until_at,
      })),
    addLabel: (mention, { severity, urgency, category }, by, at) =>
      void addLabel.run(mention, at, by.id, severity, urgency, category),
    audit: ({ at, by, role, action, caseId, outcome, detail }) =>
      void audit.run(at, by.id, by.name, role, action, caseId, outcome, detail),
    audited({ limit, before, by = null, action = null }) {
      const find = by !== null ? auditedBy : action !== null ? auditedOf : audited
      return find.all({ limit, before: before ?? Number.MAX_SAFE_INTEGER, by, action }).map(toEntry)
    },
    isNamed: (person) => isNamed.get(person) === 1,
    setNamed: (person, named, at) => void setNamed.run(person, named ? 1 : 0, at),
    place: (board, purpose) => place.get(board, purpose) ?? null,
    setPlace: (board, purpose, messageId) =>
      void (messageId === null ? clearPlace.run(board, purpose) : setPlace.run(board, purpose, messageId)),
  }
}

const toEntry = (row: AuditRow): AuditEntry & { id: number } => ({
  id: row.id,
  at: row.at,
  by: { id: row.actor_id, name: row.name },
  role: row.role,
  action: row.action,
  caseId: row.case_id,
  outcome: row.outcome,
  detail: row.detail,
})
