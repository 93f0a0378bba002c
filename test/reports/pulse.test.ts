import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerPulse } from '../../src/app/answer-pulse.js'
import type { Outcome } from '../../src/domain/case.js'
import type { Grade } from '../../src/domain/pulse.js'
import { DAY, HOUR } from '../../src/domain/time.js'
import type { ReportFilter } from '../../src/ports.js'
import { figuresCsv } from '../../src/reports/csv.js'
import { pulseOf } from '../../src/reports/pulse.js'
import { reportAtOnce } from '../../src/reports/report.js'
import { reportText } from '../../src/reports/text.js'
import { en } from '../../src/texts/en.js'
import { openWebDesk, wordsOf } from '../support/desk-visitor.js'
import { type AskingWorld, askingWorld } from '../support/pulse-desk.js'
import { dana } from '../support/world.js'

let world: AskingWorld
let from: number
beforeEach(() => {
  world = askingWorld()
  from = world.now()
})
afterEach(() => world.store.close())

/** Somebody is answered and asked, says so much (`null`: nothing), and the case ends. */
function asked(grade: Grade | null, outcome: Outcome | null = null): void {
  const id = world.answered()
  const link = world.ask(id)
  if (grade !== null) answerPulse(world.desk, link.replace('/pulse/', ''), grade)
  if (outcome !== null) world.act(id, { type: 'resolve', outcome, note: null }, dana)
}

function report(to = world.now(), asOf = world.now(), filter: ReportFilter = {}) {
  const order = { period: { from, to }, filter, asOf }
  return reportAtOnce(world.store.reports, world.desk.policy, order)
}
function pulse() {
  const told = report().figures.pulse
  if (told === null) throw new Error('nothing was told')
  return told
}
const csvOf = () =>
  figuresCsv(report())
    .split('\r\n')
    .filter((line) => line.includes(',pulse,'))
    .map((line) =>
      line
        .split(',')
        .filter((_, column) => column !== 1 && column !== 2)
        .join(','),
    )

describe('what customers said', () => {
  test('is reckoned as by hand: share of 4 and 5 with its interval, and the median', () => {
    const said: Grade[] = [5, 4, 4, 1, 3, 5, 2, 4]
    for (const grade of said) asked(grade)
    asked(null)
    asked(null)
    world.wait(HOUR)

    // Wilson's interval as the root of (p - x)² = z² x (1 - x) / n, not by the formula of the product.
    const [n, p, z] = [said.length, said.filter((grade) => grade > 3).length / said.length, 1.959963984540054]
    const [a, b, c] = [1 + z ** 2 / n, -(2 * p + z ** 2 / n), p ** 2]
    const root = Math.sqrt(b ** 2 - 4 * a * c)
    const { asked: times, said: all } = pulse()
    expect(times).toBe(10)
    expect(all.answered).toBe(8)
    expect(all.trusting).toMatchObject({ n: 5, of: 8, share: 5 / 8 })
    expect(all.trusting.low).toBeCloseTo((-b - root) / (2 * a), 12)
    expect(all.trusting.high).toBeCloseTo((-b + root) / (2 * a), 12)
    expect(all.median).toBe(4)
  })

  test('has a median between two grades where the middle lies there', () => {
    for (const grade of [1, 2, 3, 4, 5, 5] as const) asked(grade)
    world.wait(HOUR)
    expect(pulse().said.median).toBe(3.5)
  })

  test('is not told of fewer than five', () => {
    for (const grade of [1, 5, 5, 5] as const) asked(grade)
    world.wait(HOUR)
    expect(pulse().said).toEqual({
      answered: 4,
      trusting: { n: 0, of: 4, share: null, low: null, high: null },
      median: null,
    })
    expect(JSON.stringify(report())).not.toContain('"grade"')
    asked(1)
    world.wait(HOUR)
    expect(pulse().said).toMatchObject({ answered: 5, trusting: { n: 3, of: 5 }, median: 5 })
  })

  test('by outcome only of groups of five, and never so that the rest can be worked out', () => {
    for (const grade of [5, 5, 4, 4, 1] as const) asked(grade, 'fixed')
    for (const grade of [1, 2, 2, 3, 3, 4] as const) asked(grade, 'answered')
    world.wait(HOUR)
    expect(pulse().byOutcome.map(({ group, said }) => [group, said.answered, said.trusting.n])).toEqual([
      ['answered', 6, 1],
      ['fixed', 5, 4],
    ])
    // One more case, not resolved: all but the two groups would be that one answer.
    asked(2)
    world.wait(HOUR)
    expect(pulse().byOutcome.map(({ group }) => group)).toEqual(['answered'])
    for (const grade of [3, 3, 3, 3] as const) asked(grade)
    world.wait(HOUR)
    expect(pulse().byOutcome.map(({ group }) => group)).toEqual(['answered', 'fixed', 'not resolved'])
  })

  test('belongs to the period in which it was first asked; periods that meet add up', () => {
    for (const grade of [5, 5, 5, 5, 5] as const) asked(grade)
    const middle = world.now() + DAY
    world.wait(2 * DAY)
    asked(1)
    world.ask(world.answered())
    world.wait(HOUR)
    const query = { asOf: world.now() }
    const { pulses } = world.store.reports
    const [first, second] = [
      pulses({ ...query, from, to: middle }),
      pulses({ ...query, from: middle, to: world.now() }),
    ]
    expect([first.length, second.length]).toEqual([5, 2])
    expect(pulseOf([...first, ...second])).toEqual(pulseOf(pulses({ ...query, from, to: world.now() })))
  })

  test('is known only from when it was said, and by the outcome of that moment', () => {
    const id = world.answered()
    const link = world.ask(id)
    world.act(id, { type: 'resolve', outcome: 'answered', note: null }, dana)
    world.wait(DAY)
    const yesterday = world.now() - HOUR
    answerPulse(world.desk, link.replace('/pulse/', ''), 5)
    world.act(id, { type: 'reopen' }, dana)
    world.wait(DAY)
    const at = (asOf: number) => world.store.reports.pulses({ from, to: world.now(), asOf })
    expect(at(yesterday)).toEqual([{ grade: null, outcome: 'answered' }])
    expect(at(world.now())).toEqual([{ grade: 5, outcome: null }])
  })

  test('is told of a brand, and not of a language that all but one speak, nor of any narrower part', () => {
    for (const grade of [5, 5, 4, 4, 1] as const) asked(grade)
    answerPulse(world.desk, world.ask(world.answered('ja')).replace('/pulse/', ''), 1)
    world.wait(HOUR)
    const of = (filter: ReportFilter) => report(world.now(), world.now(), filter)
    const { brand } = world.store.cases.get(1) ?? { brand: '' }
    expect([of({}), of({ brand })].map(({ figures }) => figures.pulse?.said.trusting.n)).toEqual([4, 4])
    expect(of({ brand: 'Acme Rail' }).figures.pulse?.asked).toBe(0)
    for (const filter of [
      { lang: 'en' },
      { network: 'bluesky' },
      { level: 'P2' },
      { category: 'delivery' },
    ] as const) {
      const narrowed = of(filter)
      expect([narrowed.figures.volume > 0, narrowed.figures.pulse, narrowed.before.pulse]).toEqual([
        true,
        null,
        null,
      ])
      expect(figuresCsv(narrowed)).not.toContain(',pulse,')
      expect(reportText(narrowed, world.desk.policy.of('').ladder, en)).not.toContain('Asked for their trust')
    }
  })
})

describe('a report', () => {
  test('says nothing of a question that nobody was asked', async () => {
    world.answered()
    world.wait(HOUR)
    expect(reportText(report(), world.desk.policy.of('').ladder, en)).not.toContain('trust us')
    expect(csvOf()).toEqual([
      'this,pulse,,,asked,0,,,,count',
      'this,pulse,,,answered,0,,,,count',
      'this,pulse,,,say 4 or 5,,,,0,share',
      'this,pulse,,,median,,,,0,grade',
      'before,pulse,,,asked,0,,,,count',
      'before,pulse,,,answered,0,,,,count',
      'before,pulse,,,say 4 or 5,,,,0,share',
      'before,pulse,,,median,,,,0,grade',
    ])
  })

  test('tells it in the terminal, as the last rows of the CSV, and on the desk', async () => {
    for (const grade of [5, 4, 4, 2, 5] as const) asked(grade, 'fixed')
    asked(null)
    world.wait(HOUR)
    const text = reportText(report(), world.desk.policy.of('').ladder, en)
    expect(text).toContain(
      'Asked for their trust: 6, answered 5; 80 % (4 of 5; 38 to 96 %) trust us 4 or 5 of 5, median 4.',
    )
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(130)
    const lines = figuresCsv(report()).trimEnd().split('\r\n')
    const first = lines.findIndex((line) => line.includes(',pulse,'))
    expect(lines.slice(first).every((line) => line.includes(',pulse,'))).toBe(true)
    expect(csvOf().slice(0, 7)).toEqual([
      'this,pulse,,,asked,6,,,,count',
      'this,pulse,,,answered,5,,,,count',
      expect.stringMatching(/^this,pulse,,,say 4 or 5,0\.8,0\.37\d+,0\.96\d+,5,share$/),
      'this,pulse,,,median,4,,,5,grade',
      'this,pulse,outcome,fixed,answered,5,,,,count',
      expect.stringMatching(/^this,pulse,outcome,fixed,say 4 or 5,0\.8,/),
      'this,pulse,outcome,fixed,median,4,,,5,grade',
    ])

    const desk = await openWebDesk(world)
    const maya = await desk.signIn('Maya', 'manager')
    const page = wordsOf(await maya.text('/reports'))
    expect(page).toContain('How far customers say they trust us')
    expect(page).toMatch(/all asked 5 of 6 80 % \(4 of 5\) 38 to 96 % 4/)
    expect(page).toMatch(/Fixed 5 80 %/)
    await desk.web.stop()
  })

  test('shows a few answers as fewer than five on the desk', async () => {
    asked(1)
    world.wait(HOUR)
    const desk = await openWebDesk(world)
    const page = wordsOf(await (await desk.signIn('Maya', 'manager')).text('/reports'))
    expect(page).toMatch(/all asked 1 of 1 fewer than 5 – –/)
    await desk.web.stop()
    expect(reportText(report(), world.desk.policy.of('').ladder, en)).toContain('too few to tell more')
  })
})
