import type { CaseId } from '../domain/case.js'
import type { Outreach } from '../domain/outreach.js'
import { describe } from './api.js'
import type { KeptReply } from './kept-replies.js'
import {
  acknowledge,
  carryOut,
  fieldsOf,
  type Interactions,
  isPrivate,
  isWords,
  type Pressed,
  writtenIn,
} from './press.js'
import { replyAnswer } from './reply-answers.js'
import { REPLY_TEXT, replyForm } from './reply-form.js'
import { words } from './respond.js'
import { writers } from './writers.js'

/**
 * *Reply*: the form, with the post and a draft, or words why nothing may be sent. A form can only be the first answer to a
 * press, so what stands in it is read before: some milliseconds of a synchronous read, far within Discord's three seconds.
 */
export async function openReplyForm(pressed: Pressed): Promise<void> {
  // One press, one form, one reply: whatever is sent from it bears this press's number.
  await showForm(pressed, `discord-${pressed.interaction.id}`, null)
}

/** *Edit*: the form again, with the words as they were sent. */
export async function editReply(pressed: Pressed): Promise<void> {
  const { at, press, interaction } = pressed
  const key = press.extra ?? ''
  const kept = at.kept.of(key)
  if (kept === null) return void (await at.respond.tell(interaction, at.texts.discord.form.textGone))
  await showForm(pressed, key, kept)
}

async function showForm(pressed: Pressed, key: string, kept: KeptReply | null): Promise<void> {
  const { at, press, interaction } = pressed
  const kind = kept?.kind ?? 'reply'
  const prepared = carryOut(pressed, () => at.care.prepareReply(press.caseId, kind))
  if (isWords(prepared)) return void (await at.respond.tell(interaction, prepared.words))
  const refusal = prepared === null ? ({ reason: 'post-removed' } as const) : prepared.refusal
  if (prepared === null || refusal !== null) {
    const why = refusal ?? ({ reason: 'post-removed' } as const)
    return void (await at.respond.tell(interaction, at.texts.reply.refusal(why, writers)))
  }
  await at.respond.form(interaction, replyForm(press, key, prepared, kept?.text ?? null, at.texts))
}

/** The form, sent: the coach reads it first. */
export async function sendFromForm(pressed: Pressed): Promise<void> {
  const { at, press, interaction } = pressed
  const key = press.extra
  const text = writtenIn(fieldsOf(pressed), REPLY_TEXT)
  if (key === undefined) return void (await at.respond.tell(interaction, at.texts.form.notUnderstood))
  if (isPrivate(interaction)) await acknowledge(pressed)
  else await at.respond.thinking(interaction)
  const kind = at.kept.of(key)?.kind ?? 'reply'
  const lang = replyLanguage(at, press.caseId, kind)
  await send(pressed, key, { caseId: press.caseId, text, lang, kind }, false)
}

/** *Send anyway*: the words as they are kept. */
export async function sendAnyway(pressed: Pressed): Promise<void> {
  const { at, press, interaction } = pressed
  const key = press.extra ?? ''
  await acknowledge(pressed)
  const kept = at.kept.of(key)
  if (kept === null) return at.respond.become(interaction, words(at.texts.discord.form.textGone))
  await send(pressed, key, kept, true)
}

async function send(pressed: Pressed, key: string, reply: KeptReply, anyway: boolean): Promise<void> {
  const { at, press, interaction, by } = pressed
  const sending = carryOut(pressed, () => at.care.sendReply({ ...reply, key }, by, anyway))
  if (isWords(sending)) return at.respond.become(interaction, words(sending.words))
  at.kept.keep(key, reply)
  try {
    const result = await sending
    if (result.step === 'sent-for') at.kept.forget(key)
    await at.respond.become(interaction, replyAnswer(result, press, key, at.texts))
  } catch (error) {
    at.log.error({ caseId: press.caseId, error: describe(error) }, 'a reply could not be sent from Discord')
    await at.respond.become(interaction, words(at.texts.form.broke))
  }
}

/** The customer's, which is what the rep was asked to write in; the draft's where theirs is unknown. */
export function replyLanguage(at: Interactions, caseId: CaseId, kind: Outreach['kind']): string {
  const prepared = at.care.prepareReply(caseId, kind)
  if (prepared === null) return 'und'
  const { lang } = prepared.target.assessment
  return lang === 'und' ? prepared.draft.lang : lang
}
