import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Instant, MINUTE } from '../../src/domain/time.js'
import { type FakeBreak, limitHeaders, spoil } from './fake-bluesky-breaks.js'
import {
  type Endpoints,
  endpointsOf,
  type FakeRequest,
  no,
  ok,
  type Quirks,
  type Reply,
} from './fake-bluesky-endpoints.js'
import {
  type FakeAccount,
  type FakePost,
  type FakeSaid,
  fakeNetwork,
  parentOf,
} from './fake-bluesky-network.js'

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

const PASSWORD = 'brand-app-password'

export async function startFakeBluesky(now: () => Instant): Promise<FakeBluesky> {
  const network = fakeNetwork(now)
  const { brand, customer, posts } = network
  const quirks: Quirks = { circling: false, ignoring: false, emptyPages: 0 }
  const ledger: FakeRequest[] = []
  const unexpected: string[] = []
  const tokens = new Map<string, 'access' | 'expired' | 'refresh'>()
  const logins: Instant[] = []
  const open = new Set<ServerResponse>()
  let broken: { how: FakeBreak; where: RegExp; after: number } | null = null
  let takeTime = () => {}
  let refreshing: 'works' | 'rate-limited' | 'revoked' = 'works'
  let losing = false
  let budget: { remaining: number; resetAt: Instant } | null = null
  let counter = 0

  const endpoints: Endpoints = {
    ...endpointsOf(network, quirks, now),

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
    if (how === 'refuses-login' || how === 'takedown') tokens.clear()
    else if (how !== null) return spoil(how, response, now())
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
    addAccount: network.addAccount,
    post: network.post,
    like: network.like,
    postUnreadable: network.postUnreadable,
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
      quirks.circling = true
    },
    ignoreReasons: () => {
      quirks.ignoring = true
    },
    emptyPages: (count) => {
      quirks.emptyPages = count
    },
    close: async () => {
      for (const response of open) response.destroy()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return fake
}

const didDoc = (did: string, url: string) => ({
  id: did,
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: url }],
})
