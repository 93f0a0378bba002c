import { z } from 'zod'
import { Secret } from '../domain/secret.js'
import { judgeAddress } from './address.js'
import { durationOf, everyOf, type IsCron, judgeDuration, judgeEvery } from './every.js'
import type { Wrong } from './fault.js'

/** `example` is what a person could write; it also stands in the mend of a missing key. */
export type Meta = { readonly description: string; readonly example?: string; readonly secret?: true }

/** `default` is what counts when the key is left out, as a person would write it; it is filled in elsewhere. */
export type Defaulted = Meta & { readonly default?: unknown }

/** A text with rules of its own, told in our words. */
export const text = (meta: Defaulted, judge: (value: string) => Wrong | null) =>
  z
    .string()
    .meta(meta)
    .superRefine((value, context) => {
      const wrong = judge(value)
      if (wrong !== null)
        context.addIssue({ code: 'custom', message: wrong.problem, params: { mend: wrong.mend } })
    })

/** Numbers may come from `${PORT}`, which is always text. */
export const number = (schema: z.ZodNumber | z.ZodInt) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value),
    schema,
  )

/** A yes or no; those from `${NAME}` are text. */
export const flag = (meta: Defaulted) =>
  z.preprocess(
    (value) => (value === 'true' ? true : value === 'false' ? false : value),
    z.boolean().meta(meta),
  )

/** Milliseconds; `least` and `most` are too. */
export const duration = (meta: Defaulted, least: number, most: number) =>
  text(meta, (value) => judgeDuration(value, least, most)).transform((value) => durationOf(value) ?? least)

/** Milliseconds, or `null` where somebody wrote `off`. */
export const durationOrOff = (meta: Defaulted, least: number, most: number) =>
  text(meta, (value) => (isOff(value) ? null : judgeDuration(value, least, most))).transform((value) =>
    isOff(value) ? null : (durationOf(value) ?? least),
  )

export const isOff = (value: string): boolean => value.trim() === 'off'

export const secret = (meta: Omit<Meta, 'secret'>, judge: (value: string) => Wrong | null = () => null) =>
  text({ ...meta, secret: true }, (value) => {
    if (value.trim() === '')
      return { problem: 'is empty', mend: 'write it, or where it comes from, as "${NAME}"' }
    if (/[\r\n]/.test(value.trim()))
      return { problem: 'holds a line break', mend: 'copy it again, as one line' }
    return judge(value.trim())
  }).transform((value) => new Secret(value.trim()))

export const token = (meta: Omit<Meta, 'secret'>) =>
  secret(meta, (value) =>
    /\s/.test(value)
      ? { problem: 'holds a space', mend: 'write the token alone, without "Bot" or "Bearer" before it' }
      : null,
  )

export const address = (meta: Meta) =>
  text(meta, (value) => judgeAddress(value, { path: false })).transform((value) => new URL(value).origin)

export const path = (meta: Meta) =>
  text(meta, (value) =>
    value.trim() === '' ? { problem: 'is empty', mend: 'write the path of a file' } : null,
  )

export const snowflake = (meta: Meta) =>
  text(meta, (value) =>
    /^\d{1,20}$/.test(value)
      ? null
      : {
          problem: 'is not a Discord id',
          mend: 'write the digits in quotes: in Discord, switch on Developer Mode, right-click and "Copy ID"',
        },
  )

export const every = (isCron: IsCron, fallback: string, what: string) =>
  text(
    { description: `How often ${what}: a duration (30s, 5 min, 1h; at least 1s) or a cron expression.` },
    (value) => judgeEvery(value, isCron),
  )
    .transform(everyOf)
    .prefault(fallback)
