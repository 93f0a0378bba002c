import type { Wrong } from './fault.js'
import { nearest } from './nearest.js'

/** Minutes since local midnight, 24:00 being 1440; `null` where the text is no time of day. */
export function minutesOf(text: string): number | null {
  const match = /^\s*([01]?\d|2[0-4]):([0-5]\d)\s*$/.exec(text)
  if (match === null) return null
  const minutes = Number(match[1]) * 60 + Number(match[2])
  return minutes <= 1440 ? minutes : null
}

/** `09:00-12:30` → minutes since midnight; `null` where the text is no span of a day. */
export function spanOf(text: string): { readonly from: number; readonly to: number } | null {
  const [from, to, more] = text.split(/[-–]/).map(minutesOf)
  return from == null || to == null || more !== undefined ? null : { from, to }
}

export const judgeTime = (text: string): Wrong | null => {
  const minutes = minutesOf(text)
  return minutes === null || minutes === 1440
    ? { problem: 'is not a time of day', mend: 'write hours and minutes, as "09:00"' }
    : null
}

/** A stretch of work within one day. */
export function judgeShift(text: string): Wrong | null {
  const span = spanOf(text)
  if (span === null)
    return { problem: 'is not a shift', mend: 'write when it begins and when it ends, as "09:00-12:30"' }
  if (span.from === span.to) return { problem: 'ends when it begins', mend: 'write a later end' }
  if (span.from > span.to)
    return {
      problem: 'passes midnight',
      mend: 'write it in two: up to "…-24:00" on this day, and from "00:00-…" on the next',
    }
  return null
}

/** A stretch of each day, that may pass midnight. */
export function judgeQuiet(text: string): Wrong | null {
  const span = spanOf(text)
  if (span === null)
    return {
      problem: 'is not a stretch of the day',
      mend: 'write when it begins and when it ends, as "22:00-07:00", or off',
    }
  if (span.from % 1440 === span.to % 1440)
    return {
      problem: 'is the whole day or none of it',
      mend: 'write when it begins and when it ends, as "22:00-07:00", or off',
    }
  return null
}

/** A day that the calendar has. */
export function judgeDate(text: string): Wrong | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
    return { problem: 'is not a date', mend: 'write year, month and day, as "2026-12-25"' }
  const at = Date.parse(`${text}T00:00:00Z`)
  const isReal = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
  return isReal
    ? null
    : { problem: 'is a day that no calendar has', mend: 'write a real date, as "2026-12-25"' }
}

export function judgeZone(text: string): Wrong | null {
  if (/^(utc|gmt)?\s*[+-]\d/i.test(text.trim()))
    return {
      problem: 'is an offset, which knows no summer time',
      mend: 'write the name of a time zone, as Europe/Madrid',
    }
  if (isZone(text)) return null
  const meant = nearestZone(text.trim())
  return {
    problem: 'is not a time zone',
    mend: meant === null ? 'write its IANA name, as Europe/Madrid' : `did you mean ${meant}?`,
  }
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** People know their city, and misspell either half. */
function nearestZone(typed: string): string | null {
  const zones = Intl.supportedValuesOf('timeZone')
  const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1)
  const city = cityOf(typed).replaceAll(' ', '_')
  const ofCity = (named: string) =>
    zones.find((zone) => cityOf(zone).toLowerCase() === named.toLowerCase()) ?? null
  const byCity = ofCity(city)
  if (byCity !== null) return byCity
  const whole = nearest(typed, zones)
  if (whole !== null && typed.includes('/')) return whole
  const near = nearest(city, zones.map(cityOf))
  return near === null ? null : ofCity(near)
}
