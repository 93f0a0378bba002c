import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../src/domain/assessment.js'
import { nextLook } from '../../src/domain/look-again.js'
import {
  consistent,
  firstLabels,
  gatesOf,
  held,
  isClose,
  type MissKind,
  type NoticedMiss,
  remediesOf,
} from '../../src/domain/missed.js'
import type { Post } from '../../src/domain/post.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { deskMissedEn } from '../../src/texts/desk-missed-en.js'
import { ACME, author, post } from '../support/posts.js'

const NOTHING: Assessment = {
  complaint: 0.9,
  severity: 3,
  urgency: 1,
  category: 'delivery',
  wantsReply: 0.5,
  lang: 'en',
  reasons: [],
  rules: [],
  model: 'm',
}
const judged = (more: Partial<Assessment> = {}): Assessment => ({ ...NOTHING, ...more })

const gates = (
  one: Post,
  more: Partial<Assessment> = {},
  how: { kind?: MissKind; known?: boolean; history?: boolean } = {},
) =>
  gatesOf(
    { kind: how.kind ?? 'by-hand', known: how.known ?? true },
    { post: one, assessment: judged(more), history: how.history ?? false },
    ACME,
    { cards: 30, per: HOUR },
  )
const said = (...args: Parameters<typeof gates>) =>
  gates(...args).map((gate) => deskMissedEn.gate(gate, ACME.name))

describe('what let a post pass', () => {
  const late = post('late again, acme air')

  test('a score below what the brand asks for, cut so that it never reads as enough', () => {
    expect(said(late, { complaint: 0.4149, severity: 0 })).toEqual([
      'Its complaint probability of 0.41 was below the 0.50 that Acme Air asks for.',
      'Its severity was 0 (no complaint); alerts of Acme Air begin at 2 (a problem).',
    ])
    expect(said(late, { complaint: 0.4999 })).toEqual([
      'Its complaint probability of 0.49 was below the 0.50 that Acme Air asks for.',
    ])
    expect(said(late, { severity: 1 })).toEqual([
      'Its severity was 1 (a grumble); alerts of Acme Air begin at 2 (a problem).',
    ])
  })

  test('no probability is asked for where a cue rule fired', () => {
    expect(gates(late, { complaint: 0.1, severity: 1, rules: ['fraud.x'] })).toEqual([
      { type: 'too-mild', severity: 1, asked: 2 },
    ])
  })

  test.each<[string, Post, string]>([
    ['no term', post('late again, acmeaero'), 'No term of Acme Air is in it'],
    ['an exclusion', post('my acme airbags of Acme Air'), 'The exclusion “acme airbags” kept it out'],
    [
      'its author asked to be left out',
      post('late, acme air', { author: author('bo', { optOuts: ['no-bot'] }) }),
      'asked to be left out',
    ],
    [
      'an account of the brand',
      post('late, acme air', { author: author('acmeair.bsky.social') }),
      'An account of Acme Air wrote it',
    ],
    ['no source', post('late, acme air'), 'no source brought it'],
  ])('of a post that a person brought: %s', (_what, one, sentence) => {
    const [first] = said(one, {}, { known: false })
    expect(first).toContain(sentence)
  })

  test('what would have come after the first gate is told too', () => {
    const types = gates(post('acme airbags, acme air'), { complaint: 0.3, severity: 0 }, { known: false })
    expect(types.map(({ type }) => type)).toEqual(['excluded', 'too-unlikely', 'too-mild'])
  })

  test('a post from before the first run, and one that today would alert', () => {
    expect(gates(late, {}, { history: true })).toEqual([{ type: 'history' }])
    expect(gates(late)).toEqual([{ type: 'passes' }])
  })

  test('the cap on new cards', () => {
    expect(said(late, {}, { kind: 'held-back' })).toEqual([
      'More than 30 new cards came within 1 hour, so its card was held back.',
    ])
  })
})

describe('what would have caught it', () => {
  const miss = (more: Partial<Assessment>, known = true): NoticedMiss => ({
    mentionId: 1,
    brand: ACME.name,
    kind: 'by-hand',
    noticedAt: 0,
    known,
    judged: judged(more),
    asked: ACME.alert,
    gates: gates(post('late, acme air'), more, { known }),
  })

  test('a lower threshold, no lower than it has to be', () => {
    expect(remediesOf(miss({ severity: 1 }))).toEqual([
      { type: 'threshold', alert: { severity: 1, complaint: 0.5 } },
    ])
    expect(remediesOf(miss({ complaint: 0.44 }))).toEqual([
      { type: 'threshold', alert: { severity: 2, complaint: 0.4 } },
    ])
  })

  test('no threshold where the classifier saw no complaint at all', () => {
    expect(remediesOf(miss({ complaint: 0.41, severity: 0 }))).toEqual([{ type: 'model' }])
  })

  test('a source, and nothing of thresholds, where the verdict would have been enough', () => {
    expect(remediesOf(miss({}, false))).toEqual([{ type: 'source' }])
  })
})

describe('a post that opened no case', () => {
  test.each<[string, Parameters<typeof isClose>[0], Partial<Assessment>, boolean]>([
    ['just too unlikely', 'search', { complaint: 0.31, severity: 0 }, true],
    ['far too unlikely', 'search', { complaint: 0.29, severity: 0 }, false],
    ['one step too mild', 'search', { severity: 1 }, true],
    ['two steps too mild', 'search', { severity: 0 }, false],
    ['praise that tags the brand', 'tag', { complaint: 0.01, severity: 0 }, true],
  ])('%s', (_what, via, more, close) => {
    expect(isClose(via, judged(more), ACME.alert)).toBe(close)
  })

  test('is looked at once more within the day when little was missing', () => {
    const looks = (close: boolean) => {
      const ages: number[] = []
      for (let now = 0; now < 2 * DAY; ) {
        now = nextLook({ postedAt: 0, unresolved: false, close }, MINUTE, now) ?? 2 * DAY
        ages.push(now / HOUR)
      }
      return ages.slice(0, 3)
    }
    expect(looks(true)).toEqual([1, 6, 24])
    expect(looks(false)).toEqual([1, 24, 168])
  })
})

describe('the labels of a post in the set', () => {
  test('begin with what would have alerted, and keep what was seen above it', () => {
    expect(firstLabels({ severity: 0, urgency: 0, category: 'none' }, ACME.alert)).toEqual({
      severity: 2,
      urgency: 1,
      category: 'other',
    })
    const seen = { severity: 4, urgency: 3, category: 'safety' } as const
    expect(firstLabels(seen, ACME.alert)).toEqual(seen)
  })

  test('never contradict each other', () => {
    expect(consistent({ severity: 0, urgency: 1, category: 'billing' }).category).toBe('none')
    expect(consistent({ severity: 2, urgency: 1, category: 'none' }).category).toBe('other')
  })

  test('pass when an alert comes that should, and when none comes that should not', () => {
    const labels = { severity: 2, urgency: 1, category: 'other' } as const
    expect(held(labels, judged(), ACME.alert)).toEqual({ verdict: 'complaint', alerts: true, passes: true })
    expect(held(labels, judged({ severity: 1 }), ACME.alert).passes).toBe(false)
    const praise = { severity: 0, urgency: 0, category: 'none' } as const
    expect(held(praise, judged(), ACME.alert).passes).toBe(false)
    expect(held(praise, judged({ complaint: 0.1 }), ACME.alert).passes).toBe(true)
  })
})
