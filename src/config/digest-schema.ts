import { z } from 'zod'
import { DAY, HOUR } from '../domain/time.js'
import { type IsCron, judgeDigestTimes } from './every.js'
import { duration, snowflake, text } from './fields.js'

/** Mondays at nine. */
const WEEKLY = '0 9 * * 1'

/** How often a digest comes, where, and of what; `off`: never. */
export const digest = (isCron: IsCron) =>
  z
    .union([
      z.literal('off'),
      z.strictObject({
        every: text(
          {
            description: 'When it comes: a cron expression, by the clocks of team.zone.',
            example: '"0 9 * * 1"',
            default: WEEKLY,
          },
          (value) => judgeDigestTimes(value, isCron),
        )
          .transform((value) => value.trim())
          .default(WEEKLY),
        channel: snowflake({
          description: 'Id of the Discord channel that gets it, in quotes. Left out, boards.discord.notices.',
          example: '"123456789012345678"',
        }).optional(),
        last: duration(
          {
            description:
              'How much time it tells of, up to when it comes, beside as much before. From 1h to 92d.',
          },
          HOUR,
          92 * DAY,
        ).prefault('7d'),
        brand: text(
          { description: 'The one brand that it tells of. Left out, all of them together.' },
          (value) =>
            value.trim() === ''
              ? { problem: 'is empty', mend: 'write the name of a brand, or remove it' }
              : null,
        )
          .transform((value) => value.trim())
          .optional(),
      }),
    ])
    .prefault({})
    .meta({
      description: 'A digest of what changed, what to watch and what went well, to a channel; off: none.',
      example: '{ every: "0 9 * * 1" }',
    })
