import type { CoachFinding } from '../domain/coach/rules.js'
import type { Outreach, ReplyRefusal } from '../domain/outreach.js'
import type { Person } from '../domain/people.js'
import type { Post } from '../domain/post.js'
import { SECOND } from '../domain/time.js'
import { answeredElsewhere } from './answered-elsewhere.js'
import type { Desk } from './desk.js'
import { type ReplyKit, reviewReply } from './prepare-reply.js'
import { latestPost, type ReplyForm, writeOutreach } from './write-outreach.js'

/** A rep waits for this look at the network; when it takes longer, the reply goes without it. */
const LONGEST_LOOK = 5 * SECOND

export type SendResult =
  | { readonly step: 'sent-for'; readonly outreach: Outreach }
  /** To be read before it goes. With none that blocks, the rep may send it as it is. */
  | { readonly step: 'findings'; readonly findings: readonly CoachFinding[] }
  /** Somebody of ours has answered already, outside Amends: shown before anything more is sent. */
  | { readonly step: 'answered'; readonly post: Post }
  | { readonly step: 'refused'; readonly refusal: ReplyRefusal }

/**
 * What a press on *Send* does: the coach reads it, the network is asked whether we have answered already, and the reply
 * is owed. `anyway`: the rep has seen the advice; what blocks still blocks.
 */
export async function sendReply(
  desk: Desk,
  kit: ReplyKit,
  form: ReplyForm,
  by: Person,
  anyway: boolean,
): Promise<SendResult> {
  const again = desk.store.outreaches.byKey(form.key)
  if (again !== null) return { step: 'sent-for', outreach: again }

  const findings = reviewReply(desk, kit, form.caseId, form.text, form.kind)
  if (findings.some(({ blocking }) => blocking) || (findings.length > 0 && !anyway))
    return { step: 'findings', findings }

  // Also when the advice was waved through; a reply that the rep has been shown is kept, and not found again.
  const post = await lookForOurs(desk, kit, form)
  if (post !== null) return { step: 'answered', post }

  const written = writeOutreach(
    desk,
    form,
    by,
    (connector) => (kit.connectorOf(connector)?.publisher ?? null) !== null,
  )
  return written.ok
    ? { step: 'sent-for', outreach: written.outreach }
    : { step: 'refused', refusal: written.refusal }
}

async function lookForOurs(desk: Desk, kit: ReplyKit, { caseId }: ReplyForm): Promise<Post | null> {
  const target = latestPost(desk, caseId)
  const connector = target === null ? undefined : kit.connectorOf(target.connector)
  const brand = target === null ? undefined : kit.brandOf(target.brand)
  if (connector === undefined || brand === undefined) return null
  try {
    return await answeredElsewhere(desk, connector, brand, caseId, AbortSignal.timeout(LONGEST_LOOK))
  } catch {
    // A network that does not answer now is no reason to keep a customer waiting.
    return null
  }
}
