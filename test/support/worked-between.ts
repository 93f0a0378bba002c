import type { Calendar } from '../../src/domain/hours.js'

/** Milliseconds of work between two moments, stretch by stretch. */
export const workedBetween = (calendar: Calendar, from: number, to: number): number =>
  calendar.openIn(from, to).reduce((sum, open) => sum + open.to - open.from, 0)
