/**
 * How eight languages name a time to come. Alternatives of regular expressions over text that is lower-cased and
 * stripped of accents; each is matched as whole words, but in Japanese.
 */
export type DueWords = {
  /** In order from Sunday. */
  readonly weekdays: readonly string[]
  /** In order from January. */
  readonly months: readonly string[]
  readonly today: string
  readonly tomorrow: string
  readonly dayAfterTomorrow: string
  readonly endOfDay: string
  readonly endOfWeek: string
  readonly weekend: string
  readonly nextWeek: string
  /** Parts of a day, after a day or alone. */
  readonly morning: string
  readonly noon: string
  readonly afternoon: string
  readonly evening: string
  readonly night: string
  /** Words for this day's part, which need no day beside them. */
  readonly thisPart: string
  /** Clock times with groups `h`, and where there are such `m` and `ap` (am or pm). */
  readonly clock: readonly string[]
  /** Dates with groups `d`, and `mon` (name) or `mn` (number). */
  readonly date: readonly string[]
  /** `N units`; with group `n` for the number (the last of a range) and one of `min`, `hour`, `day`, `work`, `week`. */
  readonly span: readonly string[]
  readonly numbers: Readonly<Record<string, number>>
  /** Makes a deadline of what follows (or, in Japanese, of what stands before). */
  readonly by: string
  /** The same, and the day itself is too late. */
  readonly before: string
  /** May stand between a day and its hour. */
  readonly join: string
  readonly future: string
  readonly past: string
  /** Whether `6:00` may mean the evening. */
  readonly twelveHours: boolean
}

/** A number as group `n`, in digits or in words, the last of a range (`24-48`). */
export const number = (words: string): string =>
  String.raw`(?:(?:\d+|${words})\s?(?:-|–|to|or|a|o|ou|bis|oder|tot|of|à)\s?)?(?<n>\d{1,3}|${words})`
/** Units as groups. */
export const units = (min: string, hour: string, work: string, day: string, week: string): string =>
  `(?:(?<min>${min})|(?<hour>${hour})|(?<work>${work})|(?<day>${day})|(?<week>${week}))`

/** Number words as alternatives, longest first. */
export const among = (numbers: Readonly<Record<string, number>>): string =>
  Object.keys(numbers)
    .sort((a, b) => b.length - a.length)
    .join('|')
