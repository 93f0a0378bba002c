import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Instant, MINUTE } from '../../src/domain/time.js'

/**
 * A small Bluesky: one PDS with its AppView, as one brand's account sees it. Keeps the awkward truths of the real one:
 * lists are newest first by the earlier of "written" and "received"; notifications page by time alone, so that ties at
 * the edge are passed over; a full last page still has a cursor, and one empty page follows; one bad item makes the SDK
 * refuse the whole page; blocked posts are silently missing; log-ins are rationed; a put of the same record changes nothing.
 */
export type FakeBluesky = {
  readonly url: string
  readonly brand: FakeAccount
  readonly customer: FakeAccount
  /** Every request, oldest first: `GET app.bsky.feed.getPosts`. */
  readonly ledger: readonly FakeRequest[]
  readonly unexpected: readonly string[]
  addAccount(name: string, about?: Partial<FakeAccount>): FakeAccount
  /** A post as its author's app would write it; `indexedAt` when the network received it. Returns its uri. */
  post(said: FakeSaid): string
  like(author: FakeAccount): void
  postUnreadable(): void
  remove(uri: string): void
  posts(): readonly FakePost[]
  repliesUnder(uri: string): readonly string[]
  /** Every request that matches fails like this, until `mend`. */
  break(how: FakeBreak, where?: RegExp): void
  /** The same, once so many matching requests were answered well. */
  failAfter(count: number, how: FakeBreak, where: RegExp): void
  /** Every request moves the clock. */
  eachRequestTakes(ms: number, pass: (ms: number) => void): void
  mend(): void
  loseNextAnswer(): void
  expireAccess(refresh: 'works' | 'rate-limited' | 'revoked'): void
  revokeSessions(): void
  /** From now on only so many requests are answered until `resetAt`. */
  rateLimit(remaining: number, resetAt: Instant): void
  /** Pages of notifications go round for ever. */
  circle(): void
  /** Lists likes although only other reasons were asked for, like a server from before the filter. */
  ignoreReasons(): void
  emptyPages(count: number): void
  close(): Promise<void>
}

export type FakeBreak =
  | 'rate-limited'
  | 'server-error'
  | 'hang'
  | 'html'
  | 'html-ok'
  | 'half-answer'
  | 'bad-json'
  | 'wrong-shape'
  | 'refuses-login'
  | 'refuses'
  | 'takedown'
export type FakeRequest = {
  readonly endpoint: string
  readonly method: string
  readonly query: URLSearchParams
  readonly body: Record<string, unknown>
}
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

type Notice = { readonly reason: string; readonly post: FakePost }
type Reply = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }

const PASSWORD = 'brand-app-password'
const POST = 'app.bsky.feed.post'

export async function startFakeBluesky(now: () => Instant): Promise<FakeBluesky> {
  const accounts = new Map<string, FakeAccount>()
  const posts = new Map<string, FakePost>()
  const notices: Notice[] = []
  const ledger: FakeRequest[] = []
  const unexpected: string[] = []
  const tokens = new Map<string, 'access' | 'expired' | 'refresh'>()
  const logins: Instant[] = []
  const open = new Set<ServerResponse>()
  let broken: { how: FakeBreak; where: RegExp; after: number } | null = null
  let takeTime = () => {}
  let refreshing: 'works' | 'rate-limited' | 'revoked' = 'works'
  let losing = false
  let circling = false
  let ignoring = false
  let emptyPages = 0
  let budget: { remaining: number; resetAt: Instant } | null = null
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

  // ------------------------------------------------------------------------------------------------------ views

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

  // -------------------------------------------------------------------------------------------------- endpoints

  const endpoints: Record<string, (request: FakeRequest, token: string) => Reply> = {
    'com.atproto.server.describeServer': () =>
      ok({ did: 'did:web:localhost', availableUserDomains: ['.test'] }),

    'com.atproto.server.createSession': ({ body }) => {
      const recent = logins.filter((at) => at > now() - 5 * MINUTE)
      const headers = {
        'ratelimit-limit': '30',
        'ratelimit-remaining': String(Math.max(0, 29 - recent.length)),
        'ratelimit-reset': String(Math.ceil(((recent[0] ?? now()) + 5 * MINUTE) / 1000)),
        'ratelimit-policy': '30;w=300',
      }
      if (recent.length >= 30) return { ...no(429, 'RateLimitExceeded', 'Rate Limit Exceeded'), headers }
      logins.push(now())
      const right =
        body['password'] === PASSWORD && [brand.handle, brand.did].includes(String(body['identifier']))
      if (!right || /refuses-login|takedown/.test(broken?.how ?? ''))
        return { ...no(401, 'AuthenticationRequired', 'Invalid identifier or password'), headers }
      return { ...ok(newSession()), headers }
    },

    'com.atproto.server.refreshSession': (_, token) => {
      if (refreshing === 'rate-limited')
        return { ...no(429, 'RateLimitExceeded', 'Rate Limit Exceeded'), headers: { 'retry-after': '30' } }
      if (refreshing === 'revoked' || tokens.get(token) !== 'refresh')
        return no(400, 'ExpiredToken', 'Token has been revoked')
      tokens.delete(token)
      return ok(newSession())
    },

    'com.atproto.server.getSession': () => ok({ did: brand.did, handle: brand.handle, active: true }),

    // The app password of a suspended account is refused like a wrong one; only this tells them apart.
    'com.atproto.repo.describeRepo': ({ query }) =>
      broken?.how === 'takedown'
        ? no(400, 'RepoTakendown', `Repo has been takendown: ${query.get('repo')}`)
        : ok({ did: brand.did, handle: brand.handle, didDoc: {}, collections: [], handleIsCorrect: true }),

    'com.atproto.identity.resolveHandle': ({ query }) => {
      const found = [...accounts.values()].find((account) => account.handle === query.get('handle'))
      return found ? ok({ did: found.did }) : no(400, 'InvalidRequest', 'Unable to resolve handle')
    },

    'app.bsky.notification.listNotifications': ({ query }) => {
      const wanted = ignoring ? null : query.getAll('reasons')
      const cursor = query.get('cursor')
      const limit = limitOf(query)
      if (emptyPages > 0) {
        emptyPages--
        return ok({ notifications: [], cursor: iso(now() + emptyPages) })
      }
      const all = notices
        .filter(({ post }) => visible(post) && (post.record['$type'] !== POST || posts.has(post.uri)))
        .sort((a, b) => newestFirst(a.post, b.post))
        .filter(({ post }) => circling || cursor === null || post.sortAt < cursor)
      const page = all.slice(0, limit)
      const notifications = page
        .filter(({ reason }) => wanted === null || wanted.length === 0 || wanted.includes(reason))
        .map(({ reason, post: { author, uri, cid, record, indexedAt } }) => ({
          uri,
          cid,
          author: profile(author),
          reason,
          record,
          isRead: false,
          indexedAt,
          labels: [],
        }))
      const next = circling ? iso(0) : page.length === limit ? page.at(-1)?.post.sortAt : undefined
      return ok({ notifications, ...(next !== undefined && { cursor: next }) })
    },

    'app.bsky.feed.searchPosts': ({ query }) => {
      const words = String(query.get('q')).replaceAll('"', '').toLowerCase()
      const offset = Number(query.get('cursor') ?? 0)
      const limit = limitOf(query)
      const since = query.get('since') ?? ''
      const hits = [...posts.values()]
        .filter((one) => visible(one) && one.sortAt >= since)
        .filter(
          ({ record }) => typeof record['text'] !== 'string' || record['text'].toLowerCase().includes(words),
        )
        .sort(newestFirst)
      const page = hits.slice(offset, offset + limit)
      return ok({
        posts: page.map(view),
        ...(page.length === limit && { cursor: String(offset + limit) }),
      })
    },

    'app.bsky.feed.getPosts': ({ query }) => {
      const uris = query.getAll('uris')
      if (uris.length > 25 || uris.length === 0)
        return no(400, 'InvalidRequest', 'uris must have 1 to 25 elements')
      return ok({
        posts: uris
          .flatMap((uri) => posts.get(uri) ?? [])
          .filter(visible)
          .map(view),
      })
    },

    'app.bsky.actor.getProfiles': ({ query }) => {
      const actors = query.getAll('actors')
      if (actors.length > 25 || actors.length === 0)
        return no(400, 'InvalidRequest', 'actors must have 1 to 25 elements')
      return ok({
        profiles: actors
          .flatMap((did) => accounts.get(did) ?? [])
          .map((account) => ({
            ...profile(account),
            description: account.description,
            followersCount: account.followers,
          })),
      })
    },

    'app.bsky.feed.getPostThread': ({ query }) => {
      const uri = String(query.get('uri'))
      const one = posts.get(uri)
      if (one === undefined) return no(400, 'NotFound', `Post not found: ${uri}`)
      if (!visible(one)) {
        const author = { did: one.author.did, viewer: { blockedBy: true } }
        return ok({ thread: { $type: 'app.bsky.feed.defs#blockedPost', uri, blocked: true, author } })
      }
      return ok({
        thread: threadOf(one, Number(query.get('depth') ?? 6), Number(query.get('parentHeight') ?? 80)),
      })
    },

    'com.atproto.repo.putRecord': ({ body }) => {
      const record = body['record'] as Record<string, unknown>
      const before = posts.get(`at://${brand.did}/${POST}/${body['rkey']}`)
      if (body['repo'] !== brand.did || body['collection'] !== POST)
        return no(400, 'InvalidRequest', 'not our repository')
      const after =
        before?.cid === cidOf(record) ? before : store(brand, String(body['rkey']), record, iso(now()))
      return ok({ uri: after.uri, cid: after.cid })
    },

    'com.atproto.repo.getRecord': ({ query }) => {
      const found = posts.get(`at://${query.get('repo')}/${query.get('collection')}/${query.get('rkey')}`)
      return found
        ? ok({ uri: found.uri, cid: found.cid, value: found.record })
        : no(400, 'RecordNotFound', 'Could not locate record')
    },

    'com.atproto.repo.deleteRecord': ({ body }) => {
      posts.delete(`at://${body['repo']}/${body['collection']}/${body['rkey']}`)
      return ok({})
    },
  }

  function newSession() {
    const session = { accessJwt: `access-${++counter}`, refreshJwt: `refresh-${counter}` }
    tokens.set(session.accessJwt, 'access')
    tokens.set(session.refreshJwt, 'refresh')
    const { did, handle } = brand
    return { ...session, did, handle, active: true, emailConfirmed: true, didDoc: didDoc(did, fake.url) }
  }

  function answer(request: FakeRequest, token: string): Reply {
    const handler = endpoints[request.endpoint]
    if (handler === undefined) {
      unexpected.push(`${request.method} ${request.endpoint}`)
      return no(501, 'MethodNotImplemented', 'Method Not Implemented')
    }
    const isOpen = /describeServer|createSession|refreshSession|describeRepo|resolveHandle/.test(
      request.endpoint,
    )
    if (budget !== null && now() >= budget.resetAt) budget = null
    if (budget !== null && budget.remaining === 0)
      return { ...no(429, 'RateLimitExceeded', 'Rate Limit Exceeded'), headers: limitHeaders(budget) }
    if (budget !== null) budget.remaining--
    const headers = budget === null ? {} : limitHeaders(budget)
    if (!isOpen) {
      const kind = tokens.get(token)
      if (token === '')
        return request.endpoint === 'app.bsky.feed.searchPosts'
          ? no(403, 'Forbidden', 'Forbidden')
          : no(401, 'AuthMissing', 'Authentication Required')
      if (kind === 'expired') return no(400, 'ExpiredToken', 'Token has expired')
      if (kind !== 'access') return no(400, 'InvalidToken', 'Token could not be verified')
    }
    const reply = handler(request, token)
    return { ...reply, headers: { ...headers, ...reply.headers } }
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    open.add(response)
    response.on('close', () => open.delete(response))
    const url = new URL(message.url ?? '/', 'http://fake')
    const chunks: Buffer[] = []
    for await (const chunk of message) chunks.push(chunk as Buffer)
    const sent = Buffer.concat(chunks).toString()
    const request: FakeRequest = {
      endpoint: url.pathname.replace('/xrpc/', ''),
      method: message.method ?? 'GET',
      query: url.searchParams,
      body: sent === '' ? {} : JSON.parse(sent),
    }
    ledger.push(request)
    takeTime()
    const how = broken?.where.test(request.endpoint) && broken.after-- <= 0 ? broken.how : null
    if (how !== null && spoil(how, response)) return
    const { status, body, headers } = answer(
      request,
      (message.headers.authorization ?? '').replace('Bearer ', ''),
    )
    if (losing && message.method === 'POST' && request.endpoint.startsWith('com.atproto.repo.')) {
      losing = false
      response.destroy()
      return
    }
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    response.end(JSON.stringify(body))
  }

  /** True when this took care of the answer. */
  function spoil(how: FakeBreak, response: ServerResponse): boolean {
    const send = (status: number, type: string, body: string, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': type, ...headers })
      response.end(body)
      return true
    }
    const page = '<!doctype html><title>Just a moment…</title>'
    switch (how) {
      case 'rate-limited':
        return send(
          429,
          'application/json',
          '{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}',
          {
            'retry-after': '60',
            ...limitHeaders({ remaining: 0, resetAt: now() + MINUTE }),
          },
        )
      case 'server-error':
        return send(502, 'application/json', '{"error":"UpstreamFailure","message":"Upstream Failure"}')
      case 'html':
        return send(403, 'text/html', page)
      case 'html-ok':
        return send(200, 'text/html', page)
      case 'bad-json':
        return send(200, 'application/json', '{"notifications": [')
      case 'wrong-shape':
        return send(200, 'application/json', '{"hello":"world"}')
      case 'refuses':
        return send(403, 'application/json', '{"error":"Forbidden","message":"Forbidden"}')
      case 'half-answer':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
        response.write('{"notifications": [', () => response.destroy())
        return true
      case 'hang':
        return true
      case 'refuses-login':
      case 'takedown':
        tokens.clear()
        return false
    }
  }

  const server = createServer((message, response) => {
    serve(message, response).catch((error) => {
      unexpected.push(String(error))
      response.destroy()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))

  const fake: FakeBluesky = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    brand,
    customer,
    ledger,
    unexpected,
    addAccount,
    post,
    like,
    postUnreadable,
    remove: (uri) => void posts.delete(uri),
    posts: () => [...posts.values()],
    repliesUnder: (uri) =>
      [...posts.values()]
        .filter((one) => one.author === brand && parentOf(one) === uri)
        .map((one) => String(one.record['text'])),
    break: (how, where = /./) => {
      broken = { how, where, after: 0 }
    },
    failAfter: (after, how, where) => {
      broken = { how, where, after }
    },
    eachRequestTakes: (ms, pass) => {
      takeTime = () => pass(ms)
    },
    mend: () => {
      broken = null
    },
    loseNextAnswer: () => {
      losing = true
    },
    expireAccess: (refresh) => {
      refreshing = refresh
      for (const [token, kind] of tokens) if (kind === 'access') tokens.set(token, 'expired')
    },
    revokeSessions: () => tokens.clear(),
    rateLimit: (remaining, resetAt) => {
      budget = { remaining, resetAt }
    },
    circle: () => {
      circling = true
    },
    ignoreReasons: () => {
      ignoring = true
    },
    emptyPages: (count) => {
      emptyPages = count
    },
    close: async () => {
      for (const response of open) response.destroy()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return fake
}

const ok = (body: unknown): Reply => ({ status: 200, body })
const no = (status: number, error: string, message: string): Reply => ({ status, body: { error, message } })
const iso = (at: Instant): string => new Date(at).toISOString()
const strong = ({ uri, cid }: FakePost) => ({ uri, cid })
const limitOf = (query: URLSearchParams): number => Number(query.get('limit') ?? 50)
const parentOf = ({ record }: FakePost): string | null =>
  (record['reply'] as { parent?: { uri?: string } } | undefined)?.parent?.uri ?? null

const limitHeaders = ({ remaining, resetAt }: { remaining: number; resetAt: Instant }) => ({
  'ratelimit-limit': '3000',
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(Math.ceil(resetAt / 1000)),
  'ratelimit-policy': '3000;w=300',
})

const didDoc = (did: string, url: string) => ({
  id: did,
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: url }],
})

function mentionFacet(text: string, account: FakeAccount) {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(`@${account.handle}`)))
  return {
    index: { byteStart, byteEnd: byteStart + account.handle.length + 1 },
    features: [{ $type: 'app.bsky.richtext.facet#mention', did: account.did }],
  }
}

/** A content id of the right form (CIDv1, dag-cbor, sha-256); the hash is of the JSON, which is enough to tell records apart. */
function cidOf(record: object): string {
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
