import { describe, expect, test } from 'vitest'
import type { Summary } from '../../src/domain/summary.js'
import { DAY, HOUR } from '../../src/domain/time.js'
import { summaryOf } from '../../src/reports/digest-words.js'
import { en } from '../../src/texts/en.js'
import { digestFrom, END, USUAL, WEEK, weeks } from './made-up-weeks.js'

const linesOf = (summary: Summary, title: string): readonly string[] =>
  summary.sections.find((section) => section.title === title)?.lines.map(({ text }) => text) ?? []
const told = (...digest: Parameters<typeof digestFrom>) => summaryOf(digestFrom(...digest), en, END)
const turns = (digest: ReturnType<typeof digestFrom>) =>
  digest.changes.flatMap(({ what, level, turn }) => (turn === null ? [] : [`${what} ${level ?? ''} ${turn}`]))

describe('early warnings', () => {
  test('tell a category that rises, with its newest cases', () => {
    const digest = digestFrom(weeks(USUAL, { ...USUAL, categories: { ...USUAL.categories, outage: 45 } }, 4))
    expect(digest.warnings).toMatchObject([{ by: 'category', group: 'outage' }])
    const [line] =
      summaryOf(digest, en, END).sections.find(({ title }) => title === 'Early warnings')?.lines ?? []
    expect(line?.text).toMatch(/^Rising: outage, \d+ problems; the week before: \d+$/)
    expect(line?.cases).toHaveLength(3)
  })

  test('tell a language whose customers wait longer than the week before, once', () => {
    const slow = { ...USUAL, langs: { ...USUAL.langs, es: 600 } }
    const digest = digestFrom(weeks(USUAL, slow, 4))
    expect(digest.warnings.filter(({ by }) => by === 'language')).toMatchObject([
      { group: 'es', than: 'before' },
    ])
    expect(linesOf(summaryOf(digest, en, END), 'Early warnings')[0]).toMatch(
      /^Customers who write in Spanish wait longer for an answer: half within \d+ h.*; the week before: half within .+\.$/,
    )
  })

  test('tell a language that waits longer than others in both weeks', () => {
    const slow = { ...USUAL, langs: { ...USUAL.langs, de: 400 } }
    expect(digestFrom(weeks(slow, slow, 5)).warnings).toMatchObject([
      { by: 'language', group: 'de', than: 'others' },
    ])
  })

  test('are no matter of a quarter more in a large team, however sure the figures are', () => {
    const [before, now] = [4_000, 4_600].map((delivery) => ({ ...USUAL, categories: { delivery } }))
    const digest = digestFrom(weeks(before ?? USUAL, now ?? USUAL, 6))
    expect(turns(digest)).toContain('volume  up')
    expect(digest.warnings).toEqual([])
  })

  test('name a source that hears nothing', () => {
    const said = told(weeks(USUAL, USUAL, 1), { blind: [{ name: 'Bluesky', since: END - 3 * DAY }] })
    expect(linesOf(said, 'Early warnings')).toEqual([
      'Bluesky has heard nothing since Fri 16 Jan, 09:00: its silence does not mean peace.',
    ])
  })
})

describe('what changed', () => {
  test('is said where it is beyond chance, and which way it went', () => {
    const digest = digestFrom(
      weeks(
        { ...USUAL, mistakes: 0.5, thanks: 0.05 },
        { ...USUAL, categories: { delivery: 160 }, mistakes: 0.02, thanks: 0.55 },
        8,
      ),
    )
    expect(turns(digest)).toEqual(expect.arrayContaining(['volume  up', 'precision  up', 'repaired  up']))
    const lines = linesOf(summaryOf(digest, en, END), 'What changed')
    expect(lines[0]).toMatch(/^More complaints: \d+; the week before: \d+\.$/)
    expect(lines).toContain(
      'Nothing else differs from the week before beyond chance. In brackets: the week before, as it stood then.',
    )
  })

  test('tells answers that come later by their priority', () => {
    const slow = Object.fromEntries(Object.keys(USUAL.langs).map((lang) => [lang, 300]))
    const digest = digestFrom(weeks(USUAL, { ...USUAL, langs: slow }, 9))
    expect(turns(digest).some((turn) => /^wait P\d up$/.test(turn))).toBe(true)
    const lines = linesOf(summaryOf(digest, en, END), 'What changed')
    expect(lines.some((line) => /^Customers of P\d wait longer for an answer: half within/.test(line))).toBe(
      true,
    )
  })

  test('is nothing where nothing is, and the figures stand beside those of the week before', () => {
    const lines = linesOf(told(weeks(USUAL, USUAL, 1)), 'What changed')
    expect(lines[0]).toBe(
      'Nothing differs from the week before beyond chance. In brackets: the week before, as it stood then.',
    )
    expect(lines[1]).toMatch(/^Complaints: \d+ \(\d+\)\.$/)
    expect(lines.join('\n')).toMatch(/^P2 answered: in time \d+ % of \d+ \(\d+ % of \d+\); half within/m)
  })

  test('holds the promises of one week against those of the other', () => {
    const promise = (dueAt: number, kept: boolean) =>
      ({ caseId: 1, dueAt, state: kept ? 'kept' : 'open', settledAt: kept ? dueAt - HOUR : null }) as const
    const some = (from: number, kept: (i: number) => boolean) =>
      Array.from({ length: 30 }, (_, i) => promise(from + i * HOUR, kept(i)))
    const digest = digestFrom(weeks(USUAL, USUAL, 1), {}, [
      ...some(END - 2 * WEEK, () => true),
      ...some(END - WEEK, (i) => i < 10),
    ])
    expect(turns(digest)).toEqual(['kept  down'])
    expect(linesOf(summaryOf(digest, en, END), 'What changed')[0]).toBe(
      'Fewer promises were kept: 33 % of 30; the week before: 100 % of 30.',
    )
  })
})

test('weeks that are alike but for chance raise a false alarm in few digests of a hundred', () => {
  const rounds = 60
  let alarmed = 0
  for (let seed = 1; seed <= rounds; seed++) {
    const digest = digestFrom(weeks(USUAL, USUAL, 1_000 + seed))
    if (turns(digest).length + digest.warnings.length > 0) alarmed++
  }
  // One in twenty is promised: of 60, more than seven would be in two of a hundred such tests.
  expect(alarmed).toBeLessThanOrEqual(7)
}, 60_000)

describe('a week without', () => {
  test('a complaint is told kindly', () => {
    const said = told([])
    expect(linesOf(said, 'What changed')[0]).toBe(
      'A quiet time: no complaint came in. 500 mentions were read, and none was a complaint.',
    )
    expect(said.sections.map(({ title }) => title)).toEqual(['What changed'])
    expect(JSON.stringify(said)).not.toMatch(/NaN|null %|undefined/)
  })

  test('a week before it is held against nothing', () => {
    const digest = digestFrom(weeks({ ...USUAL, categories: {} }, USUAL, 2), { comparable: false })
    expect([turns(digest), digest.warnings]).toEqual([[], []])
    const lines = linesOf(summaryOf(digest, en, END), 'How it went')
    expect(lines[0]).toMatch(/^Complaints: \d+[;.]/)
    expect(lines.at(-1)).toContain('nothing to hold this against yet')
    expect(lines.join()).not.toMatch(/\(/)
  })
})

test('who waits is told with cases and for how long, each once', () => {
  const said = told(weeks(USUAL, USUAL, 1), {
    overdue: [
      { caseId: 4, since: END - 2 * DAY },
      { caseId: 4, since: END - DAY },
    ],
    unanswered: [{ caseId: 9, since: END - 30 * HOUR }],
  })
  expect(said.sections.find(({ title }) => title === 'Needs somebody now')?.lines).toMatchObject([
    { text: '2 promises to customers are overdue, the oldest for 2 d', cases: [4] },
    { text: 'A customer has waited for our answer for over a day (1 d 6 h)', cases: [9] },
  ])
})

test('the time before is called what it is', () => {
  expect([DAY, WEEK, 14 * DAY, HOUR, 36 * HOUR].map((length) => en.digest.before(length))).toEqual([
    'the day before',
    'the week before',
    'the 14 days before',
    'the 1 hour before',
    'the 36 hours before',
  ])
})
