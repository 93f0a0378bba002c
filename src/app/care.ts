import type { AlertThreshold } from '../domain/assessment.js'
import type { CaseId, Command, Labels } from '../domain/case.js'
import type { CoachFinding } from '../domain/coach/rules.js'
import type { MentionId } from '../domain/mention.js'
import type { MissDecision } from '../domain/missed.js'
import type { Outreach, OutreachId, ReplyRefusal } from '../domain/outreach.js'
import type { Person, Role } from '../domain/people.js'
import type { PulseRefusal } from '../domain/pulse.js'
import { onCallNow } from '../domain/rota.js'
import type { Instant } from '../domain/time.js'
import type { Connector } from '../ports.js'
import { type ActResult, actOnCase } from './act-on-case.js'
import { type Approval, approveReply, withdrawReply } from './approve-reply.js'
import { type AskedPulse, askPulse, whyNotAskPulse } from './ask-pulse.js'
import { correctLabels } from './correct-labels.js'
import type { Desk } from './desk.js'
import { type EndedSession, endDeskSession } from './end-session.js'
import type { Intake } from './intake.js'
import { type JoinResult, mergeCases, splitCase } from './join-cases.js'
import { type OpenedByHand, openByHand } from './open-by-hand.js'
import { type PreparedReply, prepareReply, type ReplyKit, reviewReply } from './prepare-reply.js'
import { newPulseToken } from './pulse-token.js'
import { type Reviewed, reviewMiss } from './review-miss.js'
import { type SendResult, sendReply } from './send-reply.js'
import { type TakeDownResult, takeDownReply } from './take-down-reply.js'
import { latestPost, type ReplyForm, whyNotReply } from './write-outreach.js'

/** Somebody of the team at a board, with the highest role they have there now. */
export type Member = { readonly person: Person; readonly role: Role }

/**
 * All that people do, as every board offers it: one door, so that the same press means the same everywhere, is checked
 * in the same way, and is written into the audit log. Each returns what the board is to say.
 */
export type Care = {
  readonly desk: Desk
  act(id: CaseId, command: Command, by: Member): ActResult
  prepareReply(id: CaseId, kind: Outreach['kind']): PreparedReply | null
  reviewReply(id: CaseId, text: string, kind: Outreach['kind']): readonly CoachFinding[]
  /** Asked before a form is opened: nobody is to write what they could not send. */
  whyNotReply(id: CaseId, kind: Outreach['kind'], by: Member): ReplyRefusal | null
  sendReply(form: ReplyForm, by: Member, anyway: boolean): Promise<SendResult>
  approveReply(id: OutreachId, by: Member): Approval
  /** A reply that waits for approval is not to go out after all. */
  withdrawReply(id: OutreachId, by: Member): boolean
  takeDownReply(id: OutreachId, by: Member): Promise<TakeDownResult>
  /** "I answered elsewhere". */
  answeredElsewhere(id: CaseId, by: Member): ActResult
  correct(id: CaseId, labels: Labels, by: Member): ActResult
  merge(from: CaseId, into: CaseId, by: Member): JoinResult
  split(id: CaseId, mention: MentionId, by: Member): JoinResult
  /** A case from a post's address. `unknown`: no connector knows such an address, or nothing is there. */
  openByUrl(
    url: string,
    brand: string,
    by: Member,
  ): Promise<OpenedByHand | { readonly ok: false; readonly why: 'unknown' | 'unreachable' }>
  /** Managers and admins say what is to become of a missed post. */
  reviewMiss(id: MentionId, decision: MissDecision, by: Member): Reviewed | 'not-allowed'
  /** From which verdict a brand's posts open cases now; `null` for a brand that is not configured. */
  asksOf(brand: string): AlertThreshold | null
  /** Managers and admins: `null` for every brand. */
  mute(brand: string | null, until: Instant, by: Member): boolean
  unmute(brand: string | null, by: Member): boolean
  onCall(): Person | null
  standIn(person: Person, from: Instant, until: Instant, by: Member): boolean
  /** Never write to this case's author again (admins and managers may take it back). */
  doNotContact(id: CaseId, by: Member): boolean
  contactAgain(id: CaseId, by: Member): boolean
  /** Whether digests may name this person for a good catch; each chooses for themselves. */
  isNamed(by: Member): boolean
  setNamed(named: boolean, by: Member): void
  /** Signs somebody out of the web desk in one browser: their own, or with admins anybody's. */
  endSession(id: string, by: Member): EndedSession
  /** A private link to the trust question, for the rep to send. */
  askPulse(id: CaseId, by: Member): AskedPulse
  whyNotAskPulse(id: CaseId, by: Member): PulseRefusal | null
}

export type CareParts = {
  readonly desk: Desk
  readonly intake: Intake
  readonly kit: ReplyKit
  readonly connectors: readonly Connector[]
}

const MAY_RUN_THE_TEAM: readonly Role[] = ['manager', 'admin']

/** What the audit log calls them. */
const MISS_ACTION: Readonly<Record<MissDecision['type'], string>> = {
  'add-to-set': 'add-to-regression-set',
  'set-aside': 'set-miss-aside',
  'look-again': 'look-at-miss-again',
}

export function careOf({ desk, intake, kit, connectors }: CareParts): Care {
  const { team, restraint, outreaches, cases } = desk.store

  function note(
    by: Member,
    action: string,
    outcome: string,
    caseId: CaseId | null = null,
    detail: string | null = null,
  ) {
    team.audit({ at: desk.clock(), by: by.person, role: by.role, action, caseId, outcome, detail })
  }
  function acted(by: Member, action: string, id: CaseId, result: ActResult): ActResult {
    note(by, action, result.ok ? (result.changed ? 'done' : 'unchanged') : result.refusal.reason, id)
    return result
  }
  function joined(by: Member, action: string, id: CaseId, other: number, result: JoinResult): JoinResult {
    note(by, action, result.ok ? 'done' : result.refusal.reason, id, `#${other}`)
    return result
  }
  /** @returns whether it was done: only managers and admins run the team. */
  function run(by: Member, action: string, detail: string, work: () => void): boolean {
    const allowed = MAY_RUN_THE_TEAM.includes(by.role)
    if (allowed) work()
    note(by, action, allowed ? 'done' : 'not-allowed', null, detail)
    return allowed
  }
  const authorOf = (id: CaseId) => {
    const post = latestPost(desk, id)?.post
    return post === undefined ? null : { network: post.network, authorId: post.author.id }
  }

  return {
    desk,
    act: (id, command, by) =>
      acted(by, command.type, id, actOnCase(desk, id, command, { type: 'rep', person: by.person })),
    prepareReply: (id, kind) => prepareReply(desk, kit, id, kind),
    reviewReply: (id, text, kind) => reviewReply(desk, kit, id, text, kind),
    whyNotReply: (id, kind, by) => whyNotReply(desk, id, kind, by.person),
    async sendReply(form, by, anyway) {
      const result = await sendReply(desk, kit, form, by.person, anyway)
      const outcome = result.step === 'refused' ? result.refusal.reason : result.step
      const details = [
        anyway ? 'after advice' : '',
        form.offered === undefined ? '' : `offered: ${form.offered}`,
      ]
      note(by, 'reply', outcome, form.caseId, details.filter((one) => one !== '').join('; ') || null)
      return result
    },
    approveReply(id, by) {
      const answer = approveReply(desk, id, by.person)
      note(by, 'approve-reply', answer, outreaches.get(id)?.caseId ?? null)
      return answer
    },
    withdrawReply(id, by) {
      const withdrawn = withdrawReply(desk, id, by.person)
      note(by, 'withdraw-reply', withdrawn ? 'done' : 'not-waiting', outreaches.get(id)?.caseId ?? null)
      return withdrawn
    },
    async takeDownReply(id, by) {
      const result = await takeDownReply(desk, kit, id, by.person)
      note(by, 'take-down-reply', result.ok ? 'done' : result.why, outreaches.get(id)?.caseId ?? null)
      return result
    },
    answeredElsewhere(id, by) {
      const command: Command = { type: 'replied', at: desk.clock(), elsewhere: true }
      return acted(
        by,
        'answered-elsewhere',
        id,
        actOnCase(desk, id, command, { type: 'rep', person: by.person }),
      )
    },
    correct: (id, labels, by) => acted(by, 'correct', id, correctLabels(desk, intake, id, labels, by.person)),
    merge: (from, into, by) => joined(by, 'merge', from, into, mergeCases(desk, from, into, by.person)),
    split: (id, mention, by) => joined(by, 'split', id, mention, splitCase(desk, id, mention, by.person)),
    async openByUrl(url, brand, by) {
      const found = await findByUrl(connectors, url)
      const result =
        typeof found === 'string'
          ? ({ ok: false, why: found } as const)
          : openByHand(desk, intake, found.post, { brand, connector: found.connector, by: by.person })
      note(
        by,
        'open-by-hand',
        result.ok ? (result.existed ? 'unchanged' : 'done') : result.why,
        result.ok ? result.caseId : null,
      )
      return result
    },
    reviewMiss(id, decision, by) {
      const allowed = MAY_RUN_THE_TEAM.includes(by.role)
      const answer = allowed ? reviewMiss(desk, id, decision) : 'not-allowed'
      note(by, MISS_ACTION[decision.type], answer, cases.ofMention(id), `post ${id}`)
      return answer
    },
    asksOf: (brand) => intake.brandOf(brand)?.alert ?? null,
    mute: (brand, until, by) =>
      run(by, 'mute', brand ?? 'every brand', () =>
        team.mute({ brand, at: desk.clock(), until, by: by.person }),
      ),
    unmute: (brand, by) => run(by, 'unmute', brand ?? 'every brand', () => team.unmute(brand, desk.clock())),
    onCall: () => onCallNow(desk.policy.rota, team.overrides(desk.clock()), desk.clock()),
    standIn: (person, from, until, by) =>
      run(by, 'on-call', person.name, () => team.addOverride({ person, from, until }, by.person)),
    doNotContact(id, by) {
      const author = authorOf(id)
      if (author !== null) restraint.block(author, by.person, desk.clock())
      note(by, 'do-not-contact', author === null ? 'no-author' : 'done', id)
      return author !== null
    },
    contactAgain: (id, by) =>
      run(by, 'contact-again', `#${id}`, () => {
        const author = authorOf(id)
        if (author !== null) restraint.unblock(author)
      }),
    isNamed: ({ person }) => team.isNamed(person.id),
    setNamed(named, by) {
      const changed = team.isNamed(by.person.id) !== named
      if (changed) team.setNamed(by.person.id, named, desk.clock())
      note(by, named ? 'be-named' : 'not-be-named', changed ? 'done' : 'unchanged')
    },
    endSession(id, by) {
      const ended = endDeskSession(desk, id, by)
      note(by, 'end-session', ended.ok ? 'done' : ended.why, null, ended.ok ? ended.session.name : null)
      return ended
    },
    askPulse(id, by) {
      const asked = askPulse(desk, id, by.person, newPulseToken())
      note(by, 'ask-pulse', asked.ok ? 'done' : asked.refusal.reason, id)
      return asked
    },
    whyNotAskPulse: (id, by) => whyNotAskPulse(desk, id, by.person),
  }
}

/** `unknown`: every network answered, and none knows the address. `unreachable`: one that might did not answer. */
async function findByUrl(connectors: readonly Connector[], url: string) {
  const signal = AbortSignal.timeout(10_000)
  let silent = false
  for (const connector of connectors) {
    try {
      const post = await connector.byUrl?.(url, signal)
      if (post !== null && post !== undefined) return { post, connector: connector.id }
    } catch {
      silent = true
    }
  }
  return silent ? 'unreachable' : 'unknown'
}
