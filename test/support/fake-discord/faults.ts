/** What goes wrong, `times` times, with requests whose `METHOD /path` matches. */
export type Fault = {
  readonly on: RegExp
  readonly times?: number
  readonly how: How
}

export type How =
  | { readonly status: 500 | 502 | 503 }
  /** Nothing is done and nothing is answered, until the client gives up. */
  | 'hang'
  /** It is done, and the answer never arrives. */
  | 'lost-answer'
  /** The connection breaks before anything is done. */
  | 'cut'
  /** A proxy's page with status 200. `done`: behind it the request was carried out. */
  | { readonly html: 'done' | 'not-done' }
  /** A 429 that no bucket foretold. `cloudflare`: a page instead of JSON, and no rate limit headers. */
  | { readonly slowDown: 'user' | 'global' | 'shared' | 'cloudflare'; readonly seconds: number }
  | { readonly error: { readonly status: number; readonly code: number; readonly message: string } }

export class FaultPlan {
  readonly #planned: { fault: Fault; left: number }[] = []

  add(fault: Fault): void {
    this.#planned.push({ fault, left: fault.times ?? 1 })
  }

  clear(): void {
    this.#planned.length = 0
  }

  /** The fault for this request, used up once. */
  take(request: string): How | null {
    const planned = this.#planned.find(({ fault, left }) => left > 0 && fault.on.test(request))
    if (planned === undefined) return null
    planned.left -= 1
    return planned.fault.how
  }
}
