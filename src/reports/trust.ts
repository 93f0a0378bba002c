import { DAY, type Instant } from '../domain/time.js'
import type { CaseRecord, Words } from '../ports.js'
import type { Story } from './responses.js'

/** How long we watch whether a customer comes back with another complaint. */
export const COMES_BACK_WITHIN = 30 * DAY

/** As in the classifier's own verdict: from here on words are more likely a complaint than not. */
const A_COMPLAINT = 0.5

/** What the customer showed after our first reply, in their own doing. */
export type TrustSigns = {
  /** Complaint probability and severity of their words before our first reply, and of their last words after it. */
  readonly before: Tone | null
  readonly after: Tone | null
  readonly calmer: boolean
  readonly thanked: boolean
  /** After our reply they took a post of theirs back, or changed it. */
  readonly tookBack: boolean
  readonly edited: boolean
  /** Reopened, or the author's next case with this brand, within {@link COMES_BACK_WITHIN} of being resolved. */
  readonly cameBack: boolean
  /** Answers under the post that are neither ours nor the author's. */
  readonly others: number
}
export type Tone = Pick<Words, 'complaint' | 'severity'>

/**
 * `repaired`: did not come back, and took the complaint back, thanked us, or spoke calmly in the end. `not-repaired`: came back, or their
 * last words still are a complaint. `silent`: said and did nothing more, which tells neither.
 */
export type TrustVerdict = 'repaired' | 'not-repaired' | 'silent'

/** `null` for a case that had no reply, or was dismissed: there was nothing to win back with. */
export function trustOf(
  record: CaseRecord,
  story: Story,
): { readonly verdict: TrustVerdict; readonly signs: TrustSigns } | null {
  const repliedAt = story.responses.find(({ replied }) => replied !== null)?.replied?.at
  if (repliedAt === undefined || story.dismissed !== null) return null

  const before = record.words.findLast(({ postedAt }) => postedAt <= repliedAt) ?? null
  const last = record.words.findLast(({ postedAt, text }) => postedAt > repliedAt && text !== null) ?? null
  const thanked = last !== null && last.complaint < A_COMPLAINT && saysThanks(last.text ?? '')
  const calmer =
    last !== null &&
    last.complaint < A_COMPLAINT &&
    (before === null || last.severity < before.severity || last.complaint < before.complaint)
  const did = (type: string) => record.lines.some((line) => line.type === type && line.at > repliedAt)
  const tookBack = did('post-removed')
  const cameBack = comesBack(record, story)

  const ownReplies = story.responses.filter(({ replied }) => replied !== null).length
  const theirs = record.lines.filter(({ type }) => type === 'joined').length
  const signs: TrustSigns = {
    before: toneOf(before),
    after: toneOf(last),
    calmer,
    thanked,
    tookBack,
    edited: did('post-edited'),
    cameBack,
    others: Math.max(record.answers - ownReplies - theirs, 0),
  }
  const verdict = cameBack
    ? 'not-repaired'
    : tookBack || thanked || calmer
      ? 'repaired'
      : last === null
        ? 'silent'
        : 'not-repaired'
  return { verdict, signs }
}

const toneOf = (words: Words | null): Tone | null =>
  words === null ? null : { complaint: words.complaint, severity: words.severity }

function comesBack(record: CaseRecord, { problems }: Story): boolean {
  const soonAfter = (resolvedAt: Instant | undefined, at: Instant | null | undefined) =>
    resolvedAt !== undefined && at != null && at >= resolvedAt && at - resolvedAt <= COMES_BACK_WITHIN
  const reopened = problems.some((one, i) => soonAfter(one.resolved?.at, problems[i + 1]?.beganAt))
  return reopened || soonAfter(problems.at(-1)?.resolved?.at, record.nextCaseAt)
}

const THANKS =
  /(?<!\p{L})(?:thank(?:s| you)|cheers|appreciate(?:d)?|danke(?:schön)?|vielen dank|gracias|agradezco|merci|grazie|ringrazio|obrigad[oa]|dank (?:je|u)|bedankt)(?!\p{L})|ありがとう|感謝/iu

/** In the eight languages that replies are offered in. Said of words that are no complaint: "thanks for nothing" is one. */
export const saysThanks = (text: string): boolean => THANKS.test(text)
