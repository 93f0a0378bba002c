import {
  type Answer,
  type Call,
  invalid,
  NO_ACCESS,
  NOTHING,
  ok,
  refusal,
  UNKNOWN_CHANNEL,
} from './answers.js'
import type { FakeGateway } from './gateway.js'
import { Messages } from './messages.js'
import type { FakeOAuth } from './oauth.js'
import { answerInteraction, ofOriginal, withWebhook } from './presses.js'
import { channelShape, guildShape, memberShape, messageShape, userShape } from './shapes.js'
import { commandFaults } from './validate-commands.js'
import { type Json, may, PERMISSION, snowflake, type World } from './world.js'

export type Route = {
  readonly method: string
  /** After the version; `:name` stands for one part. OAuth2 has no version: whole there. */
  readonly path: string
  /** Name of its rate limit bucket; `null` where Discord counts nothing. */
  readonly bucket: string | null
  /** Which id buckets are kept by. */
  readonly major?: string
  /** Interactions and their webhooks are trusted by the token in their path, OAuth2 by what it holds. */
  readonly byToken?: true
  run(call: Call): Answer
}

export function routes(world: World, gateway: FakeGateway, oauth: FakeOAuth): readonly Route[] {
  const messages = new Messages(world)
  return [
    ...oauth.routes(),
    {
      method: 'GET',
      path: '/gateway/bot',
      bucket: 'gateway',
      run: () =>
        ok({
          url: gateway.address,
          shards: 1,
          session_start_limit: {
            total: 1_000,
            remaining: world.loginsLeft,
            reset_after: world.loginsResetIn,
            max_concurrency: 1,
          },
        }),
    },
    { method: 'GET', path: '/users/@me', bucket: 'me', run: () => ok(userShape(world.bot)) },
    {
      method: 'GET',
      path: '/applications/@me',
      bucket: 'app',
      run: () =>
        ok({
          id: world.application.id,
          name: 'Amends',
          bot: userShape(world.bot),
          flags: 0,
          redirect_uris: [...oauth.redirects],
        }),
    },
    {
      method: 'GET',
      path: '/guilds/:guild',
      bucket: 'guild',
      major: 'guild',
      run: ({ ids }) => (inGuild(world, ids) ? ok(guildShape(world)) : refusal(404, 10_004, 'Unknown Guild')),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/roles',
      bucket: 'roles',
      major: 'guild',
      run: ({ ids }) =>
        inGuild(world, ids) ? ok(guildShape(world)['roles']) : refusal(404, 10_004, 'Unknown Guild'),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      bucket: 'member',
      major: 'guild',
      run: ({ ids }) => {
        const member = world.members.get(ids['user'] ?? '')
        return member === undefined ? refusal(404, 10_007, 'Unknown Member') : ok(memberShape(member))
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel',
      bucket: 'channel',
      major: 'channel',
      run: ({ ids }) => {
        const channel = world.channels.get(ids['channel'] ?? '')
        if (channel === undefined) return UNKNOWN_CHANNEL
        return may(world, world.bot.id, channel.id, PERMISSION.viewChannel)
          ? ok(channelShape(world, channel))
          : NO_ACCESS
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages',
      bucket: 'list messages',
      major: 'channel',
      run: (call) => messages.list(call),
    },
    {
      method: 'POST',
      path: '/channels/:channel/messages',
      bucket: 'create message',
      major: 'channel',
      run: (call) => messages.create(call),
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages/:message',
      bucket: 'get message',
      major: 'channel',
      run: (call) => messages.withMessage(call, (message) => ok(messageShape(world, message))),
    },
    {
      method: 'PATCH',
      path: '/channels/:channel/messages/:message',
      bucket: 'edit message',
      major: 'channel',
      run: (call) => messages.withMessage(call, (message) => messages.edit(message, call.body)),
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/messages/:message',
      bucket: 'delete message',
      major: 'channel',
      run: (call) =>
        messages.withMessage(call, (message) => {
          world.messages.delete(message.id)
          return NOTHING
        }),
    },
    {
      method: 'PUT',
      path: '/channels/:channel/messages/pins/:message',
      bucket: 'pin',
      major: 'channel',
      run: (call) =>
        messages.withMessage(call, (message) => {
          if (!may(world, world.bot.id, message.channelId, PERMISSION.pinMessages))
            return refusal(403, 50_013, 'Missing Permissions')
          message.pinned = true
          return NOTHING
        }),
    },
    {
      method: 'POST',
      path: '/channels/:channel/messages/:message/threads',
      bucket: 'start thread',
      major: 'channel',
      run: (call) => messages.withMessage(call, (message) => messages.startThread(message, call.body)),
    },
    {
      method: 'PUT',
      path: '/applications/:application/guilds/:guild/commands',
      bucket: 'commands',
      run: ({ body }) => {
        const commands = Array.isArray(body) ? (body as Json[]) : []
        const faults = commandFaults(commands)
        if (faults.length > 0) return invalid(faults)
        world.commands = commands
        return ok(commands.map((command) => ({ id: snowflake(), version: snowflake(), ...command })))
      },
    },
    {
      method: 'POST',
      path: '/interactions/:interaction/:token/callback',
      bucket: null,
      byToken: true,
      run: (call) => answerInteraction(world, messages, call),
    },
    {
      method: 'POST',
      path: '/webhooks/:application/:token',
      bucket: 'follow-up',
      major: 'token',
      byToken: true,
      run: (call) =>
        withWebhook(world, call, (interaction) => {
          const made = messages.ofWebhook(call.body, interaction)
          if ('status' in made) return made
          // The first one takes the place of "is thinking …".
          if (interaction.ack === 5) interaction.reply ??= made
          return ok(messageShape(world, made))
        }),
    },
    ...(['GET', 'PATCH', 'DELETE'] as const).map(
      (method): Route => ({
        method,
        path: '/webhooks/:application/:token/messages/:message',
        bucket: `webhook ${method}`,
        major: 'token',
        byToken: true,
        run: (call) =>
          withWebhook(world, call, (interaction) => ofOriginal(world, messages, interaction, call)),
      }),
    ),
  ]
}

const inGuild = (world: World, ids: Call['ids']): boolean =>
  ids['guild'] === world.guild.id && world.members.has(world.bot.id)
