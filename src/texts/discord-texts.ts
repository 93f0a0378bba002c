import type { Notice } from '../domain/notice.js'
import type { Engagement } from '../domain/post.js'
import type { Writers } from './texts.js'

/** Words for a board of messages: beside the card, its menus, forms, threads, notices and commands. Markup is the board's own. */
export type DiscordTexts = {
  readonly card: DiscordCardTexts
  readonly menu: DiscordMenuTexts
  readonly form: DiscordFormTexts
  /** A notice in a sentence or two, after the names of those whom it calls. At most 1,500 characters. */
  notice(notice: SaidNotice, write: Writers): string
  readonly notices: { readonly openCard: string; readonly openChannel: string }
  readonly thread: {
    title(caseId: number): string
    readonly hint: string
    readonly soFar: string
    /** Heading above the customer's earlier cases; says so where there are none. */
    earlier(n: number): string
    leftOut(n: number): string
  }
  readonly list: {
    title(show: string, n: number): string
    page(page: number, pages: number): string
    readonly nothing: string
    readonly previous: string
    readonly next: string
  }
  readonly summary: {
    readonly title: string
    open(n: number): string
    longest(link: string, ago: string): string
    claimed(n: number): string
    waiting(n: number): string
    overdue(n: number): string
    muted(brand: string, ago: string): string
  }
  readonly command: DiscordCommandTexts
}

/** Notices in a sentence or two: the rest have a form of their own. */
export type SaidNotice = Exclude<Notice, { type: 'thread' | 'history' | 'summary' }>

export type DiscordCardTexts = {
  readonly reply: string
  readonly closing: string
  readonly more: string
  promised(phrase: string, ago: string): string
  elsewhere(ago: string): string
  /** `null`: until the customer answers. */
  snoozed(until: string | null): string
  cause(cause: string): string
  grown(from: Engagement, to: Engagement): string
}

export type MenuChoice =
  | 'release'
  | 'take-over'
  | 'dismiss'
  | 'snooze-hour'
  | 'snooze-four'
  | 'snooze-tomorrow'
  | 'snooze-answer'
  | 'wake'
  | 'note'
  | 'correct'
  | 'merge'
  | 'split'
  | 'elsewhere'
  | 'ask-pulse'
  | 'approve'
  | 'withdraw'
  | 'take-down'
  | 'no-contact'
  | 'contact-again'

export type DiscordMenuTexts = {
  title(caseId: number): string
  readonly choose: string
  readonly handTo: string
  /** Each at most 100 characters. */
  readonly choice: Readonly<Record<MenuChoice, string>>
  readonly help: Readonly<Record<MenuChoice, string>>
  /** After it was done. */
  readonly done: Readonly<Record<MenuChoice, string>>
  handed(name: string): string
  merged(into: number): string
  splitOff(into: number): string
  readonly notOfTheTeam: string
  readonly takeDown: string
  readonly takeDownThis: string
  readonly writeAnew: string
}

/** Titles and labels at most 45 characters, help at most 100. */
export type DiscordFormTexts = {
  replyTitle(caseId: number): string
  readonly replyLabel: string
  replyHelp(characters: number): string
  sentBefore(n: number): string
  readonly mayOffer: string
  readonly offerHelp: string
  readonly secondPair: string
  readonly onItsWay: string
  readonly toApprove: string
  readonly answeredAlready: string
  readonly textGone: string
  readonly news: string
  readonly sendStill: string
  readonly usedForm: string
  readonly cause: string
  readonly causeHelp: string
  readonly closing: string
  readonly closingHelp: string
  readonly closingOnlyWhen: string
  takeOverTitle(caseId: number): string
  readonly reason: string
  readonly reasonHelp: string
  noteTitle(caseId: number): string
  readonly noteLabel: string
  readonly noteHelp: string
  mergeTitle(caseId: number): string
  readonly mergeInto: string
  readonly mergeHelp: string
  splitTitle(caseId: number): string
  readonly splitPost: string
  correctTitle(caseId: number): string
  readonly severity: string
  readonly urgency: string
  readonly category: string
}

export type DiscordCommandTexts = {
  /** Each at most 100 characters. */
  readonly about: Readonly<
    Record<
      | 'cases'
      | 'case'
      | 'caseShow'
      | 'caseOpen'
      | 'oncall'
      | 'oncallWho'
      | 'oncallSet'
      | 'mute'
      | 'unmute'
      | 'status'
      | 'audit'
      | 'report'
      | 'reportShow'
      | 'reportExport'
      | 'me'
      | 'help',
      string
    >
  >
  readonly option: Readonly<
    Record<
      | 'show'
      | 'brand'
      | 'priority'
      | 'number'
      | 'url'
      | 'user'
      | 'until'
      | 'export'
      | 'period'
      | 'from'
      | 'to'
      | 'picture',
      string
    >
  >
  readonly show: Readonly<Record<'open' | 'mine' | 'overdue' | 'waiting' | 'all', string>>
  /** In a message's menu; at most 32 characters. */
  readonly openFromMessage: string
  readonly noUrl: string
  readonly whichBrand: string
  opened(link: string): string
  openAlready(link: string): string
  readonly nobodyOnCall: string
  onCall(name: string): string
  onCallSet(name: string, until: string): string
  readonly badUntil: string
  readonly managersOnly: string
  /** `null`: every brand. */
  muted(brand: string | null, until: string): string
  unmuted(brand: string | null): string
  readonly statusTitle: string
  lastSuccess(ago: string): string
  /** Cards and edits that are owed; `null`: none is. */
  queue(n: number, oldest: string | null): string
  readonly auditTitle: string
  exported(entries: number): string
  readonly helpText: string
}
