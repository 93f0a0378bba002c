import {
  type APIApplicationCommandAutocompleteInteraction,
  ApplicationCommandOptionType as Option,
} from 'discord.js'
import type { Card } from '../domain/card.js'
import type { Texts } from '../texts/texts.js'
import type { Interactions } from './press.js'

const MOST = 25
const NAME_LENGTH = 100

type Choice = { readonly name: string; readonly value: string | number }

/** What an option may become, while it is typed. A read of some milliseconds, for at most 25 choices. */
export function choicesFor(
  at: Interactions,
  { data }: APIApplicationCommandAutocompleteInteraction,
): readonly Choice[] {
  const first = data.options[0]
  const options = first?.type === Option.Subcommand ? (first.options ?? []) : data.options
  const typed = options.find((option) => 'focused' in option && option.focused === true)
  if (typed === undefined || !('value' in typed)) return []
  const text = String(typed.value).trim().toLowerCase()
  return typed.name === 'brand' ? brands(at, text) : numbers(at, text.replace(/^#/, ''))
}

const brands = ({ brands: all }: Interactions, text: string): Choice[] =>
  all
    .filter((name) => name.toLowerCase().includes(text) && name.length <= NAME_LENGTH)
    .slice(0, MOST)
    .map((name) => ({ name, value: name }))

/** The most pressing unresolved cases whose number begins so, or whose author's name holds what was typed. */
function numbers({ care, texts }: Interactions, text: string): Choice[] {
  const unresolved = { statuses: ['open', 'claimed', 'waiting'] } as const
  const { cases } = care.desk.store
  const exact = /^\d{1,12}$/.test(text) ? cases.card(Number(text)) : null
  const found = cases
    .list(unresolved, { limit: 200, offset: 0 })
    .filter(
      ({ case: { id }, opening }) =>
        String(id).startsWith(text) || opening.post.author.handle.toLowerCase().includes(text),
    )
  const all = exact === null ? found : [exact, ...found.filter(({ case: { id } }) => id !== exact.case.id)]
  return all.slice(0, MOST).map((card) => ({ name: nameOf(card, texts), value: card.case.id }))
}

function nameOf({ case: current, opening }: Card, texts: Texts): string {
  const parts = [
    `#${current.id}`,
    current.priority.level,
    opening.removedAt === null ? `@${opening.post.author.handle}` : '',
    texts.category[opening.assessment.category],
    texts.status[current.status].toLowerCase(),
  ]
  const name = parts.filter((part) => part !== '').join(' · ')
  return name.replace(/[\p{C}]/gu, '').slice(0, NAME_LENGTH)
}
