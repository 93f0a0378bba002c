import type { Config, WebConfig } from '../config/config.js'
import { discordApi } from '../discord/api.js'
import { checkSignIn } from '../discord/check-sign-in.js'
import type { Finding } from '../ports.js'
import { addressHere } from '../web/host.js'
import { wayBackTo } from '../web/way-back.js'
import { type Part, within } from './findings.js'

const TITLE = 'Sign in with Discord'

/** Nothing where nobody means to sign in with Discord. Offline it only says what has to be registered there. */
export function aboutSignIn(
  { boards: { discord, web } }: Pick<Config, 'boards'>,
  { offline = false } = {},
): readonly Promise<Part>[] {
  const { clientId, clientSecret } = discord ?? {}
  if (discord === null || clientId === undefined || clientSecret === undefined) return []
  const here = web.port === 0 ? null : addressHere(web.host, web.port)
  const wayBack = wayBackTo({ ...web, signIn: { id: 'discord' } }, here)?.href ?? null
  const only = (finding: Finding) => [Promise.resolve({ title: TITLE, findings: [finding] })]
  if (wayBack === null) return only(noWayBack(web))
  if (offline)
    return only({ what: 'Redirect', ok: true, detail: `${wayBack} has to be registered`, mend: null })
  const api = discordApi(discord)
  const application = { clientId, clientSecret, base: discord.api }
  const part = within(TITLE, (signal) => checkSignIn(api, application, wayBack, signal))
  return [part.finally(() => api.close())]
}

const noWayBack = ({ host, port }: WebConfig): Finding => ({
  what: 'Redirect',
  ok: false,
  detail:
    port === 0
      ? 'the port of the desk is another at each start, so its address cannot be registered'
      : `under ${host} others reach the desk by a name that Amends does not know, so it is not offered`,
  mend: 'set boards.web.publicUrl to the address under which people reach the desk',
})
