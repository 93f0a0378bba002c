import { type AlertThreshold, type Assessment, type Severity, type Verdict, verdict } from './assessment.js'
import type { Brand } from './brand.js'
import type { Labels } from './case.js'
import { admission, textOf } from './intake.js'
import { termMatcher } from './match-terms.js'
import type { Mention, MentionId, Via } from './mention.js'
import type { Engagement, Post } from './post.js'
import type { Instant } from './time.js'

/** Likes, reposts and replies together from which a post without a card is looked at by people, unless configured. */
export const GROWN_TO = 50

/**
 * How a post came to be reviewed.
 * - `by-hand`: a person brought it
 * - `grown`: it grew big, and no case was opened
 * - `held-back`: it grew big while its card was kept back by the cap
 * - `corrected`: a person found it worse than what the brand asks for, and the classifier did not
 */
export type MissKind = 'by-hand' | 'grown' | 'held-back' | 'corrected'

/** A rule or a score that let a post pass. Never holds words of its author. */
export type Gate =
  /** `unheard`: its words match, but no source brought it. `passes`: what is asked for now would let it through. */
  | { readonly type: 'own-account' | 'no-term' | 'opted-out' | 'unheard' | 'history' | 'passes' }
  /** `phrase` as the team configured it. */
  | { readonly type: 'excluded'; readonly phrase: string }
  | { readonly type: 'too-unlikely'; readonly complaint: number; readonly asked: number }
  | { readonly type: 'too-mild'; readonly severity: Severity; readonly asked: number }
  | { readonly type: 'held-back'; readonly cards: number; readonly per: number }

/** A verdict without the words that carried it. */
export type JudgedThen = Omit<Assessment, 'reasons' | 'wantsReply'>

export type MissState =
  | { readonly state: 'to-look-at' }
  | { readonly state: 'in-the-set'; readonly labels: Labels; readonly decidedAt: Instant }
  | { readonly state: 'set-aside'; readonly decidedAt: Instant }

/** A post that we should have told of, or perhaps should have: by reference, with what counted when it was noticed. */
export type Miss = NoticedMiss & MissState
export type NoticedMiss = {
  readonly mentionId: MentionId
  readonly brand: string
  readonly kind: MissKind
  readonly noticedAt: Instant
  /** Whether a connector had brought it before. */
  readonly known: boolean
  readonly judged: JudgedThen
  /** What the brand asked for. */
  readonly asked: AlertThreshold
  /** In the order in which a post meets them; never empty. */
  readonly gates: readonly Gate[]
}

export type MissDecision =
  | { readonly type: 'add-to-set'; readonly labels: Labels }
  | { readonly type: 'set-aside' }
  /** Takes either of them back. */
  | { readonly type: 'look-again' }

export const totalOf = ({ likes, reposts, replies }: Engagement): number => likes + reposts + replies

/** What stood between a post and a card. `cap`: the brand's limit on new cards. */
export function gatesOf(
  miss: Pick<NoticedMiss, 'kind' | 'known'>,
  mention: Pick<Mention, 'post' | 'history'> & { readonly assessment: Assessment },
  brand: Brand,
  cap: { readonly cards: number; readonly per: number } | null,
): readonly Gate[] {
  if (miss.kind === 'held-back' && cap !== null) return [{ type: 'held-back', ...cap }]
  const { assessment } = mention
  const gates: Gate[] = miss.known ? [] : [atTheDoor(mention.post, brand)]
  if (assessment.rules.length === 0 && assessment.complaint < brand.alert.complaint)
    gates.push({ type: 'too-unlikely', complaint: assessment.complaint, asked: brand.alert.complaint })
  if (assessment.severity < brand.alert.severity)
    gates.push({ type: 'too-mild', severity: assessment.severity, asked: brand.alert.severity })
  if (gates.length === 0) gates.push({ type: mention.history ? 'history' : 'passes' })
  return gates
}

/** Why no connector took this post in, as far as its own words tell. */
function atTheDoor(post: Post, brand: Brand): Gate {
  const admitted = admission([brand])({ post, via: 'search' })
  if (admitted.admitted) return { type: 'unheard' }
  switch (admitted.why) {
    case 'excluded': {
      const [phrase = ''] = termMatcher(brand.exclude.map((term) => [term, term] as const))(textOf(post))
      return { type: 'excluded', phrase }
    }
    case 'no-match':
      return { type: 'no-term' }
    case 'own-account':
    case 'opted-out':
      return { type: admitted.why }
  }
}

/** What would have brought it. `model`: no threshold would, since where no severity is seen none can be asked for. */
export type Remedy =
  | { readonly type: 'term' | 'exclusion' | 'source' | 'cap' | 'model' }
  | { readonly type: 'threshold'; readonly alert: AlertThreshold }

export function remediesOf({ gates, judged, asked }: NoticedMiss): readonly Remedy[] {
  const remedies: Remedy[] = []
  for (const gate of gates) {
    if (gate.type === 'no-term') remedies.push({ type: 'term' })
    if (gate.type === 'excluded') remedies.push({ type: 'exclusion' })
    if (gate.type === 'unheard') remedies.push({ type: 'source' })
    if (gate.type === 'held-back') remedies.push({ type: 'cap' })
  }
  if (!gates.some(({ type }) => type === 'too-unlikely' || type === 'too-mild')) return remedies
  if (judged.severity === 0) return [...remedies, { type: 'model' }]
  const alert: AlertThreshold = {
    severity: Math.min(asked.severity, judged.severity),
    complaint: Math.min(asked.complaint, Math.floor(judged.complaint * 20) / 20),
  }
  return [...remedies, { type: 'threshold', alert }]
}

/** How far below what is asked for a probability may be and still be close. */
const CLOSE = 0.2

/** Whether a post that opened no case is worth a few more looks: it spoke to the brand, or little was missing. */
export function isClose(via: Via, { complaint, severity }: Assessment, alert: AlertThreshold): boolean {
  if (via === 'tag' || via === 'reply' || via === 'quote') return true
  if (complaint < alert.complaint) return complaint >= alert.complaint - CLOSE
  return severity === alert.severity - 1
}

/** Labels to begin with: what was seen, but no less than would have alerted. */
export function firstLabels(seen: Labels, asked: AlertThreshold): Labels {
  const severity = Math.max(seen.severity, asked.severity) as Severity
  const urgency = seen.severity === 0 && seen.urgency === 0 ? 1 : seen.urgency
  return consistent({ severity, urgency, category: seen.category })
}

/** No complaint has severity 0 and category `none`; a complaint has neither. */
export const consistent = (labels: Labels): Labels =>
  labels.severity === 0
    ? { ...labels, category: 'none' }
    : { ...labels, category: labels.category === 'none' ? 'other' : labels.category }

/** How a verdict on a post of the regression set compares with its labels, by what the brand asks for now. */
export type Held = { readonly verdict: Verdict; readonly alerts: boolean; readonly passes: boolean }

export function held(labels: Labels, assessment: Assessment, alert: AlertThreshold): Held {
  const judged = verdict(assessment, alert)
  const alerts = judged === 'complaint'
  return { verdict: judged, alerts, passes: alerts === labels.severity >= alert.severity }
}
