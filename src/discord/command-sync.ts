import { createHash } from 'node:crypto'
import { type RESTPutAPIApplicationGuildCommandsJSONBody, Routes } from 'discord.js'
import type { Log, Store } from '../ports.js'
import { type Api, describe } from './api.js'
import type { Place } from './check.js'

const PURPOSE = 'commands'

/**
 * Tells Discord of the commands when they are others than the last time: it takes 200 new ones a day, and an Amends that
 * starts all day would use them up. A failure costs the commands alone, and the next start tries again.
 */
export async function syncCommands(
  parts: { readonly api: Api; readonly place: Place; readonly team: Store['team']; readonly log: Log },
  commands: RESTPutAPIApplicationGuildCommandsJSONBody,
  signal: AbortSignal,
): Promise<void> {
  const { api, place, team, log } = parts
  try {
    const { id } = (await api.call('GET', Routes.currentApplication(), { signal })) as { id: string }
    const route = Routes.applicationGuildCommands(id, place.guild)
    const print = createHash('sha256')
      .update(JSON.stringify([route, commands]))
      .digest('base64url')
      .slice(0, 22)
    if (team.place('discord', PURPOSE) === print) return
    const made = await api.call('PUT', route, { body: commands, signal })
    if (!Array.isArray(made)) throw new Error('the answer is not from Discord')
    team.setPlace('discord', PURPOSE, print)
    log.info({ commands: commands.length }, 'Discord knows the commands')
  } catch (error) {
    if (!signal.aborted)
      log.warn(
        { error: describe(error) },
        'Discord did not take the commands; cards and buttons work without them',
      )
  }
}
