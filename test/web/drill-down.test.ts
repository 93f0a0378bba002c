import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import { DAY } from '../../src/domain/time.js'
import { type Behind, behind } from '../../src/reports/behind.js'
import { type Report, reportAtOnce } from '../../src/reports/report.js'
import { duration } from '../../src/reports/say.js'
import { figureParameters, readFigure } from '../../src/web/figure-query.js'
import { openWebDesk } from '../support/desk-visitor.js'
import { threeWeeks } from '../support/three-weeks.js'

let links: readonly { readonly parameters: URLSearchParams; readonly text: string }[]
let report: Report
let world: ReturnType<typeof threeWeeks>
let desk: Awaited<ReturnType<typeof openWebDesk>>

beforeAll(async () => {
  world = threeWeeks()
  const someCases = [5, 9, 14, 20]
  for (const [i, caseId] of someCases.entries()) {
    const { opening } = world.card(caseId)
    world.store.outreaches.found(caseId, opening.id, { ...opening.post, uri: `at://acme/${caseId}` })
    const outreachId = world.store.outreaches.of(caseId)[0]?.id ?? 0
    const dueAt = world.now() - (i === 3 ? -DAY : DAY)
    world.store.clockwork.addPromise({ caseId, outreachId, phrase: 'by noon', dueAt })
  }
  world.store.clockwork.settlePromises(5, 'kept', world.now() - 2 * DAY)
  desk = await openWebDesk(world)
  const maya = await desk.signIn('Maya', 'manager')
  const page = await maya.text('/reports?last=30d')
  links = [...page.matchAll(/<a href="(\/reports\/cases\?[^"]+)">([^<]*)<\/a>/g)].map(
    ([, href = '', text = '']) => ({
      parameters: new URL(href.replaceAll('&amp;', '&'), desk.url).searchParams,
      text,
    }),
  )
  const asOf = world.now()
  report = reportAtOnce(world.store.reports, DEFAULT_POLICY, {
    period: { from: asOf - 30 * DAY, to: asOf },
    filter: {},
    asOf,
  })
})
afterAll(async () => {
  await desk.web.stop()
  world.store.close()
})

const right: readonly Behind['verdict'][] = ['met', 'repaired', 'right', 'kept']

test('what stands behind a figure is as much as the figure says, for each that the page shows', () => {
  expect(links.length).toBeGreaterThan(150)
  for (const { parameters, text } of links) {
    const figure = readFigure((name) => parameters.get(name) ?? undefined)
    if (figure === null) throw new Error(`${parameters}`)
    const { cases, counted, mark } = behind(report, figure)
    const good = cases.filter(({ verdict }) => right.includes(verdict)).length
    const [, n, of] = /\((\d+) of (\d+)\)$/.exec(text) ?? []
    const said = `${text}: ${parameters}`
    if (parameters.has('mark'))
      expect([said, mark === null ? 'not reached' : duration(mark)]).toEqual([said, text])
    else if (of !== undefined) expect([said, counted, good]).toEqual([said, Number(of), Number(n)])
    else if (text.endsWith('%')) {
      const share = cases.length === 0 ? 0 : Math.round((100 * good) / cases.length)
      expect([said, `${share} %`]).toEqual([said, text])
    } else expect([said, counted]).toEqual([said, Number(text.replaceAll(',', ''))])
  }
})

test('a median stands in the middle of its cases: as many are not longer as are not shorter', () => {
  for (const measure of ['claim', 'resolve'] as const) {
    const { cases, mark } = behind(report, { measure, part: 'done', mark: 'median' })
    const length = mark ?? Number.NaN
    expect(cases.filter((one) => (one.length ?? 0) <= length).length).toBeGreaterThanOrEqual(cases.length / 2)
    expect(cases.filter((one) => (one.length ?? 0) >= length).length).toBeGreaterThanOrEqual(cases.length / 2)
    expect(cases.map(({ length: one }) => one)).toEqual(
      cases.map(({ length: one }) => one).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    )
  }
})

test('a figure survives its way into an address and back', () => {
  for (const figure of [
    { opened: 'all', severity: 3, hourOfWeek: undefined, bucket: '2026-01-05T09' },
    { backlog: 'ours', band: '1 to 4 h' },
    { repaired: 'bySpeed', group: 'within 15 min' },
    { promises: 'share' },
    { count: 'cause:a & b=c' },
    {
      measure: 'felt',
      part: 'all',
      by: 'language',
      group: 'it',
      bucket: '2026-01',
      clock: 'wall',
      mark: 'p90',
    },
  ] as const) {
    const parameters = new URLSearchParams(figureParameters(figure))
    expect(readFigure((name) => parameters.get(name) ?? undefined)).toEqual(figure)
  }
})
