import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js'
import type { Desk } from '../app/desk.js'
import { isOverdue } from '../app/overdue.js'
import type { Card } from '../domain/card.js'
import type { CaseStatus } from '../domain/case.js'
import { LEVELS, type Level } from '../domain/priority.js'
import type { CaseFilter } from '../ports.js'
import type { Texts } from '../texts/texts.js'
import type { Place } from './check.js'
import { foreignWords } from './foreign-text.js'
import { dots, fittingLines, lines, linked, messageUrl } from './markup.js'
import { words } from './respond.js'
import { writers } from './writers.js'

export const SHOWS = ['open', 'mine', 'overdue', 'waiting', 'all'] as const
export type Show = (typeof SHOWS)[number]

/** Which cases somebody wants to see. `brand` is a place in the configured list: names may be too long for a button. */
export type ListQuery = {
  readonly show: Show
  readonly level: Level | null
  readonly brand: number | null
  /** From 0. */
  readonly page: number
}

const SHAPE = /^amends-list\/([a-z]+)\/(P[1-4]|-)\/(\d{1,3}|-)\/(\d{1,4})$/
const A_PAGE = 8
/** More than this nobody pages through in Discord: the web desk lists all. */
const MOST = 500
export const SIGN: Readonly<Record<Level, string>> = { P1: '🔴', P2: '🟠', P3: '🟡', P4: '⚪' }

export const encodeList = ({ show, level, brand, page }: ListQuery): string =>
  `amends-list/${show}/${level ?? '-'}/${brand ?? '-'}/${page}`

export function parseList(customId: string): ListQuery | null {
  const [, word, level, brand, page] = SHAPE.exec(customId) ?? []
  const show = SHOWS.find((known) => known === word)
  if (show === undefined) return null
  return {
    show,
    level: LEVELS.map(([, name]) => name).find((name) => name === level) ?? null,
    brand: brand === '-' ? null : Number(brand),
    page: Number(page),
  }
}

const STATUSES: Readonly<Record<Show, readonly CaseStatus[] | undefined>> = {
  open: ['open'],
  mine: ['claimed', 'waiting'],
  overdue: ['open', 'claimed', 'waiting'],
  waiting: ['waiting'],
  all: ['open', 'claimed', 'waiting'],
}

export type ListParts = {
  readonly desk: Desk
  readonly place: Place
  readonly brands: readonly string[]
  readonly texts: Texts
}

/** A page of cases, most pressing first, each with a link to its card, and buttons to turn the page. */
export function caseList(
  parts: ListParts,
  query: ListQuery,
  readerId: string,
): APIMessageTopLevelComponent[] {
  const { desk, brands, texts } = parts
  const { list } = texts.discord
  const filter: CaseFilter = {
    statuses: STATUSES[query.show],
    level: query.level ?? undefined,
    brand: query.brand === null ? undefined : brands[query.brand],
    ownerId: query.show === 'mine' ? readerId : undefined,
  }
  const { cards, count } = found(desk, filter, query)
  const pages = Math.max(1, Math.ceil(count / A_PAGE))
  const title = dots(
    `**${list.title(texts.discord.command.show[query.show], count)}**`,
    query.level ?? '',
    filter.brand === undefined ? '' : foreignWords(filter.brand, { graphemes: 60, units: 120 }),
    pages === 1 ? '' : list.page(query.page + 1, pages),
  )
  const body =
    cards.length === 0 ? list.nothing : fittingLines(...cards.map((card) => `- ${oneCase(card, parts)}`))
  const turn = (page: number, label: string) =>
    ({
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label,
      custom_id: encodeList({ ...query, page }),
    }) as const
  const buttons = [
    ...(query.page > 0 ? [turn(query.page - 1, list.previous)] : []),
    ...(query.page + 1 < pages ? [turn(query.page + 1, list.next)] : []),
  ]
  return [
    ...words(lines(title, body)),
    ...(buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow as const, components: buttons }]),
  ]
}

function found(desk: Desk, filter: CaseFilter, { show, page }: ListQuery) {
  const { cases } = desk.store
  const from = page * A_PAGE
  if (show !== 'overdue')
    return { cards: cases.list(filter, { limit: A_PAGE, offset: from }), count: cases.count(filter) }
  const late = overdueCards(desk, filter)
  return { cards: late.slice(from, from + A_PAGE), count: late.length }
}

export function overdueCards(desk: Desk, filter: CaseFilter): readonly Card[] {
  const now = desk.clock()
  return desk.store.cases
    .list(filter, { limit: MOST, offset: 0 })
    .filter((card) => isOverdue(card.case, card.promises, desk.policy.of(card.case.brand), now))
}

function oneCase(card: Card, { desk, place, texts }: ListParts): string {
  const { case: current, opening } = card
  const message = desk.store.outbox.messageOf('discord', current.id)
  const url = message === null ? null : messageUrl(place.guild, place.channel, message)
  const { level } = current.priority
  const handle =
    opening.removedAt === null
      ? `\\@${foreignWords(opening.post.author.handle, { graphemes: 30, units: 80 })}`
      : ''
  const who =
    current.status === 'claimed' || current.status === 'waiting' ? writers.name(current.owner.name) : ''
  return dots(
    `${SIGN[level]} ${linked(`#${current.id}`, url)}`,
    texts.severity[opening.assessment.severity],
    texts.category[opening.assessment.category],
    handle,
    current.status === 'open' ? '' : texts.status[current.status].toLowerCase(),
    who,
    writers.ago(current.waitingSince),
  )
}
