import { createHash } from 'node:crypto'
import { CASE, EVENT, type Facts, PROBLEM, RESPONSE, STATE } from './facts.js'
import type { Columns, Spec } from './growing.js'

const TABLES = { cases: CASE, responses: RESPONSE, problems: PROBLEM, states: STATE, events: EVENT } as const
type TableName = keyof typeof TABLES
const NAMES = Object.keys(TABLES) as readonly TableName[]

/** Raised whenever the same history comes to mean something else. */
const MEANING = 1

/** What was written in another layout, or with another meaning, is of another edition, and is made anew. */
export const EDITION = createHash('sha256')
  .update(
    JSON.stringify([
      MEANING,
      NAMES.map((table) => Object.entries(TABLES[table]).map(([name, Kind]) => [name, Kind.name])),
    ]),
  )
  .digest()
  .readUInt32BE()

type Head = {
  readonly names: readonly string[]
  readonly newestAt: number | null
  readonly rows: Readonly<Record<TableName, number>>
}

/** Every column begins where eight bytes do, so that it can be read where it stands. */
const aligned = (at: number): number => Math.ceil(at / 8) * 8

/** Facts as bytes: the length of the head, the head in JSON, then column after column in this machine's own byte order. */
export function writeFacts(facts: Facts): Uint8Array {
  const columns = NAMES.flatMap((table) => Object.values(facts[table]))
  const rows = Object.fromEntries(NAMES.map((table) => [table, Object.values(facts[table])[0]?.length ?? 0]))
  const newestAt = Number.isFinite(facts.newestAt) ? facts.newestAt : null
  const head = new TextEncoder().encode(JSON.stringify({ names: facts.names, newestAt, rows }))
  const bodyAt = aligned(4 + head.length)
  const bytes = new Uint8Array(columns.reduce((at, { byteLength }) => aligned(at) + byteLength, bodyAt))
  new DataView(bytes.buffer).setUint32(0, head.length)
  bytes.set(head, 4)
  let at = bodyAt
  for (const { buffer, byteOffset, byteLength } of columns) {
    at = aligned(at)
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += byteLength
  }
  return bytes
}

/** What {@link writeFacts} of this edition wrote. */
export function readFacts(written: Uint8Array): Facts {
  // Columns stand at multiples of eight of the buffer itself, not of a part of it.
  const bytes = written.byteOffset % 8 === 0 ? written : new Uint8Array(written)
  const { buffer, byteOffset, byteLength } = bytes
  const length = new DataView(buffer, byteOffset, byteLength).getUint32(0)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Head
  let at = byteOffset + aligned(4 + length)
  const tables = NAMES.map((table) => {
    const spec: Spec = TABLES[table]
    const columns = Object.entries(spec).map(([name, Kind]) => {
      at = aligned(at)
      const View = Kind as unknown as {
        new (buffer: ArrayBufferLike, at: number, length: number): Float64Array
        readonly BYTES_PER_ELEMENT: number
      }
      const column = new View(buffer, at, head.rows[table])
      at += column.byteLength
      return [name, column]
    })
    return [table, Object.fromEntries(columns)]
  })
  return {
    ...(Object.fromEntries(tables) as { [Name in TableName]: Columns<(typeof TABLES)[Name]> }),
    names: head.names,
    newestAt: head.newestAt ?? Number.NEGATIVE_INFINITY,
  }
}
