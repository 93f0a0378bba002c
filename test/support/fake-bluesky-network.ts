import { createHash } from 'node:crypto'
import type { Instant } from '../../src/domain/time.js'

export type FakeAccount = {
  readonly did: string
  readonly handle: string
  displayName: string
  description: string
  followers: number
  labels: readonly string[]
  blocksBrand: boolean
  limitsReplies: boolean
}
export type FakeSaid = {
  readonly by?: FakeAccount
  readonly text: string
  readonly tags?: readonly FakeAccount[]
  readonly under?: string
  readonly quoting?: string
  readonly createdAt?: Instant
  readonly indexedAt?: Instant
  readonly extra?: object
}
export type FakePost = {
  readonly uri: string
  readonly cid: string
  readonly author: FakeAccount
  readonly record: Record<string, unknown>
  readonly indexedAt: string
  readonly sortAt: string
}

export type Notice = { readonly reason: string; readonly post: FakePost }

export const POST = 'app.bsky.feed.post'

export type FakeNetwork = ReturnType<typeof fakeNetwork>

/** Who is on the fake Bluesky and what they posted, and how its AppView shows that to the brand's account. */
export function fakeNetwork(now: () => Instant) {
  const accounts = new Map<string, FakeAccount>()
  const posts = new Map<string, FakePost>()
  const notices: Notice[] = []
  let counter = 0

  const brand = addAccount('acmeair')
  const customer = addAccount('ana', { displayName: 'Ana', followers: 42 })

  function addAccount(name: string, about: Partial<FakeAccount> = {}): FakeAccount {
    const did = `did:plc:${base32(createHash('sha256').update(name).digest()).slice(0, 24)}`
    const account: FakeAccount = {
      did,
      handle: `${name}.test`,
      displayName: name,
      description: '',
      followers: 0,
      labels: [],
      blocksBrand: false,
      limitsReplies: false,
      ...about,
    }
    accounts.set(did, account)
    return account
  }

  function store(
    author: FakeAccount,
    rkey: string,
    record: Record<string, unknown>,
    indexedAt: string,
  ): FakePost {
    const createdAt = String(record['createdAt'])
    const uri = `at://${author.did}/${POST}/${rkey}`
    const sortAt = createdAt < indexedAt ? createdAt : indexedAt
    const post = { uri, cid: cidOf(record), author, record, indexedAt, sortAt }
    posts.set(uri, post)
    return post
  }

  function post(said: FakeSaid): string {
    const by = said.by ?? customer
    const tags = said.tags ?? []
    const text = [said.text, ...tags.map((account) => `@${account.handle}`)].join(' ')
    const parent = said.under === undefined ? undefined : posts.get(said.under)
    const quoted = said.quoting === undefined ? undefined : posts.get(said.quoting)
    const rootOfParent = (parent?.record['reply'] as { root?: unknown } | undefined)?.root
    const record = {
      $type: POST,
      text,
      langs: ['en'],
      createdAt: iso(said.createdAt ?? now()),
      ...(tags.length > 0 && { facets: tags.map((account) => mentionFacet(text, account)) }),
      ...(parent && { reply: { parent: strong(parent), root: rootOfParent ?? strong(parent) } }),
      ...(quoted && { embed: { $type: 'app.bsky.embed.record', record: strong(quoted) } }),
      ...said.extra,
    }
    const rkey = `3k${String(counter++)
      .padStart(11, '0')
      .replace(/[0189]/g, (digit) => ({ 0: 'a', 1: 'b', 8: 'c', 9: 'd' })[digit] ?? digit)}`
    const made = store(by, rkey, record, iso(said.indexedAt ?? now()))
    if (by !== brand && tags.includes(brand)) notices.push({ reason: 'mention', post: made })
    else if (by !== brand && parent?.author === brand) notices.push({ reason: 'reply', post: made })
    else if (by !== brand && quoted?.author === brand) notices.push({ reason: 'quote', post: made })
    return made.uri
  }

  function like(author: FakeAccount): void {
    const at = iso(now())
    const record = {
      $type: 'app.bsky.feed.like',
      createdAt: at,
      subject: { uri: `at://${brand.did}/x/y`, cid: cidOf({}) },
    }
    const uri = `at://${author.did}/app.bsky.feed.like/3like${counter++}`
    notices.push({
      reason: 'like',
      post: { uri, cid: cidOf(record), author, record, indexedAt: at, sortAt: at },
    })
  }

  function postUnreadable(): void {
    const at = iso(now())
    const uri = `at://${customer.did}/${POST}/3bad${counter++}`
    const record = { $type: POST, text: 42, createdAt: at }
    const bad = {
      uri,
      cid: cidOf(record),
      author: customer,
      record,
      indexedAt: 'yesterday, about noon',
      sortAt: at,
    }
    posts.set(uri, bad)
    notices.push({ reason: 'mention', post: bad })
  }

  const profile = (account: FakeAccount) => ({
    did: account.did,
    handle: account.handle,
    displayName: account.displayName,
    labels: account.labels.map((val) => ({ src: account.did, uri: `at://${account.did}`, val, cts: iso(0) })),
    viewer: { muted: false, blockedBy: account.blocksBrand },
  })

  const view = (one: FakePost) => ({
    uri: one.uri,
    cid: one.cid,
    author: profile(one.author),
    record: one.record,
    replyCount: [...posts.values()].filter((other) => parentOf(other) === one.uri).length,
    repostCount: 0,
    likeCount: 3,
    indexedAt: one.indexedAt,
    labels: [],
    viewer: one.author.limitsReplies ? { replyDisabled: true } : {},
  })

  const visible = (one: FakePost) => !one.author.blocksBrand
  const newestFirst = (a: FakePost, b: FakePost) =>
    a.sortAt < b.sortAt ? 1 : a.sortAt > b.sortAt ? -1 : a.cid < b.cid ? 1 : -1

  function threadOf(one: FakePost, depth: number, height: number): object {
    const parentUri = parentOf(one)
    const parent = parentUri === null ? undefined : posts.get(parentUri)
    return {
      $type: 'app.bsky.feed.defs#threadViewPost',
      post: view(one),
      ...(parentUri !== null &&
        height > 0 && {
          parent: parent
            ? threadOf(parent, 0, height - 1)
            : { $type: 'app.bsky.feed.defs#notFoundPost', uri: parentUri, notFound: true },
        }),
      ...(depth > 0 && {
        replies: [...posts.values()]
          .filter((other) => parentOf(other) === one.uri)
          .map((other) => threadOf(other, depth - 1, 0)),
      }),
    }
  }

  return {
    accounts,
    posts,
    notices,
    brand,
    customer,
    addAccount,
    store,
    post,
    like,
    postUnreadable,
    profile,
    view,
    visible,
    newestFirst,
    threadOf,
  }
}

export const iso = (at: Instant): string => new Date(at).toISOString()
export const strong = ({ uri, cid }: FakePost) => ({ uri, cid })
export const parentOf = ({ record }: FakePost): string | null =>
  (record['reply'] as { parent?: { uri?: string } } | undefined)?.parent?.uri ?? null

function mentionFacet(text: string, account: FakeAccount) {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(`@${account.handle}`)))
  return {
    index: { byteStart, byteEnd: byteStart + account.handle.length + 1 },
    features: [{ $type: 'app.bsky.richtext.facet#mention', did: account.did }],
  }
}

/** A content id of the right form (CIDv1, dag-cbor, sha-256); the hash is of the JSON, which is enough to tell records apart. */
export function cidOf(record: object): string {
  const hash = createHash('sha256').update(JSON.stringify(record)).digest()
  return `b${base32(Buffer.concat([Buffer.from([0x01, 0x71, 0x12, 0x20]), hash]))}`
}

function base32(bytes: Buffer): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups
    .map((group) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(group.padEnd(5, '0'), 2)])
    .join('')
}
