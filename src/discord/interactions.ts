import { type APIInteraction, type APIMessageComponentInteraction, InteractionType } from 'discord.js'
import type { Member } from '../app/care.js'
import { describe } from './api.js'
import { choicesFor } from './autocomplete.js'
import { brandChosen } from './case-commands.js'
import { caseList, parseList } from './case-list.js'
import { command } from './commands.js'
import { type Ask, type Press, parsePress } from './custom-id.js'
import { beNamed, parseNamed } from './me.js'
import { doForm, handTo, openMore, pick } from './more-presses.js'
import { allowedRoles, memberOf } from './people.js'
import { type CardPress, type Interactions, isPrivate, type Pressed } from './press.js'
import { editReply, openReplyForm, sendAnyway, sendFromForm, sendStill } from './reply-presses.js'
import { takeDown } from './take-down-presses.js'
import { auditPage, mayRead } from './team-commands.js'
import { openResolveForm, pressVerb, resolveAs } from './verb-presses.js'

const REMEMBERED = 1_000

/**
 * Answers everything that people press, choose, fill in or type: understand it, see whether they may, acknowledge, then
 * act. Never rejects. Cards are brought up to date by whoever delivers them, so that presses on all boards go one way.
 */
export function interactionHandler(at: Interactions): (interaction: APIInteraction) => Promise<void> {
  const seen = new Set<string>()

  return async (interaction) => {
    // The gateway repeats events after a broken connection.
    if (seen.has(interaction.id)) return
    seen.add(interaction.id)
    const [oldest] = seen
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest)

    try {
      await handle(at, interaction)
    } catch (error) {
      at.log.error({ error: describe(error) }, 'a press in Discord could not be answered')
      // It was seen by now, so that Discord would show nothing, or three dots for a quarter of an hour.
      if (isAwaited(interaction)) await at.respond.followUp(interaction, at.texts.form.broke)
    }
  }
}

const isAwaited = ({ type }: APIInteraction): boolean =>
  type !== InteractionType.Ping && type !== InteractionType.ApplicationCommandAutocomplete

async function handle(at: Interactions, interaction: APIInteraction): Promise<void> {
  if (interaction.type === InteractionType.Ping) return
  const by = interaction.guild_id === at.place.guild ? memberOf(at.place, interaction.member) : null
  switch (interaction.type) {
    case InteractionType.ApplicationCommandAutocomplete: {
      const choices = by === null ? [] : choicesFor(at, interaction)
      await at.respond.choices(interaction, choices)
      return
    }
    case InteractionType.ApplicationCommand:
      if (by === null) await at.respond.tell(interaction, objection(at, interaction))
      else await command(at, interaction, by)
      return
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit:
      return pressed(at, interaction, by)
  }
}

async function pressed(at: Interactions, interaction: CardPress, by: Member | null): Promise<void> {
  if (by === null || !isHere(at, interaction)) {
    const words = by === null ? objection(at, interaction) : at.texts.form.notHere
    await at.respond.tell(interaction, words)
    return
  }
  if (interaction.type === InteractionType.MessageComponent && isPrivate(interaction)) {
    if (await turned(at, interaction, by)) return
  }
  const press = parsePress(interaction.data.custom_id)
  const act = press === null ? undefined : ACTS[press.ask]
  const fits = press !== null && act !== undefined && fitsTo(press, interaction)
  if (!fits) await at.respond.tell(interaction, at.texts.form.notUnderstood)
  else await act({ at, press, interaction, by })
}

/** Pages of lists, and menus that belong to no case. `false` when the press is about something else. */
async function turned(
  at: Interactions,
  interaction: APIMessageComponentInteraction,
  by: Member,
): Promise<boolean> {
  const { custom_id: customId } = interaction.data
  const query = parseList(customId)
  if (query !== null) {
    await at.respond.seen(interaction)
    const parts = { desk: at.care.desk, place: at.place, brands: at.brands, texts: at.texts }
    await at.respond.become(interaction, caseList(parts, query, by.person.id))
    return true
  }
  const before = /^amends-audit\/(\d{1,15})$/.exec(customId)?.[1]
  if (before !== undefined && mayRead(by)) {
    await at.respond.seen(interaction)
    await at.respond.become(interaction, auditPage(at, Number(before)))
    return true
  }
  const named = parseNamed(customId)
  if (named !== null) {
    await beNamed(at, interaction, by, named)
    return true
  }
  if (!customId.startsWith('amends-open/')) return false
  await brandChosen(at, interaction, by)
  return true
}

/** In words for whoever may not. */
function objection({ place, texts }: Interactions, { guild_id }: APIInteraction): string {
  return guild_id === place.guild ? texts.noRole(allowedRoles(place)) : texts.form.notHere
}

/** Cards stand in one channel, what belongs to them in its threads; private answers follow their reader anywhere. */
function isHere({ place }: Interactions, interaction: CardPress): boolean {
  const { channel } = interaction
  if (isPrivate(interaction)) return true
  const parent = channel !== undefined && 'parent_id' in channel ? channel.parent_id : null
  return [place.channel, place.notices].includes(channel?.id ?? '') || parent === place.channel
}

type Act = (pressed: Pressed) => Promise<void>

const ACTS: Readonly<Record<Ask, Act>> = {
  claim: (pressed) => pressVerb(pressed, { type: 'claim' }),
  release: (pressed) => pressVerb(pressed, { type: 'release' }),
  'take-over': (pressed) => pressVerb(pressed, { type: 'take-over' }),
  'still-on-it': (pressed) => pressVerb(pressed, { type: 'still-on-it' }),
  reopen: (pressed) => pressVerb(pressed, { type: 'reopen' }),
  dismiss: (pressed) => pressVerb(pressed, { type: 'resolve', outcome: 'not-a-complaint', note: null }),
  'ask-outcome': openResolveForm,
  'resolve-as': resolveAs,
  reply: openReplyForm,
  'reply-send': sendFromForm,
  'reply-edit': editReply,
  'reply-anyway': sendAnyway,
  'reply-still': sendStill,
  more: openMore,
  pick,
  'hand-to': handTo,
  'do-take-over': doForm,
  'do-note': doForm,
  'do-correct': doForm,
  'do-merge': doForm,
  'do-split': doForm,
  'take-down': takeDown,
}

const FORMS: readonly Ask[] = [
  'resolve-as',
  'reply-send',
  'do-take-over',
  'do-note',
  'do-correct',
  'do-merge',
  'do-split',
]
/** Offered in private messages alone: their answers take the place of the message. */
const PRIVATE: readonly Ask[] = [
  'reply-edit',
  'reply-anyway',
  'reply-still',
  'pick',
  'hand-to',
  'take-down',
  'do-take-over',
  'do-note',
  'do-correct',
  'do-merge',
  'do-split',
]

/** A changed client can send anything: a form's answer through a button, a menu's choice on a card. */
const fitsTo = ({ ask }: Press, interaction: CardPress): boolean =>
  FORMS.includes(ask) === (interaction.type === InteractionType.ModalSubmit) &&
  (!PRIVATE.includes(ask) || isPrivate(interaction))
