import type { Secret } from '../../src/domain/secret.js'
import { DAY, SECOND } from '../../src/domain/time.js'
import type { Clock, Connector, Log, SessionKeeper, Watch } from '../../src/ports.js'
import { authorFacts } from './authors.js'
import { byUrl } from './by-url.js'
import { check } from './check.js'
import { findPosts } from './find.js'
import { poller, searchTerms } from './poll.js'
import { publisher } from './publish.js'
import { openSession } from './session.js'
import { openTraffic } from './traffic.js'

export type BlueskyOptions = {
  /** The account's server: `https://bsky.social`. */
  readonly service: string
  /** Handle or DID of the brand's account. */
  readonly identifier: string
  /** An app password. */
  readonly password: Secret
  readonly watch: Watch
  readonly sessions: SessionKeeper
  readonly clock: Clock
  readonly log: Log
  /** Milliseconds for one request; 10 s when absent. */
  readonly timeout?: number
  /** Milliseconds of the past that a first run takes in; 24 h when absent. */
  readonly historyWindow?: number
}

/**
 * Bluesky, as one account sees it: notifications for posts that tag, answer or quote it, authenticated search for posts
 * that only name a term. Both are lists with the newest post first, so a burst of more than 400 posts between two
 * polls comes in several batches: each is oldest first in itself, the newest batch first.
 */
export function blueskyConnector(options: BlueskyOptions): Connector {
  const { service, identifier, watch, clock, log } = options
  const id = `bluesky:${identifier}`
  const traffic = openTraffic({ timeout: options.timeout ?? 10 * SECOND, clock })
  const session = openSession({ ...options, id, traffic })
  const authors = authorFacts(session, clock)
  const posts = findPosts(session, authors)
  const terms = searchTerms(watch, identifier)

  return {
    id,
    network: 'bluesky',
    reach:
      'Sees every public post that tags, answers or quotes the account, and what Bluesky’s search finds for the terms; ' +
      'not posts of accounts that ask to be left out, of people who block the account, or in private messages.',
    poll: poller({
      id,
      identifier,
      watch,
      historyWindow: options.historyWindow ?? DAY,
      session,
      authors,
      posts,
      clock,
      log,
    }),
    lookup: posts.lookup,
    thread: posts.thread,
    byUrl: byUrl(session, posts),
    publisher: publisher(session, posts, clock),
    check: (signal) => check({ service, identifier, terms, session, traffic, now: clock() }, signal),
  }
}
