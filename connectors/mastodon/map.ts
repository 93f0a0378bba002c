import { z } from 'zod'
import { normaliseHandle } from '../../src/domain/brand.js'
import type { Author, OptOut, Post, Visibility } from '../../src/domain/post.js'
import { plainText } from './text.js'

/** What a server's short forms are read against. */
export type Home = {
  /** The domain of its accounts: `mastodon.social`. */
  readonly domain: string
}

/** A status as ours, with what only the same server understands. */
export type Mapped = {
  readonly post: Post
  readonly id: string
  readonly authorId: string
  /** Id of the status it answers; its uri is to be found out: see lineage.ts. */
  readonly answersId: string | null
  readonly answersAccountId: string | null
  /** The account asks outright not to be indexed, which is more than not having opted into search. */
  readonly noindex: boolean
}

/** Other servers than Mastodon leave out, or null, whatever they do not know. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const count = z
  .number()
  .nullish()
  .transform((value) => Math.max(0, Math.trunc(value ?? 0)))
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((items) =>
      (items ?? []).flatMap((one) => {
        const read = item.safeParse(one)
        return read.success ? [read.data] : []
      }),
    )

const accountShape = z.object({
  id: z.string().min(1),
  acct: z.string().min(1),
  url: z.string().nullish(),
  uri: z.string().nullish(),
  displayName: text,
  note: text,
  fields: listOf(z.object({ name: text, value: text })),
  followersCount: z.number().int().min(0).nullish(),
  noindex: z.boolean().nullish(),
  indexable: z.boolean().nullish(),
})

const moment = z.string().transform((written, context) => {
  const at = Date.parse(written)
  if (Number.isFinite(at)) return at
  context.addIssue('is not a date')
  return z.NEVER
})

const statusShape = z.object({
  id: z.string().min(1),
  uri: z.string().min(1),
  url: z.string().nullish(),
  createdAt: moment,
  editedAt: moment.nullish(),
  account: accountShape,
  content: z.string(),
  spoilerText: text,
  visibility: z.string(),
  language: z.string().nullish(),
  mentions: listOf(z.object({ acct: z.string().min(1) })),
  tags: listOf(z.object({ name: z.string().min(1) })),
  inReplyToId: z.string().nullish(),
  inReplyToAccountId: z.string().nullish(),
  reblog: z.unknown(),
  favouritesCount: count,
  reblogsCount: count,
  repliesCount: count,
})

/** @returns the post; `null` for a boost, which is nobody's own words; or why it cannot be read. */
export function mapStatus(raw: unknown, home: Home): Mapped | null | { readonly why: string } {
  const read = statusShape.safeParse(raw)
  if (!read.success)
    return {
      why: read.error.issues
        .map(({ path, message }) => `${path.join('.') || 'status'}: ${message}`)
        .join('; '),
    }
  const status = read.data
  if (status.reblog !== null && status.reblog !== undefined) return null
  const visibility = visibilityOf(status.visibility)
  if (visibility === null) return { why: `visibility: "${status.visibility}" is unknown` }

  const post: Post = {
    network: 'mastodon',
    uri: status.uri,
    ref: status.id,
    url: webAddress(status.url) ?? webAddress(status.uri),
    author: authorOf(status.account, home),
    text: plainText(status.content),
    contentWarning: status.spoilerText === '' ? null : status.spoilerText,
    langs: status.language ? [status.language] : [],
    tagged: status.mentions.map(({ acct }) => fullHandle(acct, home)),
    hashtags: status.tags.map(({ name }) => name.replace(/^#/, '')),
    postedAt: status.createdAt,
    editedAt: status.editedAt ?? null,
    parent: null,
    root: null,
    visibility,
    engagement: {
      likes: status.favouritesCount,
      reposts: status.reblogsCount,
      replies: status.repliesCount,
    },
  }
  return {
    post,
    id: status.id,
    authorId: status.account.id,
    answersId: status.inReplyToId ?? null,
    answersAccountId: status.inReplyToAccountId ?? null,
    noindex: status.account.noindex === true,
  }
}

function authorOf(account: z.infer<typeof accountShape>, home: Home): Author {
  const handle = fullHandle(account.acct, home)
  return {
    id: account.uri ?? account.url ?? `acct:${handle}`,
    handle,
    displayName: account.displayName,
    followers: account.followersCount ?? null,
    optOuts: optOutsOf(account),
  }
}

const STAY_AWAY = /#(?:nobots?|noarchive)(?![\p{L}\p{N}_])/iu

/** `indexable: null` means that the server did not say; `false` is what every account has that never opted in. */
function optOutsOf(account: z.infer<typeof accountShape>): readonly OptOut[] {
  const optOuts: OptOut[] = []
  const profile = [account.note, ...account.fields.flatMap(({ name, value }) => [name, value])]
  if (profile.some((part) => STAY_AWAY.test(plainText(part)))) optOuts.push('no-bot')
  if (account.noindex === true || account.indexable === false) optOuts.push('no-index')
  return optOuts
}

/** The readable ones among them. */
export const mapAll = (raw: readonly unknown[], home: Home): readonly Mapped[] =>
  raw.map((one) => mapStatus(one, home)).filter((one): one is Mapped => one !== null && !('why' in one))

/** A server writes its own accounts without their domain. */
export const fullHandle = (acct: string, home: Home): string =>
  normaliseHandle(acct.replace(/^@/, '').includes('@') ? acct : `${acct}@${home.domain}`)

const VISIBILITIES: Readonly<Record<string, Visibility>> = {
  public: 'public',
  unlisted: 'unlisted',
  private: 'followers',
  direct: 'direct',
}

/** `null` for a word we do not know: such a post may be meant for few. */
const visibilityOf = (written: string): Visibility | null => VISIBILITIES[written] ?? null

const webAddress = (written: string | null | undefined): string | null =>
  written && /^https?:\/\//i.test(written) && URL.canParse(written) ? written : null
