import type { Instant } from '../../src/domain/time.js'
import { cidOf, type FakeNetwork, iso, POST } from './fake-bluesky-network.js'

export type FakeRequest = {
  readonly endpoint: string
  readonly method: string
  readonly query: URLSearchParams
  readonly body: Record<string, unknown>
}
export type Reply = {
  readonly status: number
  readonly body: unknown
  readonly headers?: Record<string, string>
}
export type Endpoints = Record<string, (request: FakeRequest, token: string) => Reply>

/** Ways of real servers that a test can switch on. */
export type Quirks = { circling: boolean; ignoring: boolean; emptyPages: number }

/** What needs a session: reading as the brand's account, and writing to its repository. */
export function endpointsOf(network: FakeNetwork, quirks: Quirks, now: () => Instant): Endpoints {
  const { accounts, posts, notices, brand, store, profile, view, visible, newestFirst, threadOf } = network
  return {
    'com.atproto.identity.resolveHandle': ({ query }) => {
      const found = [...accounts.values()].find((account) => account.handle === query.get('handle'))
      return found ? ok({ did: found.did }) : no(400, 'InvalidRequest', 'Unable to resolve handle')
    },

    'app.bsky.notification.listNotifications': ({ query }) => {
      const wanted = quirks.ignoring ? null : query.getAll('reasons')
      const cursor = query.get('cursor')
      const limit = limitOf(query)
      if (quirks.emptyPages > 0) {
        quirks.emptyPages--
        return ok({ notifications: [], cursor: iso(now() + quirks.emptyPages) })
      }
      const all = notices
        .filter(({ post }) => visible(post) && (post.record['$type'] !== POST || posts.has(post.uri)))
        .sort((a, b) => newestFirst(a.post, b.post))
        .filter(({ post }) => quirks.circling || cursor === null || post.sortAt < cursor)
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
      const next = quirks.circling ? iso(0) : page.length === limit ? page.at(-1)?.post.sortAt : undefined
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

    // Unlike a put, a create under a key that is taken is a fault of the server.
    'com.atproto.repo.createRecord': ({ body }) => {
      const uri = `at://${brand.did}/${POST}/${body['rkey']}`
      if (posts.has(uri)) return no(500, 'InternalServerError', 'Internal Server Error')
      const made = store(brand, String(body['rkey']), body['record'] as Record<string, unknown>, iso(now()))
      return ok({ uri: made.uri, cid: made.cid })
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
}

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const no = (status: number, error: string, message: string): Reply => ({
  status,
  body: { error, message },
})
const limitOf = (query: URLSearchParams): number => Number(query.get('limit') ?? 50)
