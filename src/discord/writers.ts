import type { Instant } from '../domain/time.js'
import type { Writers } from '../texts/texts.js'
import { foreignWords } from './foreign-text.js'

/** Discord writes `<t:…>` in each reader's own language, time zone and moment: "4 minutes ago" stays true on an old card. */
export const writers: Writers & {
  /** "Friday, 9 January 2026 09:00" */
  day(at: Instant): string
} = {
  ago: (at) => `<t:${seconds(at)}:R>`,
  at: (at) => `<t:${seconds(at)}:t>`,
  day: (at) => `<t:${seconds(at)}:f>`,
  name: (name) => foreignWords(name, { graphemes: 40, units: 100 }),
}

const seconds = (at: Instant): number => Math.floor(at / 1_000)
