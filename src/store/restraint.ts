import { hash } from 'node:crypto'
import type { AuthorKey, RestraintStore } from '../ports.js'
import type { Db } from './database.js'

export function restraintStore(db: Db): RestraintStore {
  const block = db.prepare(
    'insert into do_not_contact (author_hash, at, by_id) values (?, ?, ?) on conflict do nothing',
  )
  const unblock = db.prepare('delete from do_not_contact where author_hash = ?')
  const isBlocked = db.prepare<[string], number>('select 1 from do_not_contact where author_hash = ?').pluck()
  const last = db
    .prepare<[string, string], number>('select at from contacts where author_hash = ? and brand = ?')
    .pluck()
  const contacted = db.prepare(`
    insert into contacts (author_hash, brand, at) values (?, ?, ?)
    on conflict (author_hash, brand) do update set at = max(at, excluded.at)`)

  const lastAsked = db
    .prepare<[string, string], number>('select at from pulse_contacts where author_hash = ? and brand = ?')
    .pluck()
  const asked = db.prepare(`
    insert into pulse_contacts (author_hash, brand, at) values (?, ?, ?)
    on conflict (author_hash, brand) do update set at = max(at, excluded.at)`)

  return {
    block: (author, by, at) => void block.run(hashOf(author), at, by.id),
    unblock: (author) => void unblock.run(hashOf(author)),
    isBlocked: (author) => isBlocked.get(hashOf(author)) === 1,
    lastContact: (author, brand) => last.get(hashOf(author), brand) ?? null,
    contacted: (author, brand, at) => void contacted.run(hashOf(author), brand, at),
    lastAsked: (author, brand) => lastAsked.get(hashOf(author), brand) ?? null,
    asked: (author, brand, at) => void asked.run(hashOf(author), brand, at),
  }
}

/** A list of people who want to be left alone must not itself be a list of people. */
const hashOf = ({ network, authorId }: AuthorKey): string => hash('sha256', `${network} ${authorId}`)
