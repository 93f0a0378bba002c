import type { Severity, Urgency } from '../domain/assessment.js'
import type { Case, CaseId } from '../domain/case.js'
import type { Visibility } from '../domain/post.js'
import type { DefinitionsTexts } from './definitions-texts.js'
import type { DeskCareTexts } from './desk-care-texts.js'
import type { DeskDoorTexts } from './desk-door-texts.js'
import type { DeskMissedTexts } from './desk-missed-texts.js'
import type { DeskReportTexts } from './desk-report-texts.js'
import type { Writers } from './texts.js'

/** The words of the web desk's pages alone; what boards share is in {@link Texts}. */
export type DeskTexts = {
  readonly skip: string
  readonly menu: {
    readonly cases: string
    readonly reports: string
    readonly coverage: string
    readonly settings: string
    readonly audit: string
    readonly team: string
    readonly me: string
    readonly signOut: string
  }
  readonly demo: string
  /** The mark of live updates. */
  readonly live: { readonly on: string; readonly off: string; readonly ended: string }
  readonly noScript: string

  readonly tab: Readonly<
    Record<'open' | 'mine' | 'claimed' | 'waiting' | 'snoozed' | 'resolved' | 'all', string>
  >
  readonly filter: {
    readonly title: string
    readonly brand: string
    readonly network: string
    readonly priority: string
    readonly language: string
    readonly any: string
    readonly show: string
    readonly clear: string
  }
  readonly nothing: Readonly<
    Record<'open' | 'mine' | 'claimed' | 'waiting' | 'snoozed' | 'resolved' | 'all' | 'filtered', string>
  >
  lastPost(write: Writers, at: number | null): string
  readonly page: {
    readonly earlier: string
    readonly later: string
    of(from: number, to: number, all: number): string
  }
  /** For a screen reader, when a case appears in the list. */
  arrived(found: { level: string; severity: string; brand: string; network: string }): string
  /** Parts of the whole that do not work. */
  readonly blind: { readonly title: string; readonly silence: string }
  readonly sources: string
  lastSuccess(write: Writers, at: number | null): string

  readonly caseTitle: (id: CaseId) => string
  readonly waiting: string
  readonly openCase: string
  /** Posts that joined the first one. */
  morePosts(n: number): string
  /** After a button's word, for those who hear the button alone. */
  readonly ofCase: (id: CaseId) => string
  readonly severityLabel: string
  readonly urgencyLabel: string
  readonly severityHelp: Readonly<Record<Severity, string>>
  readonly urgencyHelp: Readonly<Record<Urgency, string>>
  readonly case: {
    readonly back: string
    readonly actions: string
    readonly said: string
    readonly why: string
    readonly post: (network: string) => string
    readonly posted: string
    readonly edited: string
    readonly received: string
    readonly contentWarning: string
    readonly engagement: (likes: number, reposts: number, replies: number) => string
    readonly outcome: string
    /** Opens the form of an unclaimed case. */
    readonly atOnce: string
    readonly choose: string
    readonly note: string
    readonly noteHelp: string
    readonly category: string
    readonly language: string
    readonly certainty: string
    readonly chance: (probability: number) => string
    readonly asks: (probability: number) => string
    readonly reasons: string
    readonly noReasons: string
    readonly rules: string
    readonly rulesHelp: string
    readonly model: string
    readonly priority: string
    readonly ofAnotherPost: string
    readonly part: Readonly<Record<'severity' | 'urgency' | 'reach' | 'growth', string>>
    readonly levels: (from: { readonly P1: number; readonly P2: number; readonly P3: number }) => string
  }
  readonly visibility: Readonly<Record<Visibility, string | null>>
  readonly actor: { readonly schedule: string; readonly customer: string; connector(id: string): string }
  /** Who has a case, or how it ended; `mine`: the reader does. */
  state(current: Case, mine: boolean, write: Writers): string
  /** After a press. */
  done(current: Case, verb: string, changed: boolean, write: Writers): string

  /** Answering, owning, and all else that is done to a case. */
  readonly care: DeskCareTexts
  /** Figures, coverage, settings, and what speeds up the list. */
  readonly report: DeskReportTexts
  /** What was told late or not at all, and why. */
  readonly missed: DeskMissedTexts
  /** Signing in through a board, and who is signed in. */
  readonly door: DeskDoorTexts
  readonly definitions: DefinitionsTexts

  readonly signIn: {
    readonly title: string
    readonly needed: string
    readonly how: string
    readonly intro: string
    readonly name: string
    readonly nameHelp: string
    readonly button: string
    readonly nameMissing: string
    readonly used: string
    readonly usedHelp: string
    readonly noToken: string
    tooMany(minutes: number): string
    readonly insecure: string
    readonly insecureHelp: string
    readonly signedOut: string
  }
  readonly team: {
    readonly title: string
    readonly you: string
    readonly invite: string
    readonly inviteHelp: string
    readonly role: string
    readonly make: string
    readonly link: string
    readonly linkHelp: string
    readonly copy: string
    readonly copied: string
  }
  readonly fault: Readonly<
    Record<'404' | '403' | '400' | '413' | '500' | '421', { readonly title: string; readonly help: string }>
  >
  readonly pressFailed: string
}
