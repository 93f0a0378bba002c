import type { Delivery } from './app/deliver-cards.js'
import type { Connector, Store } from './ports.js'
import type { Texts } from './texts/texts.js'
import type { DeskHealth, HealthPart } from './web/options.js'

/** How the product fares now: each connector, each board. Cheap enough to be asked at every page. */
export function healthOf(parts: {
  store: Store
  connectors: readonly Connector[]
  deliveries: readonly Delivery[]
  texts: Texts
}): DeskHealth {
  const all = [
    ...parts.connectors.map((connector) => connectorHealth(connector, parts.store, parts.texts)),
    ...parts.deliveries.map((delivery) => boardHealth(delivery, parts.store)),
  ]
  return {
    ok: all.every(({ ok }) => ok),
    lastPostAt: parts.store.desk.totals(Number.MAX_SAFE_INTEGER).lastReceivedAt,
    parts: all,
  }
}

function connectorHealth(connector: Connector, store: Store, texts: Texts): HealthPart {
  const { lastSuccessAt, failingSince, failures, error } = store.connectors.health(connector.id)
  return {
    name: texts.network(connector.network),
    ok: failingSince === null,
    detail: failingSince === null ? connector.reach : (error ?? 'unknown fault'),
    lastSuccessAt,
    source: {
      id: connector.id,
      network: connector.network,
      reach: connector.reach,
      failingSince,
      failures,
    },
  }
}

function boardHealth({ board, trouble }: Delivery, store: Store): HealthPart {
  const { count, oldestAt, abandoned } = store.outbox.pending(board.id)
  const why = trouble()
  const waiting =
    count === 0 ? 'every card is up to date' : `${count} ${count === 1 ? 'card' : 'cards'} on the way`
  const refused = abandoned === 0 ? '' : `; ${abandoned} refused by the board`
  return {
    name: board.id === 'discord' ? 'Discord' : board.id,
    ok: why === null && abandoned === 0,
    detail: `${why ?? waiting}${refused}`,
    lastSuccessAt: null,
    board: { owed: count, oldestAt, abandoned },
  }
}
