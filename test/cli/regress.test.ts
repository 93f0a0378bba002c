import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { maskText } from '../../classifiers/mask-text.js'
import { openByHand } from '../../src/app/open-by-hand.js'
import { reviewMiss } from '../../src/app/review-miss.js'
import { openStore } from '../../src/store/index.js'
import { folderWith, LEAST } from '../config/sample.js'
import { ACME, author, post } from '../support/posts.js'
import { lee, startWorld } from '../support/world.js'
import { amends } from './run.js'

describe('amends regress', () => {
  let folder: string
  let database: string
  const STRICT = LEAST.replace('terms: ["acme air"]', 'terms: ["acme air"], alert: { complaint: 0.99 }')
  const regress = (...more: string[]) => amends(['regress', ...more], { cwd: folder }).ended

  beforeAll(() => {
    folder = folderWith(LEAST).folder
    database = join(folder, 'var/amends.db')
  })

  it('without a database says that nothing has been heard', async () => {
    const { code, err } = await regress()
    expect(code).toBe(1)
    expect(err).toContain('nothing has been heard so far')
  })

  it('with an empty set says where posts are added', async () => {
    openStore(database).close()
    const { code, out } = await regress()
    expect(out).toContain('The regression set is empty')
    expect(code).toBe(0)
  })

  it('has a line for each post with its numbers, and neither words nor authors', async () => {
    const world = startWorld({ path: database })
    const texts = [
      '@zoe.example.com Acme Air lost my suitcase, three weeks and nobody answers https://x.example/1',
      'what a lovely quiet day, acme air',
    ]
    for (const [place, text] of texts.entries()) {
      const one = post(text, { author: author(`xylophone${place}.example`) })
      openByHand(world.desk, world.intake, one, {
        brand: 'Acme Air',
        connector: 'replay:scenario',
        by: lee,
      })
      reviewMiss(world.desk, place + 1, {
        type: 'add-to-set',
        labels: { severity: 3, urgency: 1, category: 'delivery' },
      })
    }
    world.store.close()
    const { code, out, err } = await regress()
    expect(err).toBe('')
    expect(out).toMatch(/^2 posts, judged by .+: 1 alert, 1 do not; 1 as they should, 1 otherwise\.$/m)
    expect(out).toMatch(/✓ post 1 +alerts +probability 0\.\d+ of 0\.5, severity [234] of 2 \(labelled 3\)/)
    expect(out).toMatch(/✗ post 2 +too unlikely +probability 0\.\d+ of 0\.5, severity 0 of 2/)
    expect(out).not.toMatch(/suitcase|lovely|xylophone/)
    expect(code).toBe(0)
  })

  it('ends with 1 while a post fails that passed before, and with 0 once that is accepted', async () => {
    const strict = join(folderWith(STRICT).folder, 'amends.yaml')
    const yaml = readFileSync(strict, 'utf8')
    const here = folderWith(`${yaml}database: ${JSON.stringify(database)}\n`).file
    const stricter = (...more: string[]) => amends(['regress', '--config', here, ...more]).ended
    const first = await stricter()
    expect(first.out).toContain('WORSE than before')
    expect(first.out).toContain('1 that passed before fails now.')
    expect([first.code, (await stricter()).code]).toEqual([1, 1])
    expect((await stricter('--accept')).code).toBe(0)
  }, 60_000)

  it('writes the set as labelled rows for its owner alone, with names and accounts masked', async () => {
    const file = join(folder, 'set.jsonl')
    const { out } = await regress('--out', file)
    expect(out).toContain("holds customers' words")
    const rows = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.find(({ id }) => id === 'missed-1')).toEqual({
      id: 'missed-1',
      lang: 'en',
      text: '{handle} {brand} lost my suitcase, three weeks and nobody answers <link>',
      complaint: 1,
      severity: 3,
      urgency: 1,
      category: 'delivery',
      wants_reply: expect.toBeOneOf([0, 1]),
      kind: 'missed alert',
    })
    expect(statSync(file).mode & 0o077).toBe(0)
  })
})

describe('a masked text', () => {
  it.each([
    ['Hola @acmeair, Acme  Air otra vez', 'Hola {handle}, {brand} otra vez'],
    ['#AcmeAir lost it', '#{brand} lost it'],
    ['acme airs are many', '{brand} are many'],
    ['nothing of it', 'nothing of it'],
    ['', ''],
  ])('%j becomes %j', (text, masked) => {
    expect(maskText(text, ACME)).toBe(masked)
  })
})
