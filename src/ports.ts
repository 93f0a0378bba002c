/**
 * The contracts between the app and everything that serves or drives it. Read this file first.
 *
 * Edges (connectors, publishers, boards) are asynchronous and may fail; stores and the classifier are synchronous,
 * so that a verb reads, decides and writes in one transaction with nothing in between.
 */
import type { AlertThreshold, Assessment, Category, Severity } from './domain/assessment.js'
import type { Brand } from './domain/brand.js'
import type { Card } from './domain/card.js'
import type { Case, CaseEvent, CaseId, CaseStatus, Command, Labels, Outcome } from './domain/case.js'
import type { HistoryEntry } from './domain/history.js'
import type { Rung } from './domain/ladder.js'
import type { Mention, MentionId, StoredMention, Via } from './domain/mention.js'
import type { Held, Miss, MissState, NoticedMiss } from './domain/missed.js'
import type { Look } from './domain/missed-timeline.js'
import type { Notice } from './domain/notice.js'
import type { DuePromise, Outreach, OutreachId } from './domain/outreach.js'
import type { Actor, Person, Role, SignInRefusal } from './domain/people.js'
import type { Engagement, Network, Post, PostKey } from './domain/post.js'
import type { Level, Priority } from './domain/priority.js'
import type { Grade, PulseLanguage } from './domain/pulse.js'
import type { OnCallOverride } from './domain/rota.js'
import type { Instant } from './domain/time.js'

/** The one source of the time. Tests move it by hand. */
export type Clock = () => Instant

/** Structured log lines for admins (pino fits). Fields never hold a post's text, an author or a secret. */
export type Log = {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

// ---------------------------------------------------------------------------------------------- from the networks

/** What a connector is told to look for. The app matches again: a connector may bring too much, never too little. */
export type Watch = {
  /** Words, phrases and `#hashtags` of all brands, as configured. */
  readonly terms: readonly string[]
  /** The brands' own accounts, normalised. */
  readonly accounts: readonly string[]
}

/** One place that posts come from. Stateless but for what its network's session needs: its position is the cursor. */
export type Connector = {
  /** Stable across restarts and config edits that leave the account alone: `bluesky:acme.bsky.social`. Keys the cursor. */
  readonly id: string
  readonly network: Network
  /** What this connector can and cannot see, in a sentence for people: silence is never mistaken for peace. */
  readonly reach: string

  /**
   * One page of what is new since `cursor`, oldest first; `null` on the very first run, when a connector takes in
   * recent history (marked as such) and from then on only what is new.
   * Bad items are named in `skipped`, never thrown: one of them does not cost its page.
   * @throws ConnectorError when the page could not be had; the cursor then stays where it is.
   */
  poll(cursor: string | null, signal: AbortSignal): Promise<Batch>

  /**
   * The same batches, pushed, for sources that can. Ends when `signal` aborts; throws ConnectorError when it breaks,
   * to be called again with the last committed cursor. `undefined` where the source can only be polled.
   */
  readonly stream?: (cursor: string | null, signal: AbortSignal) => AsyncIterable<Batch>

  /** The posts as they are now: edited, gone, or grown. Answers every ref once, in any order. @throws ConnectorError */
  lookup(refs: readonly string[], signal: AbortSignal): Promise<readonly Found[]>

  /** The thread around a post, root first, as far as its network shows it; empty when gone. @throws ConnectorError */
  thread(ref: string, signal: AbortSignal): Promise<readonly Post[]>

  /**
   * The post behind an address as a browser shows it; `null` when it is not of this network, or nothing is there.
   * `undefined` where the network offers no such look-up. @throws ConnectorError
   */
  readonly byUrl?: (url: string, signal: AbortSignal) => Promise<Post | null>

  /** Publishes as the brand; `null` when this connector may only read. */
  readonly publisher: Publisher | null

  /** Tries the credentials and each thing the connector needs, for `amends check`. Never throws, never prints a secret. */
  check(signal: AbortSignal): Promise<readonly Finding[]>
}

export type Batch = {
  /** Oldest first. May overlap with earlier batches: the store keeps one of each. */
  readonly posts: readonly SeenPost[]
  /** Posts that the source says are gone. */
  readonly removed: readonly PostKey[]
  /** Items that could not be read. */
  readonly skipped: readonly Skipped[]
  /** Covers all of the above; to be committed with them. Opaque; an unchanged cursor is fine. */
  readonly cursor: string
  /** More is waiting: poll again at once. */
  readonly more: boolean
}

export type SeenPost = {
  readonly post: Post
  readonly via: Exclude<Via, 'by-hand'>
  /** The brand's account that was tagged, answered or quoted, where the connector knows; normalised. */
  readonly account?: string
  /** From before the first run. */
  readonly history: boolean
}

export type Skipped = { readonly item: string; readonly why: string }

/** `unknown`: the network did not say (a passing fault for this one post): keep what we have. */
export type Found =
  | { readonly ref: string; readonly state: 'there'; readonly post: Post }
  | { readonly ref: string; readonly state: 'gone' }
  | { readonly ref: string; readonly state: 'unknown' }

/** One line of `amends check`. `mend` says what to do where `ok` is false. */
export type Finding = {
  readonly what: string
  readonly ok: boolean
  readonly detail: string
  readonly mend: string | null
}

export type Publisher = {
  /** The longest reply this network takes, and how it counts: `graphemes` for people's characters, `weighted` where links count as a fixed number. */
  readonly limits: {
    readonly characters: number
    readonly counts: 'graphemes' | 'weighted'
    readonly perLink: number | null
  }

  /**
   * Publishes one reply under a post. Calling again with the same order publishes nothing more, as far as the network
   * can promise; after {@link PublishError} `doubt` call {@link findReply} first.
   * @throws ConnectorError
   */
  reply(order: ReplyOrder, signal: AbortSignal): Promise<Published>

  /** The reply that an earlier, doubtful attempt may have published; `null` when it did not. @throws ConnectorError */
  findReply(order: ReplyOrder, signal: AbortSignal): Promise<Published | null>

  /** Takes a reply of ours down. Gone already is fine. @throws ConnectorError */
  remove(ref: string, signal: AbortSignal): Promise<void>
}

/** All of it is stored before the first attempt, so that every attempt is the same to the byte. */
export type ReplyOrder = {
  readonly to: Pick<Post, 'ref' | 'uri' | 'author' | 'visibility' | 'contentWarning'>
  readonly text: string
  /** BCP 47. */
  readonly lang: string
  /** Unique for this reply, for ever. */
  readonly idempotencyKey: string
  readonly createdAt: Instant
}

export type Published = {
  readonly uri: string
  readonly ref: string
  readonly url: string | null
  readonly at: Instant
}

/**
 * Why a network call failed, as only the connector can tell.
 * - `passing`: try again later (429, 5xx, time-out, no network); `retryAfter` in ms when the network said so
 * - `credentials`: the network refuses who we say we are; trying again is useless until somebody mends the config
 * - `blocked`: the network, or something in front of it, refuses to serve us though the credentials may be right
 * - `refused`: this one request will never work (gone, too long, blocked by the author)
 * - `doubt`: it may or may not have happened (a reply whose answer was lost)
 */
export type ConnectorFault = 'passing' | 'credentials' | 'blocked' | 'refused' | 'doubt'

export class ConnectorError extends Error {
  override readonly name = 'ConnectorError'
  readonly fault: ConnectorFault
  /** Milliseconds to wait, when the network said so. */
  readonly retryAfter: number | null
  constructor(
    message: string,
    options: { fault: ConnectorFault; retryAfter?: number | null; cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.fault = options.fault
    this.retryAfter = options.retryAfter ?? null
  }
}

/**
 * Where a connector keeps what its network's session needs across restarts (Bluesky rations log-ins).
 * The value is a secret: stores keep it out of every page, log and export.
 */
export type SessionKeeper = {
  load(id: string): string | null
  save(id: string, session: string | null): void
}

// ---------------------------------------------------------------------------------------------------- assessment

export type Classifier = {
  /** Which model judges: goes into every assessment. */
  readonly id: string
  /** Deterministic for a given model; no clock, no I/O. Any text gets a verdict, empty and hostile ones too. */
  assess(text: string, about?: AssessmentContext): Assessment
}

export type AssessmentContext = {
  /** Its terms and accounts are masked, so that no brand's name speaks for or against it. */
  readonly brand?: Brand | undefined
  /** Language tags declared by the author's app: a hint, overruled by clear evidence. */
  readonly langs?: readonly string[] | undefined
}

/**
 * Promises of time in a sent reply ("by Friday", "in 2 hours"), each with the moment by which it is to be kept, never
 * before `at`. `lang` is ISO 639-1, `zone` an IANA time zone: whose Friday is meant. Pure and synchronous.
 */
export type DueDates = (
  text: string,
  lang: string,
  at: Instant,
  zone: string,
) => readonly { readonly phrase: string; readonly dueAt: Instant }[]

// --------------------------------------------------------------------------------------------------------- boards

/** Where the team sees cases and is told of them. The web desk reads the store and needs none of this. */
export type Board = {
  /** `discord`. Names the board in the outbox and in history. */
  readonly id: string
  /** Shows a new card. `key` is the same in every attempt for this card. @throws DeliveryError */
  show(card: Card, key: string, signal: AbortSignal): Promise<{ readonly messageId: string }>
  /** Brings a shown card up to date in place. `gone`: somebody deleted it; it will be shown anew. @throws DeliveryError */
  edit(messageId: string, card: Card, signal: AbortSignal): Promise<'edited' | 'gone'>
  /** The message that an earlier, doubtful `show` of this key made; `null` when none. @throws DeliveryError */
  find(card: Card, key: string, signal: AbortSignal): Promise<string | null>
  /** As {@link Connector.check}. */
  check(signal: AbortSignal): Promise<readonly Finding[]>
}

/** Where the team is told things beside the cards: who is wanted, what ran out, what we cannot see. */
export type Announcer = {
  /** As {@link Board.id}. */
  readonly id: string
  /** Says a notice once, pinging just its audience. `key` as for `show`. `quiet`: nobody is pinged. @throws DeliveryError */
  notify(
    notice: Notice,
    key: string,
    quiet: boolean,
    signal: AbortSignal,
  ): Promise<{ readonly messageId: string }>
  /** The message that an earlier, doubtful `notify` of this key made; `null` when none. @throws DeliveryError */
  findNotice(notice: Notice, key: string, signal: AbortSignal): Promise<string | null>
}

/**
 * Why a delivery failed, as only the board can tell.
 * - `passing`: certainly not done; try again later
 * - `doubt`: may be done; find out before trying again
 * - `refused`: this message will never be taken
 * - `closed`: nothing will be taken until somebody mends the set-up (token revoked, channel gone, permission lost)
 */
export type DeliveryFault = 'passing' | 'doubt' | 'refused' | 'closed'

export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly fault: DeliveryFault
  readonly retryAfter: number | null
  constructor(
    message: string,
    options: { fault: DeliveryFault; retryAfter?: number | null; cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.fault = options.fault
    this.retryAfter = options.retryAfter ?? null
  }
}

/**
 * A board that knows its people lets them into the web desk: the browser goes there, and comes back with an answer. None
 * of these throws or rejects: what goes wrong is said.
 */
export type SignInProvider = {
  /** `discord`. Begins the ids of its people, as in {@link Person}, and stands in addresses. */
  readonly id: string
  /** For people: `Discord`. */
  readonly name: string
  /** Where to send the browser, and what to keep out of its reach until it comes to `wayBack`. */
  begin(wayBack: string): Promise<{ readonly url: string; readonly attempt: SignInAttempt }>
  /** `answer` is what the browser brought back. An attempt is finished once. */
  finish(attempt: SignInAttempt, answer: URLSearchParams): Promise<SignInAnswer>
  /** Whether somebody who signed in is still welcome, and as what. */
  standing(personId: string): Promise<Standing>
}

export type SignInAttempt = {
  /** Comes back with the answer: unguessable, one for each attempt. */
  readonly state: string
  /** Proves that whoever finishes is who began. */
  readonly verifier: string
  readonly wayBack: string
}

export type SignInAnswer =
  | { readonly type: 'welcome'; readonly person: Person; readonly role: Role }
  | { readonly type: 'refused'; readonly why: SignInRefusal }

/** `unknown`: the board cannot be asked now, which says nothing about the person. */
export type Standing =
  | { readonly type: 'member'; readonly person: Person; readonly role: Role }
  | { readonly type: 'left' | 'no-role' | 'unknown' }

/** Tells whoever watches (desk pages, the delivery loop) that a case changed. In memory: a missed signal costs a tick, no data. */
export type Changes = {
  publish(change: Change): void
  /** Returns the way to stop listening. */
  subscribe(listener: (change: Change) => void): () => void
}
export type Change = {
  readonly caseId: CaseId
  readonly version: number
  readonly what: CaseEvent['type'] | Command['type']
}

// --------------------------------------------------------------------------------------------------------- stores

/** All of what is kept. Everything is synchronous; `transaction` is BEGIN IMMEDIATE … COMMIT, not re-entrant. */
export type Store = {
  transaction<T>(work: () => T): T
  readonly mentions: MentionStore
  readonly cases: CaseStore
  readonly history: HistoryStore
  readonly outbox: Outbox
  readonly outreaches: OutreachStore
  readonly notices: NoticeStore
  readonly clockwork: ClockworkStore
  readonly restraint: RestraintStore
  readonly pulses: PulseStore
  readonly team: TeamStore
  readonly connectors: ConnectorStore
  readonly sessions: SessionKeeper
  readonly desk: DeskStore
  readonly reports: ReportStore
  readonly missed: MissedStore
  /** Writes everything into a new database file; outside of a transaction. @throws when the file is there already */
  copyTo(path: string): void
  close(): void
}

export type MentionStore = {
  /** `null` when (network, uri) is known already. @param lookAgainAt as for `lookAgain` */
  add(mention: Mention, assessment: Assessment, lookAgainAt?: Instant | null): MentionId | null
  get(id: MentionId): StoredMention | null
  byUri(key: PostKey): StoredMention | null
  /** After an edit: the new text with its new verdict. */
  revise(id: MentionId, post: Post, assessment: Assessment): void
  grow(id: MentionId, engagement: Engagement): void
  /** A rep put the verdict right: these labels stand from now on. */
  relabel(id: MentionId, labels: Labels): void
  /**
   * The author took it back: text, reasons, address and author are erased, and the case forgets an author of whom no
   * post is left. That there was a mention stays, and that this post is not to be taken in again. With the end of the
   * transaction nothing of it is left in the file either.
   */
  erase(id: MentionId, at: Instant): void
  /** When the post is to be looked up again; `null`: no more. */
  lookAgain(id: MentionId, at: Instant | null): void
  /** Due for a look-up, longest overdue first, of one connector. */
  dueForLookup(connector: string, now: Instant, limit: number): readonly StoredMention[]
}

export type CaseStore = {
  /** A new case in status `open`, version 1, with the mention that opened it. Its ladder is to be looked at at once. */
  open(mention: StoredMention, priority: Priority, at: Instant): Case
  get(id: CaseId): Case | null
  /** Writes `next` if the stored version is still `next.version - 1`; `false` means somebody was faster. */
  save(next: Case): boolean
  /** Links a later mention to the case. */
  join(id: CaseId, mention: MentionId): void
  /** The case a mention belongs to. */
  ofMention(id: MentionId): CaseId | null
  /** Other cases on whose card it stands: those that were merged away since it opened them. */
  othersShowing(id: MentionId): readonly CaseId[]
  /** The author's case with this brand that is not resolved. */
  unresolvedOf(author: { brand: string; network: Network; authorId: string }): Case | null
  /** The author's newest case that holds one of these posts, whatever its status: what an answer in a thread belongs to. */
  ofThread(author: { network: Network; authorId: string }, uris: readonly string[]): Case | null
  /** All cases of an author with a brand, newest first. Empty for an author who is forgotten (`authorId` ''). */
  ofAuthor(author: { brand: string; network: Network; authorId: string }): readonly Case[]
  card(id: CaseId): Card | null
  /** Most pressing first, then longest waiting. */
  list(filter: CaseFilter, page: { readonly limit: number; readonly offset: number }): readonly Card[]
  count(filter: CaseFilter): number
  setAlerted(id: CaseId, at: Instant): void
  /** Moves mentions to another case. */
  move(mentions: readonly MentionId[], to: CaseId): void
  setMergedInto(id: CaseId, into: CaseId): void
  /** Cases opened since then, for the rate cap. */
  alertedSince(brand: string, since: Instant): number
}

/** Absent keys do not filter. */
export type CaseFilter = {
  readonly statuses?: readonly CaseStatus[] | undefined
  readonly brand?: string | undefined
  readonly network?: Network | undefined
  readonly level?: Level | undefined
  readonly lang?: string | undefined
  readonly ownerId?: string | undefined
  /** `true`: only those put aside; `false`: none of them. */
  readonly snoozed?: boolean | undefined
}

export type HistoryStore = {
  /** Returns the id of the new line. */
  append(caseId: CaseId, event: CaseEvent, by: Actor, at: Instant): number
  get(id: number): HistoryEntry | null
  of(caseId: CaseId): readonly HistoryEntry[]
  /** Every case that this mention has ever joined, also those that it has left since. */
  casesJoinedBy(mention: MentionId): readonly CaseId[]
}

/**
 * What is owed to the outside world. One row per card and board, for ever: a change of its case owes it again
 * (`wanted` counts up), so that any number of changes costs one edit, and a card can never be shown twice.
 */
export type Outbox = {
  /** Owes a card to a board, now. */
  oweCard(board: string, caseId: CaseId, version: number, rank: number, now: Instant): void
  /** The most pressing row that is due, marked as being sent; `null` when nothing is due. */
  take(board: string, now: Instant): OutboxRow | null
  /** Delivered up to `version`; owed again at once when more has been wanted since. */
  settle(id: number, messageId: string, version: number, now: Instant): void
  /** Failed for now. `doubt`: the attempt may have been carried out. */
  postpone(id: number, until: Instant, error: string, doubt: boolean): void
  /** Will never be taken; kept with its error for people to see. */
  abandon(id: number, error: string): void
  /** Kept back for now because too many came at once: no attempt was made. */
  hold(id: number, until: Instant): void
  /** New cards of a brand that are kept back, most pressing first. */
  held(board: string, brand: string): readonly CaseId[]
  /** The message was deleted on the board: show it anew. */
  forgetMessage(id: number, now: Instant): void
  /** Rows a dead process left half-sent become due, in doubt. Called once at start, before anything is taken. */
  recover(now: Instant): number
  messageOf(board: string, caseId: CaseId): string | null
  /** Owed and not yet delivered, and the oldest of them; for health and for people. */
  pending(board: string): {
    readonly count: number
    readonly oldestAt: Instant | null
    readonly abandoned: number
  }
}

export type OutboxRow = {
  readonly id: number
  readonly board: string
  readonly caseId: CaseId
  /** Stable for the row's life, ≤ 25 characters. */
  readonly key: string
  /** Version of the case that is to be shown at least. */
  readonly wanted: number
  readonly messageId: string | null
  readonly attempts: number
  /** An earlier attempt may have been carried out: ask the board before trying again. */
  readonly doubt: boolean
}

/** Replies owed to customers. At most one of a case is on its way at a time. */
export type OutreachStore = {
  /** @throws when another of this case is on its way: ask {@link onItsWay} first, in the same transaction */
  write(draft: OutreachDraft): OutreachId
  get(id: OutreachId): Outreach | null
  /** Oldest first. */
  of(caseId: CaseId): readonly Outreach[]
  onItsWay(caseId: CaseId): Outreach | null
  /** By the same press: a form that is sent twice is written once. */
  byKey(key: string): Outreach | null
  approve(id: OutreachId, now: Instant): void
  take(connector: string, now: Instant): OutreachRow | null
  settle(id: OutreachId, published: Published): void
  postpone(id: OutreachId, until: Instant, error: string, doubt: boolean): void
  fail(id: OutreachId, error: string): void
  removed(id: OutreachId, at: Instant): void
  recover(now: Instant): number
  /** Texts sent since then, newest first: to notice when nearly the same goes out again. */
  textsSince(since: Instant): readonly string[]
  /** With the posts of a case its replies go to another, one on its way too unless the other has one itself. */
  move(from: CaseId, to: CaseId): void
  /** A reply of ours that was not sent through Amends: kept, so that it is counted once. */
  found(caseId: CaseId, mentionId: MentionId, reply: Post): void
  isOurs(network: Network, uri: string): boolean
}

export type OutreachDraft = Pick<
  Outreach,
  'caseId' | 'mentionId' | 'by' | 'text' | 'lang' | 'key' | 'writtenAt' | 'kind'
> & {
  readonly connector: string
  readonly toApprove: boolean
}

export type OutreachRow = {
  readonly id: OutreachId
  readonly caseId: CaseId
  readonly mentionId: MentionId
  readonly by: Person
  readonly text: string
  readonly lang: string
  readonly key: string
  readonly writtenAt: Instant
  readonly kind: Outreach['kind']
  readonly attempts: number
  readonly doubt: boolean
}

/** Messages to the team, each said once: `topic` names what it is about. */
export type NoticeStore = {
  /** `false` when this topic was said, or is owed, already. */
  owe(board: string, topic: string, notice: Notice, now: Instant): boolean
  /** Whether this topic was said, or is owed. */
  knows(board: string, topic: string): boolean
  take(board: string, now: Instant): NoticeRow | null
  settle(id: number, messageId: string): void
  postpone(id: number, until: Instant, error: string, doubt: boolean): void
  abandon(id: number, error: string): void
  recover(now: Instant): number
}

export type NoticeRow = {
  readonly id: number
  readonly board: string
  /** ≤ 25 characters, stable for the row's life. */
  readonly key: string
  readonly notice: Notice
  readonly owedAt: Instant
  readonly attempts: number
  readonly doubt: boolean
}

/** What the clock is to do: leases, snoozes, ladders, promises. All lists oldest due first. */
export type ClockworkStore = {
  expiredClaims(now: Instant, limit: number): readonly CaseId[]
  snoozesOver(now: Instant, limit: number): readonly CaseId[]
  /** Cases whose ladder is due to be looked at. */
  laddersDue(now: Instant, limit: number): readonly CaseId[]
  setLadder(id: CaseId, at: Instant | null): void
  rungsTaken(id: CaseId, since: Instant): ReadonlySet<Rung>
  takeRung(id: CaseId, since: Instant, rung: Rung, at: Instant, merged: boolean): void
  addPromise(promise: Omit<DuePromise, 'id' | 'state'>): void
  promisesOf(caseId: CaseId): readonly DuePromise[]
  /** Open, due, and not yet rung for. */
  promisesDue(now: Instant, limit: number): readonly DuePromise[]
  /** Open and due, rung for or not, of cases that are not resolved. */
  promisesOverdue(now: Instant, limit: number): readonly DuePromise[]
  rang(id: number, at: Instant): void
  movePromises(from: CaseId, to: CaseId): void
  settlePromises(caseId: CaseId, state: 'kept' | 'dropped', at: Instant): void
}

/** People whom we are not to write to, or not again so soon. Authors are kept as hashes. */
export type RestraintStore = {
  block(author: AuthorKey, by: Person, at: Instant): void
  unblock(author: AuthorKey): void
  isBlocked(author: AuthorKey): boolean
  lastContact(author: AuthorKey, brand: string): Instant | null
  contacted(author: AuthorKey, brand: string, at: Instant): void
  /** When a link to the trust question was last made for them. */
  lastAsked(author: AuthorKey, brand: string): Instant | null
  asked(author: AuthorKey, brand: string, at: Instant): void
}
export type AuthorKey = { readonly network: Network; readonly authorId: string }

/** The trust question, one a case: links to it, and what was answered. Tokens are stored hashed, answers without a person. */
export type PulseStore = {
  /** A link for the case; an earlier one of the same case is void from here on. The first asking is the one that counts. */
  ask(asked: {
    readonly caseId: CaseId
    readonly tokenHash: string
    readonly lang: PulseLanguage
    readonly at: Instant
    readonly expiresAt: Instant
  }): void
  /** What a link is for; `null`: unknown, void, or its time is over. */
  byToken(tokenHash: string, now: Instant): PulseLink | null
  /** `false`: there is an answer already, and it stands. */
  answer(caseId: CaseId, grade: Grade, at: Instant): boolean
  /** How it stands with a case; `null`: never asked. Never a grade: those leave the store in figures alone. */
  of(caseId: CaseId): PulseState | null
  /** With the posts of a case its question goes to another, unless that has one itself. */
  move(from: CaseId, to: CaseId): void
}

export type PulseLink = {
  readonly caseId: CaseId
  readonly lang: PulseLanguage
  readonly answered: boolean
}

export type PulseState = {
  readonly askedAt: Instant
  readonly expiresAt: Instant
  readonly answered: boolean
}

/** What the team set for itself, and who did what. */
export type TeamStore = {
  mute(mute: Mute): void
  /** Ends every mute of the brand (`null`: of all brands together). */
  unmute(brand: string | null, now: Instant): void
  mutedUntil(brand: string, now: Instant): Instant | null
  addOverride(override: OnCallOverride, by: Person): void
  /** Those that are not over, oldest first. */
  overrides(now: Instant): readonly OnCallOverride[]
  addLabel(mention: MentionId, labels: Labels, by: Person, at: Instant): void
  audit(entry: AuditEntry): void
  /** Newest first. */
  audited(page: {
    readonly limit: number
    readonly before: number | null
    /** Of one person alone, of one kind of deed alone. */
    readonly by?: Person['id'] | undefined
    readonly action?: string | undefined
  }): readonly (AuditEntry & { readonly id: number })[]
  /** Whether good catches in digests may name this person; not unless they chose so. */
  isNamed(person: Person['id']): boolean
  setNamed(person: Person['id'], named: boolean, at: Instant): void
  /** A thread or standing message of a board, e.g. `thread:127`, `summary`. */
  place(board: string, purpose: string): string | null
  setPlace(board: string, purpose: string, messageId: string | null): void
}

export type Mute = {
  readonly brand: string | null
  readonly at: Instant
  readonly until: Instant
  readonly by: Person
}

export type AuditEntry = {
  readonly at: Instant
  readonly by: Person
  readonly role: Role | null
  /** `claim`, `reply`, `mute`, … */
  readonly action: string
  readonly caseId: CaseId | null
  /** `done`, `unchanged`, or the reason of a refusal. */
  readonly outcome: string
  readonly detail: string | null
}

/** Cursors, and how each connector fares. */
export type ConnectorStore = {
  cursor(id: string): string | null
  /** Commits with the mentions it covers. */
  advance(id: string, cursor: string, at: Instant): void
  succeeded(id: string, at: Instant): void
  failed(id: string, at: Instant, error: string): void
  health(id: string): ConnectorHealth
}

export type ConnectorHealth = {
  readonly lastSuccessAt: Instant | null
  readonly failingSince: Instant | null
  readonly failures: number
  readonly error: string | null
}

/** Who may use the web desk, and what it shows in sum. Tokens are stored hashed. */
export type DeskStore = {
  addInvite(tokenHash: string, role: string, expiresAt: Instant): void
  /** Takes an invite once; `null` when unknown, used or expired. */
  useInvite(tokenHash: string, now: Instant): { readonly role: string } | null
  /** One that renews another carries its id. Sessions that have run out are forgotten on the way. */
  addSession(session: DeskSession): void
  session(tokenHash: string, now: Instant): DeskSession | null
  /** All that have not run out, each once however often it was renewed; last seen first. */
  sessions(now: Instant): readonly DeskSession[]
  seen(id: string, at: Instant): void
  /** What a board said of a person, into all their sessions that it answers for. */
  vouch(person: Person, role: Role, at: Instant): void
  /** @returns whether there was one. */
  endSession(id: string): boolean
  /** Ends all sessions of a person that a board answers for. @returns their ids */
  endVouched(personId: string): readonly string[]
  /** Whom the desk knows: who is signed in, and who did anything since then, on whatever board; by name. */
  people(now: Instant, since: Instant): readonly Person[]
  /** Mentions and complaints taken in, all and since `since`. */
  totals(since: Instant): Totals
}

export type Totals = {
  readonly mentions: number
  readonly mentionsSince: number
  readonly casesSince: number
  /** When the newest mention came in; `null` before the first. */
  readonly lastReceivedAt: Instant | null
}

export type DeskSession = {
  readonly tokenHash: string
  /** Stays the same when the token is renewed. No secret. */
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly role: string
  /** `link`, or the {@link SignInProvider.id} that the person came by. */
  readonly way: string
  readonly since: Instant
  /** To the minute. */
  readonly seenAt: Instant
  /** When a board last said that this person belongs to it, in this role; `null` where no board answers for them. */
  readonly checkedAt: Instant | null
  readonly expiresAt: Instant
}

/** What figures are made from: read a run of cases at a time, so that memory does not grow with the period. */
export type ReportStore = {
  /**
   * Runs of some hundred cases that may hold one that was opened before `to` and not resolved before `from`, in order of id.
   * `facts` is what was kept of a run in this edition; `null` where nothing is, or it knows of something later than `asOf`.
   * Nothing is read between runs, so that a reader may let others work meanwhile.
   */
  runs(
    span: ReportSpan,
    edition: number,
  ): Iterable<{ readonly run: number; readonly facts: Uint8Array | null }>
  /** The cases of a run that lived in the span, as they stood at `asOf`; without a span all of them, as they are. By id. */
  records(run: number, span?: ReportSpan): readonly CaseRecord[]
  /** Read from then on instead of history; forgotten as soon as anything changes that {@link records} would tell. */
  keep(run: KeptRun): void
  /** Runs of which nothing is kept in this edition, oldest first. */
  notKept(edition: number): readonly number[]
  /** Mentions received in the span, complaints or not. `category` and `level` are not asked: most mentions have none. */
  mentions(query: ReportQuery): number
  /** Whether anything had been received before that moment, of the brand or of any. */
  hadHeard(before: Instant, brand?: string): boolean
  /** Promises of time that fell due in the span, with how they stood at `asOf`; open ones of later too when `to` is `asOf` or later. */
  promises(query: ReportQuery): readonly PromiseRecord[]
  /** Trust questions first asked in the span, each with its answer as known at `asOf`. Narrowed to nothing but a brand. */
  pulses(query: ReportSpan & Pick<ReportFilter, 'brand'>): readonly PulseRecord[]
}

export type ReportSpan = {
  readonly from: Instant
  readonly to: Instant
  /** Nothing that happened later is known: a report can be made anew as it stood. */
  readonly asOf: Instant
}

/** What somebody made of all {@link ReportStore.records} of a run. */
export type KeptRun = {
  readonly run: number
  readonly edition: number
  /** The newest moment that it knows of. */
  readonly newestAt: Instant
  /** When its first case was opened, and its last was resolved; `null`: one is not. */
  readonly openedFrom: Instant
  readonly closedTo: Instant | null
  readonly facts: Uint8Array
}

export type ReportQuery = ReportSpan & { readonly filter: ReportFilter }

/** Absent keys do not filter. `category` and `level` as they are now, put right by people. */
export type ReportFilter = {
  readonly brand?: string | undefined
  readonly network?: Network | undefined
  readonly lang?: string | undefined
  readonly category?: Category | undefined
  readonly level?: Level | undefined
}

export type CaseRecord = {
  readonly id: CaseId
  readonly brand: string
  readonly network: Network
  readonly lang: string
  readonly category: Category
  readonly severity: Severity
  /** As it is now. */
  readonly level: Level
  readonly via: Via
  /** Taken in from before the first run. */
  readonly history: boolean
  readonly postedAt: Instant
  readonly receivedAt: Instant
  /** `null`: unknown, or the author took the post back. */
  readonly followers: number | null
  /** Answers under the opening post as last seen, ours and the author's among them. */
  readonly answers: number
  /** Oldest first, without those that no figure needs (notes, renewals, snoozes). */
  readonly lines: readonly RecordLine[]
  /** Cut off from another case by a person. */
  readonly splitOff: boolean
  /** In a word or two of the team's own, one for each time it was resolved. */
  readonly causes: readonly (string | null)[]
  /** When the same author's next case with this brand opened that was not dismissed. */
  readonly nextCaseAt: Instant | null
  /** All the author's posts in this case, oldest first; empty where nothing was said after a reply of ours. */
  readonly words: readonly Words[]
  /** When replies that were not sent through Amends stood in the network, as it tells. */
  readonly elsewhereAt: readonly Instant[]
}

export type RecordLine = {
  readonly at: Instant
  readonly type: CaseEvent['type']
  readonly actor: Actor['type']
  /** Id of the rep or connector. */
  readonly actorId: string | null
  /** What the line adds: `opened`, `priority-changed`: the level; `resolved`: the outcome; `escalated`: the rung; `replied`: `1` when elsewhere. */
  readonly says: Level | Outcome | Rung | 0 | 1 | null
}

export type Words = {
  readonly postedAt: Instant
  readonly complaint: number
  readonly severity: Severity
  /** `null` once taken back. */
  readonly text: string | null
}

export type PromiseRecord = {
  readonly caseId: CaseId
  readonly dueAt: Instant
  readonly state: DuePromise['state']
  readonly settledAt: Instant | null
}

/**
 * Posts that we should have told of, or perhaps should have, and the regression set that is made from them. References
 * to mentions, never their words: what an author takes back leaves it at once ({@link MentionStore.erase}).
 */
export type MissedStore = {
  /** Kept once for each mention; that a person brought it goes before any other way of noticing it. */
  notice(miss: NoticedMiss): void
  get(id: MentionId): Miss | null
  /** Newest first. */
  list(filter: MissFilter, page: { readonly limit: number; readonly offset: number }): readonly Miss[]
  count(filter: MissFilter): number
  /** What was remembered of it under other labels, or in another state, is forgotten. */
  decide(id: MentionId, state: MissState): void
  addLook(id: MentionId, look: Look): void
  /** Oldest first. */
  looks(id: MentionId): readonly Look[]
  /** Whether new cards of this case are kept back, on any board. */
  isHeldBack(id: CaseId): boolean
  /**
   * Mentions since then, in no case, that would pass such a threshold; `null` where so many came in that counting them
   * would take long.
   */
  wouldPass(brand: string, alert: AlertThreshold, since: Instant): number | null
  /** What a run found; `accepted`: that it fails is known, and no longer held against later runs. */
  remember(model: string, at: Instant, results: readonly RegressionResult[]): void
  /** Posts that passed in some earlier run, by whatever model. */
  passedBefore(): ReadonlySet<MentionId>
  /** `null` before the first. */
  lastRun(): RegressionRun | null
  /** What the last run found of this post; `null` when it was not in it. */
  lastResult(id: MentionId): RegressionResult | null
}

/** Absent keys do not filter. */
export type MissFilter = {
  readonly state?: MissState['state'] | undefined
  readonly brand?: string | undefined
}

export type RegressionResult = Pick<Held, 'alerts' | 'passes'> & {
  readonly mentionId: MentionId
  readonly complaint: number
  readonly severity: Severity
  readonly accepted?: boolean
}

export type RegressionRun = {
  readonly model: string
  readonly at: Instant
  readonly posts: number
  readonly alerting: number
  readonly passing: number
  /** Of those that fail, how many had passed before. */
  readonly worse: number
}

export type PulseRecord = {
  /** `null`: not answered. Nothing says whose it is. */
  readonly grade: Grade | null
  /** How the case had ended at `asOf`; `null` while it was not resolved. */
  readonly outcome: Outcome | null
}
