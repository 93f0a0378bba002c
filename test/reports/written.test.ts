import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { CSV_COLUMNS, figuresCsv } from '../../src/reports/csv.js'
import { periodOf } from '../../src/reports/period.js'
import { reportAtOnce } from '../../src/reports/report.js'
import { duration, hourOfWeek } from '../../src/reports/say.js'
import { SENTENCES } from '../../src/reports/sentences.js'
import { reportText } from '../../src/reports/text.js'
import { en } from '../../src/texts/en.js'
import { amends } from '../cli/run.js'
import { folderWith, LEAST } from '../config/sample.js'
import { author, post } from '../support/posts.js'
import { dana, startWorld } from '../support/world.js'

const LADDER = DEFAULT_POLICY.of('').ladder

function busyHour(options: { path?: string; cause?: string } = {}) {
  const world = startWorld(options)
  const from = world.now()
  for (let i = 0; i < 4; i++)
    world.take(post('gas smell, acme air (4/3 safety)', { author: author(`a${i}`) }))
  world.wait(4 * MINUTE)
  for (const id of [1, 2]) world.act(id, { type: 'claim' }, dana)
  world.wait(10 * MINUTE)
  world.act(1, { type: 'replied', at: world.now(), elsewhere: false }, dana)
  world.act(1, { type: 'resolve', outcome: 'fixed', note: null, cause: options.cause ?? 'valve' }, dana)
  world.wait(46 * MINUTE)
  const order = { period: { from, to: world.now() }, filter: {}, asOf: world.now() }
  return { world, report: reportAtOnce(world.store.reports, DEFAULT_POLICY, order) }
}

describe('a report in words', () => {
  test('says what a picture shows in a sentence', () => {
    const { figures } = busyHour().report
    expect(SENTENCES['claim-times'](figures, LADDER)).toBe(
      'Half of P1 cases were claimed within 4 min; target 5 min.',
    )
    expect(SENTENCES['reply-times'](figures, LADDER)).toBe(
      'Fewer than half of the 4 P1 cases were answered so far; target 15 min.',
    )
    expect(SENTENCES.trend(figures)).toBe(
      'Of the cases with a deadline, 50 % were claimed in time (2 of 4) and 25 % were answered in time (1 of 4).',
    )
    expect(SENTENCES.volume(figures)).toBe(
      '4 complaints, 4 of them serious or critical; most (4) in the hour from 09:00.',
    )
    expect(SENTENCES.backlog(figures)).toBe('3 cases are open, 3 of them waiting for us; the oldest for 1 h.')
    expect(SENTENCES.week(figures)).toBe(
      'Most complaints (4) come on Mondays, 09:00 to 10:00; 0 % come between 20:00 and 08:00.',
    )
  })

  test('fits a terminal, and shows nobody', () => {
    const text = reportText(busyHour().report, LADDER, en)
    expect(text).toContain('P1 claim (target 5 min)')
    expect(text).not.toMatch(/Dana|discord:|a0/)
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(130)
  })

  test('of an empty period is calm', () => {
    const { world } = busyHour()
    const order = { period: { from: 0, to: 1 }, filter: {}, asOf: world.now() }
    const { figures } = reportAtOnce(world.store.reports, DEFAULT_POLICY, order)
    expect(Object.values(SENTENCES).map((say) => say(figures, LADDER))).toEqual([
      'Nothing was to be claimed.',
      'Nothing was to be answered.',
      'No case had a deadline that has come.',
      'No complaint came in.',
      'No complaint came in.',
      'Nothing was open at its end.',
      '0 mentions brought 0 complaints; 0 were answered, and in 0 the customer showed that trust is repaired.',
    ])
  })

  test.each([
    [40_000, '40 s'],
    [59.6 * MINUTE, '1 h'],
    [130 * MINUTE, '2 h 10 min'],
    [23.999 * HOUR, '1 d'],
    [28 * HOUR, '1 d 4 h'],
    [40 * DAY, '40 d'],
  ])('says %d ms as %s', (ms, said) => expect(duration(ms)).toBe(said))

  test('names an hour of the week', () => expect(hourOfWeek(167)).toBe('Sundays, 23:00 to 00:00'))
})

describe('a report as CSV', () => {
  test('has the same columns for ever, and the figures in them', () => {
    const lines = figuresCsv(busyHour().report).split('\r\n')
    expect(lines[0]).toBe('period,from,to,section,by,group,figure,value,low,high,n,unit')
    expect(CSV_COLUMNS.join()).toBe(lines[0])
    expect(lines).toContain(
      'this,2026-01-05T09:00:00.000Z,2026-01-05T10:00:00.000Z,times,priority,P1,claim median wall,240,240,,4,s',
    )
    expect(lines.filter((line) => line.split(',').length !== 12 && line !== '')).toEqual([])
  })

  test.each(['=HYPERLINK("http://x.test")', '+1+1', '@sum', '-2+3', ' =1+1', '\t=1'])(
    'lets no spreadsheet run a cause like %j',
    (cause) => {
      const csv = figuresCsv(busyHour({ cause }).report)
      const line = csv.split('\r\n').find((one) => one.includes(',causes,'))
      expect(line).toMatch(/,causes,cause,("?)'/)
    },
  )
})

describe('a period', () => {
  const now = Date.UTC(2026, 2, 30, 12)
  test('is a week up to now when nothing is said', () => {
    expect(periodOf({}, 'UTC', now)).toEqual({ from: now - 7 * DAY, to: now })
  })
  test('has local days, the day when the clocks change too', () => {
    expect(periodOf({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Madrid', now)).toEqual({
      from: Date.UTC(2026, 2, 28, 23),
      to: Date.UTC(2026, 2, 29, 22),
    })
  })
  test.each([
    [{ from: '2026-02-30' }, 'Write days as 2026-01-05.'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'The period ends before it begins.'],
    [{ last: 'week' }, 'Write how long as 24h, 7d or 4w.'],
    [{ last: '0d' }, 'Write how long as 24h, 7d or 4w.'],
    [{ to: '2026-03-01' }, 'Say from which day on, as --from 2026-01-05.'],
    [{ from: '2026-03-01', last: '7d' }, 'Give either --last, or --from and --to.'],
    [{ from: '1999-01-01' }, 'At most three years are reported at once.'],
  ])('like %j is refused in a sentence', (said, why) => expect(periodOf(said, 'UTC', now)).toBe(why))
})

describe('amends report', () => {
  test('prints figures, or writes them as CSV', async () => {
    const { folder } = folderWith(LEAST)
    busyHour({ path: join(folder, 'var/amends.db') }).world.store.close()
    const said = await amends(['report', '--from', '2026-01-05', '--to', '2026-01-05'], { cwd: folder }).ended
    expect(said).toMatchObject({ code: 0, err: '' })
    expect(said.out).toContain('4 complaints, 4 of them serious or critical')
    const csv = await amends(['report', '--from', '2026-01-05', '--csv', 'out.csv'], { cwd: folder }).ended
    expect(csv).toMatchObject({ code: 0, out: '', err: '' })
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain(',volume,,,cases,4,')
  })

  test('says what is missing', async () => {
    const { folder } = folderWith(LEAST)
    const none = await amends(['report'], { cwd: folder }).ended
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('There is no database at') })
    const brand = await amends(['report', '--brand', 'Nobody'], { cwd: folder }).ended
    expect(brand.err).toContain('There is no brand called Nobody. There are: ')
  })
})
