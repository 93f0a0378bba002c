import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import type { Person } from '../../src/domain/people.js'
import type { Raced } from '../support/claim-racer.js'
import { author, post } from '../support/posts.js'
import { dana, lee, startWorld } from '../support/world.js'

const CASES = 2_000
/** Both set off together, again and again: whoever is ahead once would otherwise win all the rest. */
const A_LAP = 10
const BUILT = join(import.meta.dirname, '../../dist/test/support/claim-racer.js')

function startRacer(database: string, person: Person) {
  const child = spawn(process.execPath, [BUILT, JSON.stringify({ database, person })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    ready: lines.next(),
    async claim(ids: readonly number[]): Promise<Raced> {
      child.stdin.write(`${JSON.stringify(ids)}\n`)
      return JSON.parse((await lines.next()).value ?? 'null') as Raced
    },
    kill: () => child.kill('SIGKILL'),
  }
}

test('two reps in two processes claim 2,000 cases: each has one owner, and the other is told who', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-race-'))
  const database = join(folder, 'amends.db')
  const world = startWorld({ path: database })
  const said = (n: number) => post('bag gone, acme air (3/2 delivery)', { author: author(`person-${n}`) })
  world.take(...Array.from({ length: CASES }, (_, n) => said(n)))
  const racers = [startRacer(database, dana), startRacer(database, lee)] as const
  const wins = { Dana: 0, Lee: 0 }
  let longest = 0
  try {
    await Promise.all(racers.map(({ ready }) => ready))
    const began = performance.now()
    for (let first = 1; first <= CASES; first += A_LAP) {
      const lap = Array.from({ length: A_LAP }, (_, n) => first + n)
      const [danas, lees] = await Promise.all([racers[0].claim(lap), racers[1].claim(lap)])
      expect([...danas.faults, ...lees.faults]).toEqual([])
      expect([...danas.won, ...lees.won].sort((a, b) => a - b)).toEqual(lap)
      expect(danas.lost).toEqual(lees.won.map((id) => [id, 'Lee']))
      expect(lees.lost).toEqual(danas.won.map((id) => [id, 'Dana']))
      for (const [owner, { won }] of [[dana, danas] as const, [lee, lees] as const])
        for (const id of won) expect(world.store.cases.get(id)).toMatchObject({ status: 'claimed', owner })
      wins.Dana += danas.won.length
      wins.Lee += lees.won.length
      longest = Math.max(longest, danas.longest, lees.longest)
    }
    const took = Math.round(performance.now() - began)
    for (let id = 1; id <= CASES; id++)
      expect(world.story(id).filter((line) => line.startsWith('claimed'))).toHaveLength(1)
    console.log(
      `${CASES} cases, 2 processes: ${took} ms (Dana ${wins.Dana}, Lee ${wins.Lee}; longest press ${Math.round(longest)} ms)`,
    )
  } finally {
    for (const { kill } of racers) kill()
    world.store.close()
    rmSync(folder, { recursive: true })
  }
}, 60_000)
