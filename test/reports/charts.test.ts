import { beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import { DEFAULT_LADDER } from '../../src/domain/ladder.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { CHARTS, draw, drawn } from '../../src/reports/charts/index.js'
import { OPTIONS } from '../../src/reports/charts/options.js'
import { THEMES } from '../../src/reports/charts/theme.js'
import { type Report, reportAtOnce } from '../../src/reports/report.js'
import { author, post } from '../support/posts.js'
import { dana, startWorld } from '../support/world.js'

const SAID = ['(4/3 safety)', '(3/2 billing)', '(2/1 delivery)', '(2/1 delivery)'] as const
let report: Report
let world: ReturnType<typeof startWorld>

/** Three days; every seventh case is never claimed, every fifth is answered late. */
beforeAll(() => {
  world = startWorld()
  const from = world.now()
  for (let i = 0; i < 60; i++) {
    world.take(post(`bad, acme air ${SAID[i % 4]}`, { author: author(`a${i}`) }))
    world.wait(3 * MINUTE)
    if (i % 7 !== 0) {
      world.act(i + 1, { type: 'claim' }, dana)
      world.wait(i % 5 === 0 ? HOUR : 5 * MINUTE)
      world.act(i + 1, { type: 'replied', at: world.now(), elsewhere: false }, dana)
      if (i % 2 === 0) world.act(i + 1, { type: 'resolve', outcome: 'fixed', note: null }, dana)
    }
    world.wait(HOUR)
  }
  const order = { period: { from, to: from + 4 * DAY }, filter: {}, asOf: world.now() }
  report = reportAtOnce(world.store.reports, DEFAULT_POLICY, order)
})

type Series = { readonly name: string; readonly data: readonly (number | { value: number })[] }
const seriesOf = (name: (typeof CHARTS)[number]): readonly Series[] =>
  (OPTIONS[name](report, THEMES.dark, DEFAULT_LADDER) as { series: Series[] }).series
const sum = (data: Series['data']) =>
  data.reduce<number>((all, one) => all + (typeof one === 'number' ? one : one.value), 0)

/** Reckoned from the histories themselves, case by case, without any of the code under test. */
const stories = () =>
  Array.from({ length: 60 }, (_, i) => {
    const { opening, history, case: now } = world.card(i + 1)
    const at = (type: string) => history.find(({ event }) => event.type === type)?.at ?? null
    const opened = history.find(({ event }) => event.type === 'opened')
    const level = opened?.event.type === 'opened' ? opened.event.priority.level : null
    return {
      severity: opening.assessment.severity,
      level,
      openedAt: now.openedAt,
      claimedAt: at('claimed'),
      resolvedAt: at('resolved'),
      status: now.status,
    }
  })

describe('the pictures of a report', () => {
  test('show the numbers that an independent count finds', () => {
    const volume = new Map(seriesOf('volume').map(({ name, data }) => [name, sum(data)]))
    const grave = (severity: number) => stories().filter((one) => one.severity === severity).length
    expect(volume).toEqual(
      new Map([
        ['critical', grave(4)],
        ['serious', grave(3)],
        ['problem', grave(2)],
      ]),
    )

    const week = seriesOf('week')[0]?.data as unknown as readonly [number, number, number][]
    for (const [hour, day, n] of week) {
      const here = stories().filter(({ openedAt }) => {
        const date = new Date(openedAt)
        return date.getUTCHours() === hour && (date.getUTCDay() + 6) % 7 === day
      })
      expect(n).toBe(here.length)
    }

    const backlog = new Map(seriesOf('backlog').map(({ name, data }) => [name, sum(data)]))
    const status = (wanted: string) => stories().filter((one) => one.status === wanted).length
    expect(backlog).toEqual(
      new Map([
        ['nobody has it', status('open')],
        ['claimed', 0],
        ["customer's turn", status('waiting')],
      ]),
    )
  })

  test('show the share claimed as time goes by', () => {
    const [critical] = seriesOf('claim-times')
    const mine = stories().filter(({ level }) => level === 'P1')
    expect(critical?.name).toBe('P1, target 5 min')
    // None is censored before three days have gone, so that the plain share is right until then.
    const within = (ms: number) =>
      mine.filter(({ claimedAt, openedAt }) => claimedAt !== null && claimedAt - openedAt <= ms).length
    const marks = [1, 2, 5, 10].map((n) => n * MINUTE)
    for (const [i, ms] of marks.entries())
      expect(critical?.data[i]).toMatchObject({ value: expect.closeTo((100 * within(ms)) / mine.length, 6) })
  })

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

  test('of an empty period can be drawn', () => {
    const order = { period: { from: 0, to: DAY }, filter: {}, asOf: world.now() }
    const nothing = reportAtOnce(world.store.reports, DEFAULT_POLICY, order)
    expect(drawn(nothing, { theme: 'dark' }).map(({ svg }) => svg.includes('NaN'))).toEqual(
      CHARTS.map(() => false),
    )
  })
})
