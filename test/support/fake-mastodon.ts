import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Instant, MINUTE } from '../../src/domain/time.js'
import { type Breakage, misbehave } from './fake-mastodon-faults.js'
import { mastodonHtml } from './fake-mastodon-html.js'
import { DOMAIN, type FakeStatus, fakePosts, type Habits, type Json } from './fake-mastodon-posts.js'
import { type Asked, fakeRoutes, type Told } from './fake-mastodon-routes.js'

export const TOKEN = 'a-very-secret-token'

/**
 * A Mastodon server on a free port of 127.0.0.1, with one brand account, `acme`. Ids are opaque, pages come newest
 * first and carry no Link header, and posts of other servers are filed by their date, however late they come.
 * A request that it does not know, or without the token, makes {@link FakeMastodon.close} fail.
 */
export async function fakeMastodon(now: () => Instant, habits: Habits = {}) {
  const posts = fakePosts(now, habits)
  const { acme, account, post, alive, newId, file, notify, named, entries } = posts
  const route = fakeRoutes(posts, habits)
  const ledger: Asked[] = []
  const unexpected: string[] = []
  let broken: { how: Breakage; where: RegExp } | null = null
  let losing = false

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request)
    ledger.push(asked)
    const { method, path } = asked
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      unexpected.push(`${method} ${path} without the token`)
    if (broken?.where.test(path)) return misbehave(broken.how, response, now())
    const told = route(asked)
    if (told === null) unexpected.push(`${method} ${path}`)
    if (losing && method === 'POST') {
      losing = false
      response.destroy()
      return
    }
    answer(response, told ?? { status: 404, body: { error: 'Not found' } })
  }

  function answer(response: ServerResponse, { status, body }: Told): void {
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'x-ratelimit-limit': '300',
      'x-ratelimit-remaining': '250',
      'x-ratelimit-reset': new Date(now() + 5 * MINUTE).toISOString(),
    })
    response.end(JSON.stringify(body))
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
      const base = { id: newId(now()), uri: newId(now()), created_at: new Date(now()).toISOString() }
      const status = { ...base, tags: [{ name: 'acmeair' }], ...more }
      file({ status, source: 'acme air', removed: false, order: now() })
      notify('mention', named(base.uri))
    },
    quote(status: FakeStatus): void {
      notify('quote', named(status.uri))
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
      const { id } = named(uri).status
      return entries
        .filter(
          (entry) => alive(entry) && entry.status.account === acme && entry.status.in_reply_to_id === id,
        )
        .map(({ status, source }) => ({ ...status, source }))
    },
    break(how: Breakage, where = /./): void {
      broken = { how, where }
    },
    mend(): void {
      broken = null
    },
    /** The next status is made, and the answer lost on the way. */
    loseNextAnswer(): void {
      losing = true
    },
    ledger: ledger as readonly Asked[],
    /** @throws when anything arrived that Mastodon does not know. */
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      if (unexpected.length > 0) throw new Error(`the fake Mastodon did not expect: ${unexpected.join(', ')}`)
    },
  }
}

export type FakeMastodon = Awaited<ReturnType<typeof fakeMastodon>>

async function read(request: IncomingMessage): Promise<Asked> {
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://fake')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Json)
  const key = request.headers['idempotency-key']
  return {
    method: request.method ?? '',
    path,
    query,
    body,
    idempotencyKey: typeof key === 'string' ? key : null,
  }
}
