import type { Brand } from '../domain/brand.js'
import type { CaseId } from '../domain/case.js'
import { coachReply } from '../domain/coach/coach-reply.js'
import type { CoachFinding, CoachRules } from '../domain/coach/rules.js'
import { type Draft, draftClosing, draftReply, guideFor, type ReplyGuide } from '../domain/draft.js'
import type { StoredMention } from '../domain/mention.js'
import type { Outreach, ReplyRefusal } from '../domain/outreach.js'
import type { ReplyLimits } from '../domain/reply-length.js'
import { DAY } from '../domain/time.js'
import type { Connector, DueDates, Publisher } from '../ports.js'
import type { Desk } from './desk.js'
import { latestPost, restraint } from './write-outreach.js'

/** What helps a rep write. Built once in main.ts. */
export type ReplyKit = {
  readonly guides: ReadonlyMap<string, ReplyGuide>
  readonly rules: CoachRules
  /** ISO 639-1, or `und`; `hint` decides where the text is too short to tell. */
  readonly languageOf: (text: string, hint: string) => string
  readonly dueDates: DueDates
  connectorOf(id: string): Connector | undefined
  brandOf(name: string): Brand | undefined
}

/** All that a reply form shows. */
export type PreparedReply = {
  /** The customer's post that the reply will stand under. */
  readonly target: StoredMention
  readonly draft: Draft
  readonly limits: ReplyLimits
  /** What this rep may offer on the spot. */
  readonly authority: readonly string[]
  /** Why nothing may be sent just now, however good the words are; `null` when it may. */
  readonly refusal: ReplyRefusal | null
  /** Replies of ours in this case already, oldest first. */
  readonly before: readonly Outreach[]
  readonly secondPair: boolean
}

/** Categories on which a wrong tone does the most harm: the draft is more careful, and asks for a second look. */
const SENSITIVE = ['safety', 'discrimination', 'privacy-security']
/** Categories that cannot be mended without knowing whose account, parcel or payment it is. */
const NEEDS_DETAILS = ['account-access', 'billing', 'delivery', 'fraud-money', 'privacy-security']

const NO_LIMITS: ReplyLimits = { characters: 300, counts: 'graphemes', perLink: null }

/** A form with the post in view and a draft in the customer's language; `null` when there is nothing to answer. */
export function prepareReply(
  desk: Desk,
  kit: ReplyKit,
  id: CaseId,
  kind: Outreach['kind'],
): PreparedReply | null {
  const card = desk.store.cases.card(id)
  const target = card === null ? null : latestPost(desk, id)
  if (card === null || target === null) return null
  const { assessment, post } = card.opening.removedAt === null ? card.opening : target
  const lang = target.assessment.lang === 'und' ? assessment.lang : target.assessment.lang
  const guide = guideFor(kit.guides, lang)
  const name = post.author.displayName === '' ? post.author.handle : post.author.displayName
  const draft =
    kind === 'closing'
      ? draftClosing(guide, { name, lang })
      : draftReply(guide, {
          name,
          lang,
          category: assessment.category,
          severity: assessment.severity,
          urgency: assessment.urgency,
          reasons: assessment.reasons,
          sensitive: isSensitive(target),
          asksForPersonalData: NEEDS_DETAILS.includes(assessment.category),
        })
  const { replies } = desk.policy.of(card.case.brand)
  const publisher = publisherOf(kit, target)
  const refusal =
    publisher === null ? ({ reason: 'read-only' } as const) : restraint(desk, target, desk.clock())
  return {
    target,
    draft,
    limits: publisher?.limits ?? NO_LIMITS,
    authority: replies.authority,
    refusal,
    before: desk.store.outreaches.of(id),
    secondPair: replies.secondPair,
  }
}

export const isSensitive = ({ assessment }: StoredMention): boolean => SENSITIVE.includes(assessment.category)

/** What the coach says of a reply before it goes; empty: nothing to mend. */
export function reviewReply(
  desk: Desk,
  kit: ReplyKit,
  id: CaseId,
  text: string,
  kind: Outreach['kind'],
): readonly CoachFinding[] {
  const prepared = prepareReply(desk, kit, id, kind)
  if (prepared === null) return []
  const { target, limits, before } = prepared
  const { post, assessment } = target
  const now = desk.clock()
  const zone = desk.policy.of(target.brand).zone
  const mine = new Set(before.map((one) => one.text))
  return coachReply(
    text,
    {
      lang: assessment.lang,
      names: [post.author.displayName, post.author.handle].filter((name) => name !== ''),
      problemWords: assessment.reasons,
      recentReplies: desk.store.outreaches.textsSince(now - DAY).filter((one) => !mine.has(one)),
      publicRepliesInThread: before.filter(({ status }) => status === 'sent').length,
      limits,
      contentWarning: post.contentWarning,
      isPublic: post.visibility === 'public' || post.visibility === 'unlisted',
      isClosing: kind === 'closing',
      now,
      languageOf: (words) => kit.languageOf(words, assessment.lang),
      dueDates: (words, lang, at) => kit.dueDates(words, lang, at, zone),
    },
    kit.rules,
  )
}

export const publisherOf = (kit: ReplyKit, mention: Pick<StoredMention, 'connector'>): Publisher | null =>
  kit.connectorOf(mention.connector)?.publisher ?? null
