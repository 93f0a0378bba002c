/**
 * One rep in a process of their own, who presses Claim whenever told to. Started by tests with one JSON argument
 * ({@link Racer}); says `ready`, then answers each line on stdin, a list of cases, with a line: its {@link Raced}.
 */
import { createInterface } from 'node:readline'
import { actOnCase } from '../../src/app/act-on-case.js'
import { inProcessChanges } from '../../src/app/changes.js'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import type { Person } from '../../src/domain/people.js'
import { MINUTE } from '../../src/domain/time.js'
import { openStore } from '../../src/store/index.js'

export type Racer = { readonly database: string; readonly person: Person }
export type Raced = {
  readonly won: readonly number[]
  /** Cases that somebody else had, with the name that the rep was told. */
  readonly lost: readonly (readonly [id: number, owner: string])[]
  readonly faults: readonly string[]
  /** The longest that one press took, in ms. */
  readonly longest: number
}

const { database, person } = JSON.parse(process.argv[2] ?? '{}') as Racer
const store = openStore(database)
const desk = {
  store,
  clock: Date.now,
  changes: inProcessChanges(() => {}),
  lease: { length: 15 * MINUTE },
  policy: DEFAULT_POLICY,
  boards: ['discord'],
}

function claim(ids: readonly number[]): Raced {
  const won: number[] = []
  const lost: [number, string][] = []
  const faults: string[] = []
  let longest = 0
  for (const id of ids) {
    const began = performance.now()
    try {
      const result = actOnCase(desk, id, { type: 'claim' }, { type: 'rep', person })
      if (result.ok) won.push(id)
      else if (result.refusal.reason === 'already-claimed') lost.push([id, result.refusal.owner.name])
      else faults.push(`#${id}: ${result.refusal.reason}`)
    } catch (fault) {
      faults.push(`#${id}: ${String(fault)}`)
    }
    longest = Math.max(longest, performance.now() - began)
  }
  return { won, lost, faults, longest }
}

process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(claim(JSON.parse(line) as number[]))}\n`)
store.close()
