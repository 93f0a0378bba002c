import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ActResult, actOnCase } from '../../src/app/act-on-case.js'
import { inProcessChanges } from '../../src/app/changes.js'
import { cardDelivery } from '../../src/app/deliver-cards.js'
import { outreachDelivery } from '../../src/app/deliver-outreach.js'
import type { Desk } from '../../src/app/desk.js'
import { intakeFor } from '../../src/app/intake.js'
import { keepWatch } from '../../src/app/keep-watch.js'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import { connectorPoller } from '../../src/app/poll-connector.js'
import { type WriteResult, writeOutreach } from '../../src/app/write-outreach.js'
import type { Brand } from '../../src/domain/brand.js'
import type { Card } from '../../src/domain/card.js'
import type { Command } from '../../src/domain/case.js'
import type { Notice } from '../../src/domain/notice.js'
import type { Person } from '../../src/domain/people.js'
import { MINUTE, SECOND } from '../../src/domain/time.js'
import type { Announcer, Board, Connector } from '../../src/ports.js'
import { openStore } from '../../src/store/index.js'
import { blueskyWorld } from './fake-bluesky-world.js'
import { mastodonTeam } from './fake-mastodon-team.js'
import { ledgerBoard } from './ledger-board.js'
import { spelledOut } from './posts.js'
import { quiet } from './world.js'

/** A network with a customer on it, as a test about care needs it. */
export type Net = {
  now(): number
  pass(ms: number): void
  /** The connector as a process has it that was just started. */
  connect(): Connector
  /** What the brand's account is called there. */
  readonly account: string
  /** The customer says something to the brand; returns the uri. */
  say(text: string, under?: string): string
  /** Our posts under the customer's, as they stand there. */
  repliesUnder(uri: string): readonly { readonly uri: string; readonly text: string }[]
  remove(uri: string): void
  loseNextAnswer(): void
  /** Nothing is answered, until `mend`. */
  cut(): void
  mend(): void
  readonly address: { readonly type: 'bluesky' | 'mastodon'; readonly url: string }
  close(): Promise<void>
}

export async function blueskyNet(): Promise<
  Net & { readonly world: Awaited<ReturnType<typeof blueskyWorld>> }
> {
  const world = await blueskyWorld()
  const { fake } = world
  return {
    world,
    now: world.now,
    pass: world.pass,
    connect: () => world.connector(),
    account: fake.brand.handle,
    say: (text, under) => fake.post({ text, tags: [fake.brand], ...(under !== undefined && { under }) }),
    repliesUnder: (uri) =>
      fake
        .posts()
        .filter(({ author, record }) => author === fake.brand && parentUri(record) === uri)
        .map(({ uri, record }) => ({ uri, text: String(record['text']) })),
    remove: fake.remove,
    loseNextAnswer: fake.loseNextAnswer,
    cut: () => fake.break('server-error'),
    mend: fake.mend,
    address: { type: 'bluesky', url: fake.url },
    close: world.close,
  }
}
const parentUri = (record: Record<string, unknown>): string | undefined =>
  (record['reply'] as { parent: { uri: string } } | undefined)?.parent.uri

export async function mastodonNet(): Promise<
  Net & { readonly team: Awaited<ReturnType<typeof mastodonTeam>> }
> {
  const team = await mastodonTeam()
  const { fake, clock } = team
  return {
    team,
    now: () => clock.now,
    pass(ms) {
      clock.now += ms
    },
    connect: team.open,
    account: 'acme@social.example',
    say: (text, under) => fake.post({ text: `@acme ${text}`, ...(under !== undefined && { under }) }).uri,
    repliesUnder: (uri) => fake.repliesUnder(uri).map((one) => ({ uri: String(one.uri), text: one.source })),
    remove: fake.remove,
    loseNextAnswer: fake.loseNextAnswer,
    cut: () => fake.break('server-error'),
    mend: fake.mend,
    address: { type: 'mastodon', url: fake.url },
    close: fake.close,
  }
}

type Options = {
  /** Instead of the ledger, where a card's or a notice's look matters. */
  readonly board?: (desk: Desk) => { readonly board: Board; readonly announcer: Announcer }
}

/**
 * A team's desk on a database on disk, with a network's real SDK, and a clock that only the test moves. Nothing runs by
 * itself: {@link beat} does what a running Amends does at once, {@link wait} lets time go by with it.
 */
export function startCare(net: Net, options: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'amends-care-'))
  const database = join(folder, 'amends.db')
  const brand: Brand = {
    name: 'Acme Air',
    terms: ['acme air'],
    exclude: [],
    accounts: [net.account],
    alert: { severity: 2, complaint: 0.5 },
  }
  const ledger = ledgerBoard()
  let running = run()

  /** One life of the process. */
  function run() {
    const store = openStore(database)
    const desk: Desk = {
      store,
      clock: net.now,
      changes: inProcessChanges((fault) => {
        throw fault
      }),
      lease: { length: 15 * MINUTE },
      policy: DEFAULT_POLICY,
      boards: ['discord'],
    }
    const { board, announcer } = options.board?.(desk) ?? { board: ledger.board, announcer: ledger.board }
    const connector = net.connect()
    const { publisher } = connector
    if (publisher === null) throw new Error('this network cannot be answered')
    const shared = { desk, log: quiet, chance: () => 0 }
    for (const owed of [store.outbox, store.notices, store.outreaches]) owed.recover(net.now())
    return {
      store,
      desk,
      poller: connectorPoller({ ...shared, intake: intakeFor([brand], spelledOut, MINUTE), connector }),
      cards: cardDelivery({ ...shared, board, announcer }),
      sending: outreachDelivery({ ...shared, connector: { ...connector, publisher }, dueDates: () => [] }),
    }
  }

  const watch = () => {
    while (keepWatch(running.desk)) {}
  }
  let forms = 0

  return {
    net,
    database,
    ledger,
    get desk() {
      return running.desk
    },
    get store() {
      return running.store
    },
    /** The network is read, replies and cards go out. */
    async beat(): Promise<void> {
      await running.poller.poll()
      await running.poller.refresh()
      watch()
      await running.sending.deliver()
      await running.cards.deliver()
    },
    /** Time goes by at the desk, in steps too small to matter; the network is quiet. */
    async wait(ms: number): Promise<void> {
      const step = Math.max(15 * SECOND, Math.round(ms / 500))
      for (let gone = 0; gone < ms; gone += step) {
        net.pass(Math.min(step, ms - gone))
        watch()
      }
      await running.cards.deliver()
    },
    /** The process ends and another begins, after `down` ms in which nobody watched. */
    async restart(down = 0): Promise<void> {
      await stop()
      net.pass(down)
      running = run()
    },
    act: (id: number, command: Command, by: Person): ActResult =>
      actOnCase(running.desk, id, command, { type: 'rep', person: by }),
    reply: (id: number, text: string, by: Person, key = `form-${++forms}`): WriteResult =>
      writeOutreach(running.desk, { caseId: id, text, lang: 'en', key, kind: 'reply' }, by, () => true),
    card(id = 1): Card {
      const card = running.store.cases.card(id)
      if (card === null) throw new Error(`no case ${id}`)
      return card
    },
    story: (id = 1): string[] =>
      running.store.history
        .of(id)
        .map(({ event, by }) => `${event.type} by ${by.type === 'rep' ? by.person.name : by.type}`),
    /** What the team was told, oldest first. */
    told: (): Notice[] => [...ledger.notices.values()].map(({ notice }) => notice),
    async close(): Promise<void> {
      await stop()
      rmSync(folder, { recursive: true })
      await net.close()
    },
  }

  async function stop(): Promise<void> {
    await Promise.all([running.poller.stop(), running.cards.stop(), running.sending.stop()])
    running.store.close()
  }
}
export type CareWorld = ReturnType<typeof startCare>
