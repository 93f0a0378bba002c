import type { Post } from '../../src/domain/post.js'
import { ConnectorError, type Found } from '../../src/ports.js'
import { AT_ONCE, type Authors, inGroups } from './authors.js'
import { isNotFound } from './faults.js'
import { at, list, sortAtOf, text, toPost } from './map.js'
import type { Session } from './session.js'
import { listIn, unchecked } from './sources.js'

/** Posts as the network shows them to the brand's account. */
export type Posts = {
  /** The views of those that are shown, by uri. @throws ConnectorError */
  views(uris: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, unknown>>
  /** Why a post is not shown: taken down by its author, or hidden from us by a block; `unknown` when that cannot be told. */
  absence(uri: string, signal: AbortSignal): Promise<'gone' | 'blocked' | 'unknown'>
  lookup(refs: readonly string[], signal: AbortSignal): Promise<Found[]>
  /** One post; `null` when it is not shown, for whatever reason. @throws ConnectorError */
  shown(uri: string, signal: AbortSignal): Promise<Post | null>
  thread(ref: string, signal: AbortSignal): Promise<Post[]>
  /** The account that is logged in: its handle by its DID. @throws ConnectorError */
  own(signal: AbortSignal): Promise<ReadonlyMap<string, string>>
}

const ANCESTORS = 80
const DEPTH = 6
const ADDRESS = /^at:\/\/did:[a-z]+:[\w.:%-]+\/app\.bsky\.feed\.post\/[\w.~:-]+$/

export function findPosts(session: Session, authors: Authors): Posts {
  async function views(uris: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, unknown>> {
    const found = new Map<string, unknown>()
    // One address that the network cannot read would cost the whole request.
    const sound = [...new Set(uris)].filter((uri) => ADDRESS.test(uri))
    for (const group of inGroups(sound, AT_ONCE)) {
      const data = await session.call('reading posts', signal, (agent) =>
        unchecked(agent.app.bsky.feed.getPosts({ uris: group }, { signal })),
      )
      for (const view of listIn(data, 'posts', 'reading posts')) {
        const uri = text(at(view, 'uri'))
        if (uri !== null) found.set(uri, view)
      }
    }
    return found
  }

  /** `null` when the network says that there is no such post. */
  function threadOf(
    uri: string,
    depth: number,
    parentHeight: number,
    signal: AbortSignal,
  ): Promise<unknown | null> {
    return session.call('reading a thread', signal, async (agent) => {
      try {
        const data = await unchecked(
          agent.app.bsky.feed.getPostThread({ uri, depth, parentHeight }, { signal }),
        )
        return at(data, 'thread') ?? {}
      } catch (error) {
        if (isNotFound(error)) return null
        throw error
      }
    })
  }

  async function absence(uri: string, signal: AbortSignal): Promise<'gone' | 'blocked' | 'unknown'> {
    if (!ADDRESS.test(uri)) return 'unknown'
    const thread = await threadOf(uri, 0, 0, signal)
    if (thread === null || at(thread, 'notFound') === true) return 'gone'
    return at(thread, 'blocked') === true ? 'blocked' : 'unknown'
  }

  const own = (signal: AbortSignal) =>
    session.call('logging in', signal, async (agent, did) => new Map([[did, agent.session?.handle ?? did]]))

  async function toPosts(shown: readonly unknown[], signal: AbortSignal): Promise<Post[]> {
    const didOf = (view: unknown) => text(at(at(view, 'author'), 'did'))
    const facts = await authors.facts(
      shown.flatMap((view) => didOf(view) ?? []),
      signal,
    )
    const handles = await own(signal)
    return shown.flatMap((view) => toPost(view, facts.get(didOf(view) ?? '') ?? null, handles).post ?? [])
  }

  return {
    views,
    absence,
    own,

    async lookup(refs, signal) {
      if (refs.length === 0) return []
      const shown = await views(refs, signal)
      const posts = new Map(
        (await toPosts([...shown.values()], signal)).map((post) => [post.ref, post] as const),
      )
      const found: Found[] = []
      for (const ref of new Set(refs)) {
        const post = posts.get(ref)
        if (post !== undefined) found.push({ ref, state: 'there', post })
        else if (shown.has(ref)) found.push({ ref, state: 'unknown' })
        else found.push({ ref, state: await stateOf(ref, signal) })
      }
      return found
    },

    async shown(uri, signal) {
      const [post] = await toPosts([...(await views([uri], signal)).values()], signal)
      return post ?? null
    },

    async thread(ref, signal) {
      const thread = ADDRESS.test(ref) ? await threadOf(ref, DEPTH, ANCESTORS, signal) : null
      if (thread === null || at(thread, 'post') === undefined) return []
      const above: unknown[] = []
      for (let one = at(thread, 'parent'); at(one, 'post') !== undefined; one = at(one, 'parent'))
        above.unshift(at(one, 'post'))
      return toPosts([...above, ...withAnswers(thread)], signal)
    },
  }

  async function stateOf(ref: string, signal: AbortSignal): Promise<'gone' | 'unknown'> {
    try {
      return (await absence(ref, signal)) === 'gone' ? 'gone' : 'unknown'
    } catch (error) {
      if (error instanceof ConnectorError) return 'unknown'
      throw error
    }
  }
}

/** A post and what was answered, each answer right under what it answers, oldest first. */
function withAnswers(thread: unknown): unknown[] {
  const post = at(thread, 'post')
  if (post === undefined) return []
  const answers = [...list(at(thread, 'replies'))].sort(
    (a, b) => (sortAtOf(at(a, 'post')) ?? 0) - (sortAtOf(at(b, 'post')) ?? 0),
  )
  return [post, ...answers.flatMap(withAnswers)]
}
