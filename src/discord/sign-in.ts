import { type APIGuildMember, Routes } from 'discord.js'
import * as oauth from 'oauth4webapi'
import type { SignInRefusal } from '../domain/people.js'
import type { Log, SignInAnswer, SignInProvider, Standing } from '../ports.js'
import { type Api, codeOf, describe } from './api.js'
import type { Place } from './check.js'
import { type Application, discordOAuth } from './oauth.js'
import { memberOf } from './people.js'

export type SignInOptions = Application & {
  /** Asks as the bot, when nobody's token is there any more. */
  readonly bot: Api
  readonly place: Pick<Place, 'guild' | 'roles'>
  readonly log: Log
}

const UNKNOWN_MEMBER = 10_007
const UNKNOWN_USER = 10_013
const WHO = /^discord:(\d{1,20})$/

/** People of the team's server sign in with their Discord account: as who they are there, in the role they have there. */
export function signInWithDiscord(options: SignInOptions): SignInProvider {
  const { bot, place, log } = options
  const application = discordOAuth(options)

  /** Nothing of the person's is kept: what the token was for is done. Not waited for, and nothing depends on it. */
  const throwAway = (token: string) =>
    void application
      .revoke(token)
      .catch((error: unknown) => log.debug({ why: describe(error) }, 'a token was not revoked; it runs out'))

  async function whoIs(token: string): Promise<SignInAnswer> {
    const response = await application.get(token, `/users/@me/guilds/${place.guild}/member`)
    const body: unknown = await response.json().catch(() => null)
    if (response.ok && isMember(body)) {
      const member = memberOf(place, body)
      return member === null ? refused('no-role') : { type: 'welcome', ...member }
    }
    // Whoever is not in the server is told that there is none. A page that is not Discord's has no number.
    if (response.status === 404 && isNumbered(body)) return refused('stranger')
    if (response.status === 401) return refused('expired')
    log.warn({ status: response.status }, 'Discord did not say who signs in')
    return refused('away')
  }

  return {
    id: 'discord',
    name: 'Discord',
    begin: application.begin,

    async finish(attempt, answer) {
      try {
        const token = await application.exchange(attempt, answer)
        try {
          return await whoIs(token)
        } finally {
          throwAway(token)
        }
      } catch (error) {
        const why = refusalFor(error)
        if (why === 'unfit') log.error({ why: said(error) }, 'Discord refuses how signing in is set up here')
        else log.warn({ why: said(error) }, 'nobody was signed in through Discord')
        return refused(why)
      }
    },

    async standing(personId): Promise<Standing> {
      const id = WHO.exec(personId)?.[1]
      if (id === undefined) return { type: 'unknown' }
      try {
        const found = await bot.call('GET', Routes.guildMember(place.guild, id))
        if (!isMember(found)) return { type: 'unknown' }
        const member = memberOf(place, found)
        return member === null ? { type: 'no-role' } : { type: 'member', ...member }
      } catch (error) {
        const code = codeOf(error)
        if (code === UNKNOWN_MEMBER || code === UNKNOWN_USER) return { type: 'left' }
        // Also where the bot itself was put out of the server: that says nothing about the person.
        log.warn({ why: describe(error) }, 'Discord did not say whether somebody is still in the server')
        return { type: 'unknown' }
      }
    },
  }
}

const refused = (why: SignInRefusal): SignInAnswer => ({ type: 'refused', why })

function refusalFor(error: unknown): SignInRefusal {
  if (error instanceof oauth.AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'denied'
    return ['server_error', 'temporarily_unavailable'].includes(error.error) ? 'away' : 'unfit'
  }
  if (error instanceof oauth.ResponseBodyError) {
    if (error.status === 429 || error.status >= 500) return 'away'
    return error.error === 'invalid_grant' ? 'expired' : 'unfit'
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) return 'unfit'
  // An answer to something else than we asked, as against one that is not Discord's at all.
  if (error instanceof oauth.OperationProcessingError && error.code === oauth.INVALID_RESPONSE)
    return 'expired'
  return 'away'
}

/** Neither token nor code stands in it. */
function said(error: unknown): string {
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError)
    return [error.error, error.error_description].filter((part) => part !== undefined).join(': ')
  return describe(error)
}

/** A proxy's page with status 200 is no member. */
const isMember = (body: unknown): body is APIGuildMember =>
  typeof body === 'object' &&
  body !== null &&
  'roles' in body &&
  Array.isArray(body.roles) &&
  'user' in body &&
  typeof body.user === 'object' &&
  body.user !== null &&
  'id' in body.user &&
  typeof body.user.id === 'string'

const isNumbered = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'number'
