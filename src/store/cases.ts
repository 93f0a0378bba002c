import type { Card } from '../domain/card.js'
import type { Case } from '../domain/case.js'
import type {
  CaseFilter,
  CaseStore,
  ClockworkStore,
  HistoryStore,
  MentionStore,
  OutreachStore,
} from '../ports.js'
import { type CaseRow, priorityColumns, stateColumns, toCase } from './case-rows.js'
import type { Db } from './database.js'
import { type MentionRow, toMention } from './mentions.js'

export function caseStore(
  db: Db,
  mentions: MentionStore,
  history: HistoryStore,
  outreaches: OutreachStore,
  clockwork: ClockworkStore,
): CaseStore {
  const open = db.prepare(`
    insert into cases (brand, network, author_id, opening_id, opening_lang, status, level, rank, priority, opened_at, waiting_since,
                       ladder_at, version)
    values (:brand, :network, :authorId, :openingId, :lang, 'open', :level, :rank, :priority, :at, :at, :at, 1)`)
  const link = db.prepare(
    'insert into case_mentions (mention_id, case_id) values (?, ?) on conflict do nothing',
  )
  const get = db.prepare<[number], CaseRow>('select * from cases where id = ?')
  const save = db.prepare(`
    update cases set status = :status, owner_id = :ownerId, owner_name = :ownerName, claimed_at = :claimedAt,
      lease_until = :leaseUntil, replied_at = :repliedAt, resolved_by_id = :resolvedById,
      resolved_by_name = :resolvedByName, resolved_at = :resolvedAt, outcome = :outcome, note = :note,
      cause = :cause, snoozed = :snoozed, snooze_until = :snoozeUntil, waiting_since = :waitingSince,
      level = :level, rank = :rank, priority = :priority, version = :version
    where id = :id and version = :version - 1`)
  const ofMention = db
    .prepare<[number], number>('select case_id from case_mentions where mention_id = ?')
    .pluck()
  const othersShowing = db
    .prepare<[number, number], number>(`
      select id from cases where opening_id = ?
        and id is not (select case_id from case_mentions where mention_id = ?) order by id`)
    .pluck()
  const unresolvedOf = db.prepare<[string, string, string], CaseRow>(`
    select * from cases where author_id = ? and brand = ? and network = ? and status <> 'resolved' order by id limit 1`)
  const ofAuthor = db.prepare<[string, string, string], CaseRow>(
    'select * from cases where author_id = ? and brand = ? and network = ? order by id desc',
  )
  const ofThread = db.prepare<{ network: string; uris: string; authorId: string }, CaseRow>(`
    select * from cases where author_id = :authorId and id in (
      select case_id from mentions join case_mentions on mention_id = mentions.id
      where network = :network and uri in (select value from json_each(:uris))
      union
      select case_id from outreaches where uri in (select value from json_each(:uris)))
    order by id desc limit 1`)
  const joined = db.prepare<[number, number], MentionRow>(`
    select mentions.* from case_mentions join mentions on mentions.id = mention_id
    where case_id = ? and mention_id <> ? order by mention_id`)
  const earlier = db
    .prepare<[string | null, string, string, number], number>(
      'select count(*) from cases where author_id = ? and brand = ? and network = ? and id < ?',
    )
    .pluck()
  const setAlerted = db.prepare('update cases set alerted_at = ? where id = ? and alerted_at is null')

  const move = db.prepare('update case_mentions set case_id = ? where mention_id = ?')
  const setMergedInto = db.prepare('update cases set merged_into = ? where id = ?')
  const alertedSince = db
    .prepare<[string, number], number>('select count(*) from cases where brand = ? and alerted_at >= ?')
    .pluck()

  function cardOf(row: CaseRow): Card {
    const opening = mentions.get(row.opening_id)
    if (opening === null) throw new Error(`case ${row.id} has lost its mention`)
    return {
      case: toCase(row),
      opening,
      joined: joined.all(row.id, row.opening_id).map(toMention),
      earlierCases: earlier.get(row.author_id, row.brand, row.network, row.id) ?? 0,
      alertedAt: row.alerted_at,
      outreaches: outreaches.of(row.id),
      promises: clockwork.promisesOf(row.id),
      history: history.of(row.id),
    }
  }

  return {
    open(mention, priority, at) {
      const done = open.run({
        brand: mention.brand,
        network: mention.post.network,
        authorId: mention.post.author.id,
        openingId: mention.id,
        lang: mention.assessment.lang,
        ...priorityColumns(priority),
        at,
      })
      const id = Number(done.lastInsertRowid)
      link.run(mention.id, id)
      const { brand, post } = mention
      return {
        status: 'open',
        id,
        brand,
        network: post.network,
        openedAt: at,
        waitingSince: at,
        priority,
        version: 1,
      }
    },
    get: (id) => read(get.get(id)),
    save: (next) =>
      save.run({
        id: next.id,
        version: next.version,
        waitingSince: next.waitingSince,
        ...priorityColumns(next.priority),
        ...stateColumns(next),
      }).changes === 1,
    join: (id, mention) => void link.run(mention, id),
    ofMention: (id) => ofMention.get(id) ?? null,
    othersShowing: (id) => othersShowing.all(id, id),
    unresolvedOf: ({ authorId, brand, network }) => read(unresolvedOf.get(authorId, brand, network)),
    ofThread: ({ network, authorId }, uris) =>
      read(ofThread.get({ network, authorId, uris: JSON.stringify(uris) })),
    ofAuthor: ({ authorId, brand, network }) =>
      authorId === '' ? [] : ofAuthor.all(authorId, brand, network).map(toCase),
    card(id) {
      const row = get.get(id)
      return row === undefined ? null : cardOf(row)
    },
    list(filter, page) {
      const { where, values } = clauses(filter)
      // Work still to do: most pressing first. Work done: newest first.
      const order = isAllResolved(filter)
        ? 'cases.resolved_at desc, cases.id desc'
        : 'cases.rank, cases.opened_at, cases.id'
      return db
        .prepare<[Values], CaseRow>(
          `select cases.* from cases ${where} order by ${order} limit :limit offset :offset`,
        )
        .all({ ...values, ...page })
        .map(cardOf)
    },
    count(filter) {
      const { where, values } = clauses(filter)
      return db.prepare<[Values], number>(`select count(*) from cases ${where}`).pluck().get(values) ?? 0
    },
    setAlerted: (id, at) => void setAlerted.run(at, id),
    move(moved, to) {
      for (const id of moved) move.run(to, id)
    },
    setMergedInto: (id, into) => void setMergedInto.run(into, id),
    alertedSince: (brand, since) => alertedSince.get(brand, since) ?? 0,
  }
}

type Values = Record<string, string | number>

const isAllResolved = (filter: CaseFilter): boolean =>
  filter.statuses?.every((s) => s === 'resolved') ?? false

function clauses(filter: CaseFilter): { where: string; values: Values } {
  const terms: string[] = []
  const values: Values = {}
  const want = (term: string, name: string, value: string | undefined) => {
    if (value === undefined) return
    terms.push(term)
    values[name] = value
  }
  if (filter.statuses !== undefined) {
    // Spelt out, so that SQLite can prove that a partial index serves.
    if (isAllResolved(filter)) terms.push("cases.status = 'resolved'")
    else if (!filter.statuses.includes('resolved')) terms.push("cases.status <> 'resolved'")
    want(
      'cases.status in (select value from json_each(:statuses))',
      'statuses',
      JSON.stringify(filter.statuses),
    )
  }
  want('cases.brand = :brand', 'brand', filter.brand)
  want('cases.network = :network', 'network', filter.network)
  want('cases.level = :level', 'level', filter.level)
  want('cases.owner_id = :ownerId', 'ownerId', filter.ownerId)
  if (filter.snoozed !== undefined) terms.push(`cases.snoozed = ${filter.snoozed ? 1 : 0}`)
  want('cases.opening_lang = :lang', 'lang', filter.lang)
  return { where: terms.length === 0 ? '' : `where ${terms.join(' and ')}`, values }
}

const read = (row: CaseRow | undefined): Case | null => (row === undefined ? null : toCase(row))
