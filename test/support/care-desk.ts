import { dueDates } from '../../classifiers/due-dates.js'
import { outreachDelivery } from '../../src/app/deliver-outreach.js'
import { ingestMentions } from '../../src/app/ingest-mentions.js'
import { keepWatch } from '../../src/app/keep-watch.js'
import type { Policy } from '../../src/app/policy.js'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import type { Post } from '../../src/domain/post.js'
import type { Connector } from '../../src/ports.js'
import { careFor } from './care-kit.js'
import { openWebDesk } from './desk-visitor.js'
import { paperNetwork } from './paper-network.js'
import { batch, post, seen } from './posts.js'
import { quiet, startWorld, type World } from './world.js'

type Replies = ReturnType<Policy['of']>['replies']

/** A web desk at which customers can be answered, on networks of paper. */
export async function openCareDesk(
  options: {
    world?: World
    replies?: Partial<Replies>
    byUrl?: Connector['byUrl']
    /** Ids of the connectors; the first is the one that is watched. */
    connectors?: readonly [string, ...string[]]
  } = {},
) {
  const plain = options.world ?? startWorld({ boards: [] })
  const brand = DEFAULT_POLICY.of('Acme Air')
  const policy: Policy = {
    ...DEFAULT_POLICY,
    of: () => ({ ...brand, replies: { ...brand.replies, ...options.replies } }),
  }
  const world: World = { ...plain, desk: { ...plain.desk, policy } }
  const [first, ...others] = options.connectors ?? ['bluesky:test']
  const network = paperNetwork(world.now, first)
  const connectors = [network, ...others.map((id) => paperNetwork(world.now, id))].map(({ connector }) => ({
    ...connector,
    ...(options.byUrl === undefined ? {} : { byUrl: options.byUrl }),
  }))
  const desk = await openWebDesk(world, { care: careFor(world, connectors) })
  const deliveries = connectors.map((connector) =>
    outreachDelivery({ desk: world.desk, connector, dueDates, log: quiet, chance: () => 0 }),
  )
  return {
    world,
    network,
    ...desk,
    async deliver() {
      for (const delivery of deliveries) await delivery.deliver()
    },
    watch() {
      while (keepWatch(world.desk)) {}
    },
    /** The customer writes under our latest reply. */
    hear(text: string, more: Partial<Post> = {}) {
      const ours = [...network.published.values()].at(-1)
      const said = post(text, {
        parent: ours?.uri ?? null,
        root: world.card(1).opening.post.uri,
        postedAt: world.now(),
        ...more,
      })
      const via = { via: 'reply', account: 'acmeair.bsky.social' } as const
      ingestMentions(world.desk, world.intake, first, batch([seen(said, via)]))
    },
    async close() {
      await desk.web.stop()
      world.store.close()
    },
  }
}
export type CareDesk = Awaited<ReturnType<typeof openCareDesk>>

/** What the reply form of a page carries: its key, and the text that stands in it. */
export function replyFormOf(html: string) {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  const text = /<textarea id="text"[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? ''
  return {
    key: value('key'),
    kind: value('kind'),
    seen: value('seen'),
    anyway: value('anyway'),
    lang: /<option value="([a-z-]+)" selected=""/.exec(html)?.[1] ?? '',
    text: text
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&'),
  }
}
