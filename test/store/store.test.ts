import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isInUse } from '../../src/store/database.js'
import { openStore } from '../../src/store/index.js'
import { MIGRATIONS } from '../../src/store/migrations.js'
import { author, post } from '../support/posts.js'
import { dana, startWorld } from '../support/world.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amends-store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the database file', () => {
  test('is made with its folder, and opens again with all that was in it', () => {
    const path = join(folder, 'deep/down/amends.db')
    const world = startWorld({ path })
    world.take(post('late, acme air (2/1 delivery)'))
    world.act(1, { type: 'claim' }, dana)
    const before = world.card(1)
    world.store.close()

    const store = openStore(path)
    expect(store.cases.card(1)).toEqual(before)
    store.close()
  })

  test('is in use while an Amends runs on it', () => {
    const path = join(folder, 'amends.db')
    expect(isInUse(path)).toBe(false)
    const store = openStore(path, { alone: true })
    expect(isInUse(path)).toBe(true)
    store.close()
    expect(isInUse(path)).toBe(false)
  })

  test('of an earlier Amends keeps who is signed in at the desk', () => {
    const path = join(folder, 'amends.db')
    const db = new Database(path)
    for (const migration of MIGRATIONS.slice(0, 2)) db.exec(migration)
    db.pragma('user_version = 2')
    db.prepare('insert into desk_sessions values (?, ?, ?, ?, ?)').run(
      'hash',
      'web:ana',
      'Ana',
      'rep',
      3_000_000_000,
    )
    db.close()
    const store = openStore(path)
    const session = store.desk.session('hash', 0)
    expect(session).toMatchObject({
      personId: 'web:ana',
      name: 'Ana',
      role: 'rep',
      way: 'link',
      checkedAt: null,
    })
    expect(store.desk.sessions(0)).toEqual([session])
    expect(session?.id).toMatch(/^[0-9a-f]{24}$/)
    store.close()
  })

  test('of a newer Amends is refused, untouched', () => {
    const path = join(folder, 'amends.db')
    openStore(path).close()
    const db = new Database(path)
    db.pragma('user_version = 999')
    db.close()
    expect(() => openStore(path)).toThrow(/newer Amends/)
  })

  test('that is no database is named', () => {
    expect(() => openStore(folder)).toThrow(/cannot open .*amends-store-/)
  })

  test('is delivered from by one process at a time', () => {
    const path = join(folder, 'amends.db')
    const first = openStore(path, { alone: true })
    expect(() => openStore(path, { alone: true })).toThrow(/already running/)
    first.close()
    openStore(path, { alone: true }).close()
  })

  test('keeps history as it was written', () => {
    const path = join(folder, 'amends.db')
    const world = startWorld({ path })
    world.take(post('late, acme air (2/1 delivery)'))
    world.store.close()
    const db = new Database(path)
    expect(() => db.exec('delete from history')).toThrow(/append-only/)
    expect(() => db.exec("update history set type = 'x'")).toThrow(/append-only/)
    db.close()
  })

  test('holds no word of a deleted post, in any table', () => {
    const path = join(folder, 'amends.db')
    const world = startWorld({ path })
    const taken = post('Xylophone bag, acme air (3/2 delivery)', {
      uri: 'at://did:plc:quetzal/app.bsky.feed.post/1',
      author: author('quetzal.bsky.social'),
    })
    world.take(taken)
    world.act(1, { type: 'claim' }, dana)
    world.store.mentions.erase(1, world.now())
    expect(world.take(taken), 'a page that still holds it does not bring it back').toMatchObject({
      mentions: 0,
    })
    world.store.close()
    const db = new Database(path)
    const tables = db.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[]
    const all = JSON.stringify(tables.map((name) => db.prepare(`select * from ${name}`).all()))
    expect(all).not.toMatch(/xylophone|quetzal/i)
    db.close()
  })
})

describe('cases', () => {
  test('two who read the same version cannot both write', () => {
    const world = startWorld()
    world.take(post('late, acme air (2/1 delivery)'))
    const read = world.store.cases.get(1)
    if (read === null) throw new Error('no case')
    const next = { ...read, version: 2 }
    expect([world.store.cases.save(next), world.store.cases.save(next)]).toEqual([true, false])
  })

  test('are listed most pressing first, then longest waiting; resolved ones newest first', () => {
    const world = startWorld()
    const take = (text: string, name: string) => {
      world.take(post(text, { author: author(name) }))
      world.wait(1000)
    }
    take('late, acme air (2/1 delivery)', 'a')
    take('gas smell, acme air (4/3 safety)', 'b')
    take('late, acme air (2/1 delivery)', 'c')
    take('bag gone, acme air (3/2 delivery)', 'd')
    const ids = (statuses: ('open' | 'claimed' | 'resolved')[]) =>
      world.store.cases.list({ statuses }, { limit: 10, offset: 0 }).map((card) => card.case.id)
    expect(ids(['open', 'claimed'])).toEqual([2, 4, 1, 3])
    for (const id of [1, 2]) {
      world.wait(1000)
      world.act(id, { type: 'resolve', outcome: 'duplicate', note: null }, dana)
    }
    expect(ids(['resolved'])).toEqual([2, 1])
    expect(ids(['open'])).toEqual([4, 3])
  })

  test('are found by each filter, and counted alike', () => {
    const world = startWorld()
    world.take(
      post('late, acme air (2/1 delivery)', { author: author('a') }),
      post('gas smell, acme air (4/3 safety)', { author: author('b'), network: 'mastodon' }),
    )
    world.act(1, { type: 'claim' }, dana)
    const found = (filter: Parameters<typeof world.store.cases.count>[0]) => {
      const ids = world.store.cases.list(filter, { limit: 10, offset: 0 }).map((card) => card.case.id)
      expect(world.store.cases.count(filter)).toBe(ids.length)
      return ids
    }
    expect(found({})).toEqual([2, 1])
    expect(found({ statuses: ['claimed'] })).toEqual([1])
    expect(found({ network: 'mastodon' })).toEqual([2])
    expect(found({ level: 'P1' })).toEqual([2])
    expect(found({ ownerId: dana.id })).toEqual([1])
    expect(found({ lang: 'en', brand: 'Acme Air' })).toEqual([2, 1])
    expect(found({ lang: 'es' })).toEqual([])
  })
})
