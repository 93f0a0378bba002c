/**
 * Fills a database with 10^6 mentions through the product's own verb (match, assess, store), then measures with it full.
 * Prints figures as JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classifierFromFile } from '../classifiers/index.js'
import { inProcessChanges } from '../src/app/changes.js'
import type { Desk } from '../src/app/desk.js'
import { ingestMentions } from '../src/app/ingest-mentions.js'
import { intakeFor } from '../src/app/intake.js'
import { DEFAULT_POLICY } from '../src/app/policy.js'
import type { Brand } from '../src/domain/brand.js'
import { NO_ENGAGEMENT, type Post } from '../src/domain/post.js'
import { MINUTE } from '../src/domain/time.js'
import type { Batch } from '../src/ports.js'
import { openStore } from '../src/store/index.js'
import type { Figure } from './figure.js'
import { chanceFrom, postTexts } from './posts.js'

const MENTIONS = Number(process.argv[2] ?? 1_000_000)
const PAGE = 100
const MB = 1024 * 1024

const brand: Brand = {
  name: 'Acme Air',
  terms: ['acme air', '#acmeair'],
  exclude: ['acme airbags'],
  accounts: ['acmeair.bsky.social'],
  alert: { severity: 2, complaint: 0.5 },
}

const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'))
try {
  const figures = measure(join(folder, 'bench.db'))
  process.stdout.write(JSON.stringify(figures))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function measure(path: string): Figure[] {
  const store = openStore(path, { alone: true })
  let now = Date.UTC(2026, 0, 5, 9)
  const desk: Desk = {
    store,
    clock: () => now,
    changes: inProcessChanges(() => {}),
    lease: { length: 15 * MINUTE },
    policy: DEFAULT_POLICY,
    boards: ['discord'],
  }
  const classifier = classifierFromFile(join(import.meta.dirname, '../../data/models/linear.bin'))
  const intake = intakeFor([brand], classifier, MINUTE)
  const texts = postTexts(5_000, chanceFrom(11))

  const rates: number[] = []
  let peak = 0
  let opened = 0
  const window = 10_000
  for (let from = 0; from < MENTIONS; from += window) {
    let spent = 0n
    for (let at = from; at < Math.min(from + window, MENTIONS); at += PAGE) {
      const one = page(texts, at, now)
      const start = process.hrtime.bigint()
      opened += ingestMentions(desk, intake, 'bluesky:bench', one).opened
      spent += process.hrtime.bigint() - start
    }
    rates.push(window / (Number(spent) / 1e9))
    peak = Math.max(peak, process.memoryUsage().rss)
    now += MINUTE
  }

  const sorted = [...rates].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const worst = sorted[0] ?? 0
  const last = rates.slice(-10).reduce((sum, rate) => sum + rate, 0) / Math.min(rates.length, 10)
  const startList = process.hrtime.bigint()
  const rows = store.cases.list({ statuses: ['open', 'claimed'] }, { limit: 40, offset: 0 })
  const listMs = Number(process.hrtime.bigint() - startList) / 1e6
  const rss = process.memoryUsage().rss
  peak = Math.max(peak, rss)
  store.close()
  return [
    {
      what: 'ingest end to end (match, assess, store), median',
      value: median,
      unit: 'mentions/s',
      target: '≥ 5,000',
      met: median >= 5_000,
    },
    { what: 'ingest, slowest stretch of 10,000', value: worst, unit: 'mentions/s' },
    {
      what: `ingest, last stretches before ${MENTIONS.toLocaleString('en')} mentions`,
      value: last,
      unit: 'mentions/s',
    },
    { what: 'cases opened by them', value: opened, unit: 'cases' },
    {
      what: `peak resident memory with ${MENTIONS.toLocaleString('en')} mentions`,
      value: peak / MB,
      unit: 'MB',
      target: '≤ 256',
      met: peak / MB <= 256,
    },
    { what: `first ${rows.length} cards of the list, that database`, value: listMs, unit: 'ms' },
  ]
}

/** Posts as a page of a search brings them; one author in four writes more than once. */
function page(texts: readonly string[], at: number, now: number): Batch {
  const posts = Array.from({ length: PAGE }, (_, i) => {
    const n = at + i
    const author = `author${n % Math.ceil(MENTIONS * 0.75)}`
    const uri = `at://did:plc:${author}/app.bsky.feed.post/${n.toString(36).padStart(13, '3')}`
    const post: Post = {
      network: 'bluesky',
      uri,
      ref: uri,
      url: `https://bsky.app/profile/${author}.bsky.social/post/${n}`,
      author: {
        id: `did:plc:${author}`,
        handle: `${author}.bsky.social`,
        displayName: author,
        followers: n % 5_000,
        optOuts: [],
      },
      text: `${texts[n % texts.length] ?? ''} acme air`,
      contentWarning: null,
      langs: ['en'],
      tagged: [],
      hashtags: [],
      postedAt: now - 1_000,
      editedAt: null,
      parent: null,
      root: null,
      visibility: 'public',
      engagement: NO_ENGAGEMENT,
    }
    return { post, via: 'search' as const, history: false }
  })
  return { posts, removed: [], skipped: [], cursor: String(at), more: true }
}
