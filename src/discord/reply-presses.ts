import type { PreparedReply } from '../app/prepare-reply.js'
import type { CaseId } from '../domain/case.js'
import type { StoredMention } from '../domain/mention.js'
import type { Outreach } from '../domain/outreach.js'
import { describe } from './api.js'
import type { KeptReply } from './kept-replies.js'
import { markerOf } from './marker.js'
import {
  acknowledge,
  cardOf,
  carryOut,
  chosenIn,
  fieldsOf,
  type Interactions,
  isPrivate,
  isWords,
  type Pressed,
  writtenIn,
} from './press.js'
import { newsAnswer, replyAnswer } from './reply-answers.js'
import { REPLY_OFFER, REPLY_TEXT, replyForm } from './reply-form.js'
import { words } from './respond.js'
import { writers } from './writers.js'

/**
 * *Reply*: the form, with the post and a draft, or words why nothing may be sent. A form can only be the first answer to a
 * press, so what stands in it is read before: some milliseconds of a synchronous read, far within Discord's three seconds.
 */
export async function openReplyForm(pressed: Pressed): Promise<void> {
  // One press, one form, one reply: whatever is sent from it bears this press's number.
  await showForm(pressed, pressed.interaction.id, null)
}

/** *Edit*: the form again, with the words as they were sent. */
export async function editReply(pressed: Pressed): Promise<void> {
  const { at, press, interaction } = pressed
  const number = numberOf(press.extra)
  const kept = at.kept.of(number)
  if (kept === null) {
    const { usedForm, textGone } = at.texts.discord.form
    const isSent = at.care.desk.store.outreaches.byKey(keyOf(number)) !== null
    return void (await at.respond.tell(interaction, isSent ? usedForm : textGone))
  }
  await showForm(pressed, number, kept)
}

async function showForm(pressed: Pressed, number: string, kept: KeptReply | null): Promise<void> {
  const { at, press, interaction, by } = pressed
  const kind = kept?.kind ?? 'reply'
  const prepared = carryOut(pressed, () => at.care.prepareReply(press.caseId, kind))
  if (isWords(prepared)) return void (await at.respond.tell(interaction, prepared.words))
  const refusal = prepared?.refusal ?? at.care.whyNotReply(press.caseId, kind, by)
  if (prepared === null || refusal !== null) {
    const why = refusal ?? ({ reason: 'post-removed' } as const)
    return void (await at.respond.tell(interaction, at.texts.reply.refusal(why, writers)))
  }
  const extra = `${number}-${seenIn(prepared)}`
  await at.respond.form(interaction, replyForm(press, extra, prepared, kept?.text ?? null, at.texts))
}

/** The form, sent: the coach reads it first. */
export async function sendFromForm(pressed: Pressed): Promise<void> {
  const { at, press, interaction } = pressed
  const text = writtenIn(fieldsOf(pressed), REPLY_TEXT)
  if (press.extra === undefined) return void (await at.respond.tell(interaction, at.texts.form.notUnderstood))
  if (isPrivate(interaction)) await acknowledge(pressed)
  else await at.respond.thinking(interaction)
  const card = cardOf(pressed)
  if (isWords(card)) return at.respond.become(interaction, words(card.words))
  const kind = at.kept.of(numberOf(press.extra))?.kind ?? 'reply'
  const offered = offerIn(pressed)
  const lang = replyLanguage(at, press.caseId, kind)
  const reply = { caseId: press.caseId, text, lang, kind, offered } as const
  const news = newsFor(pressed, reply)
  if (news === null) return send(pressed, reply, false)
  at.kept.keep(numberOf(press.extra), reply)
  await at.respond.become(interaction, newsAnswer(news, press, numberOf(press.extra), at.texts))
}

/** *Send anyway*: the words as they are kept, past the coach's advice. */
export const sendAnyway = (pressed: Pressed): Promise<void> => sendKept(pressed, true)

/** After the customer's news was read: the words as they are kept, to the coach. */
export const sendStill = (pressed: Pressed): Promise<void> => sendKept(pressed, false)

async function sendKept(pressed: Pressed, anyway: boolean): Promise<void> {
  const { at, press, interaction } = pressed
  await acknowledge(pressed)
  const number = numberOf(press.extra)
  const kept = at.kept.of(number)
  if (kept !== null) return send(pressed, kept, anyway)
  // Pressed twice: the first press has sent it.
  const outreach = at.care.desk.store.outreaches.byKey(keyOf(number))
  const answer =
    outreach === null
      ? words(at.texts.discord.form.textGone)
      : replyAnswer({ step: 'sent-for', outreach }, press, number, at.texts)
  await at.respond.become(interaction, answer)
}

async function send(pressed: Pressed, reply: KeptReply, anyway: boolean): Promise<void> {
  const { at, press, interaction, by } = pressed
  const number = numberOf(press.extra)
  const sending = carryOut(pressed, () => at.care.sendReply({ ...reply, key: keyOf(number) }, by, anyway))
  if (isWords(sending)) return at.respond.become(interaction, words(sending.words))
  at.kept.keep(number, reply)
  try {
    const result = await sending
    if (result.step === 'sent-for') at.kept.forget(number)
    const isAnother = result.step === 'sent-for' && result.outreach.text !== reply.text
    const answer = isAnother
      ? words(at.texts.discord.form.usedForm)
      : replyAnswer(result, press, number, at.texts)
    await at.respond.become(interaction, answer)
  } catch (error) {
    at.log.error({ caseId: press.caseId, error: describe(error) }, 'a reply could not be sent from Discord')
    await at.respond.become(interaction, words(at.texts.form.broke))
  }
}

/** The offer that was chosen in the form, in the words of the configuration. */
function offerIn(pressed: Pressed): string | undefined {
  const place = chosenIn(fieldsOf(pressed), REPLY_OFFER)
  const offers = pressed.at.care.prepareReply(pressed.press.caseId, 'reply')?.authority ?? []
  return place === null ? undefined : offers[Number(place)]
}

/** What the customer wrote or changed since the form was opened; `null`: nothing. */
function newsFor({ at, press }: Pressed, { caseId, kind }: KeptReply): StoredMention | null {
  const seen = (press.extra ?? '').split('-').slice(1).join('-')
  const prepared = at.care.prepareReply(caseId, kind)
  return prepared === null || seen === '' || seenIn(prepared) === seen ? null : prepared.target
}

/** Which post a form showed, and with which words. */
const seenIn = ({ target: { id, post } }: PreparedReply): string =>
  `${id}-${markerOf(`${post.contentWarning ?? ''}\n${post.text}`).toString(36)}`

/** A form's number is that of the press that opened it. */
const numberOf = (extra: string | undefined): string => (extra ?? '').split('-')[0] ?? ''
export const keyOf = (number: string): string => `discord-${number}`

/** The customer's, which is what the rep was asked to write in; the draft's where theirs is unknown. */
export function replyLanguage(at: Interactions, caseId: CaseId, kind: Outreach['kind']): string {
  const prepared = at.care.prepareReply(caseId, kind)
  if (prepared === null) return 'und'
  const { lang } = prepared.target.assessment
  return lang === 'und' ? prepared.draft.lang : lang
}
