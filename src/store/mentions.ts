import { hash } from 'node:crypto'
import type { Assessment } from '../domain/assessment.js'
import type { StoredMention } from '../domain/mention.js'
import { type Engagement, NO_ENGAGEMENT, type Post, type PostKey } from '../domain/post.js'
import type { Instant } from '../domain/time.js'
import type { MentionStore } from '../ports.js'
import type { Db } from './database.js'

export type MentionRow = {
  id: number
  network: string
  uri: string
  ref: string
  connector: string
  brand: string
  via: StoredMention['via']
  history: number
  received_at: number
  posted_at: number
  removed_at: number | null
  author_id: string | null
  post: string | null
  complaint: number
  severity: Assessment['severity']
  urgency: Assessment['urgency']
  category: Assessment['category']
  lang: string
  assessment: string
}

/** Columns of their own: what is searched and sorted by. The rest travels as JSON. */
type PostRest = Omit<Post, 'network' | 'uri' | 'ref' | 'postedAt'>
/** The counts a post came with stay beside those it has now. */
type KeptPost = PostRest & { readonly engagementAtFirst?: Engagement }
const AT_FIRST = `'$.engagementAtFirst',
  json(coalesce(json_extract(post, '$.engagementAtFirst'), json_extract(post, '$.engagement')))`
type AssessmentRest = Pick<Assessment, 'wantsReply' | 'reasons' | 'rules' | 'model'>

type Told = {
  onAdded(receivedAt: Instant): void
  /** Words of an author were taken out, or replaced by others. */
  onErased(): void
}

export function mentionStore(db: Db, { onAdded, onErased }: Told): MentionStore {
  const add = db.prepare(`
    insert into mentions (network, uri, ref, connector, brand, via, history, received_at, posted_at, look_again_at, author_id,
                          post, complaint, severity, urgency, category, lang, assessment)
    values (:network, :uri, :ref, :connector, :brand, :via, :history, :receivedAt, :postedAt, :lookAgainAt, :authorId,
            :post, :complaint, :severity, :urgency, :category, :lang, :assessment)
    on conflict (network, uri) do nothing`)
  const get = db.prepare<[number], MentionRow>('select * from mentions where id = ?')
  const byUri = db.prepare<[string, string], MentionRow>(
    'select * from mentions where network = ? and uri = ?',
  )
  const revise = db.prepare(`
    update mentions set ref = :ref, post = json_set(:post, ${AT_FIRST}), complaint = :complaint, severity = :severity, urgency = :urgency,
                        category = :category, lang = :lang, assessment = :assessment
    where id = :id and removed_at is null`)
  const grow = db.prepare(`
    update mentions set post = json_set(post, ${AT_FIRST}, '$.engagement', json(?)) where id = ? and removed_at is null`)
  const erase = db.prepare(`
    update mentions set post = null, author_id = null, uri = :tombstone, ref = '', removed_at = :at, look_again_at = null,
                        assessment = json_set(assessment, '$.reasons', json('[]'))
    where id = :id and removed_at is null`)
  const forgetAuthor = db.prepare(`
    update cases set author_id = null
    where id in (select case_id from case_mentions where mention_id = :id
                 union select id from cases where opening_id = :id)
      and not exists (select 1 from case_mentions join mentions on mentions.id = mention_id
                      where case_id = cases.id and removed_at is null)`)
  // Nothing is left to review either; the regression set's results go with the miss.
  const forgetMiss = db.prepare('delete from misses where mention_id = ?')
  const forgetLooks = db.prepare('delete from looks where mention_id = ?')
  const relabel = db.prepare(
    'update mentions set severity = :severity, urgency = :urgency, category = :category where id = :id',
  )
  const lookAgain = db.prepare('update mentions set look_again_at = ? where id = ? and removed_at is null')
  const due = db.prepare<[string, number, number], MentionRow>(`
    select * from mentions where connector = ? and look_again_at <= ? order by look_again_at limit ?`)

  return {
    add(mention, assessment, lookAgainAt = null) {
      const { post, brand, connector, via, receivedAt, history } = mention
      if (byUri.get(post.network, tombstoneOf(post)) !== undefined) return null
      const done = add.run({
        network: post.network,
        uri: post.uri,
        ref: post.ref,
        connector,
        brand,
        via,
        history: history ? 1 : 0,
        receivedAt,
        postedAt: post.postedAt,
        lookAgainAt,
        authorId: post.author.id,
        post: postRest(post),
        ...assessmentColumns(assessment),
      })
      if (done.changes === 0) return null
      onAdded(receivedAt)
      return Number(done.lastInsertRowid)
    },
    get: (id) => read(get.get(id)),
    byUri: ({ network, uri }) => read(byUri.get(network, uri)),
    revise(id, post, assessment) {
      revise.run({ id, ref: post.ref, post: postRest(post), ...assessmentColumns(assessment) })
      onErased()
    },
    grow: (id, engagement) => void grow.run(JSON.stringify(engagement), id),
    relabel: (id, labels) => void relabel.run({ id, ...labels }),
    erase(id, at) {
      const row = get.get(id)
      if (row === undefined || row.removed_at !== null) return
      erase.run({ id, at, tombstone: tombstoneOf(row) })
      forgetAuthor.run({ id })
      forgetMiss.run(id)
      forgetLooks.run(id)
      onErased()
    },
    lookAgain: (id, at) => void lookAgain.run(at, id),
    dueForLookup: (connector, now, limit) => due.all(connector, now, limit).map(toMention),
  }
}

const read = (row: MentionRow | undefined): StoredMention | null =>
  row === undefined ? null : toMention(row)

export function toMention(row: MentionRow): StoredMention {
  const kept: KeptPost = row.post === null ? NOTHING_LEFT : (JSON.parse(row.post) as KeptPost)
  const { engagementAtFirst, ...rest } = kept
  return {
    id: row.id,
    brand: row.brand,
    connector: row.connector,
    via: row.via,
    history: row.history === 1,
    receivedAt: row.received_at,
    removedAt: row.removed_at,
    ...(engagementAtFirst === undefined ? {} : { engagementAtFirst }),
    post: { network: row.network, uri: row.uri, ref: row.ref, postedAt: row.posted_at, ...rest },
    assessment: {
      complaint: row.complaint,
      severity: row.severity,
      urgency: row.urgency,
      category: row.category,
      lang: row.lang,
      ...(JSON.parse(row.assessment) as AssessmentRest),
    },
  }
}

/** Stands in for the address of a post that is gone, which often names its author; keeps it from being taken in again. */
const tombstoneOf = ({ network, uri }: PostKey): string => `erased:${hash('sha256', `${network} ${uri}`)}`

/** What is shown of a post that its author took back. */
const NOTHING_LEFT: PostRest = {
  url: null,
  author: { id: '', handle: '', displayName: '', followers: null, optOuts: [] },
  text: '',
  contentWarning: null,
  langs: [],
  tagged: [],
  hashtags: [],
  editedAt: null,
  parent: null,
  root: null,
  visibility: 'public',
  engagement: NO_ENGAGEMENT,
}

function postRest(post: Post): string {
  const { network: _network, uri: _uri, ref: _ref, postedAt: _postedAt, ...rest } = post
  return JSON.stringify(rest satisfies PostRest)
}

function assessmentColumns(assessment: Assessment) {
  const { complaint, severity, urgency, category, lang, ...rest } = assessment
  return {
    complaint,
    severity,
    urgency,
    category,
    lang,
    assessment: JSON.stringify(rest satisfies AssessmentRest),
  }
}
