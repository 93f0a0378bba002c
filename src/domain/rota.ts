import type { Person } from './people.js'
import type { Instant } from './time.js'

/** Who is on call when. */
export type Rota = {
  /** `null` when nobody is named: then the on-call role alone is called. */
  onCallAt(at: Instant): Person | null
}

/** Somebody stands in for whoever the rota names, from `from` to `until`. */
export type OnCallOverride = { readonly person: Person; readonly from: Instant; readonly until: Instant }

/** The newest override that covers the moment goes before the rota. `overrides` oldest first. */
export function onCallNow(rota: Rota, overrides: readonly OnCallOverride[], now: Instant): Person | null {
  const standing = overrides.filter(({ from, until }) => from <= now && now < until).at(-1)
  return standing?.person ?? rota.onCallAt(now)
}
