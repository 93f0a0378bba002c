import { mastodonConnector } from '../../connectors/mastodon/index.js'
import { Secret } from '../../src/domain/secret.js'
import { type ConnectorWorld, connectorContract } from '../contracts/connector.contract.js'
import { fakeMastodon, TOKEN } from '../support/fake-mastodon.js'
import { DOMAIN, type Habits } from '../support/fake-mastodon-posts.js'

async function mastodonWorld(habits: Habits, terms: readonly string[]): Promise<ConnectorWorld> {
  let now = Date.UTC(2026, 0, 5, 9)
  const fake = await fakeMastodon(() => now, habits)
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const named = terms.some((term) => term.startsWith('#')) ? '#acmeair' : 'acme air:'
  return {
    connector: () =>
      mastodonConnector({
        ...{ url: fake.url, token: new Secret(TOKEN), clock: () => now, log, timeout: 250 },
        watch: { terms, accounts: [`acme@${DOMAIN}`] },
      }),
    now: () => now,
    pass(ms) {
      now += ms
    },
    async post({ text, tags, under }) {
      const status = fake.post({ text: `${tags ? '@acme' : named} ${text}`, ...(under && { under }) })
      return status.uri
    },
    async postUnreadable() {
      fake.postUnreadable()
    },
    async edit(uri, text) {
      fake.edit(uri, text)
    },
    async remove(uri) {
      fake.remove(uri)
    },
    break: (how) => fake.break(how),
    breaks: ['rate-limited', 'server-error', 'hang', 'html', 'half-answer', 'refuses-login'],
    mend: () => fake.mend(),
    loseNextAnswer: () => fake.loseNextAnswer(),
    repliesUnder: (uri) => fake.repliesUnder(uri).map(({ source }) => source.replace(/^@\S+ /, '')),
    secrets: [TOKEN],
    close: () => fake.close(),
  }
}

connectorContract('Mastodon', () => mastodonWorld({}, ['acme air', '#acmeair']))
connectorContract('Mastodon, found by search alone', () => mastodonWorld({ lists: false }, ['acme air']))
connectorContract('A server with opaque ids that ignores min_id and the Idempotency-Key', () =>
  mastodonWorld(
    { ids: 'uuid', minId: 'ignored', idempotency: 'ignored', search: 'none', lists: false, instance: 'v1' },
    ['acme air', '#acmeair'],
  ),
)
