/**
 * The whole product in a process of its own, that may be told to die at a seam. Started by tests with one JSON argument
 * ({@link Doom}); says `ready <address> <invite>` on stdout once it runs.
 */
import { join } from 'node:path'
import { createAmends, type Overrides } from '../../src/main.js'
import type { Board, Connector, Log, Publisher, Store } from '../../src/ports.js'
import { configOf, type Doom, type Seam } from './doom.js'

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  // The signal may take a moment to arrive; nothing may happen in it.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
}

function seams(doomed: Seam | 'never'): Overrides {
  const connector = (one: Connector): Connector => ({
    ...one,
    async poll(cursor, signal) {
      const batch = await one.poll(cursor, signal)
      return doomed === 'after-fetch' && batch.posts.length > 0 ? die() : batch
    },
    publisher: one.publisher === null ? null : publisher(one.publisher),
  })
  const publisher = (one: Publisher): Publisher => ({
    ...one,
    async reply(order, signal) {
      if (doomed === 'before-reply') die()
      const published = await one.reply(order, signal)
      return doomed === 'after-reply' ? die() : published
    },
  })
  const store = (one: Store): Store => ({
    ...one,
    transaction(work) {
      const before = one.cases.count({})
      const result = one.transaction(work)
      return doomed === 'after-commit' && one.cases.count({}) > before ? die() : result
    },
  })
  const board = (one: Board): Board => ({
    ...one,
    async show(card, key, signal) {
      if (doomed === 'before-post') die()
      const shown = await one.show(card, key, signal)
      return doomed === 'after-post' ? die() : shown
    },
    edit: (messageId, card, signal) => (doomed === 'before-edit' ? die() : one.edit(messageId, card, signal)),
  })
  return { connectors: (all) => all.map(connector), store, board }
}

const quiet = () => {}
const loud = (fields: object, message: string) =>
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`)
const log: Log = { debug: quiet, info: quiet, warn: loud, error: loud }

const doom = JSON.parse(process.argv[2] ?? '{}') as Doom
const amends = await createAmends(
  configOf(doom),
  { root: join(import.meta.dirname, '../../..') },
  log,
  seams(doom.die),
)
process.on('SIGTERM', () => void amends.stop().then(() => process.exit(0)))
const { url } = await amends.start()
process.stdout.write(`ready ${url} ${amends.web.invite('rep')} ${amends.web.invite('rep')}\n`)
