import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replayConnector } from '../../connectors/replay/index.js'
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.js'
import { type ConnectorWorld, connectorContract } from '../contracts/connector.contract.js'

/** A scenario that grows while it is played: what the customer does is written into it at once, to be played at that moment. */
function replayWorld(): ConnectorWorld {
  const folder = mkdtempSync(join(tmpdir(), 'replay-world-'))
  const file = join(folder, 'scenario.jsonl')
  const memory = join(folder, 'memory.jsonl')
  const happened: { at: number; line: object }[] = []
  let now = Date.UTC(2026, 0, 5, 18)
  let start: number | null = null

  const uriOf = (key: string): string => `at://did:example:ana.example/app.bsky.feed.post/${key}`
  const keyOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1)
  const happen = (line: object): void => void happened.push({ at: now, line })

  return {
    connector() {
      start ??= now
      const begin = start
      const us = { type: 'us', network: 'bluesky', handle: 'acme.example', name: 'Acme' }
      const lines = happened.map(({ at, line }) => ({ ...line, at: offset(at - begin) }))
      writeFileSync(file, [us, ...lines].map((line) => JSON.stringify(line)).join('\n'))
      const log = { debug() {}, info() {}, warn() {}, error() {} }
      return replayConnector({ file, memory, speed: 1, clock: () => now, log })
    },
    now: () => now,
    pass(ms) {
      now += ms
    },
    async post({ text, tags, under }) {
      const key = `p${happened.length}`
      const author = { handle: 'ana.example', name: 'Ana', followers: 12 }
      const written = {
        key,
        network: 'bluesky',
        author,
        text: `${tags ? '@acme.example' : 'acme air:'} ${text}`,
      }
      happen({ type: 'post', ...written, langs: ['en'], ...(under && { replyTo: keyOf(under) }) })
      return uriOf(key)
    },
    postUnreadable: null,
    async edit(uri, text) {
      happen({ type: 'edit', post: keyOf(uri), text })
    },
    async remove(uri) {
      happen({ type: 'delete', post: keyOf(uri) })
    },
    break() {},
    breaks: [],
    mend() {},
    loseNextAnswer: null,
    repliesUnder(uri) {
      const told = read(memory)
      const removed = told.filter(({ type }) => type === 'removal').map(({ n }) => n)
      return told
        .filter(({ type }) => type === 'reply')
        .filter((reply, n) => reply.to === keyOf(uri) && !removed.includes(n))
        .map(({ text }) => text)
    },
    secrets: [],
    async close() {
      rmSync(folder, { recursive: true })
    },
  }
}

function offset(ms: number): string {
  const length = Math.abs(ms)
  const parts = [length / HOUR, (length % HOUR) / MINUTE, (length % MINUTE) / SECOND]
  return (ms < 0 ? '-' : '') + parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
}

type Told = { type: string; to: string; text: string; n: number }
function read(memory: string): readonly Told[] {
  try {
    const lines = readFileSync(memory, 'utf8').split('\n')
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Told)
  } catch {
    return []
  }
}

connectorContract('Replay', async () => replayWorld())
