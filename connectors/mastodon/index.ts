import type { Secret } from '../../src/domain/secret.js'
import { DAY, SECOND } from '../../src/domain/time.js'
import type { Clock, Connector, Log, Watch } from '../../src/ports.js'
import { byUrl } from './by-url.js'
import { check } from './check.js'
import { openWire } from './http.js'
import { lookup, thread } from './lookup.js'
import { poll } from './poll.js'
import { mastodonPublisher } from './publisher.js'
import { openServer } from './server.js'
import { sourcesFor } from './sources.js'

export type MastodonOptions = {
  /** Address of the account's server: `https://mastodon.social`. */
  readonly url: string
  /** Access token of the brand's account, with the scopes that `check` names. */
  readonly token: Secret
  readonly watch: Watch
  readonly clock: Clock
  readonly log: Log
  /** Of one request, to the last byte of its answer, in ms; 10 s when left out. */
  readonly timeout?: number
  /** How far back the first poll looks, in ms; a day when left out. */
  readonly historyWindow?: number
}

/**
 * Watches Mastodon, and servers that speak its API, through one account: its notifications, the hashtags among the
 * terms, and search for the other terms where the server has it.
 */
export function mastodonConnector(options: MastodonOptions): Connector {
  const { url, token, watch, clock, log, timeout = 10 * SECOND, historyWindow = DAY } = options
  const { host } = new URL(url)
  const server = openServer({ url, wire: openWire({ url, token, timeout, clock }), clock })
  const parts = { server, sources: sourcesFor(watch), historyWindow, clock, log }

  return {
    id: `mastodon:${host}:me`,
    network: 'mastodon',
    reach: `Mastodon: posts that tag us, our hashtags, and the posts of people who opted into search, as far as ${host} knows them.`,
    poll: (cursor, signal) => poll(parts, cursor, signal),
    lookup: (refs, signal) => lookup(server, log, refs, signal),
    thread: (ref, signal) => thread(server, ref, signal),
    byUrl: (address, signal) => byUrl(server, log, host, address, signal),
    publisher: mastodonPublisher(server),
    check: (signal) => check(server, url, watch.terms, signal),
  }
}
