import type { AlertThreshold } from './assessment.js'

export type Brand = {
  readonly name: string
  /** Words, phrases or hashtags as a person would type them. */
  readonly terms: readonly string[]
  /** A post holding one of these, and not tagging the brand, does not count. */
  readonly exclude: readonly string[]
  /** Normalised by {@link normaliseHandle}. */
  readonly accounts: readonly string[]
  readonly alert: AlertThreshold
}

/** `@Acme@Mastodon.Social` and `acme@mastodon.social` are one account: no leading `@`, lower case. */
export const normaliseHandle = (handle: string): string => handle.trim().replace(/^@/, '').toLowerCase()
