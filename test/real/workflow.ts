import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actOnCase } from '../../src/app/act-on-case.js'
import { inProcessChanges } from '../../src/app/changes.js'
import { outreachDelivery } from '../../src/app/deliver-outreach.js'
import type { Desk } from '../../src/app/desk.js'
import { intakeFor } from '../../src/app/intake.js'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import { connectorPoller } from '../../src/app/poll-connector.js'
import { writeOutreach } from '../../src/app/write-outreach.js'
import type { Command } from '../../src/domain/case.js'
import { MINUTE } from '../../src/domain/time.js'
import type { Connector } from '../../src/ports.js'
import { openStore } from '../../src/store/index.js'
import { spelledOut } from '../support/posts.js'
import { quiet } from '../support/world.js'
import type { Network } from './network.js'
import { signIn } from './person.js'

const WORDS = 'Sorry, Ben. I am sending somebody with an umbrella.'
const REP = { id: 'web:dana', name: 'Dana' }

/** The whole care workflow of one case, through store and app, on the real network. */
export async function workflow(
  network: Network,
  connector: Connector,
  holds: (sentence: string, work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { brand, ben: benAccount } = network.accounts
  const [ben, colleague] = [await signIn(network.url, benAccount), await signIn(network.url, brand)]
  const { publisher } = connector
  if (publisher === null) throw new Error('the connector cannot answer')

  const folder = mkdtempSync(join(tmpdir(), 'amends-real-desk-'))
  const store = openStore(join(folder, 'amends.db'))
  const desk: Desk = {
    store,
    clock: Date.now,
    changes: inProcessChanges(() => {}),
    lease: { length: 15 * MINUTE },
    policy: DEFAULT_POLICY,
    boards: ['discord'],
  }
  const acme = {
    name: 'Acme Air',
    terms: ['acmeair'],
    exclude: [],
    accounts: [brand.handle],
    alert: { severity: 2, complaint: 0.5 },
  } as const
  const shared = { desk, log: quiet, chance: () => 0 }
  const poller = connectorPoller({ ...shared, intake: intakeFor([acme], spelledOut, MINUTE), connector })
  const sending = outreachDelivery({ ...shared, connector: { ...connector, publisher }, dueDates: () => [] })

  const card = () => {
    const found = store.cases.card(1)
    if (found === null) throw new Error('there is no case')
    return found
  }
  const story = () => card().history.map(({ event, by }) => `${event.type} by ${by.type}`)
  const act = (command: Command) => ok(actOnCase(desk, 1, command, { type: 'rep', person: REP }).ok)
  const poll = async () => {
    await network.settle()
    // Notifications and search come in turn.
    await poller.poll()
    await poller.poll()
  }
  /** The next look at a post is due at once. */
  const lookAgain = async (uri: string) => {
    await network.settle()
    const mention = store.mentions.byUri({ network: 'bluesky', uri })
    ok(mention, `${uri} is not in the store`)
    store.mentions.lookAgain(mention.id, Date.now())
    await poller.refresh()
    return mention.id
  }
  const heard = () => {
    const notices = []
    for (let row = store.notices.take('discord', Date.now()); row !== null; ) {
      notices.push(row.notice)
      row = store.notices.take('discord', Date.now())
    }
    return notices.flatMap((notice) => (notice.type === 'heard' ? [notice] : []))
  }

  let complaint = ''
  let reply = ''
  let latest = ''
  await holds('history and praise open no case; a complaint does, and is claimed', async () => {
    await poll()
    strictEqual(store.cases.count({}), 0)
    complaint = await ben.post('acmeair left me in the rain (3/2 delivery)')
    await poll()
    strictEqual(store.cases.count({}), 1)
    act({ type: 'claim' })
  })

  await holds('a reply pressed twice is one post under the complaint, and the case waits', async () => {
    const form = { caseId: 1, text: WORDS, lang: 'en', key: 'form-1', kind: 'reply' } as const
    const [first, second] = [
      writeOutreach(desk, form, REP, () => true),
      writeOutreach(desk, form, REP, () => true),
    ]
    deepStrictEqual(second, first)
    await Promise.all([sending.deliver(), sending.deliver()])
    await sending.deliver()
    await network.settle()
    const answers = await ben.answersTo(complaint)
    deepStrictEqual(
      answers.map(({ text, by }) => [text, by]),
      [[WORDS, brand.handle]],
    )
    reply = answers[0]?.uri ?? ''
    deepStrictEqual(
      card().outreaches.map((one) => (one.status === 'sent' ? one.uri : one.status)),
      [reply],
    )
    strictEqual(card().case.status, 'waiting')
  })

  await holds('our own reply is not taken for an answer from elsewhere', async () => {
    await lookAgain(complaint)
    strictEqual(card().outreaches.length, 1)
    strictEqual(story().filter((line) => line.startsWith('replied')).length, 1)
  })

  await holds('what the customer writes under it arrives by poll and wakes the case', async () => {
    heard()
    await ben.post('the umbrella is on its way, thank you', { under: reply })
    await poll()
    strictEqual(card().case.status, 'claimed')
    strictEqual(card().joined.length, 1)
    deepStrictEqual(heard(), [{ type: 'heard', caseId: 1, owner: REP, reopened: false }])
  })

  await holds('a complaint in the thread opens the resolved case again', async () => {
    act({ type: 'resolve', outcome: 'fixed', note: null })
    latest = await ben.post('acmeair the umbrella is broken (2/2 delivery)', { under: reply })
    await poll()
    strictEqual(card().case.status, 'open')
    strictEqual(store.cases.count({}), 1)
    deepStrictEqual(heard(), [{ type: 'heard', caseId: 1, owner: REP, reopened: true }])
  })

  await holds(
    'a colleague answers in the network’s own app, and the case counts as answered, once',
    async () => {
      await colleague.post('We called you just now.', { under: latest })
      await lookAgain(latest)
      await lookAgain(latest)
      strictEqual(story().filter((line) => line === 'replied by connector').length, 1)
      strictEqual(card().outreaches.at(-1)?.text, 'We called you just now.')
    },
  )

  await holds(
    'a post is found by its address, by handle and by DID; under no such handle there is nothing',
    async () => {
      const rkey = latest.split('/').at(-1)
      const find = (who: string) =>
        connector.byUrl?.(`https://bsky.app/profile/${who}/post/${rkey}`, AbortSignal.timeout(MINUTE))
      for (const who of [benAccount.handle, benAccount.did]) strictEqual((await find(who))?.uri, latest)
      strictEqual(await find('nobody.test'), null)
      strictEqual(await find(network.accounts.ana.did), null)
    },
  )

  await holds('a deleted post leaves store, case and file', async () => {
    await ben.remove(complaint)
    const id = await lookAgain(complaint)
    const left = store.mentions.get(id)
    ok(left?.removedAt, 'the deletion was not noticed')
    strictEqual(left.post.text, '')
    strictEqual(story().at(-1), 'post-removed by connector')
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'))
    ok(!bytes.some((text) => text.includes('left me in the rain')), 'its words still stand in the file')
  })

  await Promise.all([poller.stop(), sending.stop()])
  store.close()
  rmSync(folder, { recursive: true })
}
