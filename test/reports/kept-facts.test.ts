import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctLabels } from '../../src/app/correct-labels.js'
import { removePost, revisePost } from '../../src/app/follow-post.js'
import { mergeCases, splitCase } from '../../src/app/join-cases.js'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import type { ReportStore } from '../../src/ports.js'
import { EDITION, readFacts, writeFacts } from '../../src/reports/facts-file.js'
import { factsOf } from '../../src/reports/facts-of.js'
import { keepFacts } from '../../src/reports/kept-facts.js'
import { orderOf } from '../../src/reports/order.js'
import { reportAtOnce } from '../../src/reports/report.js'
import { author, post } from '../support/posts.js'
import { threeWeeks } from '../support/three-weeks.js'
import { dana, lee, startWorld } from '../support/world.js'
import { anyRecords } from './any-records.js'

/** The same store as if nothing had ever been kept. */
const unkept = (reports: ReportStore): ReportStore => ({ ...reports, runs: (span) => reports.runs(span, -1) })

/** The store, and how many runs were read from what is kept. */
function watched(reports: ReportStore) {
  const kept = new Set<number>()
  const store: ReportStore = {
    ...reports,
    *runs(span, edition) {
      for (const one of reports.runs(span, edition)) {
        if (one.facts !== null) kept.add(one.run)
        yield one
      }
    },
  }
  return { store, kept }
}

describe('facts', () => {
  test('are the same after they were written down', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat(7), (records, shift) => {
        const facts = factsOf(records)
        const bytes = writeFacts(facts)
        // As a database hands it out: anywhere within other bytes.
        const within = new Uint8Array(bytes.length + shift)
        within.set(bytes, shift)
        expect(readFacts(within.subarray(shift))).toEqual(facts)
      }),
    )
    expect(readFacts(writeFacts(factsOf([])))).toEqual(factsOf([]))
  })

  test('make the report that history makes, at any moment and of any part', async () => {
    const { store, desk, now } = threeWeeks()
    await keepFacts(store)
    const moments = [now(), now() - 5 * DAY, now() - 5 * DAY - 7 * MINUTE]
    for (const asOf of moments)
      for (const filter of [
        {},
        { lang: 'es' },
        { network: 'mastodon', category: 'billing' },
        { level: 'P1' },
      ] as const)
        for (const days of [1, 7, 21]) {
          const order = { period: { from: asOf - days * DAY, to: asOf }, filter, asOf }
          const { figures, before, tally } = reportAtOnce(store.reports, desk.policy, order)
          const anew = reportAtOnce(unkept(store.reports), desk.policy, order)
          expect({ figures, before }).toEqual({ figures: anew.figures, before: anew.before })
          expect([...tally.samples.reply]).toEqual([...anew.tally.samples.reply])
        }
  })

  test('are read, and are forgotten with whatever happens to a case', async () => {
    const world = startWorld()
    const { store, desk } = world
    const from = world.now() - HOUR
    const LATE = 'late, acme air (2/1 delivery)'
    const ana = { uri: 'at://ana/1', author: author('ana') }
    const [edited, grown] = [
      post('gas smell, acme air (4/3 safety)', ana),
      post('gas smell, acme air (4/3 safety)', { ...ana, engagement: { likes: 1, reposts: 0, replies: 9 } }),
    ]
    const known = (id: number) => {
      const found = store.mentions.get(id)
      if (found === null) throw new Error(`no mention ${id}`)
      return found
    }
    const inside = (work: () => unknown) => store.transaction(work)
    const steps: readonly (readonly [string, () => unknown])[] = [
      ['opened', () => world.take(post(LATE, ana), post(LATE, { author: author('bo') }))],
      ['claimed', () => world.act(1, { type: 'claim' }, dana)],
      ['answered', () => world.act(1, { type: 'replied', at: world.now(), elsewhere: false }, dana)],
      [
        'corrected',
        () => correctLabels(desk, world.intake, 1, { severity: 3, urgency: 2, category: 'billing' }, dana),
      ],
      [
        'heard',
        () =>
          world.take(
            post('thank you, acme air', {
              ...ana,
              uri: 'at://ana/2',
              parent: 'at://ana/1',
              root: 'at://ana/1',
              postedAt: world.now(),
            }),
          ),
      ],
      [
        'found elsewhere',
        () => store.outreaches.found(2, 2, post('here', { uri: 'at://acme/9', postedAt: world.now() })),
      ],
      [
        'resolved',
        () => world.act(1, { type: 'resolve', outcome: 'fixed', note: null, cause: 'valve' }, dana),
      ],
      ['back again', () => world.take(post(LATE, { ...ana, uri: 'at://ana/3' }))],
      ['and dismissed', () => world.act(3, { type: 'resolve', outcome: 'not-a-complaint', note: null }, lee)],
      ['reopened', () => world.act(1, { type: 'reopen' }, lee)],
      ['split', () => splitCase(desk, 1, 3, dana)],
      ['merged', () => mergeCases(desk, 4, 1, dana)],
      [
        'edited',
        () => inside(() => revisePost(desk, world.intake, known(1), edited, 'bluesky:test', world.now())),
      ],
      [
        'answered by strangers',
        () => inside(() => revisePost(desk, world.intake, known(1), grown, 'bluesky:test', world.now())),
      ],
      ['taken back', () => inside(() => removePost(desk, known(2), 'bluesky:test', world.now()))],
    ]
    for (const [what, happens] of steps) {
      await keepFacts(store)
      expect(store.reports.notKept(EDITION), `kept before: ${what}`).toEqual([])
      world.wait(3 * MINUTE)
      const before = store.cases.count({})
      happens()
      world.wait(3 * MINUTE)
      const order = { period: { from, to: world.now() }, filter: {}, asOf: world.now() }
      const { figures } = reportAtOnce(store.reports, DEFAULT_POLICY, order)
      expect(figures, what).toEqual(reportAtOnce(unkept(store.reports), DEFAULT_POLICY, order).figures)
      if (store.cases.count({}) === before)
        expect(store.reports.notKept(EDITION), `forgotten by: ${what}`).toEqual([0])

      await keepFacts(store)
      const again = watched(store.reports)
      expect(reportAtOnce(again.store, DEFAULT_POLICY, order).figures, `${what}, kept`).toEqual(figures)
      expect([...again.kept]).toEqual([0])
    }
  })

  test('stay kept while nothing of their cases changes', async () => {
    const { store } = threeWeeks()
    expect(await keepFacts(store)).toBe(1)
    expect(await keepFacts(store)).toBe(0)
    store.transaction(() => store.mentions.lookAgain(1, Date.UTC(2026, 5, 1)))
    expect(await keepFacts(store)).toBe(0)
  })
})

describe('an order', () => {
  test('is that of the lengths, whatever they are', () => {
    const lengths = fc.oneof(
      fc.array(fc.nat(5)),
      fc.array(fc.integer({ min: 0, max: 3 * 365 * DAY })),
      fc.array(fc.double({ noNaN: true, min: -1e15, max: 1e15 })),
    )
    fc.assert(
      fc.property(lengths, (made) => {
        const all = Float64Array.from(made)
        const sorted = [...all.keys()].sort((a, b) => (all[a] ?? 0) - (all[b] ?? 0) || a - b)
        expect([...orderOf(all)]).toEqual(sorted)
      }),
    )
  })
})
