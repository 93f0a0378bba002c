import type { CaseId } from './case.js'
import type { MentionId } from './mention.js'
import type { Person } from './people.js'
import type { Instant } from './time.js'

export type OutreachId = number

/** A rep's words to a customer: owed once written, until the network has them. Only a person writes one. */
export type Outreach = {
  readonly id: OutreachId
  readonly caseId: CaseId
  /** The post that it answers. */
  readonly mentionId: MentionId
  readonly by: Person
  readonly text: string
  /** BCP 47. */
  readonly lang: string
  /** Unique for ever; the same in every attempt. */
  readonly key: string
  readonly writtenAt: Instant
  /** `closing`: a last line under a case that is being resolved. */
  readonly kind: 'reply' | 'closing'
} & OutreachState

export type OutreachState =
  /** Waits for a second pair of eyes, where the brand asks for it. */
  | { readonly status: 'to-approve' }
  | { readonly status: 'owed'; readonly error: string | null }
  | { readonly status: 'sending' }
  | {
      readonly status: 'sent'
      readonly uri: string
      readonly ref: string
      readonly url: string | null
      readonly sentAt: Instant
    }
  /** The network will never take it, or nobody approved; the rep may write another. */
  | { readonly status: 'failed'; readonly error: string }
  /** Taken down again by us. */
  | { readonly status: 'removed'; readonly removedAt: Instant }

/** Why a reply was not accepted for sending; with what the rep needs to know. */
export type ReplyRefusal =
  | { readonly reason: 'not-yours'; readonly owner: Person }
  | { readonly reason: 'not-claimed' }
  | { readonly reason: 'case-resolved' }
  | { readonly reason: 'post-removed' }
  | { readonly reason: 'read-only' }
  /** The author, or an admin for them, asked that we do not write. */
  | { readonly reason: 'do-not-contact' }
  | { readonly reason: 'opted-out'; readonly signal: string }
  /** An untagged author is written to once in a while only. */
  | { readonly reason: 'contacted-lately'; readonly at: Instant; readonly again: Instant }
  /** An earlier reply in this case is still on its way. */
  | { readonly reason: 'still-sending' }
  | { readonly reason: 'no-such-case'; readonly id: CaseId }

/** "By Friday", said to a customer in a sent reply. */
export type DuePromise = {
  readonly id: number
  readonly caseId: CaseId
  readonly outreachId: OutreachId
  readonly phrase: string
  readonly dueAt: Instant
  readonly state: 'open' | 'kept' | 'dropped'
}
