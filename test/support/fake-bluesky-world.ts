import { expect } from 'vitest'
import { type BlueskyOptions, blueskyConnector } from '../../connectors/bluesky/index.js'
import { Secret } from '../../src/domain/secret.js'
import { SECOND } from '../../src/domain/time.js'
import type { Connector, Log, SessionKeeper } from '../../src/ports.js'
import type { ConnectorWorld } from '../contracts/connector.contract.js'
import { type FakeBluesky, startFakeBluesky } from './fake-bluesky.js'

export type BlueskyWorld = ConnectorWorld & {
  connector(options?: Partial<BlueskyOptions>): Connector
  readonly fake: FakeBluesky
  /** Stored sessions, by connector. */
  readonly kept: Map<string, string>
}

/** A fake Bluesky where the brand is `acmeair.test` and known by the term "acme air". */
export async function blueskyWorld(options: Partial<BlueskyOptions> = {}): Promise<BlueskyWorld> {
  let now = Date.UTC(2026, 0, 5, 9, 0)
  const fake = await startFakeBluesky(() => now)
  const kept = new Map<string, string>()
  const sessions: SessionKeeper = {
    load: (id) => kept.get(id) ?? null,
    save: (id, session) => void (session === null ? kept.delete(id) : kept.set(id, session)),
  }

  return {
    fake,
    kept,
    connector: (more: Partial<BlueskyOptions> = {}) =>
      blueskyConnector({
        service: fake.url,
        identifier: fake.brand.handle,
        password: new Secret('brand-app-password'),
        watch: { terms: ['acme air', '#acmeair'], accounts: [fake.brand.handle, 'acme@mastodon.test'] },
        sessions,
        clock: () => now,
        log: SILENT,
        timeout: 2 * SECOND,
        ...options,
        ...more,
      }),
    now: () => now,
    pass: (ms) => {
      now += ms
    },
    post: async ({ text, tags = false, under }) =>
      fake.post({
        text: tags ? text : `${text} (Acme Air)`,
        tags: tags ? [fake.brand] : [],
        ...(under !== undefined && { under }),
      }),
    postUnreadable: async () => fake.postUnreadable(),
    edit: null,
    remove: async (uri) => fake.remove(uri),
    breaks: ['rate-limited', 'server-error', 'hang', 'html', 'half-answer', 'refuses-login'],
    break: (how) => fake.break(how),
    mend: () => fake.mend(),
    loseNextAnswer: () => fake.loseNextAnswer(),
    repliesUnder: (uri) => fake.repliesUnder(uri),
    secrets: ['brand-app-password', 'access-', 'refresh-'],
    close: async () => {
      await fake.close()
      expect(fake.unexpected).toEqual([])
    },
  }
}

const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
