import type { Gate, Miss, MissKind, Remedy } from '../domain/missed.js'
import type { Engagement } from '../domain/post.js'
import type { Writers } from './texts.js'

/** The review of posts that were told of late or not at all. Nobody of the team is named in it. */
export type DeskMissedTexts = {
  readonly title: string
  readonly help: string
  readonly forManagers: string
  readonly tab: Readonly<Record<Miss['state'], string>>
  readonly nothing: Readonly<Record<Miss['state'], string>>
  readonly kind: Readonly<Record<MissKind, string>>
  readonly state: Readonly<Record<Miss['state'], string>>
  readonly all: string
  noticed(at: number, write: Writers): string
  /** From the case that a person opened. */
  readonly fromCase: string
  /** From the figures. */
  readonly fromReport: string
  readonly look: string
  openCase(id: number): string
  /** What let it pass, one sentence each. */
  gate(gate: Gate, brand: string): string
  /** Before the sentences on scores, of a post that did not come in by itself. */
  readonly hadItComeIn: string
  readonly wouldHaveAlerted: string

  readonly post: {
    title(id: number): string
    readonly why: string
    readonly remedies: string
    remedy(remedy: Remedy, brand: string): string
    /** `null`: too many to count while somebody waits. */
    wouldBring(posts: number | null): string
    readonly timeline: string
    readonly verdict: string
    asked(brand: string, severity: string, complaint: number): string
    askedNow(severity: string, complaint: number): string
    readonly labels: string
    readonly labelsHelp: string
    readonly add: string
    readonly change: string
    readonly aside: string
    readonly reconsider: Readonly<Record<'in-the-set' | 'set-aside', string>>
    readonly answer: string
    readonly answerHelp: string
    readonly gone: string
    readonly goneHelp: string
  }
  readonly sight: {
    readonly posted: string
    received(engagement: Engagement): string
    readonly edited: string
    looked(engagement: Engagement): string
    readonly noticed: Readonly<Record<MissKind, string>>
    readonly byHand: string
    readonly byHandKnown: string
    corrected(severity: string, urgency: string, category: string): string
    readonly alerted: string
    readonly decided: Readonly<Record<'in-the-set' | 'set-aside', string>>
  }
  readonly set: {
    readonly title: string
    readonly help: string
    readonly never: string
    ran(found: {
      readonly model: string
      readonly ago: string
      readonly posts: number
      readonly passing: number
      readonly worse: number
    }): string
    /** Of one post, at the last run. */
    result(alerts: boolean, passes: boolean, complaint: number): string
  }
  readonly done: Readonly<Record<'add-to-set' | 'set-aside' | 'look-again', string>>
  readonly unchanged: string
  readonly undo: string
}
