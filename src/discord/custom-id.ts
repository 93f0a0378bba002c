import type { CaseId } from '../domain/case.js'
import type { Instant } from '../domain/time.js'

/** What a button or form on a card asks for. `ask-outcome` opens the form; `resolve-as` is the form, sent. */
export type Ask = (typeof ASKS)[number]

/** `openedAt` tells a case from another one with its number, in a database that has since been replaced. */
export type Press = { readonly ask: Ask; readonly caseId: CaseId; readonly openedAt: Instant }

const ASKS = ['claim', 'release', 'take-over', 'reopen', 'dismiss', 'ask-outcome', 'resolve-as'] as const
const SHAPE = /^amends\/([a-z-]{1,20})\/([1-9][0-9]{0,14})\/([0-9a-z]{1,9})$/

/** At most 51 characters; Discord takes 100. */
export const encodePress = ({ ask, caseId, openedAt }: Press): string =>
  `amends/${ask}/${caseId}/${openedAt.toString(36)}`

/** `null` for anything that {@link encodePress} would not have written. */
export function parsePress(customId: string): Press | null {
  const [, word, id, opened] = SHAPE.exec(customId) ?? []
  const ask = ASKS.find((known) => known === word)
  if (ask === undefined || id === undefined || opened === undefined) return null
  return { ask, caseId: Number(id), openedAt: Number.parseInt(opened, 36) }
}
