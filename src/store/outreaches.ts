import type { Outreach, OutreachState } from '../domain/outreach.js'
import type { OutreachRow, OutreachStore } from '../ports.js'
import type { Db } from './database.js'

type Row = {
  id: number
  case_id: number
  mention_id: number
  by_id: string
  by_name: string
  text: string
  lang: string
  key: string
  kind: Outreach['kind']
  written_at: number
  state: OutreachState['status']
  attempts: number
  doubt: number
  error: string | null
  uri: string | null
  ref: string | null
  url: string | null
  sent_at: number | null
  removed_at: number | null
}

export function outreachStore(db: Db): OutreachStore {
  const write = db.prepare(`
    insert into outreaches (case_id, mention_id, connector, by_id, by_name, text, lang, key, kind, written_at, state, due_at)
    values (:caseId, :mentionId, :connector, :byId, :byName, :text, :lang, :key, :kind, :writtenAt, :state, :writtenAt)`)
  const get = db.prepare<[number], Row>('select * from outreaches where id = ?')
  const of = db.prepare<[number], Row>('select * from outreaches where case_id = ? order by id')
  const onItsWay = db.prepare<[number], Row>(
    "select * from outreaches where case_id = ? and state in ('to-approve', 'owed', 'sending')",
  )
  const byKey = db.prepare<[string], Row>('select * from outreaches where key = ?')
  const approve = db.prepare(
    "update outreaches set state = 'owed', due_at = ? where id = ? and state = 'to-approve'",
  )
  const take = db.prepare<[string, number], Row>(`
    update outreaches set state = 'sending', attempts = attempts + 1
    where id = (select id from outreaches where connector = ? and state = 'owed' and due_at <= ? order by id limit 1)
    returning *`)
  const settle = db.prepare(`
    update outreaches set state = 'sent', uri = :uri, ref = :ref, url = :url, sent_at = :at, error = null, doubt = 0
    where id = :id`)
  const postpone = db.prepare(`
    update outreaches set state = 'owed', due_at = :until, error = :error, doubt = max(doubt, :doubt) where id = :id`)
  const fail = db.prepare("update outreaches set state = 'failed', error = :error where id = :id")
  const removed = db.prepare("update outreaches set state = 'removed', removed_at = :at where id = :id")
  const recover = db.prepare(
    "update outreaches set state = 'owed', doubt = 1, due_at = ? where state = 'sending'",
  )
  const textsSince = db
    .prepare<[number], string>(
      'select text from outreaches where sent_at >= ? order by sent_at desc limit 500',
    )
    .pluck()
  const found = db.prepare(`
    insert into outreaches (case_id, mention_id, connector, by_id, by_name, text, lang, key, kind, written_at, state,
                            due_at, uri, ref, url, sent_at)
    values (:caseId, :mentionId, '', 'network', :handle, :text, :lang, :key, 'reply', :at, 'sent', :at, :uri, :ref, :url, :at)
    on conflict (key) do nothing`)
  const move = db.prepare(`
    update outreaches set case_id = :to where case_id = :from and not (
      state in ('to-approve', 'owed', 'sending')
      and exists (select 1 from outreaches where case_id = :to and state in ('to-approve', 'owed', 'sending')))`)
  const isOurs = db
    .prepare<[string, string], number>(`
      select 1 from outreaches join mentions on mentions.id = mention_id where outreaches.uri = ? and network = ? limit 1`)
    .pluck()

  return {
    write({ toApprove, by, ...draft }) {
      const state = toApprove ? 'to-approve' : 'owed'
      return Number(write.run({ ...draft, byId: by.id, byName: by.name, state }).lastInsertRowid)
    },
    get: (id) => read(get.get(id)),
    of: (caseId) => of.all(caseId).map(toOutreach),
    onItsWay: (caseId) => read(onItsWay.get(caseId)),
    byKey: (key) => read(byKey.get(key)),
    approve: (id, now) => void approve.run(now, id),
    take(connector, now) {
      const row = take.get(connector, now)
      return row === undefined ? null : toRow(row)
    },
    settle: (id, { uri, ref, url, at }) => void settle.run({ id, uri, ref, url, at }),
    postpone: (id, until, error, doubt) => void postpone.run({ id, until, error, doubt: doubt ? 1 : 0 }),
    fail: (id, error) => void fail.run({ id, error }),
    removed: (id, at) => void removed.run({ id, at }),
    recover: (now) => recover.run(now).changes,
    textsSince: (since) => textsSince.all(since),
    found: (caseId, mentionId, { uri, ref, url, author, text, langs, postedAt }) =>
      void found.run({
        caseId,
        mentionId,
        handle: author.handle,
        text,
        lang: langs[0] ?? 'und',
        key: `found:${uri}`,
        at: postedAt,
        uri,
        ref,
        url,
      }),
    move: (from, to) => void move.run({ from, to }),
    isOurs: (network, uri) => isOurs.get(uri, network) === 1,
  }
}

const read = (row: Row | undefined): Outreach | null => (row === undefined ? null : toOutreach(row))

const said = (row: Row) => ({
  id: row.id,
  caseId: row.case_id,
  mentionId: row.mention_id,
  by: { id: row.by_id, name: row.by_name },
  text: row.text,
  lang: row.lang,
  key: row.key,
  kind: row.kind,
  writtenAt: row.written_at,
})

const toRow = (row: Row): OutreachRow => ({ ...said(row), attempts: row.attempts, doubt: row.doubt === 1 })

const toOutreach = (row: Row): Outreach => ({ ...said(row), ...toState(row) })

function toState(row: Row): OutreachState {
  switch (row.state) {
    case 'to-approve':
    case 'sending':
      return { status: row.state }
    case 'owed':
      return { status: 'owed', error: row.error }
    case 'sent':
      return {
        status: 'sent',
        uri: row.uri ?? '',
        ref: row.ref ?? '',
        url: row.url,
        sentAt: row.sent_at ?? 0,
      }
    case 'failed':
      return { status: 'failed', error: row.error ?? '' }
    case 'removed':
      return { status: 'removed', removedAt: row.removed_at ?? 0 }
  }
}
