import type { Log } from '../../src/ports.js'
import type { WebDeskOptions } from '../../src/web/index.js'
import { openWebDesk, type Visitor } from './desk-visitor.js'
import { discordDesk } from './discord-desk.js'
import { type FakeMember, fakeDiscord } from './fake-discord/index.js'
import { quiet, type World } from './world.js'

/** A running desk whose team signs in through a pretended Discord, where its address is registered. */
export async function openDiscordDoor(
  world: World,
  { log = quiet, ...more }: Partial<WebDeskOptions> & { readonly log?: Log } = {},
) {
  const discord = await fakeDiscord()
  // By another name than the desk's: to a browser it is another site, whose cookies are not the desk's.
  const api = discord.api.replace('127.0.0.1', 'localhost')
  const bot = discordDesk(discord, world.desk, { clock: world.now, log, api })
  const desk = await openWebDesk(world, { signIn: bot.signIn, log, ...more })
  discord.oauth.redirects.add(`${desk.url}/sign-in/discord/back`)

  /** Presses the button. @returns the page of Discord's that asks */
  async function begin(person: Visitor, to?: string): Promise<string> {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`
    const response = await person.ask(`/sign-in/discord${query}`)
    return response.headers.get('location') ?? ''
  }

  return {
    discord,
    desk,
    begin,
    /** All the way; the answer is what the browser gets when it comes back. */
    async comeIn(person: Visitor, member: FakeMember, to?: string): Promise<Response> {
      return person.ask(discord.oauth.authorize(await begin(person, to), member))
    },
    async close(): Promise<void> {
      await desk.web.stop()
      await bot.stop()
      await discord.close()
    },
  }
}
