import type { Case, CaseId } from '../domain/case.js'
import type { DuePromise } from '../domain/outreach.js'
import type { Engagement } from '../domain/post.js'
import type { Writers } from './texts.js'

/** The words of the care workflow on the web desk's pages. */
export type DeskCareTexts = {
  readonly reply: {
    title(kind: 'reply' | 'closing'): string
    readonly button: string
    readonly again: string
    readonly closing: string
    readonly label: string
    readonly help: string
    as(brand: string, network: string, isPublic: boolean): string
    /** `left` is negative by as many characters as have to go. */
    count(used: number, most: number, left: number): string
    gaps(n: number): string
    readonly noGaps: string
    readonly findGap: string
    readonly offer: string
    readonly offerHelp: string
    readonly offerNothing: string
    readonly before: string
    readonly send: string
    readonly ask: string
    readonly sensitive: string
    readonly secondPair: string
    readonly keepsWarning: string
    language(name: string): string
    readonly answered: string
    readonly answeredHelp: string
    see(network: string): string
    readonly news: string
    readonly usedForm: string
    readonly cannot: string
    readonly nothingToAnswer: string
    readonly missing: string
    readonly back: string
    readonly sent: string
    readonly toApprove: string
  }
  readonly talk: {
    readonly title: string
    readonly we: string
    readonly note: string
    readonly closing: string
    readonly elsewhere: string
    readonly again: string
    see(network: string): string
    readonly tryAgain: string
    readonly takeDown: string
    readonly correct: string
    readonly approve: string
    readonly withdraw: string
    readonly ownWaits: string
    promise(promise: DuePromise, now: number, write: Writers): string
    growth(since: Engagement): string
  }
  readonly takeDown: {
    title(network: string): string
    readonly help: string
    readonly only: string
    readonly anew: string
    readonly keep: string
    readonly done: string
    readonly withdrawn: string
  }
  readonly flag: {
    snoozed(until: number | null, write: Writers): string
    readonly others: string
    other(one: Case): string
    readonly blocked: string
    /** Short, for a row of the list. */
    promiseDue(at: number, over: boolean, write: Writers): string
    /** Above the list, before the cases themselves. */
    overdue(n: number): string
    readonly remind: string
    readonly call: string
    readonly replyFailed: string
    readonly replySending: string
    readonly toApprove: string
  }
  readonly more: {
    readonly title: string
    readonly snooze: string
    readonly until: string
    readonly choice: Readonly<Record<'hour' | 'afternoon' | 'tomorrow' | 'answer' | 'moment', string>>
    moment(zone: string): string
    readonly hand: string
    readonly handTo: string
    readonly nobodyElse: string
    where(personId: string): string
    readonly takeOver: string
    readonly reason: string
    reasonHelp(name: string): string
    readonly note: string
    readonly noteLabel: string
    readonly correct: string
    readonly correctHelp: string
    readonly correctButton: string
    readonly merge: string
    readonly mergeHelp: string
    mergeInto(id: CaseId): string
    readonly split: string
    readonly splitHelp: string
    readonly splitButton: string
    readonly elsewhere: string
    readonly elsewhereHelp: string
    readonly stop: string
    readonly stopHelp: string
    readonly stopButton: string
    readonly contactAgain: string
    readonly contactAgainHelp: string
    readonly cause: string
    readonly causeHelp: string
    readonly closingLine: string
    readonly closingLineHelp: string
    /** What was done. */
    merged(id: CaseId): string
    splitInto(id: CaseId): string
    readonly corrected: string
    readonly stopped: string
    readonly noAuthor: string
    readonly again: string
    readonly notAllowed: string
    readonly answered: string
  }
  readonly open: {
    readonly title: string
    readonly link: string
    readonly help: string
    readonly url: string
    readonly brand: string
    readonly button: string
    readonly opened: string
    readonly existed: string
    readonly missing: string
  }
  readonly audit: {
    readonly title: string
    readonly help: string
    readonly download: string
    readonly empty: string
    /** Nothing of what the page is narrowed to. */
    readonly none: string
    readonly only: string
    /** What a narrowed page is widened by. */
    nowAll(narrowed: string): string
    readonly older: string
    readonly newest: string
    readonly column: Readonly<
      Record<'at' | 'who' | 'role' | 'action' | 'case' | 'outcome' | 'detail', string>
    >
    action(action: string): string
    outcome(outcome: string): string
  }
}
