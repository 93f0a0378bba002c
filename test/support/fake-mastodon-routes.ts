import {
  DOMAIN,
  type FakeAccount,
  type FakePosts,
  type FakeStatus,
  type Habits,
  type Json,
} from './fake-mastodon-posts.js'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Json
  readonly idempotencyKey: string | null
}
export type Told = { readonly status: number; readonly body: unknown }
type Handle = (id: string, asked: Asked) => Told

const ok = (body: unknown): Told => ({ status: 200, body })
const missing: Told = { status: 404, body: { error: 'Record not found' } }

/** What the server answers to a request; `null` for one that Mastodon does not know. */
export function fakeRoutes(posts: FakePosts, habits: Habits): (asked: Asked) => Told | null {
  const { acme, post, notices, listed, family, byId, alive, entries } = posts
  const keys = new Map<string, FakeStatus>()
  const longest = habits.maxCharacters ?? 500

  /** A page of the list, newest first, as `show` tells each of its items. */
  function page<T extends { readonly id: string }>(
    list: readonly T[],
    query: URLSearchParams,
    show: (items: readonly T[]) => unknown,
  ): Told {
    const limit = Math.min(Number(query.get('limit') ?? 20), 40)
    const [min, max] = [query.get('min_id'), query.get('max_id')]
    const place = (id: string): number => list.findIndex((item) => item.id === id)
    if (min !== null && habits.minId !== 'ignored') {
      const from = place(min)
      return from < 0 ? missing : ok(show(list.slice(from + 1, from + 1 + limit).reverse()))
    }
    if (max === null) return ok(show(list.slice(-limit).reverse()))
    const to = place(max)
    return to < 0 ? missing : ok(show(list.slice(Math.max(to - limit, 0), to).reverse()))
  }

  const statuses = (items: Readonly<ReturnType<typeof listed>>): unknown =>
    items.filter(({ entry }) => alive(entry)).map(({ entry }) => entry.status)

  const instance: Handle = (version) => {
    const offered = habits.instance ?? 'v2'
    if (offered === 'none' || (version === '2' && offered === 'v1')) return missing
    const limits = { max_characters: longest, characters_reserved_per_url: 23 }
    return ok({ domain: DOMAIN, uri: DOMAIN, version: '4.4.1', configuration: { statuses: limits } })
  }

  const notifications: Handle = (_, { query }) => {
    const types = query.getAll('types[]')
    const list = notices.filter(({ type, entry }) => alive(entry) && types.includes(type))
    return page(list, query, (items) =>
      items.map(({ id, at, type, entry }) => ({
        ...{ id, type, created_at: new Date(at).toISOString() },
        ...{ account: entry.status.account, status: entry.status },
      })),
    )
  }

  const hashtag: Handle = (tag, { query }) => {
    const written = `"${decodeURIComponent(tag)}"`
    return page(
      listed(({ status }) => JSON.stringify(status.tags ?? []).includes(written)),
      query,
      statuses,
    )
  }

  const search: Handle = (_, { query }) => {
    if (habits.search === 'none') return missing
    if (query.get('resolve') === 'true') {
      const at = query.get('q')
      const there = entries.find((entry) => alive(entry) && [entry.status.url, entry.status.uri].includes(at))
      return ok({ accounts: [], hashtags: [], statuses: there === undefined ? [] : [there.status] })
    }
    const words = (query.get('q') ?? '').replaceAll('"', '').toLowerCase()
    const list = habits.search === 'empty' ? [] : listed(({ source }) => source.toLowerCase().includes(words))
    return page(list, query, (items) => ({ accounts: [], hashtags: [], statuses: statuses(items) }))
  }

  const publish: Handle = (_, { body, idempotencyKey }) => {
    const repeated = idempotencyKey === null ? undefined : keys.get(idempotencyKey)
    if (repeated !== undefined && habits.idempotency !== 'ignored') return ok(repeated)
    const parent = byId(String(body.in_reply_to_id))
    if (body.in_reply_to_id !== undefined && parent === undefined) return missing
    const text = String(body.status)
    if (text.length > longest)
      return {
        status: 422,
        body: { error: `Validation failed: Text character limit of ${longest} exceeded` },
      }
    const { visibility, language, spoiler_text = '' } = body
    const under = parent?.status.uri
    const more = { visibility, language, spoiler_text }
    const status = post({ by: acme, text, more, ...(typeof under === 'string' && { under }) })
    if (idempotencyKey !== null) keys.set(idempotencyKey, status)
    return ok(status)
  }

  const remove: Handle = (id) => {
    const entry = byId(id)
    if (entry === undefined) return missing
    entry.removed = true
    return ok(entry.status)
  }

  const one = (id: string, show: (entry: NonNullable<ReturnType<typeof byId>>) => unknown): Told => {
    const entry = byId(id)
    return entry === undefined ? missing : ok(show(entry))
  }

  const routes: readonly (readonly [string, RegExp, Handle])[] = [
    ['GET', /^\/api\/v([12])\/instance$/, instance],
    ['GET', /^\/api\/v1\/accounts\/verify_credentials$/, () => ok(acme)],
    [
      'GET',
      /^\/api\/v1\/apps\/verify_credentials$/,
      () =>
        ok({
          name: 'Amends',
          ...(habits.scopes !== null && { scopes: habits.scopes ?? ['read', 'write:statuses'] }),
        }),
    ],
    ['GET', /^\/api\/v1\/notifications$/, notifications],
    ['GET', /^\/api\/v1\/timelines\/tag\/([^/]+)$/, hashtag],
    ['GET', /^\/api\/v2\/search$/, search],
    [
      'GET',
      /^\/api\/v1\/statuses$/,
      (_, { query }) =>
        habits.lists === false ? missing : ok(query.getAll('id[]').flatMap((id) => byId(id)?.status ?? [])),
    ],
    ['POST', /^\/api\/v1\/statuses$/, publish],
    ['GET', /^\/api\/v1\/statuses\/([^/]+)$/, (id) => one(id, (entry) => entry.status)],
    ['DELETE', /^\/api\/v1\/statuses\/([^/]+)$/, remove],
    ['GET', /^\/api\/v1\/statuses\/([^/]+)\/context$/, (id) => one(id, family)],
    [
      'GET',
      /^\/api\/v1\/accounts\/([^/]+)\/statuses$/,
      (id, { query }) =>
        page(
          listed((entry) => alive(entry) && (entry.status.account as FakeAccount).id === id),
          query,
          statuses,
        ),
    ],
  ]

  return (asked) => {
    for (const [method, pattern, handle] of routes) {
      const match = method === asked.method ? pattern.exec(asked.path) : null
      if (match !== null) return handle(match[1] ?? '', asked)
    }
    return null
  }
}
