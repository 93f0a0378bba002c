import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { MIGRATIONS } from './migrations.js'

export type Db = Database.Database

/** The database cannot be used as it is; the message says what a person can do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

/** Earlier versions could corrupt a WAL file when two connections wrote and checkpointed at once (fixed in 3.51.3). */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const

/** How long a write waits for that of another process, in milliseconds. */
const PATIENCE = 5_000

/** Opens (and makes, and migrates) the database at `path`, or in memory for `:memory:`. @throws DatabaseError */
export function openDatabase(path: string): Db {
  const db = open(path)
  try {
    refuseOldSqlite(db)
    db.pragma(`busy_timeout = ${PATIENCE}`)
    db.pragma('journal_mode = wal')
    db.pragma('synchronous = full')
    db.pragma('foreign_keys = on')
    // What an author took back is overwritten in its place, not only taken off the list.
    db.pragma('secure_delete = on')
    db.pragma('cache_size = -16000')
    // 16 MB: what is written again and again on a busy morning is copied into the file once, not after every few pages.
    db.pragma('wal_autocheckpoint = 4000')
    db.pragma('journal_size_limit = 67108864')
    migrate(db)
    return db
  } catch (cause) {
    db.close()
    if (cause instanceof DatabaseError) throw cause
    throw new DatabaseError(`${path} is not a usable database: ${messageOf(cause)}`, { cause })
  }
}

/**
 * Empties the write-ahead log, in which old pages stand until they happen to be overwritten. `false` when another
 * process is reading from it: to be tried again later.
 */
export function emptyLog(db: Db): boolean {
  db.pragma('busy_timeout = 0')
  try {
    const [told] = db.pragma('wal_checkpoint(truncate)') as { readonly busy: number }[]
    return told?.busy === 0
  } finally {
    db.pragma(`busy_timeout = ${PATIENCE}`)
  }
}

/**
 * Makes sure that one process at a time delivers from this database: two would each think a half-sent card their own.
 * The lock is a transaction held open on a file beside it, so that the system frees it however the process ends.
 * Returns the way to free it. @throws DatabaseError when another process holds it
 */
export function lockDatabase(path: string): () => void {
  if (path === ':memory:') return () => {}
  const lock = open(`${path}.lock`)
  try {
    lock.pragma('busy_timeout = 0')
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    throw new DatabaseError(`another Amends is already running on ${path}; stop it first`, { cause })
  }
  return () => lock.close()
}

/** Whether an Amends is running on this database; `null` where that cannot be known. Writes nothing. */
export function isInUse(path: string): boolean | null {
  if (path === ':memory:') return null
  if (!existsSync(`${path}.lock`)) return false
  try {
    lockDatabase(path)()
    return false
  } catch (error) {
    const { cause } = error as Error
    return cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY' ? true : null
  }
}

function open(path: string): Db {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    return new Database(path)
  } catch (cause) {
    throw new DatabaseError(`cannot open ${path}: ${messageOf(cause)}`, { cause })
  }
}

function refuseOldSqlite(db: Db): void {
  const version = db.prepare('select sqlite_version()').pluck().get() as string
  const found = version.split('.').map(Number)
  for (const [i, least] of OLDEST_SAFE_SQLITE.entries()) {
    const part = found[i] ?? 0
    if (part > least) return
    if (part < least)
      throw new DatabaseError(`SQLite ${version} is too old: ${OLDEST_SAFE_SQLITE.join('.')} is needed`)
  }
}

function migrate(db: Db): void {
  db.transaction(() => {
    const version = db.pragma('user_version', { simple: true }) as number
    if (version > MIGRATIONS.length)
      throw new DatabaseError(
        `the database was written by a newer Amends (its version is ${version}, this program knows ${MIGRATIONS.length}); install that one`,
      )
    for (const step of MIGRATIONS.slice(version)) db.exec(step)
    db.pragma(`user_version = ${MIGRATIONS.length}`)
  }).immediate()
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
