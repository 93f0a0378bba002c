import { type Audience, audienceOf, type Notice } from '../domain/notice.js'
import type { Person } from '../domain/people.js'
import type { Texts } from '../texts/texts.js'
import type { Place } from './check.js'
import { writers } from './writers.js'

/** Notices that are said in words and may ping; threads, their lines and summaries have a form of their own. */
export type SpokenNotice = Exclude<Notice, { type: 'thread' | 'history' | 'summary' }>

/** Who is pinged, and nobody else: ids for `allowed_mentions`, and the words that name them. */
export type Address = {
  readonly words: string
  readonly users: readonly string[]
  readonly roles: readonly string[]
}

/** The account behind a person of this server; `null` for people of the web desk, who can be named only. */
export const accountOf = ({ id }: Person): string | null => /^discord:(\d{15,21})$/.exec(id)?.[1] ?? null

export function addressOf(audience: Audience, place: Place): Address {
  switch (audience.to) {
    case 'channel':
      return { words: '', users: [], roles: [] }
    case 'person':
      return person(audience.person)
    case 'on-call': {
      const named = audience.person === null ? null : person(audience.person)
      if (named !== null && named.users.length > 0) return named
      // Somebody has to hear it: who cannot be pinged is named beside the role.
      const role = place.onCallRole
      return { words: `<@&${role}> ${named?.words ?? ''}`.trim(), users: [], roles: [role] }
    }
    case 'managers':
      return { words: `<@&${place.roles.manager}>`, users: [], roles: [place.roles.manager] }
  }
}

function person(who: Person): Address {
  const account = accountOf(who)
  return account === null
    ? { words: `**${writers.name(who.name)}**`, users: [], roles: [] }
    : { words: `<@${account}>`, users: [account], roles: [] }
}

/** At most 1,900 UTF-16 units, however long the words in it are: Discord takes 2,000. */
export function noticeWords(
  notice: SpokenNotice,
  place: Place,
  texts: Texts,
): Address & { readonly content: string } {
  const address = addressOf(audienceOf(notice), place)
  const said = texts.discord.notice(notice, writers)
  return { ...address, content: `${address.words} ${said}`.trim() }
}
