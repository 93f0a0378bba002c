import type { Author, Engagement, Post, PostKey } from '../../src/domain/post.js'
import type { Instant } from '../../src/domain/time.js'
import type { SeenPost } from '../../src/ports.js'
import type { AnswerLine, PostLine } from './lines.js'
import type { Reply } from './memory.js'
import { authorKey, type Numbered, profileUri, type Scenario } from './scenario.js'

/** One performance of a scenario: with its start, its pace, and what we said in it. */
export type Play = {
  readonly scenario: Scenario
  readonly startedAt: Instant
  /** Scenario time per real time: 60 plays an hour in a minute. */
  readonly speed: number
  readonly replies: readonly Reply[]
}

/** Something that was said in the play: by the scenario, by us, or by a customer in answer to us. */
type Said = {
  readonly key: string
  readonly network: 'bluesky' | 'mastodon'
  readonly author: Author
  readonly text: string
  readonly langs: readonly string[]
  readonly parent: string | null
  readonly at: Instant
  readonly removedAt: Instant | null
  readonly engagement: Engagement
  readonly warning: string | null
  readonly visibility: Post['visibility']
}

/** Where in the order of a play something stands: its moment, its line, and which of our replies it answers. */
export type Position = readonly [at: Instant, line: number, reply: number]

export type Happening = { readonly position: Position } & (
  | { readonly type: 'posted'; readonly seen: SeenPost }
  | { readonly type: 'removed'; readonly key: PostKey }
)

const momentOf = (play: Play, offset: number): Instant => Math.round(play.startedAt + offset / play.speed)

/** What a watcher sees from just after `since` until `now`, in order. Edits and growing counts show only to those who look again. */
export function happenings(play: Play, since: Position | null, now: Instant): readonly Happening[] {
  const { scenario } = play
  const said = everythingSaid(play)
  const all: Happening[] = []

  const posted = (key: string, line: number, reply: number, via: SeenPost['via'], history: boolean): void => {
    const spoken = said.get(key)
    if (spoken === undefined) return
    if (wantsOut(spoken.author) && (via === 'search' || via === 'hashtag')) return
    const post = asPost(play, said, spoken, spoken.at)
    all.push({ position: [spoken.at, line, reply], type: 'posted', seen: { post, via, history } })
  }

  for (const post of scenario.posts.values())
    posted(post.key, post.line, 0, viaOf(scenario, post), post.at < 0)
  for (const reply of play.replies)
    posted(`answer.${reply.n}`, answerTo(play, reply)?.line ?? 0, reply.n, 'reply', false)
  for (const change of scenario.changes) {
    if (change.type !== 'delete') continue
    const network = scenario.posts.get(change.post)?.network ?? 'bluesky'
    const key = { network, uri: uriOf(said, change.post) }
    all.push({ position: [momentOf(play, change.at), change.line, 0], type: 'removed', key })
  }

  return all
    .filter(({ position }) => position[0] <= now && (since === null || order(position, since) > 0))
    .sort((a, b) => order(a.position, b.position))
}

/** A post of this play as it is at `now`; `gone` when its author, or we, took it down. */
export function postNow(play: Play, key: string, now: Instant): Post | 'gone' | 'unknown' {
  const said = everythingSaid(play)
  const spoken = said.get(key)
  if (spoken === undefined || spoken.at > now) return 'unknown'
  return spoken.removedAt !== null && spoken.removedAt <= now ? 'gone' : asPost(play, said, spoken, now)
}

/** The post of this uri as it is at `now`; `null` when there is none, or none any more. */
export function postAt(play: Play, uri: string, now: Instant): Post | null {
  const said = everythingSaid(play)
  const key = [...said.keys()].find((one) => uriOf(said, one) === uri)
  const post = key === undefined ? 'unknown' : postNow(play, key, now)
  return typeof post === 'string' ? null : post
}

/** The thread around a post as it is at `now`, root first, then by time. */
export function threadNow(play: Play, key: string, now: Instant): readonly Post[] {
  const said = everythingSaid(play)
  const start = said.get(key)
  if (start === undefined || typeof postNow(play, key, now) === 'string') return []
  const root = rootOf(said, start).key
  return [...said.values()]
    .filter((spoken) => spoken.at <= now && rootOf(said, spoken).key === root)
    .filter((spoken) => spoken.removedAt === null || spoken.removedAt > now)
    .sort((a, b) => Number(b.key === root) - Number(a.key === root) || a.at - b.at)
    .map((spoken) => asPost(play, said, spoken, now))
}

/** The scenario's post at the head of whatever is said in its thread: `answer.3` belongs to the post that we answered. */
export function originOf(replies: readonly Reply[], key: string): string {
  const [kind, n] = key.split('.')
  const reply = n === undefined ? undefined : replies.find((known) => known.n === Number(n))
  return reply === undefined || kind === undefined ? key : originOf(replies, reply.to)
}

function answerTo(play: Play, reply: Reply): Numbered<AnswerLine> | null {
  const origin = originOf(play.replies, reply.to)
  const nth = play.replies.filter(
    (other) => other.n < reply.n && originOf(play.replies, other.to) === origin,
  ).length
  const own = play.scenario.answers.filter((answer) => answer.to === origin)
  if (own.length > 0) return own[nth] ?? null
  const post = play.scenario.posts.get(origin)
  if (nth > 0 || post === undefined) return null
  const lang = post.langs[0]?.slice(0, 2) ?? 'en'
  const shared = play.scenario.answers.filter((answer) => answer.to === '*' && answer.lang === lang)
  // Any even spread will do, so long as the same post always gets the same answer.
  return shared[post.line % Math.max(shared.length, 1)] ?? null
}

function everythingSaid(play: Play): ReadonlyMap<string, Said> {
  const { scenario } = play
  const said = new Map<string, Said>()
  for (const post of scenario.posts.values()) {
    const removal = scenario.changes.find((change) => change.type === 'delete' && change.post === post.key)
    const { key, network, text, langs, visibility, likes, reposts, replies } = post
    said.set(key, {
      ...{ key, network, text, langs, visibility, engagement: { likes, reposts, replies } },
      author: scenario.authors.get(authorKey(post)) as Author,
      parent: post.replyTo ?? null,
      at: momentOf(play, post.at),
      removedAt: removal === undefined ? null : momentOf(play, removal.at),
      warning: post.warning ?? null,
    })
  }
  for (const reply of play.replies) {
    const to = said.get(reply.to)
    if (to === undefined) continue
    const ours = scenario.us.get(to.network) ?? nobody(to.network)
    const quiet = { engagement: { likes: 0, reposts: 0, replies: 0 }, removedAt: null }
    const shared = { ...quiet, network: to.network, warning: to.warning, visibility: to.visibility }
    const mine = { key: `reply.${reply.n}`, author: ours, text: reply.text, langs: [reply.lang] }
    said.set(mine.key, { ...shared, ...mine, parent: to.key, at: reply.at, removedAt: reply.removedAt })
    const answer = answerTo(play, reply)
    if (answer === null) continue
    // At the earliest a millisecond later, so that it stands after every position that was handed out before.
    const at = Math.max(reply.at + Math.round(answer.after / play.speed), reply.at + 1)
    const theirs = { key: `answer.${reply.n}`, author: to.author, text: answer.text, langs: [answer.lang] }
    said.set(theirs.key, { ...shared, ...theirs, parent: mine.key, at })
  }
  return said
}

function asPost(play: Play, said: ReadonlyMap<string, Said>, spoken: Said, now: Instant): Post {
  const changes = play.scenario.changes.filter(
    (change) => change.post === spoken.key && momentOf(play, change.at) <= now,
  )
  const edited = changes.findLast((change) => change.type === 'edit')
  const grown = changes.findLast((change) => change.type === 'grow')
  const text = edited?.text ?? spoken.text
  return {
    network: spoken.network,
    uri: uriOf(said, spoken.key),
    ref: refOf(play.startedAt, spoken.key),
    url: null,
    author: spoken.author,
    text,
    contentWarning: spoken.warning,
    langs: spoken.langs,
    tagged: taggedIn(text, play.scenario.us.get(spoken.network)),
    hashtags: [...text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map(([, tag]) => tag as string),
    postedAt: spoken.at,
    editedAt: edited === undefined ? null : momentOf(play, edited.at),
    parent: spoken.parent === null ? null : uriOf(said, spoken.parent),
    root: spoken.parent === null ? null : uriOf(said, rootOf(said, spoken).key),
    visibility: spoken.visibility,
    engagement:
      grown === undefined
        ? spoken.engagement
        : { likes: grown.likes, reposts: grown.reposts, replies: grown.replies },
  }
}

function rootOf(said: ReadonlyMap<string, Said>, spoken: Said): Said {
  const parent = spoken.parent === null ? undefined : said.get(spoken.parent)
  return parent === undefined ? spoken : rootOf(said, parent)
}

function uriOf(said: ReadonlyMap<string, Said>, key: string): string {
  const spoken = said.get(key)
  const author = spoken?.author ?? nobody('bluesky')
  return spoken?.network === 'mastodon'
    ? `${author.id}/statuses/${key}`
    : `at://${author.id}/app.bsky.feed.post/${key}`
}

/** Holds the start of the play, so that a post can be looked up without a cursor. */
export const refOf = (startedAt: Instant, key: string): string => `${startedAt.toString(36)}/${key}`

/** `null` for what no play ever gave out. */
export function readRef(ref: string): { readonly startedAt: Instant; readonly key: string } | null {
  const [, started, key] = /^([0-9a-z]+)\/(.+)$/.exec(ref) ?? []
  return started === undefined || key === undefined ? null : { startedAt: parseInt(started, 36), key }
}

function viaOf(scenario: Scenario, post: PostLine): SeenPost['via'] {
  if (post.via !== undefined) return post.via
  if (taggedIn(post.text, scenario.us.get(post.network)).length > 0) return 'tag'
  return post.replyTo === undefined ? 'search' : 'reply'
}

/** People write `@acme` where their network knows who is meant. */
function taggedIn(text: string, us: Author | undefined): readonly string[] {
  if (us === undefined) return []
  const short = us.handle.split('@')[0] ?? us.handle
  const words = [...text.matchAll(/@([\p{L}\p{N}_.@-]*[\p{L}\p{N}_])/gu)].map(([, word]) =>
    word?.toLowerCase(),
  )
  return words.includes(us.handle.toLowerCase()) || words.includes(short.toLowerCase()) ? [us.handle] : []
}

/** Who asks to be left out is heard only when they speak to us. */
const wantsOut = (author: Author): boolean =>
  author.optOuts.includes('no-bot') || author.optOuts.includes('no-index')

const nobody = (network: string): Author => ({
  id: network === 'bluesky' ? 'did:example:us' : profileUri('us@mastodon.example'),
  handle: network === 'bluesky' ? 'us.example' : 'us@mastodon.example',
  displayName: '',
  followers: null,
  optOuts: [],
})

const order = (a: Position, b: Position): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
