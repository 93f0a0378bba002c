import type { Delivery } from './app/deliver-cards.js'
import type { OutreachDelivery } from './app/deliver-outreach.js'
import type { Desk } from './app/desk.js'
import { keepWatch } from './app/keep-watch.js'
import type { Poller } from './app/poll-connector.js'
import type { ConnectorConfig } from './config/config.js'
import { MINUTE, SECOND } from './domain/time.js'
import type { Job } from './jobs.js'
import type { Store } from './ports.js'
import { keepFacts } from './reports/kept-facts.js'

export const pollJobs = (configs: readonly ConnectorConfig[], pollers: readonly Poller[]): Job[] =>
  pollers.map((poller, i) => ({
    name: `poll ${poller.connector.id}`,
    every: configs[i]?.every ?? { type: 'interval', ms: MINUTE },
    run: () => poller.poll().then(() => poller.refresh()),
  }))

/** What changed is read from history once, ahead of the reports that will need it. */
export const factsJob = (store: Store, signal: AbortSignal): Job => ({
  name: 'keep facts',
  every: { type: 'interval', ms: MINUTE },
  run: async () => void (await keepFacts(store, signal)),
})

/** Figures for the channel, at most once a minute: each edit counts against the same limit as a card's. */
export const summaryJob = (summarise: () => Promise<void>): Job => ({
  name: 'board summary',
  every: { type: 'interval', ms: MINUTE },
  // Not waited for: a Discord that does not answer holds up no stop.
  run: async () => void summarise(),
})

/** A beat for what is due again; changes are delivered as they come. */
export const sendJobs = (deliveries: readonly (Delivery | OutreachDelivery)[]): Job[] =>
  deliveries.map((delivery) => ({
    name: `deliver to ${'board' in delivery ? delivery.board.id : delivery.connector.id}`,
    every: { type: 'interval', ms: SECOND },
    run: () => delivery.deliver(),
  }))

/** Leases, snoozes, ladders and promises, as they come due. */
export const watchJob = (desk: Desk): Job => ({
  name: 'keep watch',
  every: { type: 'interval', ms: SECOND },
  run: async () => {
    while (keepWatch(desk)) {}
  },
})
