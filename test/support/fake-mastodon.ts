import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Instant, MINUTE } from '../../src/domain/time.js'
import { type Breakage, misbehave } from './fake-mastodon-faults.js'
import { mastodonHtml } from './fake-mastodon-html.js'
import {
  DOMAIN,
  type FakeAccount,
  type FakeStatus,
  fakePosts,
  type Habits,
  type Json,
} from './fake-mastodon-posts.js'

type Request = { readonly method: string; readonly path: string; readonly query: URLSearchParams }

export const TOKEN = 'a-very-secret-token'

/**
 * A Mastodon server on a free port of 127.0.0.1, with one brand account, `acme`. Ids are opaque, pages come newest
 * first and carry no Link header, and posts of other servers are filed by their date, however late they come.
 * A request that it does not know, or without the token, makes {@link FakeMastodon.close} fail.
 */
export async function fakeMastodon(now: () => Instant, habits: Habits = {}) {
  const posts = fakePosts(now, habits)
  const { acme, account, post, notices, listed, family, byId, alive, newId, file, notify, named, entries } =
    posts
  const keys = new Map<string, FakeStatus>()
  const ledger: Request[] = []
  const unexpected: string[] = []
  let broken: { how: Breakage; where: RegExp } | null = null
  let losing = false

  function page<T extends { readonly id: string }>(
    list: readonly T[],
    query: URLSearchParams,
    response: ServerResponse,
  ) {
    const limit = Math.min(Number(query.get('limit') ?? 20), 40)
    const [min, max] = [query.get('min_id'), query.get('max_id')]
    const place = (id: string): number => list.findIndex((item) => item.id === id)
    if (min !== null && habits.minId !== 'ignored') {
      const from = place(min)
      if (from < 0) return answer(response, 404, { error: 'Record not found' })
      return list.slice(from + 1, from + 1 + limit).reverse()
    }
    if (max !== null) {
      const to = place(max)
      if (to < 0) return answer(response, 404, { error: 'Record not found' })
      return list.slice(Math.max(to - limit, 0), to).reverse()
    }
    return list.slice(-limit).reverse()
  }

  function answer(response: ServerResponse, status: number, body: unknown): null {
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'x-ratelimit-limit': '300',
      'x-ratelimit-remaining': '250',
      'x-ratelimit-reset': new Date(now() + 5 * MINUTE).toISOString(),
    })
    response.end(JSON.stringify(body))
    return null
  }

  function publish(body: Json, key: string | undefined, response: ServerResponse): void {
    const text = String(body.status)
    const repeated = key === undefined ? undefined : keys.get(key)
    if (repeated !== undefined && habits.idempotency !== 'ignored') {
      answer(response, 200, repeated)
      return
    }
    const under = body.in_reply_to_id
    const parent = typeof under === 'string' ? byId(under) : undefined
    if (under !== undefined && parent === undefined) {
      answer(response, 404, { error: 'The post you are trying to reply to does not appear to exist.' })
      return
    }
    const longest = habits.maxCharacters ?? 500
    if (text.length > longest) {
      answer(response, 422, { error: `Validation failed: Text character limit of ${longest} exceeded` })
      return
    }
    const { visibility, language, spoiler_text } = body
    const more = { visibility, language, ...(spoiler_text === undefined ? {} : { spoiler_text }) }
    const uri = parent?.status.uri
    const status = post({ by: acme, text, more, ...(typeof uri === 'string' && { under: uri }) })
    if (key !== undefined) keys.set(key, status)
    if (losing) {
      losing = false
      response.destroy()
      return
    }
    answer(response, 200, status)
  }

  const routes: readonly (readonly [
    string,
    RegExp,
    (match: readonly string[], query: URLSearchParams, response: ServerResponse) => void,
  ])[] = [
    [
      'GET',
      /^\/api\/v([12])\/instance$/,
      ([version], _query, response) => {
        const offered = habits.instance ?? 'v2'
        if (offered === 'none' || (version === '2' && offered === 'v1'))
          return answer(response, 404, { error: 'Not found' })
        const statuses = { max_characters: habits.maxCharacters ?? 500, characters_reserved_per_url: 23 }
        answer(response, 200, { domain: DOMAIN, uri: DOMAIN, version: '4.4.1', configuration: { statuses } })
      },
    ],
    [
      'GET',
      /^\/api\/v1\/accounts\/verify_credentials$/,
      (_match, _query, response) => void answer(response, 200, acme),
    ],
    [
      'GET',
      /^\/api\/v1\/apps\/verify_credentials$/,
      (_match, _query, response) =>
        void answer(response, 200, {
          name: 'Amends',
          ...(habits.scopes !== null && { scopes: habits.scopes ?? ['read', 'write:statuses'] }),
        }),
    ],
    [
      'GET',
      /^\/api\/v1\/notifications$/,
      (_match, query, response) => {
        const types = query.getAll('types[]')
        const list = notices.filter(({ type, entry }) => alive(entry) && types.includes(type))
        const found = page(list, query, response)
        if (found === null) return
        answer(
          response,
          200,
          found.map(({ id, at, type, entry }) => ({
            ...{ id, type, created_at: new Date(at).toISOString() },
            ...{ account: entry.status.account, status: entry.status },
          })),
        )
      },
    ],
    [
      'GET',
      /^\/api\/v1\/timelines\/tag\/([^/]+)$/,
      ([tag], query, response) => {
        const list = listed(({ status }) =>
          JSON.stringify(status.tags ?? []).includes(`"${decodeURIComponent(tag ?? '')}"`),
        )
        const found = page(list, query, response)
        if (found !== null)
          answer(
            response,
            200,
            found.filter(({ entry }) => alive(entry)).map(({ entry }) => entry.status),
          )
      },
    ],
    [
      'GET',
      /^\/api\/v2\/search$/,
      (_match, query, response) => {
        if (habits.search === 'none') return answer(response, 404, { error: 'Not found' })
        const q = (query.get('q') ?? '').replaceAll('"', '').toLowerCase()
        const list = habits.search === 'empty' ? [] : listed(({ source }) => source.toLowerCase().includes(q))
        const found = page(list, query, response)
        if (found === null) return
        const statuses = found.filter(({ entry }) => alive(entry)).map(({ entry }) => entry.status)
        answer(response, 200, { accounts: [], hashtags: [], statuses })
      },
    ],
    [
      'GET',
      /^\/api\/v1\/statuses$/,
      (_match, query, response) => {
        if (habits.lists === false) return answer(response, 404, { error: 'Not found' })
        answer(
          response,
          200,
          query.getAll('id[]').flatMap((id) => byId(id)?.status ?? []),
        )
      },
    ],
    [
      'GET',
      /^\/api\/v1\/statuses\/([^/]+)$/,
      ([id], _query, response) => {
        const entry = byId(id ?? '')
        answer(response, entry === undefined ? 404 : 200, entry?.status ?? { error: 'Record not found' })
      },
    ],
    [
      'GET',
      /^\/api\/v1\/statuses\/([^/]+)\/context$/,
      ([id], _query, response) => {
        const entry = byId(id ?? '')
        answer(
          response,
          entry === undefined ? 404 : 200,
          entry === undefined ? { error: 'Record not found' } : family(entry),
        )
      },
    ],
    [
      'DELETE',
      /^\/api\/v1\/statuses\/([^/]+)$/,
      ([id], _query, response) => {
        const entry = byId(id ?? '')
        if (entry === undefined) return answer(response, 404, { error: 'Record not found' })
        entry.removed = true
        answer(response, 200, entry.status)
      },
    ],
    [
      'GET',
      /^\/api\/v1\/accounts\/([^/]+)\/statuses$/,
      ([id], query, response) => {
        const list = listed((entry) => alive(entry) && (entry.status.account as FakeAccount).id === id)
        const found = page(list, query, response)
        if (found !== null)
          answer(
            response,
            200,
            found.map(({ entry }) => entry.status),
          )
      },
    ],
  ]

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://fake')
    const method = request.method ?? ''
    ledger.push({ method, path, query })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      unexpected.push(`${method} ${path} without the token`)
    if (broken?.where.test(path)) return misbehave(broken.how, response, now())
    if (method === 'POST' && path === '/api/v1/statuses') {
      const key = request.headers['idempotency-key']
      return publish(
        JSON.parse(Buffer.concat(chunks).toString()) as Json,
        key as string | undefined,
        response,
      )
    }
    for (const [wanted, pattern, handle] of routes) {
      const match = wanted === method ? pattern.exec(path) : null
      if (match !== null) return handle(match.slice(1), query, response)
    }
    unexpected.push(`${method} ${path}`)
    answer(response, 404, { error: 'Not found' })
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      unexpected.push(String(error))
      response.destroy()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    acme,
    account,
    post,
    /** A status that nobody can read stands among the others. */
    postUnreadable(more: Json = {}): void {
      const status = {
        id: newId(now()),
        created_at: new Date(now()).toISOString(),
        tags: [{ name: 'acmeair' }],
        ...more,
      }
      file({ status, source: 'acme air', removed: false, order: now() })
      notify('mention', entries.find((entry) => entry.status === status) as Entry)
    },
    quote(status: FakeStatus): void {
      notify('quote', entries.find((entry) => entry.status === status) as Entry)
    },
    edit(uri: string, text: string): void {
      const edited_at = new Date(now()).toISOString()
      Object.assign(named(uri).status, { content: mastodonHtml(text, DOMAIN), edited_at })
    },
    remove(uri: string): void {
      named(uri).removed = true
    },
    /** What the brand has standing under a post, as it was sent. */
    repliesUnder(uri: string): readonly (Json & { readonly source: string })[] {
      const parent = entries.find(({ status }) => status.uri === uri)?.status.id
      return entries
        .filter(
          (entry) => alive(entry) && entry.status.account === acme && entry.status.in_reply_to_id === parent,
        )
        .map(({ status, source }) => ({ ...status, source }))
    },
    break(how: Breakage, where = /./): void {
      broken = { how, where }
    },
    mend(): void {
      broken = null
    },
    loseNextAnswer(): void {
      losing = true
    },
    ledger: ledger as readonly Request[],
    /** @throws when anything arrived that Mastodon does not know. */
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      if (unexpected.length > 0) throw new Error(`the fake Mastodon did not expect: ${unexpected.join(', ')}`)
    },
  }
}

export type FakeMastodon = Awaited<ReturnType<typeof fakeMastodon>>
