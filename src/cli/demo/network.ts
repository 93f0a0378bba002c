import type { Author, Post, PostKey } from '../../domain/post.js'
import { NO_ENGAGEMENT } from '../../domain/post.js'
import type { Instant } from '../../domain/time.js'
import type { Clock, Connector, SeenPost } from '../../ports.js'
import type { Lang } from './stories.js'

export type Said = {
  readonly network: 'bluesky' | 'mastodon'
  readonly author: Author
  readonly text: string
  readonly lang: Lang
  readonly under?: { readonly parent: string; readonly root: string }
}

/** A network that exists while the past is made up, and brings what it is told to. */
export type MadeUpNetwork = {
  readonly connector: Connector
  /** Posted now; brought with the next poll, or found by its address alone. */
  say(said: Said, found: 'by-search' | 'by-address'): Post
  takeBack(post: PostKey): void
}

const OURS = { bluesky: 'orsellin.example', mastodon: 'orsellin@social.example' } as const

export function madeUpNetwork(clock: Clock): MadeUpNetwork {
  const coming: SeenPost[] = []
  const gone: PostKey[] = []
  const hidden = new Map<string, Post>()
  let polls = 0
  let count = 0

  const published = (key: string, at: Instant) => {
    const uri = `at://orsellin.example/past/${key}`
    return { uri, ref: uri, url: null, at }
  }
  const connector: Connector = {
    id: 'past-weeks',
    network: 'replay',
    reach: 'Weeks that were made up; nothing more comes from there.',
    poll: async () => ({
      posts: coming.splice(0),
      removed: gone.splice(0),
      skipped: [],
      cursor: String(++polls),
      more: false,
    }),
    lookup: async (refs) => refs.map((ref) => ({ ref, state: 'unknown' })),
    thread: async () => [],
    byUrl: async (url) => hidden.get(url) ?? null,
    publisher: {
      limits: { characters: 500, counts: 'graphemes', perLink: null },
      reply: async ({ idempotencyKey }) => published(idempotencyKey, clock()),
      findReply: async () => null,
      remove: async () => {},
    },
    check: async () => [],
  }
  return {
    connector,
    say({ network, author, text, lang, under }, found) {
      const uri = `at://${author.id}/past/${++count}`
      const address = found === 'by-address' ? `https://past.example/${count}` : null
      const handle = OURS[network]
      const isTagged = text.includes(`@${handle.split('@')[0]}`)
      const post: Post = {
        network,
        uri,
        ref: uri,
        url: address,
        author,
        text,
        contentWarning: null,
        langs: [lang],
        tagged: isTagged ? [handle] : [],
        hashtags: [],
        postedAt: clock(),
        editedAt: null,
        parent: under?.parent ?? null,
        root: under?.root ?? null,
        visibility: 'public',
        engagement: NO_ENGAGEMENT,
      }
      const via = under !== undefined ? 'reply' : isTagged ? 'tag' : 'search'
      const account = via === 'search' ? {} : { account: handle }
      if (address === null) coming.push({ post, via, ...account, history: false })
      else hidden.set(address, post)
      return post
    },
    takeBack: ({ network, uri }) => void gone.push({ network, uri }),
  }
}
