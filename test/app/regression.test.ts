import { afterEach, beforeEach, expect, test } from 'vitest'
import { openByHand } from '../../src/app/open-by-hand.js'
import { reviewMiss } from '../../src/app/review-miss.js'
import { runRegression } from '../../src/app/run-regression.js'
import type { Severity } from '../../src/domain/assessment.js'
import { HOUR } from '../../src/domain/time.js'
import type { Classifier } from '../../src/ports.js'
import { ACME, author, post, spelledOut } from '../support/posts.js'
import { lee, startWorld, type World } from '../support/world.js'

let world: World
beforeEach(() => {
  world = startWorld()
})
afterEach(() => world.store.close())

let people = 0
/** A post in the set, labelled as severe as this. */
function keep(text: string, severity: Severity = 2): number {
  const one = post(text, { author: author(`person${++people}`) })
  const opened = openByHand(world.desk, world.intake, one, {
    brand: 'Acme Air',
    connector: 'bluesky:test',
    by: lee,
  })
  if (!opened.ok) throw new Error(opened.why)
  const { id } = world.card(opened.caseId).opening
  reviewMiss(world.desk, id, { type: 'add-to-set', labels: { severity, urgency: 1, category: 'other' } })
  return id
}
/** A model that finds a complaint wherever one of these words stands. */
const finds = (id: string, ...words: string[]): Classifier => ({
  id,
  assess: (text) => ({
    ...spelledOut.assess(words.some((word) => text.includes(word)) ? 'x (2/1 other)' : 'x'),
    model: id,
  }),
})
const run = (classifier: Classifier, accept = false) => {
  world.wait(HOUR)
  return runRegression(world.store, { ...world.intake, classifier }, accept, world.now())
    .map(({ mention, passes, worse }) => `${mention.id} ${passes ? 'passes' : worse ? 'worse' : 'fails'}`)
    .sort()
}

test('what never passed is no loss; what passed once is held against every later model, until it passes again', () => {
  keep('wet seat, acme air')
  keep('cold meal, acme air')
  expect(run(finds('one', 'wet'))).toEqual(['1 passes', '2 fails'])
  expect(run(finds('two', 'cold'))).toEqual(['1 worse', '2 passes'])
  expect(world.store.missed.lastRun()).toMatchObject({ model: 'two', posts: 2, passing: 1, worse: 1 })
  expect(run(finds('two', 'cold')), 'asked again, it is no better').toEqual(['1 worse', '2 passes'])
  expect(run(finds('three', 'wet', 'cold'))).toEqual(['1 passes', '2 passes'])
})

test('what people accept is held against nobody any more', () => {
  keep('wet seat, acme air')
  run(finds('one', 'wet'))
  expect(run(finds('two'), true)).toEqual(['1 worse'])
  expect(run(finds('two'))).toEqual(['1 fails'])
  expect(world.store.missed.lastRun()).toMatchObject({ worse: 0 })
})

test('a post that is rightly silent fails when it begins to alert', () => {
  keep('what a wet summer, acme air', 0)
  expect(run(finds('one'))).toEqual(['1 passes'])
  expect(run(finds('two', 'wet'))).toEqual(['1 worse'])
})

test('a label put right begins anew, and a stricter brand fails what it no longer hears', () => {
  const id = keep('wet seat, acme air')
  run(finds('one', 'wet'))
  reviewMiss(world.desk, id, {
    type: 'add-to-set',
    labels: { severity: 3, urgency: 1, category: 'other' },
  })
  expect(run(finds('two'))).toEqual(['1 fails'])
  run(finds('one', 'wet'))
  const strict = { ...ACME, alert: { severity: 3, complaint: 0.5 } }
  const regressed = runRegression(
    world.store,
    { classifier: finds('one', 'wet'), brandOf: () => strict },
    false,
    world.now(),
  )
  expect(regressed).toMatchObject([{ verdict: 'too-mild', worse: true, asked: { severity: 3 } }])
})

test('a brand that left the configuration takes its posts out of the run, not out of the set', () => {
  keep('wet seat, acme air')
  const none = { classifier: finds('one'), brandOf: () => undefined }
  expect(runRegression(world.store, none, false, world.now())).toEqual([])
  expect(world.store.missed.count({ state: 'in-the-set' })).toBe(1)
})
