import type { Instant } from '../domain/time.js'
import type {
  CaseRecord,
  KeptRun,
  PromiseRecord,
  RecordLine,
  ReportFilter,
  ReportSpan,
  ReportStore,
  Words,
} from '../ports.js'
import { type CountByDay, countByDay } from './count-by-day.js'
import type { Db } from './database.js'
import { pulseRecords } from './pulse.js'

type Row = {
  id: number
  brand: string
  network: string
  lang: string
  category: CaseRecord['category']
  severity: CaseRecord['severity']
  level: CaseRecord['level']
  via: CaseRecord['via']
  history: number
  posted_at: number
  received_at: number
  /** `[followers, answers]`; null once the post is taken back. */
  counts: string | null
  cause: string | null
  opened_at: number
  next_case_at: number | null
  lines: string
}
type KeptRow = {
  run: number
  newest_at: number
  opened_from: number
  closed_to: number | null
}
type WordsRow = {
  case_id: number
  posted_at: number
  complaint: number
  severity: Words['severity']
  text: string | null
}

/** Cases of a run: some milliseconds of work. As the triggers of `report_runs` have it. */
const RUN = 256

/** What is kept knows nothing of a later moment than this. */
const ALL_TIME: ReportSpan = {
  from: Number.MIN_SAFE_INTEGER,
  to: Number.MAX_SAFE_INTEGER,
  asOf: Number.MAX_SAFE_INTEGER,
}

/** Word for word as in the index `history_by_case`: SQLite then reads the index alone. */
const SAYS = `case type when 'opened' then event ->> '$.priority.level' when 'priority-changed' then event ->> '$.to.level'
    when 'resolved' then event ->> '$.outcome' when 'escalated' then event ->> '$.rung'
    when 'replied' then event ->> '$.elsewhere' end`

/** Of no use to any figure. */
const SKIPPED = `'noted', 'renewed', 'snoozed', 'woken', 'absorbed', 'corrected'`

/** Counts what was received, of all brands. */
export function receivedByDay(db: Db): CountByDay {
  const first = db.prepare<[], number | null>('select min(received_at) from mentions').pluck()
  const within = db
    .prepare<[Instant, Instant], number>(
      'select count(*) from mentions indexed by mentions_received where received_at >= ? and received_at < ?',
    )
    .pluck()
  return countByDay(
    () => first.get() ?? null,
    (from, to) => within.get(from, to) ?? 0,
  )
}

export function reportStore(db: Db, received: CountByDay): ReportStore {
  // Nothing that figures count happens to a case after it is resolved, but that it is reopened.
  const idsOf = db
    .prepare<[ReportSpan & { first: number }], number>(`
      select id from cases where id >= :first and id < :first + ${RUN} and opened_at < :to
        and (status <> 'resolved' or resolved_at >= :from) order by id`)
    .pluck()
  const newest = db.prepare<[], number | null>('select max(id) from cases').pluck()
  const kept = db.prepare<[number], KeptRow>(
    'select run, newest_at, opened_from, closed_to from report_runs where edition = ? order by run',
  )
  const factsOf = db
    .prepare<[{ run: number; edition: number; asOf: number }], Buffer>(`
      select facts from report_runs join report_facts using (run)
      where run = :run and edition = :edition and newest_at <= :asOf`)
    .pluck()
  const keep = db.prepare<[KeptRun]>(`
    insert or replace into report_runs (run, edition, newest_at, opened_from, closed_to)
    values (:run, :edition, :newestAt, :openedFrom, :closedTo)`)
  const keepFacts = db.prepare<[KeptRun]>(
    'insert or replace into report_facts (run, facts) values (:run, :facts)',
  )
  const records = db.prepare<[{ ids: string; asOf: number }], Row>(`
    select cases.id, cases.brand, cases.network, lang, category, severity, level, via, history, posted_at, received_at,
      json_extract(post, '$.author.followers', '$.engagement.replies') as counts, cause, cases.opened_at,
      (select min(later.opened_at) from cases as later
       where later.author_id = cases.author_id and later.brand = cases.brand and later.network = cases.network
         and later.id > cases.id and later.opened_at <= :asOf
         and coalesce(later.outcome, '') not in ('not-a-complaint', 'duplicate')) as next_case_at,
      (select json_group_array(json_array(at, type, actor, actor_id, says)) from (
        select at, type, actor, actor_id, ${SAYS} as says from history
        where case_id = cases.id and at <= :asOf and type not in (${SKIPPED}) order by id)) as lines
    from json_each(:ids) as wanted
    cross join cases on cases.id = wanted.value
    cross join mentions on mentions.id = cases.opening_id
    where cases.opened_at <= :asOf order by cases.id`)
  const words = db.prepare<[{ ids: string; asOf: number }], WordsRow>(`
    select case_id, posted_at, complaint, severity, post ->> '$.text' as text
    from case_mentions join mentions on mentions.id = mention_id
    where case_id in (select value from json_each(:ids)) and received_at <= :asOf order by case_id, posted_at, mention_id`)
  const elsewhere = db.prepare<[string], { case_id: number; sent_at: number }>(`
    select case_id, sent_at from outreaches indexed by outreaches_by_case
    where case_id in (select value from json_each(?)) and by_id = 'network' and sent_at is not null order by sent_at`)
  const causes = db
    .prepare<[number, number], string | null>(
      "select event ->> '$.cause' from history where case_id = ? and type = 'resolved' and at <= ? order by id",
    )
    .pluck()
  const cutFrom = db
    .prepare<[{ at: number; id: number }], number>(`
      select 1 from history where at = :at and type = 'split-off' and event ->> '$.into' = :id limit 1`)
    .pluck()
  const heard = db
    .prepare<[{ before: Instant; brand: string | null }], number>(`
      select 1 from mentions indexed by mentions_received
      where received_at < :before and (:brand is null or brand = :brand) limit 1`)
    .pluck()
  const mentions = db
    .prepare<[Values], number>(`
      select count(*) from mentions indexed by mentions_received
      where received_at >= :from and received_at < :to and received_at <= :asOf
        and (:brand is null or brand = :brand) and (:network is null or network = :network) and (:lang is null or lang = :lang)`)
    .pluck()
  // One that was settled since was open then, and one that was made since was none.
  const due = `due_at >= :from and (due_at < :to or (:to >= :asOf and (promises.state = 'open' or settled_at > :asOf)))
      and (select coalesce(sent_at, written_at) from outreaches where outreaches.id = outreach_id) <= :asOf`
  const promise = `select case_id as caseId, due_at as dueAt, settled_at as settledAt,
      case when settled_at > :asOf then 'open' else promises.state end as state from promises`
  const allPromises = db.prepare<[ReportSpan], PromiseRecord>(
    `${promise} where ${due} order by due_at, promises.id`,
  )
  const promises = db.prepare<[Values], PromiseRecord>(`
    ${promise} join cases on cases.id = case_id join mentions on mentions.id = opening_id
    where ${due}
      and (:brand is null or cases.brand = :brand) and (:network is null or cases.network = :network)
      and (:level is null or level = :level) and (:lang is null or lang = :lang)
      and (:category is null or category = :category)
    order by due_at, promises.id`)

  function recordsOf(run: number, span: ReportSpan): readonly CaseRecord[] {
    const { asOf } = span
    const ids = idsOf.all({ ...span, first: run * RUN })
    const found = records.all({ asOf, ids: JSON.stringify(ids) })
    const lines = new Map(found.map(({ id, lines }) => [id, toLines(lines)]))
    const some = (wanted: (lines: readonly RecordLine[]) => boolean) =>
      JSON.stringify([...lines].filter(([, of]) => wanted(of)).map(([id]) => id))

    const said = new Map<number, Words[]>()
    for (const row of words.all({ ids: some(wroteAfterAReply), asOf })) {
      const { case_id, posted_at, complaint, severity, text } = row
      push(said, case_id, { postedAt: posted_at, complaint, severity, text })
    }
    const there = new Map<number, number[]>()
    for (const { case_id, sent_at } of elsewhere.all(some((of) => of.some(isElsewhere))))
      push(there, case_id, sent_at)
    return found.map((row) => {
      const { id, opened_at: at } = row
      const history = lines.get(id) ?? []
      // Cut off from another case in the same moment; few cases are opened by a person at all.
      const splitOff = history[0]?.actor === 'rep' && row.via !== 'by-hand' && cutFrom.get({ at, id }) === 1
      return toRecord(row, {
        lines: history,
        words: said.get(id) ?? [],
        elsewhereAt: there.get(id) ?? [],
        splitOff,
        // The case itself knows the last one only.
        causes: history.some(({ type }) => type === 'reopened') ? causes.all(id, asOf) : [row.cause],
      })
    })
  }

  return {
    *runs({ from, to, asOf }, edition) {
      const known = new Map(kept.all(edition).map((row) => [row.run, row]))
      const last = Math.floor((newest.get() ?? -1) / RUN)
      for (let run = 0; run <= last; run++) {
        const row = known.get(run)
        if (row !== undefined && row.newest_at <= asOf) {
          const lived = row.opened_from < to && (row.closed_to ?? Number.POSITIVE_INFINITY) >= from
          if (!lived) continue
        }
        // Forgotten, or made anew, while others worked: then it is asked for once more.
        yield { run, facts: row === undefined ? null : (factsOf.get({ run, edition, asOf }) ?? null) }
      }
    },
    records: (run, span = ALL_TIME) => recordsOf(run, span),
    keep(run) {
      keep.run(run)
      keepFacts.run(run)
    },
    notKept(edition) {
      const known = new Set(kept.all(edition).map(({ run }) => run))
      const runs = Math.floor((newest.get() ?? -1) / RUN) + 1
      return Array.from({ length: runs }, (_, run) => run).filter((run) => !known.has(run))
    },
    mentions({ from, to, asOf, filter }) {
      const values = valuesOf(filter)
      return isNotNarrowed(values)
        ? received.count({ from, to, asOf })
        : (mentions.get({ from, to, asOf, ...values }) ?? 0)
    },
    hadHeard: (before, brand) => heard.get({ before, brand: brand ?? null }) === 1,
    promises({ from, to, asOf, filter }) {
      const values = valuesOf(filter)
      return isNotNarrowed(values)
        ? allPromises.all({ from, to, asOf })
        : promises.all({ from, to, asOf, ...values })
    },
    pulses: pulseRecords(db),
  }
}

type Values = Record<string, string | number | null>

const isNotNarrowed = (values: Values): boolean => Object.values(values).every((value) => value === null)

const valuesOf = ({ brand, network, lang, category, level }: ReportFilter): Values => ({
  brand: brand ?? null,
  network: network ?? null,
  lang: lang ?? null,
  category: category ?? null,
  level: level ?? null,
})

function toLines(json: string): readonly RecordLine[] {
  const raw = JSON.parse(json) as [
    number,
    RecordLine['type'],
    RecordLine['actor'],
    string | null,
    RecordLine['says'],
  ][]
  return raw.map(([at, type, actor, actorId, says]) => ({ at, type, actor, actorId, says }))
}

function wroteAfterAReply(lines: readonly RecordLine[]): boolean {
  const replied = lines.findIndex(({ type }) => type === 'replied')
  return replied >= 0 && lines.some(({ type }, i) => i > replied && type === 'joined')
}

const isElsewhere = ({ type, says }: RecordLine): boolean => type === 'replied' && says === 1

function push<Value>(map: Map<number, Value[]>, key: number, value: Value): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}

type Rest = Pick<CaseRecord, 'lines' | 'words' | 'elsewhereAt' | 'splitOff' | 'causes'>

function toRecord(row: Row, rest: Rest): CaseRecord {
  const { id, brand, network, lang, category, severity, level, via } = row
  const [followers, answers] = (row.counts === null ? [null, 0] : JSON.parse(row.counts)) as [
    number | null,
    number,
  ]
  return {
    id,
    brand,
    network,
    lang,
    category,
    severity,
    level,
    via,
    history: row.history === 1,
    postedAt: row.posted_at,
    receivedAt: row.received_at,
    followers,
    answers,
    nextCaseAt: row.next_case_at,
    ...rest,
  }
}
