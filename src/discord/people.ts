import type {
  APIGuildMember,
  APIInteractionDataResolvedGuildMember,
  APIInteractionGuildMember,
  APIUser,
} from 'discord.js'
import type { Member } from '../app/care.js'
import type { Person, Role } from '../domain/people.js'
import type { Place } from './check.js'

/** Highest first. */
const HIGHEST: readonly Role[] = ['admin', 'manager', 'rep']

/** The highest role among a member's, or `null`. Read from each press: a role taken away counts at once. */
export const roleIn = (place: Pick<Place, 'roles'>, roles: readonly string[]): Role | null =>
  HIGHEST.find((role) => roles.includes(place.roles[role])) ?? null

export function memberOf(
  place: Pick<Place, 'roles'>,
  member: APIInteractionGuildMember | APIGuildMember | undefined,
): Member | null {
  if (member === undefined) return null
  const role = roleIn(place, member.roles)
  return role === null ? null : { person: personOf(member.user, member.nick), role }
}

/** Somebody chosen in a menu or an option; `null` when they have none of the roles. */
export function chosenMember(
  place: Place,
  user: APIUser | undefined,
  member: APIInteractionDataResolvedGuildMember | undefined,
): Person | null {
  if (user === undefined || member === undefined || roleIn(place, member.roles) === null) return null
  return personOf(user, member.nick)
}

const personOf = (user: APIUser, nick: string | null | undefined): Person => ({
  id: `discord:${user.id}`,
  name: nick ?? user.global_name ?? user.username,
})

/** Mentions of all roles that may work here, each once. */
export const allowedRoles = ({ roles }: Place): string[] =>
  [...new Set(Object.values(roles))].map((id) => `<@&${id}>`)
