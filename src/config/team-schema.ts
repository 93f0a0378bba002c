import { z } from 'zod'
import type { WEEKDAYS } from '../domain/hours.js'
import type { Level } from '../domain/priority.js'
import { PULSE_LANGUAGES } from '../domain/pulse.js'
import { DAY, HOUR, MINUTE } from '../domain/time.js'
import { type Defaulted, duration, durationOrOff, flag, isOff, number, snowflake, text } from './fields.js'
import { judgeDate, judgeQuiet, judgeShift, judgeTime, judgeZone, minutesOf, spanOf } from './team-words.js'

/** One optional key for each priority. */
export const byLevel = <T extends z.ZodType>(of: (level: Level) => T) =>
  z.strictObject({
    P1: of('P1').exactOptional(),
    P2: of('P2').exactOptional(),
    P3: of('P3').exactOptional(),
    P4: of('P4').exactOptional(),
  })

/** How the team as a whole works differs from a brand's block in that its defaults are the product's. */
type Meaning = (description: string, fallback?: unknown) => Defaulted
const forAll: Meaning = (description, fallback) => ({
  description,
  ...(fallback === undefined ? {} : { default: fallback }),
})
const forBrand: Meaning = (description) => ({ description })

const shift = text({ description: 'When it begins and ends, as "09:00-12:30".' }, judgeShift).transform(
  (value) => spanOf(value) ?? { from: 0, to: 0 },
)

const day = (name: string) =>
  z
    .array(shift)
    .superRefine((shifts, context) => {
      shifts.forEach(({ from }, index) => {
        const before = shifts[index - 1]
        if (before === undefined || before.to <= from) return
        const [message, mend] =
          from < before.from
            ? ['begins before the shift that stands before it', 'write the shifts in the order of the day']
            : [
                'overlaps the shift before it',
                'let each shift begin when the one before it is over, or later',
              ]
        context.addIssue({ code: 'custom', path: [index], message, params: { mend } })
      })
    })
    .meta({
      description: `Shifts of ${name}; breaks are what lies between them. []: closed.`,
      example: '["09:00-12:30", "13:30-18:00"]',
    })
    .optional()

const [mon, tue, wed, thu, fri, sat, sun] = [
  day('Mondays'),
  day('Tuesdays'),
  day('Wednesdays'),
  day('Thursdays'),
  day('Fridays'),
  day('Saturdays'),
  day('Sundays'),
] as const
const week = { mon, tue, wed, thu, fri, sat, sun } satisfies Record<(typeof WEEKDAYS)[number], unknown>

const hours = (mean: Meaning) =>
  z
    .union([
      z.literal('always'),
      z.strictObject({
        ...week,
        holidays: z
          .array(text({ description: 'A local date, as "2026-12-25".' }, judgeDate))
          .meta({ description: 'Days on which nobody works.', example: '["2026-12-25"]' })
          .optional(),
        ...byLevel((level) =>
          z
            .enum(['always', 'hours'])
            .meta(mean(`Whether deadlines of ${level} run in these hours or always.`, 'hours')),
        ).shape,
      }),
    ])
    .meta({
      ...mean('When the team works: deadlines stand still outside these hours.', 'always'),
      example: '{ mon: ["09:00-18:00"] }',
    })
    .optional()

const LONGEST_DEADLINE = 30 * DAY

/** As a person would write {@link DEFAULT_LADDER}. */
const LADDER: Readonly<Record<Level, readonly [claim: string, escalate: string, reply: string]>> = {
  P1: ['5m', '10m', '15m'],
  P2: ['15m', '30m', '60m'],
  P3: ['4h', 'off', 'off'],
  P4: ['24h', 'off', 'off'],
}

const ladder = (mean: Meaning) =>
  byLevel((level) => {
    const [claim, escalate, reply] = LADDER[level]
    return z
      .strictObject({
        claim: duration(
          mean('Nobody has claimed the case: the channel is reminded.', claim),
          MINUTE,
          LONGEST_DEADLINE,
        ).optional(),
        escalate: durationOrOff(
          mean('Still nobody: whoever is on call is called. off: never.', escalate),
          MINUTE,
          LONGEST_DEADLINE,
        ).optional(),
        reply: durationOrOff(
          mean('Unclaimed: managers are called. Unanswered: its owner is reminded. off: never.', reply),
          MINUTE,
          LONGEST_DEADLINE,
        ).optional(),
      })
      .meta({ description: `How soon cases of ${level} are claimed and answered.`, example: '{ claim: 5m }' })
  })
    .meta({
      description: 'What happens when a case waits, each time counted from when the customer began to.',
    })
    .optional()

const cap = (mean: Meaning) =>
  z
    .union([
      z.literal('off'),
      z.strictObject({
        cards: number(
          z.int().min(1).max(1_000).meta(mean('So many new cards; P1 and P2 always pass.', 30)),
        ).optional(),
        per: duration(mean('In so long.', '1h'), MINUTE, DAY).optional(),
      }),
    ])
    .meta({
      ...mean('How many cards may come before the rest is told as one digest; off: all come.'),
      example: '{ cards: 30, per: 1h }',
    })
    .optional()

const replies = (mean: Meaning) =>
  z
    .strictObject({
      contactEvery: duration(
        mean('An author who never spoke to the brand is written to once in so long. From 1h to 365d.', '30d'),
        HOUR,
        365 * DAY,
      ).optional(),
      secondPair: flag(mean('Whether a second person looks at each reply before it goes.', false)).optional(),
      authority: z
        .array(
          text(
            { description: 'Something that a rep may offer without asking, as "refund up to 50 €".' },
            (value) =>
              value.trim() === '' || value.length > 100
                ? { problem: 'is empty or longer than 100 characters', mend: 'write it in a few words' }
                : null,
          ).transform((value) => value.trim()),
        )
        .max(10)
        .meta({
          description: 'What a rep may offer on the spot, in your own words; shown when they write a reply.',
          example: '["refund up to 50 €"]',
        })
        .optional(),
    })
    .meta({ description: 'What holds for replies.' })
    .optional()

const pulse = (mean: Meaning) =>
  z
    .union([
      z.literal('off'),
      z.strictObject({
        languages: z
          .array(
            z
              .enum(PULSE_LANGUAGES)
              .meta({ description: 'An ISO 639-1 code: en, es, fr, de, pt, it, nl or ja.' }),
          )
          .min(1)
          .meta({
            ...mean(
              'Languages in which customers are asked; those who speak another read the first of these.',
            ),
            example: '[en, es]',
          })
          .optional(),
        lasts: duration(
          mean('How long a link can be answered. From 1d to 90d.', '14d'),
          DAY,
          90 * DAY,
        ).optional(),
      }),
    ])
    .meta({
      ...mean(
        'Whether reps may ask a customer how far they trust you, by a private link; needs boards.web.publicUrl.',
        'off',
      ),
      example: '{ lasts: 14d }',
    })
    .optional()

const keys = (mean: Meaning) => ({
  zone: text(
    {
      ...mean('Time zone of all times here: its IANA name. Needed where there are any.', 'UTC'),
      example: 'Europe/Madrid',
    },
    judgeZone,
  ).optional(),
  hours: hours(mean),
  ladder: ladder(mean),
  quiet: text(mean('Each day, nobody is pinged then except for P1; may pass midnight.', 'off'), (value) =>
    isOff(value) ? null : judgeQuiet(value),
  )
    .transform((value) => (isOff(value) ? null : spanOf(value)))
    .optional(),
  cap: cap(mean),
  replies: replies(mean),
  pulse: pulse(mean),
})

const person = z
  .strictObject({
    id: snowflake({
      description: "The person's Discord id, in quotes.",
      example: '"123456789012345678"',
    }),
    name: text({ description: 'How the team calls them.', example: 'Ana' }, (value) =>
      value.trim() === '' || value.length > 60
        ? { problem: 'is empty or longer than 60 characters', mend: 'write a name' }
        : null,
    ).transform((value) => value.trim()),
  })
  .meta({ description: 'Somebody who takes weeks on call.' })

const oncall = z
  .strictObject({
    from: text(
      {
        description: 'Local date of the first handover: the first person begins there.',
        example: '"2026-01-05"',
      },
      judgeDate,
    ).optional(),
    handover: text(forAll('Local time at which one week ends and the next begins.', '09:00'), judgeTime)
      .transform((value) => minutesOf(value) ?? 0)
      .optional(),
    people: z
      .array(person)
      .meta({ description: 'In turn, a week each.', example: '[{ id: "123456789012345678", name: Ana }]' })
      .optional(),
    role: snowflake({
      description: 'Id of the Discord role that is called with them, in quotes.',
      example: '"123456789012345678"',
    }).optional(),
  })
  .meta({ description: 'Who is called when a case waits too long.' })
  .optional()

export const team = z.strictObject({ ...keys(forAll), oncall }).meta({
  description: 'How the team works. All brands share it; one may say otherwise in a team of its own.',
})

export const brandTeam = z
  .strictObject(keys(forBrand))
  .meta({ description: 'Where work on this brand differs: each key here goes before the same key of team.' })

export type ParsedTeam = z.output<typeof brandTeam>
export type ParsedOnCall = NonNullable<z.output<typeof oncall>>
