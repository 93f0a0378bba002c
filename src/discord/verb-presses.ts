import type { Command } from '../domain/case.js'
import { acknowledge, carryOut, fieldsOf, isWords, type Pressed, refresh } from './press.js'
import { replyAnswer } from './reply-answers.js'
import { keyOf, replyLanguage } from './reply-presses.js'
import { readResolveForm, resolveForm } from './resolve-form.js'
import { writers } from './writers.js'

/** A button that says all that is to be said: acknowledged, done, and answered in words only when nothing came of it. */
export async function pressVerb(pressed: Pressed, command: Command): Promise<void> {
  const { at, press, interaction, by } = pressed
  await acknowledge(pressed)
  const result = carryOut(pressed, () => at.care.act(press.caseId, command, by))
  if (isWords(result)) return at.respond.followUp(interaction, result.words)
  if (!result.ok) return at.respond.followUp(interaction, at.texts.refusal(result.refusal, writers))
  await refresh(pressed)
}

export async function openResolveForm({ at, press, interaction }: Pressed): Promise<void> {
  await at.respond.form(interaction, resolveForm(press, interaction.id, at.texts))
}

/** Resolves, and then posts the closing line where the rep wrote one: the case is closed even if the line needs another look. */
export async function resolveAs(pressed: Pressed): Promise<void> {
  const { at, press, interaction, by } = pressed
  const form = readResolveForm(fieldsOf(pressed))
  if (form === null) return void (await at.respond.tell(interaction, at.texts.form.notUnderstood))
  await acknowledge(pressed)
  const result = carryOut(pressed, () => at.care.act(press.caseId, form.command, by))
  if (isWords(result)) return at.respond.followUp(interaction, result.words)
  if (!result.ok) return at.respond.followUp(interaction, at.texts.refusal(result.refusal, writers))
  await refresh(pressed)
  if (form.closing === '') return
  if (!form.mayClose) return at.respond.followUp(interaction, at.texts.discord.form.closingOnlyWhen)
  await sendClosing(pressed, form.closing)
}

async function sendClosing({ at, press, interaction, by }: Pressed, text: string): Promise<void> {
  const number = press.extra ?? interaction.id
  const reply = {
    caseId: press.caseId,
    text,
    lang: replyLanguage(at, press.caseId, 'closing'),
    kind: 'closing',
  } as const
  at.kept.keep(number, reply)
  const result = await at.care.sendReply({ ...reply, key: keyOf(number) }, by, false)
  if (result.step === 'sent-for') at.kept.forget(number)
  await at.respond.followUpWith(interaction, replyAnswer(result, press, number, at.texts))
}
