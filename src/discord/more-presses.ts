import { InteractionType } from 'discord.js'
import type { ActResult } from '../app/act-on-case.js'
import type { JoinResult } from '../app/join-cases.js'
import * as forms from './more-forms.js'
import { CHOICES, type Choice, moreMenu, snoozeUntil } from './more-menu.js'
import { chosenMember } from './people.js'
import {
  acknowledge,
  cardOf,
  chosenIn,
  fieldsOf,
  finish,
  isWords,
  type Outcome,
  type Pressed,
  valuesOf,
  writtenIn,
} from './press.js'
import { askPulse } from './pulse-presses.js'
import { words } from './respond.js'
import { askToTakeDown } from './take-down-presses.js'
import { writers } from './writers.js'

/** *More*: a menu for the presser alone, of what can be done now. */
export async function openMore(pressed: Pressed): Promise<void> {
  const { at, interaction, by } = pressed
  await at.respond.thinking(interaction)
  const card = cardOf(pressed)
  if (isWords(card)) return at.respond.become(interaction, words(card.words))
  const { post } = card.opening
  const isBlocked = at.care.desk.store.restraint.isBlocked({
    network: post.network,
    authorId: post.author.id,
  })
  const mayAsk = at.care.whyNotAskPulse(card.case.id, by) === null
  const presser = { id: by.person.id, mayRun: by.role !== 'rep', mayAsk }
  await at.respond.become(interaction, moreMenu(card, presser, isBlocked, at.texts))
}

/** A choice in it: done at once, or a form for what has to be said with it. */
export async function pick(pressed: Pressed): Promise<void> {
  const { at, press, interaction } = pressed
  const choice = CHOICES.find((known) => known === valuesOf(pressed)[0])
  switch (choice) {
    case undefined:
      return void (await at.respond.tell(interaction, at.texts.form.notUnderstood))
    case 'take-over':
      return void (await at.respond.form(interaction, forms.takeOverForm(press, at.texts)))
    case 'note':
      return void (await at.respond.form(interaction, forms.noteForm(press, at.texts)))
    case 'merge':
      return void (await at.respond.form(interaction, forms.mergeForm(press, at.texts)))
    case 'correct':
    case 'split': {
      // A form has to be the first answer, and shows what is so now: read first, in milliseconds.
      const card = cardOf(pressed)
      if (isWords(card)) return void (await at.respond.tell(interaction, card.words))
      const form = choice === 'correct' ? forms.correctForm : forms.splitForm
      const isEmpty = choice === 'split' && card.joined.every(({ removedAt }) => removedAt !== null)
      if (isEmpty)
        return void (await at.respond.tell(
          interaction,
          at.texts.reply.joinRefusal({ reason: 'not-a-later-post' }),
        ))
      return void (await at.respond.form(interaction, form(press, card, at.texts)))
    }
    default:
      await acknowledge(pressed)
      return finish(pressed, () => choose(pressed, choice))
  }
}

function choose(
  pressed: Pressed,
  choice: Exclude<Choice, 'take-over' | 'note' | 'merge' | 'correct' | 'split'>,
): Outcome {
  const { at, press, by } = pressed
  const { care, texts } = at
  const { menu } = texts.discord
  const { caseId } = press
  const acted = (result: ActResult): string =>
    result.ok ? `✅ ${menu.done[choice]}` : texts.refusal(result.refusal, writers)
  switch (choice) {
    case 'release':
    case 'wake':
      return acted(care.act(caseId, { type: choice }, by))
    case 'dismiss':
      return acted(care.act(caseId, { type: 'resolve', outcome: 'not-a-complaint', note: null }, by))
    case 'snooze-hour':
    case 'snooze-four':
    case 'snooze-tomorrow':
    case 'snooze-answer': {
      const zone = care.desk.policy.of(care.desk.store.cases.get(caseId)?.brand ?? '').zone
      const until = snoozeUntil(choice, care.desk.clock(), zone)
      const result = care.act(caseId, { type: 'snooze', until }, by)
      return acted(result) + (result.ok && until !== null ? ` ${writers.day(until)}` : '')
    }
    case 'elsewhere':
      return acted(care.answeredElsewhere(caseId, by))
    case 'ask-pulse':
      return askPulse(pressed)
    case 'approve':
    case 'withdraw': {
      const waiting = care.desk.store.outreaches.of(caseId).find(({ status }) => status === 'to-approve')
      if (waiting === undefined) return texts.reply.approval('not-waiting')
      if (choice === 'approve') return texts.reply.approval(care.approveReply(waiting.id, by))
      return care.withdrawReply(waiting.id, by)
        ? `✅ ${menu.done.withdraw}`
        : texts.reply.approval('not-waiting')
    }
    case 'take-down':
      return askToTakeDown(pressed)
    case 'no-contact':
      return care.doNotContact(caseId, by)
        ? `✅ ${menu.done['no-contact']}`
        : texts.reply.refusal({ reason: 'post-removed' }, writers)
    case 'contact-again':
      return care.contactAgain(caseId, by)
        ? `✅ ${menu.done['contact-again']}`
        : texts.discord.command.managersOnly
  }
}

/** *Hand to*: somebody of this server who has one of the roles now. */
export async function handTo(pressed: Pressed): Promise<void> {
  const { at, press, interaction, by } = pressed
  await acknowledge(pressed)
  await finish(pressed, () => {
    const id = valuesOf(pressed)[0] ?? ''
    const resolved =
      interaction.type === InteractionType.MessageComponent && 'resolved' in interaction.data
        ? interaction.data.resolved
        : undefined
    const members = resolved !== undefined && 'members' in resolved ? resolved.members : undefined
    const users = resolved !== undefined && 'users' in resolved ? resolved.users : undefined
    const to = chosenMember(at.place, users?.[id], members?.[id])
    if (to === null) return at.texts.discord.menu.notOfTheTeam
    const result = at.care.act(press.caseId, { type: 'hand', to }, by)
    return result.ok
      ? `✅ ${at.texts.discord.menu.handed(writers.name(to.name))}`
      : at.texts.refusal(result.refusal, writers)
  })
}

/** A form out of the menu, sent. */
export async function doForm(pressed: Pressed): Promise<void> {
  const { at, press, by } = pressed
  const { care, texts } = at
  const { menu } = texts.discord
  const fields = fieldsOf(pressed)
  const { caseId } = press
  await acknowledge(pressed)
  await finish(pressed, () => {
    switch (press.ask) {
      case 'do-take-over': {
        const reason = writtenIn(fields, forms.REASON)
        return said(care.act(caseId, { type: 'take-over', reason }, by), menu.done['take-over'])
      }
      case 'do-note':
        return said(
          care.act(caseId, { type: 'note', text: writtenIn(fields, forms.NOTE) }, by),
          menu.done.note,
        )
      case 'do-correct': {
        const labels = forms.readLabels(
          chosenIn(fields, forms.SEVERITY),
          chosenIn(fields, forms.URGENCY),
          chosenIn(fields, forms.CATEGORY),
        )
        return labels === null
          ? texts.form.notUnderstood
          : said(care.correct(caseId, labels, by), menu.done.correct)
      }
      case 'do-merge': {
        const into = Number(/^#?\s*(\d{1,12})$/.exec(writtenIn(fields, forms.INTO))?.[1] ?? 0)
        return joined(care.merge(caseId, into, by), menu.merged(into))
      }
      case 'do-split': {
        const result = care.split(caseId, Number(chosenIn(fields, forms.POST) ?? 0), by)
        return joined(result, result.ok ? menu.splitOff(result.case.id) : '')
      }
      default:
        return texts.form.notUnderstood
    }
  })

  function said(result: ActResult, done: string): string {
    return result.ok ? `✅ ${done}` : texts.refusal(result.refusal, writers)
  }
  function joined(result: JoinResult, done: string): string {
    return result.ok ? `✅ ${done}` : texts.reply.joinRefusal(result.refusal)
  }
}
