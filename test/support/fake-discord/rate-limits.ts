import { createHash } from 'node:crypto'

/** So many requests in each window of so many milliseconds. */
export type Limit = { readonly limit: number; readonly per: number }

type Counter = { used: number; endsAt: number }

export type Ruling = {
  readonly headers: Record<string, string>
  /** Seconds to wait, when the request came too early. */
  readonly retryAfter: number | null
  readonly global: boolean
}

/** Buckets by route and channel (or webhook token), and one for the bot as a whole, as Discord counts. */
export class RateLimits {
  readonly #counters = new Map<string, Counter>()
  readonly #limits: Readonly<Record<string, Limit>>
  readonly #global: Limit
  constructor(limits: Readonly<Record<string, Limit>>, global: Limit) {
    this.#limits = limits
    this.#global = global
  }

  /**
   * @param route name of the bucket; `null` for interaction callbacks, which are not counted
   * @param asBot whether the bot's own limit counts it too: interactions and their webhooks it does not
   */
  rule(route: string | null, major: string, asBot: boolean): Ruling {
    if (route === null) return { headers: {}, retryAfter: null, global: false }
    const now = Date.now()
    if (asBot) {
      const all = this.#count('global', this.#global, now)
      if (all.used > this.#global.limit) return this.#refusal(all, {}, now, true)
    }

    const limit = this.#limits[route] ?? { limit: 50, per: 1_000 }
    const counter = this.#count(`${route}/${major}`, limit, now)
    const headers = {
      'x-ratelimit-limit': String(limit.limit),
      'x-ratelimit-remaining': String(Math.max(limit.limit - counter.used, 0)),
      'x-ratelimit-reset': (counter.endsAt / 1_000).toFixed(3),
      'x-ratelimit-reset-after': (Math.max(counter.endsAt - now, 0) / 1_000).toFixed(3),
      'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
    }
    if (counter.used > limit.limit) return this.#refusal(counter, headers, now, false)
    return { headers, retryAfter: null, global: false }
  }

  #count(key: string, { per }: Limit, now: number): Counter {
    const known = this.#counters.get(key)
    const counter = known !== undefined && known.endsAt > now ? known : { used: 0, endsAt: now + per }
    counter.used += 1
    this.#counters.set(key, counter)
    return counter
  }

  #refusal(counter: Counter, headers: Record<string, string>, now: number, global: boolean): Ruling {
    return { headers, retryAfter: (counter.endsAt - now) / 1_000, global }
  }
}
