import ms from 'ms'
import { DAY, SECOND } from '../domain/time.js'
import type { Every } from './config.js'
import type { Wrong } from './fault.js'

export type IsCron = (expression: string) => boolean

/** `30s`, `5 min`, `1h` → milliseconds; `null` where the text is no duration. A number needs its unit: 30 what? */
export function durationOf(text: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\s*$/i.exec(
    text,
  )
  return match === null ? null : Math.round(ms(`${match[1]}${match[2]}` as ms.StringValue))
}

export const everyOf = (text: string): Every => {
  const duration = durationOf(text)
  return duration === null ? { type: 'cron', expression: text.trim() } : { type: 'interval', ms: duration }
}

export function judgeEvery(text: string, isCron: IsCron): Wrong | null {
  if (durationOf(text) !== null) return judgeDuration(text, SECOND, DAY)
  // Five or six fields were meant as a cron expression; anything else as a duration.
  const looksLikeCron = text.trim().split(/\s+/).length >= 5 || text.trim().startsWith('@')
  if (!looksLikeCron)
    return {
      problem: 'is neither a duration nor a cron expression',
      mend: 'write a number with its unit, as 30s, 5 min or 1h, or a cron expression, as "*/5 * * * *"',
    }
  return isCron(text.trim())
    ? null
    : {
        problem: 'is not a valid cron expression',
        mend: 'write five fields (minute hour day month weekday), or six with seconds first, as "*/5 * * * *"',
      }
}

/** A digest reads weeks of history: once an hour is often enough. */
export function judgeDigestTimes(text: string, isCron: IsCron): Wrong | null {
  const fields = text.trim().split(/\s+/)
  if ((fields.length !== 5 && fields.length !== 6) || !isCron(text.trim()))
    return {
      problem: 'is not a valid cron expression',
      mend: 'write five fields (minute hour day month weekday), as "0 9 * * 1" for Mondays at nine',
    }
  const upToTheHour = fields.slice(0, fields.length - 4)
  return upToTheHour.every((field) => /^\d{1,2}$/.test(field))
    ? null
    : {
        problem: 'would send a digest more often than once an hour',
        mend: 'begin with one minute, as in "0 9 * * 1"',
      }
}

/** `least` and `most` in milliseconds. */
export function judgeDuration(text: string, least: number, most: number): Wrong | null {
  const duration = durationOf(text)
  if (duration === null)
    return { problem: 'is not a duration', mend: 'write a number with its unit, as 30s, 15m or 1h' }
  if (duration < least) return { problem: 'is too short', mend: `write at least ${ms(least)}` }
  if (duration > most) return { problem: 'is too long', mend: `write at most ${ms(most)}` }
  return null
}
