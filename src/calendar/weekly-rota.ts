import { DateTime } from 'luxon'
import type { Person } from '../domain/people.js'
import type { Rota } from '../domain/rota.js'

export type WeeklyRota = {
  /** IANA name. */
  readonly zone: string
  /** Local date of the first handover, as `2026-01-05`; the first person begins there. */
  readonly from: string
  /** Local time of each handover, in minutes since midnight. */
  readonly handover: number
  /** In turn, a week each. */
  readonly people: readonly Person[]
}

/** One person after the other, a week each, handing over at the same local time whatever the clocks do. */
export function weeklyRota({ zone, from, handover, people }: WeeklyRota): Rota {
  const first = DateTime.fromISO(from, { zone }).set({
    hour: Math.floor(handover / 60),
    minute: handover % 60,
  })
  return {
    onCallAt(at) {
      const weeks = Math.floor(DateTime.fromMillis(at, { zone }).diff(first, 'weeks').weeks)
      if (weeks < 0 || people.length === 0) return null
      return people[weeks % people.length] ?? null
    },
  }
}
