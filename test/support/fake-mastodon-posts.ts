import { createHash } from 'node:crypto'
import type { Instant } from '../../src/domain/time.js'
import { mastodonHtml } from './fake-mastodon-html.js'

/** How this server differs from Mastodon; servers that speak its API do, in each of these ways. */
export type Habits = {
  /** Ids that grow with time, or that say nothing. */
  readonly ids?: 'snowflake' | 'hex' | 'uuid'
  readonly minId?: 'kept' | 'ignored'
  readonly idempotency?: 'kept' | 'ignored'
  /** `none`: 404. `empty`: answers and finds nothing, as Mastodon does without its search engine. */
  readonly search?: 'full' | 'empty' | 'none'
  /** `GET /api/v1/statuses?id[]=` is known. */
  readonly lists?: boolean
  /** `/api/v2/instance` is known. */
  readonly instance?: 'v2' | 'v1' | 'none'
  /** Scopes of the token; `null`: the server does not tell. */
  readonly scopes?: readonly string[] | null
  readonly maxCharacters?: number
}

export type Json = Record<string, unknown>
export type FakeAccount = Json & { readonly id: string; readonly username: string; readonly acct: string }
export type FakeStatus = Json & { id: string; uri: string; account: FakeAccount; created_at: string }
export type Entry = { status: FakeStatus | Json; source: string; removed: boolean; order: number }

export const DOMAIN = 'social.example'

/** Who is on the fake server and what they have posted, in the order in which the server lists it: oldest first. */
export function fakePosts(now: () => Instant, habits: Habits) {
  const entries: Entry[] = []
  const notices: { id: string; at: number; type: string; entry: Entry }[] = []
  const accounts = new Map<string, FakeAccount>()
  let made = 0

  function newId(at: Instant): string {
    made += 1
    const hash = createHash('sha1').update(`id ${made}`).digest('hex')
    if (habits.ids === 'hex') return hash.slice(0, 16)
    if (habits.ids === 'uuid')
      return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-7${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
    return String((BigInt(at) << 16n) + BigInt(made % 65_536))
  }

  function account(username: string, more: Json = {}): FakeAccount {
    const known = accounts.get(username)
    if (known !== undefined) return Object.assign(known, more)
    const fresh: FakeAccount = {
      id: newId(now()),
      username,
      acct: username,
      url: `https://${DOMAIN}/@${username}`,
      uri: `https://${DOMAIN}/users/${username}`,
      display_name: username,
      note: '<p>hello</p>',
      fields: [],
      followers_count: 12,
      noindex: false,
      indexable: true,
      ...more,
    }
    accounts.set(username, fresh)
    return fresh
  }
  const acme = account('acme', { followers_count: 900 })

  const alive = (entry: Entry): boolean => !entry.removed
  const byId = (id: string): Entry | undefined =>
    entries.find((entry) => entry.status.id === id && alive(entry))

  function post(said: {
    readonly by?: FakeAccount
    readonly text: string
    readonly html?: string
    readonly under?: string
    /** When it was written, where that is not now: it comes late from another server. */
    readonly writtenAt?: Instant
    readonly more?: Json
  }): FakeStatus {
    const by = said.by ?? account('ana')
    const at = said.writtenAt ?? now()
    const parent =
      said.under === undefined ? undefined : entries.find(({ status }) => status.uri === said.under)
    const id = newId(at)
    const names = [...said.text.matchAll(/(?:^|\s)@([\w-]+)/g)].map(([, name]) => name as string)
    const status: FakeStatus = {
      id,
      uri: `https://${DOMAIN}/users/${by.username}/statuses/${made}`,
      url: `https://${DOMAIN}/@${by.username}/${id}`,
      created_at: new Date(at).toISOString(),
      edited_at: null,
      account: by,
      content: said.html ?? mastodonHtml(said.text, DOMAIN),
      spoiler_text: '',
      visibility: 'public',
      language: 'en',
      mentions: names.map((name) => ({ id: account(name).id, username: name, acct: name })),
      tags: [...said.text.matchAll(/(?:^|\s)#([\p{L}\p{N}_]+)/gu)].map(([, tag]) => ({
        name: tag?.toLowerCase(),
      })),
      in_reply_to_id: (parent?.status.id as string | undefined) ?? null,
      in_reply_to_account_id: (parent?.status.account as FakeAccount | undefined)?.id ?? null,
      reblog: null,
      favourites_count: 0,
      reblogs_count: 0,
      replies_count: 0,
      ...said.more,
    }
    file({ status, source: said.text, removed: false, order: at })
    return status
  }

  function file(entry: Entry): void {
    entries.push(entry)
    entries.sort((a, b) => a.order - b.order)
    const { mentions, account: by } = entry.status as { mentions?: { id: string }[]; account?: FakeAccount }
    if (by?.id !== acme.id && mentions?.some(({ id }) => id === acme.id)) notify('mention', entry)
  }

  function notify(type: string, entry: Entry): void {
    notices.push({ id: newId(now()), at: now(), type, entry })
  }

  /** The page that the query asks for, newest first. */
  const listed = (wanted: (entry: Entry) => boolean) =>
    entries.filter(wanted).map((entry) => ({ id: String(entry.status.id), entry }))

  function family(entry: Entry) {
    const parentOf = (one: Entry) => byId(String(one.status.in_reply_to_id))
    const ancestors: Json[] = []
    for (let up = parentOf(entry); up !== undefined; up = parentOf(up)) ancestors.unshift(up.status)
    const below = (one: Entry): Json[] =>
      entries
        .filter((other) => alive(other) && other.status.in_reply_to_id === one.status.id)
        .flatMap((child) => [child.status, ...below(child)])
    return { ancestors, descendants: below(entry) }
  }

  const named = (uri: string): Entry => {
    const entry = entries.find(({ status }) => status.uri === uri)
    if (entry === undefined) throw new Error(`no status ${uri}`)
    return entry
  }

  return { acme, notices, account, post, listed, family, byId, alive, newId, file, notify, named, entries }
}

export type FakePosts = ReturnType<typeof fakePosts>
