import type { CaseId } from '../domain/case.js'
import type { OutreachState, ReplyRefusal } from '../domain/outreach.js'
import type { Writers } from './texts.js'

/** Why two cases were not joined, or one not split. */
export type JoinRefused =
  | { readonly reason: 'no-such-case'; readonly id: CaseId }
  | { readonly reason: 'same-case' }
  | { readonly reason: 'another-author' }
  | { readonly reason: 'case-resolved'; readonly id: CaseId }
  | { readonly reason: 'not-a-later-post' }

/** Why a sent reply still stands. */
export type TakeDownRefused =
  | { readonly why: 'no-such-reply' | 'not-sent' | 'read-only' }
  | { readonly why: 'network'; readonly error: string }

/** What every board says about replies, and about what is done to cases beside their own verbs. */
export type ReplyTexts = {
  /** Why nothing may be written, or was not. */
  refusal(refused: ReplyRefusal, write: Writers): string
  joinRefusal(refused: JoinRefused): string
  takeDownRefusal(refused: TakeDownRefused, write: Writers): string
  /** How a reply fares: a few words, as a heading or a line of a card. */
  state(state: OutreachState, write: Writers): string
  openRefusal(why: 'unknown' | 'unreachable' | 'no-such-brand' | 'taken-back'): string
  approval(answer: 'approved' | 'own-reply' | 'not-waiting' | 'must-not'): string
}
