import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/index.js'
import { folderWith, LEAST } from '../config/sample.js'
import { author, post } from '../support/posts.js'
import { startWorld } from '../support/world.js'
import { amends } from './run.js'

let folder: string
beforeEach(() => {
  folder = folderWith(`${LEAST}database: amends.db\n`).folder
})

/** Two complaints of just now, in the database that the configuration names. */
function hear() {
  const world = startWorld({ path: join(folder, 'amends.db') })
  world.wait(Date.now() - world.now() - 60_000)
  for (const name of ['ana', 'bo'])
    world.take(post('late again, acme air (2/1 delivery)', { author: author(name), postedAt: world.now() }))
  world.store.close()
}

describe('amends digest', () => {
  it('prints the digest of the time up to now, and owes nothing to anybody', async () => {
    hear()
    const { code, out, err } = await amends(['digest'], { cwd: folder }).ended
    expect(err).toBe('')
    expect(out).toMatch(
      /^Digest: all brands\n\w{3} .+ \(UTC\)\n\nHow it went\n {2}- Complaints: 2; waiting for us: 2\.\n/,
    )
    expect(out).toContain('nothing to hold this against yet')
    expect(code).toBe(0)
    const store = openStore(join(folder, 'amends.db'))
    expect(store.notices.take('discord', Number.MAX_SAFE_INTEGER)).toBeNull()
    store.close()
  })

  it('is of one brand, and of as long as is asked', async () => {
    hear()
    const { out } = await amends(['digest', '--brand', 'Acme Air', '--last', '24h'], { cwd: folder }).ended
    expect(out).toContain('Digest: Acme Air')
  })

  it.each([
    [['--brand', 'Acme Rail'], 'There is no brand called Acme Rail. There are: Acme Air.'],
    [['--last', 'a week'], 'Write how long as 24h or 7d'],
    [['--last', '1s'], 'Write how long as 24h or 7d'],
    [[], 'There is no database at'],
  ])('with %j says what is wrong', async (more, words) => {
    const { code, out, err } = await amends(['digest', ...more], { cwd: folder }).ended
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(words)
    expect(err).not.toMatch(/^\s+at /m)
  })
})
