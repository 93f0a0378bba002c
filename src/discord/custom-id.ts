import type { CaseId } from '../domain/case.js'
import type { Instant } from '../domain/time.js'

/** What a button, a menu or a form about a case asks for. Words with `ask-` open a form; those after `do-` are one, sent. */
export type Ask = (typeof ASKS)[number]

/** `openedAt` tells a case from another one with its number, in a database that has since been replaced. */
export type Press = {
  readonly ask: Ask
  readonly caseId: CaseId
  readonly openedAt: Instant
  /** What else the press carries: the key of a reply form, the id of a reply. Absent: nothing. */
  readonly extra?: string
}

const ASKS = [
  'claim',
  'release',
  'take-over',
  'still-on-it',
  'reopen',
  'dismiss',
  'ask-outcome',
  'resolve-as',
  'reply',
  'reply-send',
  'reply-edit',
  'reply-anyway',
  'reply-still',
  'more',
  'pick',
  'hand-to',
  'do-take-over',
  'do-note',
  'do-correct',
  'do-merge',
  'do-split',
  'take-down',
] as const
const SHAPE = /^amends\/([a-z-]{1,20})\/([1-9][0-9]{0,14})\/([0-9a-z]{1,9})(?::([0-9a-z-]{1,50}))?$/

/** At most 99 characters; Discord takes 100. */
export const encodePress = ({ ask, caseId, openedAt, extra }: Press): string =>
  `amends/${ask}/${caseId}/${openedAt.toString(36)}${extra === undefined ? '' : `:${extra}`}`

/** `null` for anything that {@link encodePress} would not have written. */
export function parsePress(customId: string): Press | null {
  const [, word, id, opened, extra] = SHAPE.exec(customId) ?? []
  const ask = ASKS.find((known) => known === word)
  if (ask === undefined || id === undefined || opened === undefined) return null
  const press = { ask, caseId: Number(id), openedAt: Number.parseInt(opened, 36) }
  return extra === undefined ? press : { ...press, extra }
}
