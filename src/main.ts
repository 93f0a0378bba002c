import { join } from 'node:path'
import { dueDates } from '../classifiers/due-dates.js'
import { classifierFromFile } from '../classifiers/index.js'
import { connectorsFrom } from '../connectors/index.js'
import { type Care, careOf } from './app/care.js'
import { inProcessChanges } from './app/changes.js'
import { cardDelivery, type Delivery } from './app/deliver-cards.js'
import { type OutreachDelivery, outreachDelivery } from './app/deliver-outreach.js'
import type { Desk } from './app/desk.js'
import { intakeFor } from './app/intake.js'
import { connectorPoller, type Poller } from './app/poll-connector.js'
import type { ReplyKit } from './app/prepare-reply.js'
import type { Config, ConnectorConfig } from './config/config.js'
import { renderFaults } from './config/fault.js'
import { loadReplies } from './config/replies.js'
import { settingsOf } from './config/settings.js'
import { digestJob, digestTimesFrom } from './digest-job.js'
import { discordBoard } from './discord/index.js'
import { MINUTE, SECOND } from './domain/time.js'
import { healthOf } from './health.js'
import { startJobs } from './jobs.js'
import { leaseFrom, policyFrom } from './policy-from-config.js'
import type { Board, Classifier, Clock, Connector, Log, Store } from './ports.js'
import { blindOf } from './reports/digest.js'
import { reportsForBoards } from './reports/for-boards.js'
import { keepReports } from './reports/keep-reports.js'
import { oweDigest } from './reports/owe-digest.js'
import { factsJob, pollJobs, sendJobs, summaryJob, watchJob } from './standing-jobs.js'
import { openStore } from './store/index.js'
import { en } from './texts/en.js'
import { type WebDesk, webDesk } from './web/index.js'
import type { DeskHealth } from './web/options.js'
import { reportHref } from './web/report-query.js'

/** Whatever a test wants to be another: a clock moved by hand, a connector that dies at a seam. */
export type Overrides = {
  readonly clock?: Clock
  readonly chance?: () => number
  readonly classifier?: Classifier
  readonly store?: (store: Store) => Store
  readonly connectors?: (connectors: readonly Connector[]) => readonly Connector[]
  readonly board?: (board: Board) => Board
}

export type Amends = {
  /** Opens the web desk and the boards, then begins to poll and to deliver. @throws Error with words for a person */
  start(): Promise<{ readonly url: string }>
  /** Ends everything in order; what was under way is found again at the next start. Calling it twice is fine. */
  stop(): Promise<void>
  readonly web: WebDesk
  readonly desk: Desk
  readonly care: Care
  readonly outreach: readonly OutreachDelivery[]
  readonly pollers: readonly Poller[]
  readonly deliveries: readonly Delivery[]
  /** Owes the digest now if it is due; `true` when it was. */
  digest(): Promise<boolean>
}

/** What is read, not run, and where the project lies: absolute folders. */
export type Places = { readonly root: string }

/** Builds the whole product from its configuration. Nothing moves before `start`. @throws DatabaseError and the like */
export async function createAmends(
  config: Config,
  places: Places,
  log: Log,
  overrides: Overrides = {},
): Promise<Amends> {
  const clock = overrides.clock ?? Date.now
  const { publicUrl } = config.boards.web
  const chance = overrides.chance ?? Math.random
  const texts = en
  const classifier = overrides.classifier ?? classifierFromFile(join(places.root, 'data/models/linear.bin'))
  const opened = openStore(config.database, { alone: true })
  const store = overrides.store?.(opened) ?? opened
  const changes = inProcessChanges((err) => log.error({ err }, 'a listener stumbled over a change'))

  const desk: Desk = {
    store,
    clock,
    changes,
    lease: leaseFrom(config),
    policy: policyFrom(config),
    boards: config.boards.discord === null ? [] : ['discord'],
  }
  const intake = intakeFor(config.brands, classifier, lookCycleOf(config.connectors), config.review.grownTo)
  const watch = {
    terms: config.brands.flatMap((brand) => brand.terms),
    accounts: config.brands.flatMap((brand) => brand.accounts),
  }
  const built = connectorsFrom(config.connectors, { watch, sessions: store.sessions, clock, log })
  const connectors = overrides.connectors?.(built) ?? built
  const pollers = connectors.map((connector) => connectorPoller({ desk, intake, connector, log, chance }))

  const kit = replyKit(config, places, classifier, connectors)
  const care = careOf({ desk, intake, kit, connectors })
  const outreach = connectors.flatMap((connector) => {
    const { publisher } = connector
    if (publisher === null) return []
    return [outreachDelivery({ desk, connector: { ...connector, publisher }, dueDates, log, chance })]
  })

  const reports = keepReports(desk)
  const figures = reportsForBoards({
    desk,
    reports,
    texts,
    linkTo: (query) => (publicUrl === undefined ? null : publicUrl + reportHref('/reports', query)),
  })
  const discord =
    config.boards.discord === null
      ? null
      : discordBoard({
          ...config.boards.discord,
          api: config.boards.discord.api ?? undefined,
          texts,
          care,
          brands: config.brands.map(({ name }) => name),
          health: (): DeskHealth => healthOf({ store, connectors, deliveries, texts }),
          figures,
          digest:
            config.digest === null ? undefined : (config.digest.channel ?? config.boards.discord.notices),
          deskUrl: config.boards.web.publicUrl,
          // What draws is large, and is needed once a week.
          drawDigest: async (notice) =>
            (await import('./reports/charts/digest-picture.js')).digestPicture(desk, notice),
          clock,
          log,
        })
  const boards = discord === null ? [] : [overrides.board?.(discord.board) ?? discord.board]
  const deliveries = boards.map((board) =>
    cardDelivery({ desk, board, announcer: discord?.announcer, log, chance }),
  )
  const deliver = () => {
    for (const delivery of [...deliveries, ...outreach]) void delivery.deliver()
  }

  const digestTimes = digestTimesFrom(config)
  const blind = () => blindOf(healthOf({ store, connectors, deliveries, texts }).parts)
  const digest = async () =>
    discord !== null &&
    digestTimes !== null &&
    (await oweDigest({ desk, texts, times: digestTimes, blind, board: discord.board.id }))

  const web = webDesk({
    ...config.boards.web,
    desk,
    care,
    reports,
    texts,
    log,
    health: () => healthOf({ store, connectors, deliveries, texts }),
    brands: config.brands.map(({ name }) => name),
    networks: NETWORKS,
    languages: LANGUAGES,
    demo: config.connectors.every(({ type }) => type === 'replay'),
    settings: settingsOf(config),
    signIn: discord?.signIn,
    digest: digestTimes,
    assets: join(places.root, 'src/web/assets'),
  })

  const stopping = new AbortController()
  let jobs: { stop(): Promise<void> } | null = null
  let unsubscribe = () => {}
  let stopped: Promise<void> | null = null

  async function start(): Promise<{ url: string }> {
    const halfSent = [store.outbox, store.notices, store.outreaches].map((owed) => owed.recover(clock()))
    if (halfSent.some((count) => count > 0))
      log.info({ halfSent }, 'what was half-sent when Amends last stopped will be looked for')
    const { url } = await web.start()
    unsubscribe = changes.subscribe(deliver)
    jobs = startJobs(
      [
        ...pollJobs(config.connectors, pollers),
        watchJob(desk),
        factsJob(store, stopping.signal),
        ...sendJobs([...deliveries, ...outreach]),
        ...(discord === null ? [] : [summaryJob(discord.summarise), digestJob(digest, stopping.signal, log)]),
      ],
      log,
    )
    // Last: while Discord cannot be reached, all else runs.
    await discord?.start()
    return { url }
  }

  async function stop(): Promise<void> {
    unsubscribe()
    stopping.abort()
    // Polling first, so that nothing new comes in; the board and the desk while the last deliveries end.
    await Promise.all([
      jobs?.stop(),
      ...pollers.map((poller) => poller.stop()),
      ...[...deliveries, ...outreach].map((delivery) => delivery.stop()),
    ])
    await Promise.all([discord?.stop(), web.stop()])
    store.close()
  }

  return {
    start,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
    web,
    desk,
    care,
    outreach,
    pollers,
    deliveries,
    digest,
  }
}

function replyKit(
  config: Config,
  { root }: Places,
  classifier: Classifier,
  connectors: readonly Connector[],
): ReplyKit {
  const replies = loadReplies(join(root, 'data'))
  if (!replies.ok) throw new Error(`the reply guides cannot be used:\n${renderFaults(replies.faults)}`)
  const byId = new Map(connectors.map((connector) => [connector.id, connector]))
  const byName = new Map(config.brands.map((brand) => [brand.name, brand]))
  return {
    guides: replies.guides,
    rules: replies.rules,
    languageOf: (text, hint) => classifier.assess(text, { langs: [hint] }).lang,
    dueDates,
    connectorOf: (id) => byId.get(id),
    brandOf: (name) => byName.get(name),
  }
}

/** Offered as filters on the desk: what connectors bring today, and what the classifier was taught. */
const NETWORKS = ['bluesky', 'mastodon']
const LANGUAGES = ['en', 'es', 'fr', 'de', 'pt', 'it', 'nl', 'ja']

/** A minute; less where a replay plays faster than life, so that edits and deletions show while somebody watches. */
function lookCycleOf(configs: readonly ConnectorConfig[]): number {
  const fastest = Math.max(1, ...configs.map((config) => (config.type === 'replay' ? config.speed : 1)))
  return Math.max(MINUTE / fastest, 2 * SECOND)
}
