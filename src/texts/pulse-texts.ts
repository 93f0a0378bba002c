import type { PulseRefusal } from '../domain/pulse.js'
import type { Writers } from './texts.js'

/** What the team reads of the trust question; the customer's words are in {@link PulsePageTexts}. */
export type PulseTexts = {
  title(caseId: number): string
  /** Under the button, and in a menu: at most 100 characters. */
  readonly help: string
  /** Before the link is used: each a sentence that must not be missed. */
  rules(network: string): readonly string[]
  /** Above the words that are ready to be sent. */
  ready(language: string): string
  lasts(until: string): string
  readonly copy: string
  readonly copied: string
  readonly back: string
  /** Why nobody can ask. */
  refusal(refused: PulseRefusal, write: Writers): string
  /** At the head of a case. */
  state(
    asked: { readonly askedAt: number; readonly expiresAt: number; readonly answered: boolean },
    now: number,
    write: Writers,
  ): string

  /** In reports. */
  readonly report: {
    readonly title: string
    readonly all: string
    readonly answered: string
    readonly trusting: string
    readonly median: string
    readonly fewer: string
  }
}
