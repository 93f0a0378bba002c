/** A year of a busy team, the same at every run: `node reports-fill.js FILE [MENTIONS]`. One mention in ten opens a case, ten events each. */
import Database from 'better-sqlite3'
import type { CaseEvent } from '../src/domain/case.js'
import { DAY, HOUR, MINUTE } from '../src/domain/time.js'
import { openStore } from '../src/store/index.js'
import { chanceFrom, postTexts } from './posts.js'

const path = process.argv[2] ?? 'bench.db'
const MENTIONS = Number(process.argv[3] ?? 1_000_000)
const FROM = Date.UTC(2025, 0, 1)
const SPAN = 365 * DAY
const BRANDS = ['Acme Air', 'Acme Rail', 'Acme Post']
const LANGS = ['en', 'en', 'en', 'es', 'de', 'fr', 'pt', 'ja']
const CATEGORIES = ['delivery', 'delivery', 'billing', 'outage', 'staff-support', 'product-fault', 'safety']
const CAUSES = ['weather', 'crew', 'card reader', 'new app']

openStore(path).close()
const db = new Database(path)
db.pragma('synchronous = off')
db.pragma('cache_size = -100000')
const chance = chanceFrom(5)
const one = <Value>(of: readonly Value[]): Value => of[Math.floor(chance() * of.length)] as Value
const texts = postTexts(5_000, chanceFrom(11))
type Line = readonly [caseId: number, at: number, actor: string, actorId: string | null, event: CaseEvent]

const mention = db.prepare(`
  insert into mentions (network, uri, ref, connector, brand, via, history, received_at, posted_at, author_id, post, complaint,
    severity, urgency, category, lang, assessment)
  values (?, ?, ?, ?, ?, 'search', 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{"wantsReply":0.5,"reasons":["late again"],"rules":[],"model":"linear"}')`)
const opening = db.prepare(`
  insert into cases (opening_lang, brand, network, author_id, opening_id, status, resolved_by_id, resolved_by_name, resolved_at, outcome, cause,
    level, rank, priority, opened_at, waiting_since, alerted_at, version)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 9)`)
const link = db.prepare('insert into case_mentions (mention_id, case_id) values (?, ?)')
const promise = db.prepare(`
  insert into promises (case_id, outreach_id, phrase, due_at, state, settled_at) values (?, 1, 'by tomorrow', ?, ?, ?)`)
const line = db.prepare(
  'insert into history (case_id, at, actor, actor_id, actor_name, type, event) values (?, ?, ?, ?, ?, ?, ?)',
)

const lines: Line[] = []
let cases = 0
db.pragma('foreign_keys = off')
db.transaction(() => {
  for (let i = 1; i <= MENTIONS; i++) take(i)
  lines.sort((a, b) => a[1] - b[1])
  for (const [caseId, at, actor, id, event] of lines)
    line.run(caseId, at, actor, id, actor === 'rep' ? 'Dana' : null, event.type, JSON.stringify(event))
})()
db.exec('analyze')
db.close()

function take(id: number): void {
  // Days are busier than nights.
  const drift = (id / MENTIONS) * SPAN
  const at = FROM + Math.floor(drift / DAY) * DAY + Math.floor(DAY * (0.25 + 0.6 * chance() ** 0.8))
  const network = chance() < 0.7 ? 'bluesky' : 'mastodon'
  const author = `did:plc:author${Math.floor(chance() * MENTIONS * 0.7)}`
  const brand = one(BRANDS)
  const isCase = id % 10 === 0
  const severity = isCase ? 1 + Math.floor(chance() ** 1.6 * 4) : 0
  const post = {
    url: `https://example.test/${id}`,
    author: {
      id: author,
      handle: `${author.slice(8)}.test`,
      displayName: author,
      followers: Math.floor(10 ** (chance() * 5)),
      optOuts: [],
    },
    text: texts[id % texts.length],
    contentWarning: null,
    langs: ['en'],
    tagged: [],
    hashtags: [],
    editedAt: null,
    parent: null,
    root: null,
    visibility: 'public',
    engagement: { likes: 0, reposts: 0, replies: Math.floor(chance() * 4) },
  }
  const lang = one(LANGS)
  const category = isCase ? one(CATEGORIES) : 'none'
  const uri = `at://${author}/app.bsky.feed.post/${id}`
  const complaint = isCase ? 0.9 : 0.1
  mention.run(
    network,
    uri,
    uri,
    'bluesky:bench',
    brand,
    at,
    at - 40_000,
    author,
    JSON.stringify(post),
    complaint,
    severity,
    1,
    category,
    lang,
  )
  if (isCase) openCase(id, at, severity, brand, network, author, lang)
}

function openCase(
  mentionId: number,
  openedAt: number,
  severity: number,
  brand: string,
  network: string,
  author: string,
  lang: string,
): void {
  const id = ++cases
  const level = (['P4', 'P4', 'P3', 'P2', 'P1'] as const)[severity] ?? 'P4'
  const slow = { P1: 4, P2: 12, P3: 90, P4: 400 }[level] * MINUTE
  const wait = (middle: number) => Math.ceil(middle * Math.exp(1.1 * (chance() + chance() + chance() - 1.5)))
  const priority = { level, severity: 2 * severity, urgency: 1, reach: 0, growth: 0 }
  const rep = `discord:${1 + Math.floor(chance() * 12)}`
  let now = openedAt
  const happen = (event: CaseEvent, actor = 'rep', who: string | null = actor === 'rep' ? rep : null) =>
    lines.push([id, now, actor, who, event])

  happen({ type: 'opened', priority }, 'connector', 'bluesky:bench')
  now += 1_500
  happen({ type: 'alerted', board: 'discord' }, 'schedule')
  const fate = chance()
  const recent = openedAt > FROM + SPAN - DAY
  const open = (recent && chance() < 0.4) || fate < 0.02
  let outcome: string | null = null
  let cause: string | null = null
  if (!open) {
    now += wait(slow)
    if (chance() < 0.1) happen({ type: 'escalated', rung: 'unclaimed-remind' }, 'schedule')
    happen({ type: 'claimed', leaseUntil: now + 15 * MINUTE })
    happen({ type: 'noted', text: 'looking' })
    happen({ type: 'renewed', leaseUntil: now + 15 * MINUTE })
    if (chance() < 0.05) happen({ type: 'expired', owner: { id: rep, name: 'Dana' } }, 'schedule')
    now += wait(slow * 2)
    outcome =
      fate < 0.12
        ? 'not-a-complaint'
        : fate < 0.2
          ? 'no-reply-needed'
          : one(['fixed', 'answered', 'fixed', 'unreachable'])
    if (fate >= 0.2) {
      happen({ type: 'replied', elsewhere: false })
      if (chance() < 0.3) promise.run(id, now + DAY, chance() < 0.8 ? 'kept' : 'open', now + wait(14 * HOUR))
      now += wait(HOUR)
      if (chance() < 0.3) joined()
      happen({ type: 'noted', text: 'sent to the hub' })
    }
    happen({ type: 'noted', text: 'done' })
    now += wait(3 * HOUR)
    cause = chance() < 0.3 ? one(CAUSES) : null
    happen({ type: 'resolved', outcome: outcome as 'fixed', note: null, cause })
  }
  const resolved = outcome === null ? [null, null, null] : [rep, 'Dana', now]
  const rank = Number(level.slice(1)) * 100 - 2 * severity
  opening.run(
    lang,
    brand,
    network,
    author,
    mentionId,
    outcome === null ? 'open' : 'resolved',
    ...resolved,
    outcome,
    cause,
    level,
    rank,
    JSON.stringify(priority),
    openedAt,
    openedAt,
    openedAt + 1_500,
  )
  link.run(mentionId, id)

  /** The mention after next is made theirs: in nobody's case, by its number. */
  function joined(): void {
    const joins = mentionId - 3
    link.run(joins, id)
    happen({ type: 'joined', mentionId: joins }, 'customer')
    happen({ type: 'heard' }, 'customer')
    now += wait(30 * MINUTE)
    happen({ type: 'replied', elsewhere: false })
    now += wait(30 * MINUTE)
  }
}
