import type { ConnectorStore, SessionKeeper } from '../ports.js'
import type { Db } from './database.js'

type HealthRow = {
  last_success_at: number | null
  failing_since: number | null
  failures: number
  error: string | null
}

export function connectorStore(db: Db): ConnectorStore {
  const cursor = db.prepare<[string], string | null>('select cursor from connectors where id = ?').pluck()
  const advance = db.prepare(`
    insert into connectors (id, cursor, advanced_at) values (:id, :cursor, :at)
    on conflict (id) do update set cursor = excluded.cursor, advanced_at = excluded.advanced_at`)
  const succeeded = db.prepare(`
    insert into connectors (id, last_success_at) values (:id, :at)
    on conflict (id) do update set last_success_at = excluded.last_success_at, failing_since = null, failures = 0, error = null`)
  const failed = db.prepare(`
    insert into connectors (id, failing_since, failures, error) values (:id, :at, 1, :error)
    on conflict (id) do update set failing_since = coalesce(failing_since, excluded.failing_since),
      failures = failures + 1, error = excluded.error`)
  const health = db.prepare<[string], HealthRow>('select * from connectors where id = ?')

  return {
    cursor: (id) => cursor.get(id) ?? null,
    advance: (id, to, at) => void advance.run({ id, cursor: to, at }),
    succeeded: (id, at) => void succeeded.run({ id, at }),
    failed: (id, at, error) => void failed.run({ id, at, error }),
    health(id) {
      const row = health.get(id)
      return {
        lastSuccessAt: row?.last_success_at ?? null,
        failingSince: row?.failing_since ?? null,
        failures: row?.failures ?? 0,
        error: row?.error ?? null,
      }
    },
  }
}

export function sessionKeeper(db: Db): SessionKeeper {
  const load = db.prepare<[string], string>('select session from network_sessions where id = ?').pluck()
  const save = db.prepare(`
    insert into network_sessions (id, session) values (?, ?) on conflict (id) do update set session = excluded.session`)
  const forget = db.prepare('delete from network_sessions where id = ?')

  return {
    load: (id) => load.get(id) ?? null,
    save: (id, session) => void (session === null ? forget.run(id) : save.run(id, session)),
  }
}
