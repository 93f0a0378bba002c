import type { CaseEvent } from '../domain/case.js'
import type { HistoryEntry } from '../domain/history.js'
import type { Actor } from '../domain/people.js'
import type { HistoryStore } from '../ports.js'
import type { Db } from './database.js'

type Row = {
  id: number
  case_id: number
  at: number
  actor: Actor['type']
  actor_id: string | null
  actor_name: string | null
  event: string
}

export function historyStore(db: Db): HistoryStore {
  const append = db.prepare(`
    insert into history (case_id, at, actor, actor_id, actor_name, type, event) values (?, ?, ?, ?, ?, ?, ?)`)
  const get = db.prepare<[number], Row>('select * from history where id = ?')
  const of = db.prepare<[number], Row>('select * from history where case_id = ? order by id')

  const joinedBy = db
    .prepare<[number], number>(
      "select distinct case_id from history where type = 'joined' and json_extract(event, '$.mentionId') = ?",
    )
    .pluck()

  return {
    casesJoinedBy: (mention) => joinedBy.all(mention),
    append(caseId, event, by, at) {
      const done = append.run(
        caseId,
        at,
        by.type,
        idOf(by),
        by.type === 'rep' ? by.person.name : null,
        event.type,
        JSON.stringify(event),
      )
      return Number(done.lastInsertRowid)
    },
    get(id) {
      const row = get.get(id)
      return row === undefined ? null : toEntry(row)
    },
    of: (caseId) => of.all(caseId).map(toEntry),
  }
}

function idOf(by: Actor): string | null {
  switch (by.type) {
    case 'rep':
      return by.person.id
    case 'connector':
      return by.id
    case 'schedule':
    case 'customer':
      return null
  }
}

function toEntry(row: Row): HistoryEntry {
  return {
    id: row.id,
    caseId: row.case_id,
    at: row.at,
    by: toActor(row),
    event: JSON.parse(row.event) as CaseEvent,
  }
}

function toActor(row: Row): Actor {
  switch (row.actor) {
    case 'rep':
      return { type: 'rep', person: { id: row.actor_id ?? '', name: row.actor_name ?? '' } }
    case 'connector':
      return { type: 'connector', id: row.actor_id ?? '' }
    case 'schedule':
    case 'customer':
      return { type: row.actor }
  }
}
