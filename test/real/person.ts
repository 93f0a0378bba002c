import type { Account } from './network.js'

/** Somebody with an app: talks to the network by plain HTTP, so that nothing of ours is on both sides. */
export type Person = {
  readonly account: Account
  post(text: string, more?: PostOptions): Promise<string>
  remove(uri: string): Promise<void>
  block(account: Account): Promise<void>
  /** The texts and addresses of the answers right under a post, as this person sees them. */
  answersTo(uri: string): Promise<readonly Answer[]>
}
export type PostOptions = { readonly tags?: Account; readonly under?: string; readonly createdAt?: string }
export type Answer = {
  readonly uri: string
  readonly text: string
  readonly by: string
  readonly reply: unknown
}

type StrongRef = { readonly uri: string; readonly cid: string }
type PostView = StrongRef & {
  readonly author: { readonly handle: string }
  readonly record: { readonly text: string; readonly reply?: { readonly root: StrongRef } }
}

export async function signIn(url: string, account: Account): Promise<Person> {
  const { accessJwt } = await send('com.atproto.server.createSession', {
    identifier: account.handle,
    password: account.password,
  })

  async function send(method: string, body: object, token?: string): Promise<Record<string, string>> {
    return answer(
      method,
      await fetch(`${url}/xrpc/${method}`, {
        method: 'POST',
        headers: headers(token),
        body: JSON.stringify(body),
      }),
    )
  }

  async function read<T>(method: string, query: Record<string, string>): Promise<T> {
    const address = `${url}/xrpc/${method}?${new URLSearchParams(query)}`
    return answer(method, await fetch(address, { headers: headers(accessJwt) })) as Promise<T>
  }

  const create = (collection: string, record: object) =>
    send(
      'com.atproto.repo.createRecord',
      { repo: account.did, collection, record: { $type: collection, ...record } },
      accessJwt,
    )

  async function placeUnder(uri: string) {
    const { posts } = await read<{ posts: PostView[] }>('app.bsky.feed.getPosts', { uris: uri })
    const [parent] = posts
    if (parent === undefined) throw new Error(`${uri} is not shown`)
    const strong = { uri: parent.uri, cid: parent.cid }
    return { parent: strong, root: parent.record.reply?.root ?? strong }
  }

  return {
    account,
    async post(said, { tags, under, createdAt = new Date().toISOString() } = {}) {
      const text = tags === undefined ? said : `@${tags.handle} ${said}`
      const { uri } = await create('app.bsky.feed.post', {
        text,
        langs: ['en'],
        createdAt,
        ...(tags && {
          facets: [
            {
              index: { byteStart: 0, byteEnd: tags.handle.length + 1 },
              features: [{ $type: 'app.bsky.richtext.facet#mention', did: tags.did }],
            },
          ],
        }),
        ...(under !== undefined && { reply: await placeUnder(under) }),
      })
      return String(uri)
    },
    async remove(uri) {
      const [repo, collection, rkey] = uri.replace('at://', '').split('/')
      await send('com.atproto.repo.deleteRecord', { repo, collection, rkey }, accessJwt)
    },
    async block(other) {
      await create('app.bsky.graph.block', { subject: other.did, createdAt: new Date().toISOString() })
    },
    async answersTo(uri) {
      const { thread } = await read<{ thread: { replies?: { post: PostView }[] } }>(
        'app.bsky.feed.getPostThread',
        { uri },
      )
      return (thread.replies ?? []).map(({ post: { uri, author, record } }) => ({
        uri,
        text: record.text,
        by: author.handle,
        reply: record.reply,
      }))
    },
  }
}

const headers = (token?: string): Record<string, string> => ({
  'content-type': 'application/json',
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
})

async function answer(method: string, response: Response): Promise<Record<string, string>> {
  const body = await response.text()
  if (!response.ok) throw new Error(`${method}: ${response.status} ${body}`)
  return body === '' ? {} : JSON.parse(body)
}
