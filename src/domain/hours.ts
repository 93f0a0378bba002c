import type { Instant } from './time.js'

/** When a brand's team works. Time zones and daylight saving are the implementation's business. */
export type Calendar = {
  isOpen(at: Instant): boolean
  /** The moment by which the team has worked `ms` since `from`; `from + ms` where it always works. */
  after(from: Instant, ms: number): Instant
  /** The stretches of work between two moments, in order and apart from each other; none when `to` is not later. */
  openIn(from: Instant, to: Instant): readonly OpenStretch[]
}

/** `from` ≤ t < `to`. */
export type OpenStretch = { readonly from: Instant; readonly to: Instant }

/** A team that never sleeps. */
export const ALWAYS: Calendar = {
  isOpen: () => true,
  after: (from, ms) => from + ms,
  openIn: (from, to) => (from < to ? [{ from, to }] : []),
}

/** Minutes since local midnight, `from` < `to` ≤ 1440: `{ from: 540, to: 750 }` is 09:00 to 12:30. */
export type Shift = { readonly from: number; readonly to: number }

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

export type Hours = {
  /** IANA name, e.g. `Europe/Madrid`. */
  readonly zone: string
  /** Shifts of each weekday in order and apart from each other; breaks are what lies between them. */
  readonly week: Readonly<Record<Weekday, readonly Shift[]>>
  /** Local days on which nobody works, as `2026-12-25`. */
  readonly holidays: ReadonlySet<string>
}
