import type { Instant } from '../domain/time.js'

/** How the whole product fares, as `/status` and the summary show it. */
export type BoardHealth = {
  readonly lastPostAt: Instant | null
  readonly parts: readonly {
    readonly name: string
    readonly ok: boolean
    readonly detail: string
    readonly lastSuccessAt: Instant | null
  }[]
}
