import { z } from 'zod'
import { normaliseHandle } from '../domain/brand.js'
import { GROWN_TO } from '../domain/missed.js'
import { HOUR, MINUTE } from '../domain/time.js'
import { discord, web } from './boards-schema.js'
import { judgeAccount, judgeIdentifier, judgeTerm } from './brand-words.js'
import { LOG_LEVELS } from './config.js'
import { digest } from './digest-schema.js'
import type { IsCron } from './every.js'
import { address, duration, every, number, path, secret, text, token } from './fields.js'
import { brandTeam, byLevel, team } from './team-schema.js'

const brand = z
  .strictObject({
    name: text({ description: 'The brand as the team calls it; unique.', example: 'Acme Air' }, (value) =>
      value.trim() === '' || value.length > 60
        ? { problem: 'is empty or longer than 60 characters', mend: 'write the name of the brand' }
        : null,
    ).transform((value) => value.trim()),
    terms: z
      .array(
        text(
          { description: 'A word, phrase or #hashtag, as people type it; never a regular expression.' },
          judgeTerm,
        ).transform((value) => value.trim()),
      )
      .default([])
      .meta({
        description:
          'Words, phrases and hashtags that count as naming the brand: whole words, in any case. At least one term or account is needed.',
      }),
    exclude: z
      .array(
        text(
          { description: 'A word, phrase or #hashtag that makes a post be about something else.' },
          judgeTerm,
        ).transform((value) => value.trim()),
      )
      .default([])
      .meta({ description: 'A post holding one of these, and not tagging the brand, does not count.' }),
    accounts: z
      .array(
        text(
          { description: 'A Bluesky handle, or a Mastodon account with its server.' },
          judgeAccount,
        ).transform(normaliseHandle),
      )
      .default([])
      .meta({
        description:
          "The brand's own accounts. Tagging or answering one counts; what they post themselves never does.",
      }),
    alert: z
      .strictObject({
        severity: number(
          z
            .int()
            .min(1)
            .max(4)
            .meta({ description: 'Least severity: 1 grumble, 2 problem, 3 serious, 4 critical.' }),
        ).prefault(2),
        complaint: number(
          z
            .number()
            .min(0)
            .max(1)
            .meta({ description: 'Least probability, 0 to 1, that a post is a complaint.' }),
        ).prefault(0.5),
      })
      .prefault({})
      .meta({ description: 'From which verdict on a post a case is opened.' }),
    team: brandTeam.optional(),
  })
  .meta({ description: 'One brand and how people speak of it.' })

const connectors = (isCron: IsCron) =>
  [
    z
      .strictObject({
        type: z.literal('bluesky').meta({ description: 'Bluesky, or any server of its network.' }),
        service: address({ description: 'The server (PDS) that holds the account.' }).prefault(
          'https://bsky.social',
        ),
        identifier: text(
          { description: 'Handle of the account that Amends signs in with.', example: 'acmeair.bsky.social' },
          judgeIdentifier,
        ).transform(normaliseHandle),
        password: secret({
          description: 'An app password of that account (Settings, Privacy and security, App passwords).',
          example: '"${BLUESKY_PASSWORD}"',
        }),
        every: every(isCron, '30s', 'it is asked for new posts'),
      })
      .meta({ description: 'Reads and answers on Bluesky.' }),
    z
      .strictObject({
        type: z.literal('mastodon').meta({ description: 'One Mastodon server.' }),
        url: address({
          description: 'The server that holds the account.',
          example: '"https://mastodon.social"',
        }),
        token: token({
          description: 'Access token of an application of that account (Preferences, Development).',
          example: '"${MASTODON_TOKEN}"',
        }),
        every: every(isCron, '60s', 'it is asked for new posts'),
      })
      .meta({ description: 'Reads and answers on Mastodon.' }),
    z
      .strictObject({
        type: z.literal('replay').meta({ description: 'A written scenario, played as if it happened now.' }),
        file: path({
          description: 'The scenario, JSONL; relative to the folder of this configuration.',
          example: 'scenario.jsonl',
        }),
        speed: number(
          z.number().positive().max(100_000).meta({ description: 'Scenario seconds played per second.' }),
        ).prefault(1),
        every: every(isCron, '1s', 'it hands out what has come due'),
        memory: path({
          description:
            'Where to keep the replies that are published under its posts; relative to the folder of this configuration. Left out, a file beside the database.',
        }).optional(),
      })
      .meta({ description: 'Plays a scenario: for demos and tests.' }),
  ] as const

/**
 * The shape of `amends.yaml`: the loader, the JSON Schema for editors and the reference all come from here.
 * @param isCron whether the scheduler understands an expression
 */
export const configSchema = (isCron: IsCron) =>
  z
    .strictObject({
      brands: z
        .array(brand)
        .min(1)
        .meta({ description: 'The brands to watch.', example: '[{ name: Acme Air, terms: ["acme air"] }]' }),
      connectors: z
        .array(z.discriminatedUnion('type', connectors(isCron)))
        .min(1)
        .meta({
          description: 'Where posts come from.',
          example: '[{ type: bluesky, identifier: …, password: … }]',
        }),
      boards: z
        .strictObject({ discord: discord.optional(), web })
        .prefault({})
        .meta({ description: 'Where the team sees the cases.' }),
      database: path({
        description: 'The SQLite file that holds everything; relative to the folder of this configuration.',
      }).default('var/amends.db'),
      claim: z
        .strictObject({
          lease: duration(
            {
              description:
                'How long a claim lasts without work on the case; then it is given back. From 1m to 24h.',
            },
            MINUTE,
            24 * HOUR,
          ).prefault('15m'),
          byLevel: byLevel((level) =>
            duration(
              { description: `How long a claim lasts on a case of ${level}; lease where left out.` },
              MINUTE,
              24 * HOUR,
            ),
          )
            .prefault({})
            .meta({ description: 'Leases of priorities that have one of their own.' }),
        })
        .prefault({})
        .meta({ description: 'How claims work.' }),
      team: team.optional(),
      review: z
        .strictObject({
          grownTo: number(
            z.int().min(1).max(1_000_000).meta({
              description:
                'Likes, reposts and replies together from which a post without a card is put before managers.',
            }),
          ).prefault(GROWN_TO),
        })
        .prefault({})
        .meta({ description: 'The review of missed alerts.' }),
      digest: digest(isCron),
      log: z
        .strictObject({
          level: z
            .enum(LOG_LEVELS)
            .default('info')
            .meta({ description: 'How much is logged to standard error.' }),
        })
        .prefault({})
        .meta({ description: 'The log.' }),
    })
    .meta({ title: 'Amends configuration', description: 'Configuration of Amends (amends.yaml).' })

export type ParsedConfig = z.output<ReturnType<typeof configSchema>>
