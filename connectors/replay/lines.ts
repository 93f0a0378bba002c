import { z } from 'zod'
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.js'

/** `00:12:30` after the start of the play, `-02:00:00` before it; becomes milliseconds. */
const offset = z
  .string()
  .regex(/^-?\d{1,3}:[0-5]\d:[0-5]\d$/, 'must read hours:minutes:seconds, such as 00:12:30')
  .transform((written) => {
    const [hours = 0, minutes = 0, seconds = 0] = written.replace('-', '').split(':').map(Number)
    const length = hours * HOUR + minutes * MINUTE + seconds * SECOND
    return written.startsWith('-') ? -length : length
  })

const key = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and dashes')
const network = z.enum(['bluesky', 'mastodon'])
const count = z.int().min(0)

const author = z.strictObject({
  handle: z.string().min(1),
  /** Name, followers and opt-outs may be left out where the same handle stood on an earlier line. */
  name: z.string().optional(),
  followers: count.nullable().optional(),
  optOuts: z.array(z.enum(['no-bot', 'no-index', 'no-unauthenticated', 'blocked'])).optional(),
})

const counts = {
  likes: count.default(0),
  reposts: count.default(0),
  replies: count.default(0),
}

/** The brand's own account on one of the networks: the author of what we publish there. */
const us = z.strictObject({ type: z.literal('us'), network, handle: z.string().min(1), name: z.string() })

const post = z.strictObject({
  type: z.literal('post'),
  at: offset,
  key,
  network,
  author,
  text: z.string().min(1),
  langs: z.array(z.string()).default([]),
  /** Left out, it follows from the text: a tag of ours, an answer in a thread, or a find by its words. */
  via: z.enum(['tag', 'reply', 'quote', 'search', 'hashtag']).optional(),
  replyTo: key.optional(),
  warning: z.string().optional(),
  visibility: z.enum(['public', 'unlisted', 'followers', 'direct']).default('public'),
  ...counts,
})

const edit = z.strictObject({ type: z.literal('edit'), at: offset, post: key, text: z.string().min(1) })
const remove = z.strictObject({ type: z.literal('delete'), at: offset, post: key })
/** The counts as they stand from then on. */
const grow = z.strictObject({ type: z.literal('grow'), at: offset, post: key, ...counts })

/**
 * What a customer says so long after our reply. The nth reply in the thread of post `to` gets its nth answer.
 * `*` answers for all posts that have none of their own, once, in the post's language.
 */
const answer = z.strictObject({
  type: z.literal('answer'),
  to: key.or(z.literal('*')),
  after: offset.refine((length) => length >= 0, 'must not be negative'),
  text: z.string().min(1),
  lang: z.string().default('en'),
})

/** One line of a scenario. */
export const line = z.discriminatedUnion('type', [us, post, edit, remove, grow, answer])
export type Line = z.infer<typeof line>
export type PostLine = Extract<Line, { type: 'post' }>
export type AnswerLine = Extract<Line, { type: 'answer' }>
/** What changes a post that is there already. */
export type ChangeLine = Extract<Line, { type: 'edit' | 'delete' | 'grow' }>
