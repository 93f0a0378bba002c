import { type APIApplication, Routes } from 'discord.js'
import type { Finding } from '../ports.js'
import { type Api, describe } from './api.js'
import { type Application, discordOAuth } from './oauth.js'

const SECRET = 'Client id and secret'
const REDIRECT = 'Redirect'

/**
 * Whether people can sign in through the application, and come back: `wayBack` is the address that has to be registered.
 * Makes no token and changes nothing.
 */
export async function checkSignIn(
  bot: Api,
  application: Application,
  wayBack: string,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  return Promise.all([
    secretFinding(application, wayBack),
    redirectFinding(bot, application, wayBack, signal),
  ])
}

/** Who is asking is looked at before what for: with a code that nobody has, only the secret can be right. */
async function secretFinding(application: Application, wayBack: string): Promise<Finding> {
  switch (await discordOAuth(application).tryClient(wayBack)) {
    case 'accepted':
      return fine(SECRET, 'Discord accepts them')
    case 'refused':
      return wrong(
        SECRET,
        'Discord does not accept them',
        'Discord developer portal → your application → OAuth2: copy the Client ID into boards.discord.clientId; Reset Secret, and put the new one where boards.discord.clientSecret points.',
      )
    case 'unknown':
      return wrong(SECRET, 'Discord did not say', 'Try again; check the network and boards.discord.api.')
  }
}

/** The bot may read its own application, with the addresses that are registered there. */
async function redirectFinding(
  bot: Api,
  { clientId }: Application,
  wayBack: string,
  signal: AbortSignal,
): Promise<Finding> {
  const mend = `Discord developer portal → your application → OAuth2 → Redirects → Add Redirect: ${wayBack}`
  try {
    const own = (await bot.call('GET', Routes.currentApplication(), { signal })) as APIApplication
    if (own.id === clientId && Array.isArray(own.redirect_uris))
      return own.redirect_uris.includes(wayBack)
        ? fine(REDIRECT, `${wayBack} is registered`)
        : wrong(REDIRECT, `${wayBack} is not registered`, mend)
    return fine(REDIRECT, `${wayBack} has to be registered; whether it is, this bot cannot see`)
  } catch (error) {
    return wrong(REDIRECT, `whether ${wayBack} is registered could not be read (${describe(error)})`, mend)
  }
}

const fine = (what: string, detail: string): Finding => ({ what, ok: true, detail, mend: null })
const wrong = (what: string, detail: string, mend: string): Finding => ({ what, ok: false, detail, mend })
