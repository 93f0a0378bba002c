import { z } from 'zod'
import { judgeAddress, judgePublicUrl } from './address.js'
import { number, snowflake, text, token } from './fields.js'

export const discord = z
  .strictObject({
    token: token({
      description: "The bot's token (Discord Developer Portal, Bot, Reset Token).",
      example: '"${DISCORD_TOKEN}"',
    }),
    guild: snowflake({
      description: 'Id of the Discord server, in quotes.',
      example: '"123456789012345678"',
    }),
    channel: snowflake({
      description: 'Id of the channel that gets the cards, in quotes.',
      example: '"123456789012345678"',
    }),
    roles: z
      .strictObject({
        rep: snowflake({
          description: 'Id of the role that may claim and resolve, in quotes.',
          example: '"123456789012345678"',
        }),
        manager: snowflake({
          description: 'Id of the role of managers, in quotes; may be the same.',
          example: '"123456789012345678"',
        }),
        admin: snowflake({
          description: 'Id of the role of admins, in quotes; may be the same.',
          example: '"123456789012345678"',
        }),
        oncall: snowflake({
          description:
            'Id of the role that is called when a case waits too long, in quotes. Left out, team.oncall.role, else the role of reps.',
          example: '"123456789012345678"',
        }).optional(),
      })
      .meta({ description: 'Who may do what.', example: '{ rep: "1", manager: "2", admin: "3" }' }),
    clientId: snowflake({
      description:
        'Id of the application, in quotes: with clientSecret, the web desk offers to sign in with Discord.',
      example: '"123456789012345678"',
    }).optional(),
    clientSecret: token({
      description: "The application's client secret (Discord Developer Portal, OAuth2, Reset Secret).",
      example: '"${DISCORD_CLIENT_SECRET}"',
    }).optional(),
    notices: snowflake({
      description:
        'Id of the channel that gets reminders and digests, in quotes. Left out, the channel of the cards.',
      example: '"123456789012345678"',
    }).optional(),
    api: text(
      { description: "Base address of another server that speaks Discord's API; for tests." },
      (value) => judgeAddress(value, { path: true }),
    )
      .transform((value) => value.replace(/\/+$/, ''))
      .optional(),
  })
  .meta({ description: 'Cards in a Discord channel. Without this the team works on the web desk alone.' })

export const web = z
  .strictObject({
    host: text(
      { description: 'Address that the desk listens on; 127.0.0.1 is this machine alone.' },
      (value) =>
        /^[\w.:-]+$/.test(value)
          ? null
          : { problem: 'is not a host', mend: 'write an address of this machine, as 127.0.0.1' },
    ).default('127.0.0.1'),
    port: number(
      z
        .int()
        .min(0)
        .max(65_535)
        .meta({ description: 'Port that the desk listens on; 0 takes any free one.' }),
    ).prefault(4180),
    publicUrl: text(
      {
        description:
          'Address under which people reach the desk, where something stands before it (a proxy that adds TLS).',
      },
      judgePublicUrl,
    )
      .transform((value) => new URL(value).origin)
      .optional(),
  })
  .prefault({})
  .meta({ description: 'The web desk.' })
