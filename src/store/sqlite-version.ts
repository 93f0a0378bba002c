import Database from 'better-sqlite3'

/** The SQLite that better-sqlite3 was compiled with, e.g. `3.51.3`. */
export function sqliteVersion(): string {
  const db = new Database(':memory:')
  try {
    return db.prepare('select sqlite_version()').pluck().get() as string
  } finally {
    db.close()
  }
}
