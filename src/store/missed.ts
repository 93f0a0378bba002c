import type { Category, Severity, Urgency } from '../domain/assessment.js'
import type { Miss, MissState, NoticedMiss } from '../domain/missed.js'
import type { MissedStore, MissFilter, RegressionResult, RegressionRun } from '../ports.js'
import type { Db } from './database.js'

type Row = {
  mention_id: number
  brand: string
  kind: Miss['kind']
  noticed_at: number
  known: number
  counted: string
  state: Miss['state']
  decided_at: number | null
  severity: Severity | null
  urgency: Urgency | null
  category: Category | null
}
/** Travels as JSON: read with its row, never searched. */
type Counted = Pick<NoticedMiss, 'judged' | 'asked' | 'gates'>
type LookRow = { at: number; likes: number; reposts: number; replies: number }
type ResultRow = { mention_id: number; complaint: number; severity: Severity; alerts: number; passes: number }

/** So many mentions are counted while somebody waits for a page; of more nothing is said. */
const QUICKLY_COUNTED = 20_000

export function missedStore(db: Db): MissedStore {
  const notice = db.prepare(`
    insert into misses (mention_id, brand, kind, noticed_at, known, counted)
    values (:mentionId, :brand, :kind, :noticedAt, :known, :counted)
    on conflict (mention_id) do update set kind = 'by-hand', noticed_at = excluded.noticed_at, counted = excluded.counted,
      -- Whoever brings what was set aside thinks otherwise.
      decided_at = iif(state = 'set-aside', null, decided_at), state = iif(state = 'set-aside', 'to-look-at', state)
    where excluded.kind = 'by-hand' and kind <> 'by-hand'`)
  const get = db.prepare<[number], Row>('select * from misses where mention_id = ?')
  const decide = db.prepare(`
    update misses set state = :state, decided_at = :decidedAt, severity = :severity, urgency = :urgency,
                      category = :category
    where mention_id = :id`)
  const forgetResults = db.prepare('delete from regression_results where mention_id = ?')
  const addLook = db.prepare(`
    insert into looks (mention_id, at, likes, reposts, replies) values (:id, :at, :likes, :reposts, :replies)
    on conflict do nothing`)
  const looks = db.prepare<[number], LookRow>(
    'select at, likes, reposts, replies from looks where mention_id = ? order by at',
  )
  const isHeldBack = db
    .prepare<[number], number>('select 1 from outbox where held = 1 and case_id = ? limit 1')
    .pluck()
  const cameIn = db
    .prepare<[number, string, number], number>(
      'select count(*) from (select 1 from mentions where received_at >= ? and brand = ? limit ?)',
    )
    .pluck()
  const wouldPass = db
    .prepare<{ since: number; brand: string; complaint: number; severity: number }, number>(`
      select count(*) from mentions
      where received_at >= :since and brand = :brand and complaint >= :complaint and severity >= :severity
        and history = 0 and removed_at is null
        and not exists (select 1 from case_mentions where mention_id = mentions.id)`)
    .pluck()
  const remember = db.prepare(`
    insert into regression_results (mention_id, model, at, complaint, severity, alerts, passes, passed_at)
    values (:mentionId, :model, :at, :complaint, :severity, :alerts, :passes, iif(:passes = 1, :at, null))
    on conflict (mention_id, model) do update set at = excluded.at, complaint = excluded.complaint,
      severity = excluded.severity, alerts = excluded.alerts, passes = excluded.passes,
      passed_at = coalesce(excluded.passed_at, passed_at)`)
  const accept = db.prepare('update regression_results set passed_at = null where mention_id = ?')
  const passedBefore = db
    .prepare<[], number>('select distinct mention_id from regression_results where passed_at is not null')
    .pluck()
  const lastRun = db.prepare<[], RegressionRun>(`
    select model, at, count(*) as posts, sum(alerts) as alerting, sum(passes) as passing,
      sum(passes = 0 and exists (select 1 from regression_results as earlier
                                 where earlier.mention_id = results.mention_id and passed_at is not null)) as worse
    from regression_results as results where at = (select max(at) from regression_results) group by model limit 1`)
  const lastResult = db.prepare<[number], ResultRow>(`
    select * from regression_results where mention_id = ? and at = (select max(at) from regression_results)`)

  return {
    notice({ judged, asked, gates, known, ...rest }) {
      const counted = JSON.stringify({ judged, asked, gates } satisfies Counted)
      notice.run({ ...rest, known: known ? 1 : 0, counted })
    },
    get(id) {
      const row = get.get(id)
      return row === undefined ? null : toMiss(row)
    },
    list(filter, page) {
      const { where, values } = clauses(filter)
      return db
        .prepare<[object], Row>(
          `select * from misses ${where} order by noticed_at desc, mention_id desc limit :limit offset :offset`,
        )
        .all({ ...values, ...page })
        .map(toMiss)
    },
    count(filter) {
      const { where, values } = clauses(filter)
      return db.prepare<[object], number>(`select count(*) from misses ${where}`).pluck().get(values) ?? 0
    },
    decide(id, state) {
      decide.run({ id, ...decisionColumns(state) })
      forgetResults.run(id)
    },
    addLook: (id, { at, engagement }) => void addLook.run({ id, at, ...engagement }),
    looks: (id) => looks.all(id).map(({ at, ...engagement }) => ({ at, engagement })),
    isHeldBack: (id) => isHeldBack.get(id) === 1,
    wouldPass(brand, alert, since) {
      const n = cameIn.get(since, brand, QUICKLY_COUNTED + 1) ?? 0
      return n > QUICKLY_COUNTED ? null : (wouldPass.get({ since, brand, ...alert }) ?? 0)
    },
    remember(model, at, results) {
      for (const { mentionId, complaint, severity, alerts, passes, accepted = false } of results) {
        const [alert, pass] = [alerts ? 1 : 0, passes ? 1 : 0]
        remember.run({ mentionId, model, at, complaint, severity, alerts: alert, passes: pass })
        if (accepted) accept.run(mentionId)
      }
    },
    passedBefore: () => new Set(passedBefore.all()),
    lastRun: () => lastRun.get() ?? null,
    lastResult(id) {
      const row = lastResult.get(id)
      return row === undefined ? null : toResult(row)
    },
  }
}

function clauses({ state, brand }: MissFilter): { where: string; values: Record<string, string> } {
  const terms = [
    ...(state === undefined ? [] : ['state = :state']),
    ...(brand === undefined ? [] : ['brand = :brand']),
  ]
  return {
    where: terms.length === 0 ? '' : `where ${terms.join(' and ')}`,
    values: { ...(state === undefined ? {} : { state }), ...(brand === undefined ? {} : { brand }) },
  }
}

function decisionColumns(decision: MissState) {
  const nothing = { severity: null, urgency: null, category: null }
  switch (decision.state) {
    case 'to-look-at':
      return { state: decision.state, decidedAt: null, ...nothing }
    case 'set-aside':
      return { ...nothing, ...decision }
    case 'in-the-set': {
      const { labels, ...rest } = decision
      return { ...rest, ...labels }
    }
  }
}

function toMiss(row: Row): Miss {
  const noticed: NoticedMiss = {
    mentionId: row.mention_id,
    brand: row.brand,
    kind: row.kind,
    noticedAt: row.noticed_at,
    known: row.known === 1,
    ...(JSON.parse(row.counted) as Counted),
  }
  const { severity, urgency, category, decided_at: decidedAt } = row
  if (decidedAt === null) return { ...noticed, state: 'to-look-at' }
  return severity === null || urgency === null || category === null
    ? { ...noticed, state: 'set-aside', decidedAt }
    : { ...noticed, state: 'in-the-set', decidedAt, labels: { severity, urgency, category } }
}

const toResult = (row: ResultRow): RegressionResult => ({
  mentionId: row.mention_id,
  complaint: row.complaint,
  severity: row.severity,
  alerts: row.alerts === 1,
  passes: row.passes === 1,
})
