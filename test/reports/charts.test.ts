import { beforeAll, describe, expect, test } from 'vitest'
import { ingestMentions } from '../../src/app/ingest-mentions.js'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import { DEFAULT_LADDER } from '../../src/domain/ladder.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { CHARTS, draw, drawn } from '../../src/reports/charts/index.js'
import { OPTIONS } from '../../src/reports/charts/options.js'
import { THEMES } from '../../src/reports/charts/theme.js'
import { week } from '../../src/reports/charts/week.js'
import { type Report, reportAtOnce } from '../../src/reports/report.js'
import { contrast, difference, SIGHTS } from '../support/colour-vision.js'
import { author, batch, post } from '../support/posts.js'
import { dana, startWorld } from '../support/world.js'

const SAID = ['(4/3 safety)', '(3/2 billing)', '(2/1 delivery)', '(2/1 delivery)'] as const
const CASES = 60
let report: Report
let world: ReturnType<typeof startWorld>
let from: number

/** Three days; every seventh case is never claimed, every fifth is answered late, every tenth post is taken back once it is answered. */
beforeAll(() => {
  world = startWorld()
  from = world.now()
  for (let i = 0; i < CASES; i++) {
    const said = post(`bad, acme air ${SAID[i % 4]}`, { author: author(`a${i}`) })
    world.take(said)
    world.wait(3 * MINUTE)
    if (i % 7 !== 0) {
      world.act(i + 1, { type: 'claim' }, dana)
      world.wait(i % 5 === 0 ? HOUR : 5 * MINUTE)
      world.act(i + 1, { type: 'replied', at: world.now(), elsewhere: false }, dana)
      if (i % 2 === 0) world.act(i + 1, { type: 'resolve', outcome: 'fixed', note: null }, dana)
    }
    world.wait(MINUTE)
    if (i % 10 === 3) ingestMentions(world.desk, world.intake, 'bluesky:test', batch([], { removed: [said] }))
    world.wait(HOUR - MINUTE)
  }
  const order = { period: { from, to: from + 4 * DAY }, filter: {}, asOf: world.now() }
  report = reportAtOnce(world.store.reports, DEFAULT_POLICY, order)
})

type Datum = number | string | { value: number }
type Series = { readonly name: string; readonly data: readonly Datum[] }
type Drawn = { readonly series: readonly Series[]; readonly xAxis: { readonly data: readonly string[] } }
const drawnAs = (name: (typeof CHARTS)[number]): Drawn =>
  OPTIONS[name](report, THEMES.dark, DEFAULT_LADDER) as unknown as Drawn
const valuesOf = ({ data }: Series) => data.map((one) => (typeof one === 'object' ? one.value : one))

/** Read from the histories themselves, case by case, without any of the code under test. */
const stories = () =>
  Array.from({ length: CASES }, (_, i) => {
    const { opening, history, case: now } = world.card(i + 1)
    const at = (type: string) => history.find(({ event }) => event.type === type)?.at ?? null
    const opened = history.find(({ event }) => event.type === 'opened')
    return {
      severity: opening.assessment.severity,
      level: opened?.event.type === 'opened' ? opened.event.priority.level : ('P4' as const),
      openedAt: now.openedAt,
      claimedAt: at('claimed'),
      repliedAt: at('replied'),
      resolvedAt: at('resolved'),
      takenBack: at('post-removed') !== null,
      status: now.status,
    }
  })
type Told = ReturnType<typeof stories>[number]

/** As the targets of the default ladder are written in docs/workflow.md. */
const TARGETS = {
  claimed: { P1: 5, P2: 15, P3: 240, P4: 1440 },
  answered: { P1: 15, P2: 60, P3: null, P4: null },
} as const

/** Product-limit estimate straight from the textbook, in per cent: who is still watched at each end, one after the other. */
function doneWithin(
  ms: number,
  waits: readonly { readonly length: number; readonly done: boolean }[],
): number {
  let left = 1
  for (const end of [...new Set(waits.filter(({ done }) => done).map(({ length }) => length))].sort(
    (a, b) => a - b,
  )) {
    if (end > ms) break
    const watched = waits.filter(({ length }) => length >= end).length
    left *= 1 - waits.filter(({ length, done }) => done && length === end).length / watched
  }
  return 100 * (1 - left)
}

/** `5 min`, `2 h`, `7 d`, as an axis says it. */
function msOf(text: string): number {
  const [n, unit] = text.split(' ')
  return Number(n) * ({ min: MINUTE, h: HOUR, d: DAY }[unit ?? ''] ?? Number.NaN)
}

const DAYS = ['5 Jan', '6 Jan', '7 Jan', '8 Jan', '9 Jan']
const dayOf = ({ openedAt }: Told): string => `${new Date(openedAt).getUTCDate()} Jan`

describe('the pictures of a report show the numbers that an independent count finds:', () => {
  test('volume, by day and severity', () => {
    const { series, xAxis } = drawnAs('volume')
    expect(xAxis.data).toEqual(DAYS)
    const count = (day: string, severity: number) =>
      stories().filter((one) => dayOf(one) === day && one.severity === severity).length
    expect(series.map((one) => [one.name, valuesOf(one)])).toEqual([
      ['critical', DAYS.map((day) => count(day, 4))],
      ['serious', DAYS.map((day) => count(day, 3))],
      ['problem', DAYS.map((day) => count(day, 2))],
    ])
  })

  test('the week, hour by hour', () => {
    const week = drawnAs('week').series[0]?.data as unknown as readonly [number, number, number][]
    expect(week).toHaveLength(168)
    for (const [hour, day, n] of week) {
      const here = stories().filter(({ openedAt }) => {
        const date = new Date(openedAt)
        return date.getUTCHours() === hour && (date.getUTCDay() + 6) % 7 === day
      })
      expect(n).toBe(here.length)
    }
  })

  test.each([
    ['no hour stands out', [1, 2, 3, 4], 4, '4'],
    [
      'one evening of storm leaves the other hours their shades',
      [...new Array(40).fill(3), 60],
      6,
      '6 or more',
    ],
    ['there is nothing', [], 1, '1'],
  ])('the week where %s', (_, counts, deepest, said) => {
    const hours = Array.from({ length: 168 }, (_, hour) => ({ n: counts[hour] ?? 0, median: null }))
    const { visualMap } = week({ ...report.figures, week: hours }, THEMES.light)
    expect(visualMap).toMatchObject({ max: deepest, text: [said, '0'] })
  })

  test('the backlog, by age and by whose turn it is', () => {
    const bands = [0, 1, 4, 24, 72, 168, Number.POSITIVE_INFINITY].map((hours) => hours * HOUR)
    const count = (status: string) =>
      bands.slice(1).map(
        (below, i) =>
          stories().filter((one) => {
            const age = world.now() - one.openedAt
            return one.status === status && (bands[i] ?? 0) <= age && age < below
          }).length,
      )
    const { series } = drawnAs('backlog')
    expect(series.map((one) => [one.name, valuesOf(one)])).toEqual([
      ['nobody has it', count('open')],
      ['claimed', count('claimed')],
      ["customer's turn", count('waiting')],
    ])
  })

  test.each([
    ['claim-times', 'claimed'],
    ['reply-times', 'answered'],
  ] as const)('%s, at every mark of every priority', (name, done) => {
    const { series, xAxis } = drawnAs(name)
    const levels = ['P1', 'P2', 'P3'] as const
    expect(series.map((one) => one.name.slice(0, 2))).toEqual(levels)
    for (const [i, level] of levels.entries()) {
      const waits = stories()
        .filter((one) => one.level === level)
        .map((one) => {
          const end = done === 'claimed' ? one.claimedAt : one.repliedAt
          return { length: (end ?? world.now()) - one.openedAt, done: end !== null }
        })
      const wanted = xAxis.data.map((mark) => expect.closeTo(doneWithin(msOf(mark), waits), 6))
      expect(series[i] && valuesOf(series[i])).toEqual(wanted)
    }
  })

  test('the trend, as the share in time of what was due, day by day', () => {
    const { series, xAxis } = drawnAs('trend')
    expect(xAxis.data).toEqual(DAYS)
    const shareOn = (day: string, done: keyof typeof TARGETS) => {
      const decided = stories()
        .filter((one) => dayOf(one) === day)
        .flatMap((one) => {
          const target = TARGETS[done][one.level]
          const end = done === 'claimed' ? one.claimedAt : one.repliedAt
          const length = (end ?? world.now()) - one.openedAt
          if (target === null) return []
          if (end === null && length <= target * MINUTE) return []
          return [end !== null && length <= target * MINUTE]
        })
      return decided.length < 3
        ? '-'
        : Math.round((1000 * decided.filter(Boolean).length) / decided.length) / 10
    }
    expect(series.map(valuesOf)).toEqual([
      DAYS.map((day) => shareOn(day, 'claimed')),
      DAYS.map((day) => shareOn(day, 'answered')),
    ])
    expect(series.map((one) => one.name)).toEqual([
      'claimed (target P1 5 min, P2 15 min, P3 4 h)',
      'answered (target P1 15 min, P2 1 h)',
    ])
  })

  test('the funnel, step by step', () => {
    const answered = stories().filter(({ repliedAt }) => repliedAt !== null)
    const { series, yAxis } = drawnAs('funnel') as Drawn & { yAxis: { data: readonly string[] } }
    expect(yAxis.data.map((step, i) => [step, series[0] && valuesOf(series[0])[i]])).toEqual([
      // As a number alone.
      ['Mentions', 0],
      ['Complaints', CASES],
      ['Claimed', stories().filter(({ claimedAt }) => claimedAt !== null).length],
      ['Answered', answered.length],
      ['Resolved', answered.filter(({ resolvedAt }) => resolvedAt !== null).length],
      ['Trust repaired', answered.filter(({ takenBack }) => takenBack).length],
    ])
  })
})

describe('the pictures of a report', () => {
  test.each(CHARTS)('draw %s without a script, a link or a number nobody reads', (name) => {
    const { svg, sentence, title } = draw(report, name, { theme: 'light' })
    expect(svg).toMatch(/^<svg /)
    expect(svg).not.toMatch(/<script|<style|style=|<image|href=|NaN|undefined|Infinity/)
    const words = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text ?? '')
    expect(words.filter((text) => /\d\.\d{2,}|\de[+-]\d/.test(text))).toEqual([])
    expect(words).toContain(title)
    expect(sentence).toMatch(/^[A-Z0-9].*\.$/)
  })

  test('are the same at every drawing, and come as PNG with a font of their own', () => {
    const [one, other] = [1, 2].map(() => draw(report, 'trend', { theme: 'dark' }).svg)
    expect(one).toBe(other)
    const [first, again] = [1, 2].map(() => draw(report, 'funnel', { theme: 'dark' }).png())
    expect(first?.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(first?.readUInt32BE(16)).toBe(1520)
    expect(first?.equals(again ?? Buffer.alloc(0))).toBe(true)
    expect(first?.length).toBeGreaterThan(15_000)
  })

  test.each(['dark', 'light'] as const)(
    'stand out from their %s ground, for every kind of colour vision',
    (name) => {
      const { ground, text, quiet, kinds, severities } = THEMES[name]
      for (const words of [text, quiet]) expect(contrast(words, ground)).toBeGreaterThanOrEqual(4.5)
      for (const mark of [...kinds, ...severities]) expect(contrast(mark, ground)).toBeGreaterThanOrEqual(3)
      for (const sight of SIGHTS)
        for (const colours of [kinds, severities])
          for (const [i, colour] of colours.slice(1).entries())
            expect([sight, colour, difference(colour, colours[i] ?? '', sight) >= 10]).toEqual([
              sight,
              colour,
              true,
            ])
    },
  )

  test('of an empty period can be drawn', () => {
    const order = { period: { from: 0, to: DAY }, filter: {}, asOf: world.now() }
    const nothing = reportAtOnce(world.store.reports, DEFAULT_POLICY, order)
    expect(drawn(nothing, { theme: 'dark' }).map(({ svg }) => svg.includes('NaN'))).toEqual(
      CHARTS.map(() => false),
    )
  })
})
