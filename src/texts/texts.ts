import type { Category, Severity, Urgency } from '../domain/assessment.js'
import type { CaseEvent, CaseStatus, Command, Outcome, Refusal } from '../domain/case.js'
import type { Rung } from '../domain/ladder.js'
import type { Via } from '../domain/mention.js'
import type { Role } from '../domain/people.js'
import type { OptOut } from '../domain/post.js'
import type { CoachTexts } from './coach-texts.js'
import type { DeskTexts } from './desk-texts.js'
import type { DigestTexts } from './digest-texts.js'
import type { DiscordTexts } from './discord-texts.js'
import type { FiguresTexts } from './figures-texts.js'
import type { PulseTexts } from './pulse-texts.js'
import type { ReplyTexts } from './reply-texts.js'

/** What people do; the rest of the commands comes from the clock, the network and the customer. */
export type PersonalCommand = Exclude<Command['type'], 'expire' | 'replied' | 'take-back' | 'hear'>

/**
 * Every word that we say to a person on a board or a page, one catalogue per language.
 * Moments are handed in already written by the board (`<t:…:R>` in Discord, `<time>` on pages), so that each reader
 * sees their own clock. Names are handed in already made safe for the board.
 */
export type Texts = {
  readonly lang: string
  readonly severity: Readonly<Record<Severity, string>>
  readonly urgency: Readonly<Record<Urgency, string>>
  readonly category: Readonly<Record<Category, string>>
  readonly status: Readonly<Record<CaseStatus, string>>
  readonly outcome: Readonly<Record<Outcome, string>>
  /** What an outcome means, for the menu that a rep chooses from. */
  readonly outcomeHelp: Readonly<Record<Outcome, string>>
  readonly command: Readonly<Record<PersonalCommand | 'dismiss', string>>
  /** A step of the ladder, as history tells it. */
  readonly rung: Readonly<Record<Rung, string>>
  readonly role: Readonly<Record<Role, string>>
  readonly via: Readonly<Record<Via, string>>
  readonly optOut: Readonly<Record<OptOut, string>>
  network(network: string): string
  /** ISO 639-1 code → name in this catalogue's language. */
  language(code: string): string
  earlierCases(n: number): string
  followers(n: number): string
  /** Why a press changed nothing. */
  refusal(refusal: Refusal, write: Writers): string
  /** A press by somebody without any of the roles. */
  noRole(roles: readonly string[]): string
  /** One line of history, without its moment and its actor. */
  event(event: CaseEvent, write: Writers): string
  readonly postRemoved: string
  readonly postEdited: string
  /** The web desk's own words. */
  readonly desk: DeskTexts
  /** What the reply coach says. */
  readonly coach: CoachTexts
  /** What is said of replies, and of cases that are merged, split or opened by hand. */
  readonly reply: ReplyTexts
  /** The trust question, as the team sees it. */
  readonly pulse: PulseTexts
  readonly discord: DiscordTexts
  /** What is said of figures, wherever they are read. */
  readonly figures: FiguresTexts
  /** How a week went. */
  readonly digest: DigestTexts
  /** For boards that show a case as one message. Markup is the board's own. */
  readonly card: CardTexts
  /** The form in which a rep says how a case ended, and what else a press can be told. */
  readonly form: FormTexts
}

export type CardTexts = {
  /** "Acme Air on Bluesky" */
  on(brand: string, network: string): string
  openPost: string
  why: string
  contentWarning(text: string): string
  posted(ago: string): string
  unclaimed: string
  cameIn(ago: string): string
  /** Open again after it was released or resolved. */
  again(ago: string): string
  claimedBy(name: string, at: string): string
  claimLasts(at: string, ago: string): string
  answeredBy(name: string, ago: string): string
  resolvedBy(outcome: string, name: string, ago: string): string
  joined(n: number): string
  earlierOnesLeftOut(n: number): string
}

/** Each at most 45 characters where Discord says so: title and the two labels. */
export type FormTexts = {
  title(caseId: number): string
  outcome: string
  choose: string
  note: string
  noteHelp: string
  broke: string
  notHere: string
  oldCard: string
  notUnderstood: string
}

/** How a board writes a moment and a foreign name. */
export type Writers = {
  /** "4 minutes ago" */
  ago(at: number): string
  /** "14:05" */
  at(at: number): string
  name(name: string): string
}
