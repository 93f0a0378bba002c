import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { openWebDesk, type Visitor, wordsOf } from '../support/desk-visitor.js'
import { author, post } from '../support/posts.js'
import { lee, startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let desk: Awaited<ReturnType<typeof openWebDesk>>
let maya: Visitor

/** Last week two complaints; this week three: one claimed at once, one dismissed, one that nobody took. */
beforeEach(async () => {
  world = startWorld({ boards: [] })
  let n = 0
  const hear = (text: string, more: Parameters<typeof post>[1] = {}) =>
    world.take(post(text, { author: author(`person${++n}.example`), postedAt: world.now(), ...more }))
  hear('late again, acme air (2/1 delivery)')
  hear('charged twice, acme air (3/2 billing)')
  world.wait(8 * DAY)
  hear('stuck at the gate, acme air (3/3 delivery)')
  world.wait(3 * MINUTE)
  world.act(3, { type: 'claim' }, lee)
  hear('love it, acme air (2/1 other)', { network: 'mastodon' })
  world.act(4, { type: 'resolve', outcome: 'not-a-complaint', note: null }, lee)
  hear('bag is lost, acme air (2/2 delivery)')
  world.wait(2 * HOUR)
  desk = await openWebDesk(world)
  maya = await desk.signIn('Maya', 'manager')
})
afterEach(async () => {
  await desk.web.stop()
  world.store.close()
})

/** Where a link of the page leads whose address holds `part`. */
const linkTo = (html: string, part: string): string => {
  const found = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  const link = found.find((href) => href.includes(part))
  if (link === undefined) throw new Error(`no link with ${part}`)
  return link
}

test('a manager reads how much came in and how fast it was taken up, with the period before', async () => {
  const page = wordsOf(await maya.text('/reports'))
  expect(page).toContain('complaints 3 (2)')
  expect(page).toContain('3 complaints, 1 of them serious or critical')
  expect(page).toContain('first claim 2 1 3 min')
  expect(page).toContain('wait for us now 4')
})

test('every picture comes with its sentence, in light and dark, narrow for a phone, and as a table', async () => {
  const page = await maya.text('/reports')
  const pictures = [...page.matchAll(/<(?:img src|source[^>]+srcset)="([^"]+)"/g)]
    .map(([, address = '']) => address.replaceAll('&amp;', '&'))
    .filter((address) => address.startsWith('/reports/'))
  expect(pictures).toHaveLength(28)
  for (const address of pictures) {
    const answer = await maya.ask(address)
    expect(answer.headers.get('content-type')).toContain('image/svg+xml')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; style-src")
    const svg = await answer.text()
    expect(svg).toMatch(address.includes('size=phone') ? /^<svg width="510"/ : /^<svg width="760"/)
    expect(svg).toMatch(/^<svg[^>]+viewBox=/)
    expect(svg).not.toMatch(/<script|href=/)
  }
  expect(page.match(/The same as a table/g)).toHaveLength(7)
  expect(page).not.toMatch(/ style=|<style|<script(?! type="module" src)/)
})

test('from a figure to the cases behind it', async () => {
  const page = await maya.text('/reports')
  const taken = wordsOf(await maya.text(linkTo(page, 'of=claim&part=running')))
  expect(taken).toContain('first claim, not ended')
  expect(taken).toContain('1 case')
  expect(taken).toContain('bag is lost')
  expect(taken).not.toContain('stuck at the gate')
  const all = wordsOf(await maya.text(linkTo(page, 'of=opened')))
  for (const words of ['bag is lost', 'love it', 'stuck at the gate']) expect(all).toContain(words)
  expect(all).not.toContain('late again')
  expect(wordsOf(await maya.text(linkTo(page, 'what=outcome%3Anot-a-complaint')))).toContain('love it')
})

test('from a median to the cases by length, itself marked; from nine in ten to the slowest first', async () => {
  const page = await maya.text('/reports?last=24h')
  const half = wordsOf(await maya.text(linkTo(page, 'of=claim&part=all&mark=median')))
  expect(half).toContain('first claim, median')
  expect(half).toContain('2 cases. Half had ended within 3 min')
  expect(half).toMatch(/3 min in time the median .*#3 .* over 2 h too late .*#5 /)
  const slow = wordsOf(await maya.text(linkTo(page, 'of=claim&part=all&mark=p90')))
  expect(slow).toContain('Too few have ended to say by when nine in ten do. Longest first.')
  expect(slow.indexOf('#5')).toBeLessThan(slow.indexOf('#3'))
})

test('from a share to all that it is counted of, each with its side', async () => {
  const page = await maya.text('/reports?last=24h')
  expect(page).toContain('1 of 2')
  const decided = wordsOf(await maya.text(linkTo(page, 'of=claim&part=decided')))
  expect(decided).toMatch(/over 2 h too late .*#5 .* 3 min in time .*#3 /)
  const judged = wordsOf(await maya.text(linkTo(page, 'of=count&what=judged')))
  expect(judged).toMatch(/opened for nothing .*#4 /)
})

test('from every cell of a picture’s table to its cases', async () => {
  const page = await maya.text('/reports?last=24h')
  for (const [part, ids] of [
    ['of=opened&severity=3&bucket=2026-01-13T09', [3]],
    ['of=opened&hour=33', [3, 4, 5]],
    ['of=backlog&what=open&band=1+to+4+h', [5]],
    ['of=claim&part=decided&bucket=2026-01-13T09', [5, 3]],
  ] as const) {
    const behind = await maya.text(linkTo(page, part))
    expect([...behind.matchAll(/href="\/cases\/(\d+)"/g)].map(([, id]) => Number(id))).toEqual(ids)
  }
})

test('a report is narrowed by its address, and each part of that is taken off again', async () => {
  const page = await maya.text('/reports?last=24h&network=bluesky&category=delivery&language=en&priority=P2')
  const words = wordsOf(page)
  expect(words).toContain('Network: Bluesky')
  expect(words).toContain('Language: English')
  expect(words).toContain('Priority: P2')
  expect(words).toContain('complaints 1 (0)')
  const narrowed = 'network=bluesky&language=en&category=delivery&priority=P2'
  expect(page).toContain(`/reports/chart/week.svg?last=24h&${narrowed}&at=`.replaceAll('&', '&amp;'))
  for (const kept of ['/reports/cases?', '/reports.csv?'])
    expect(linkTo(page, `${kept}last=24h&${narrowed}`)).toContain('&at=')
  expect(linkTo(page, '/reports?last=24h&network=bluesky&category=delivery&priority=P2')).not.toContain(
    'language',
  )
  const csv = await maya.text(linkTo(page, '/reports.csv'))
  expect(csv).toMatch(/^this,[^,]+,[^,]+,volume,,,cases,1,/m)
  expect(await maya.text(linkTo(page, 'of=opened'))).toContain('#5')
})

test('what nobody offers does not narrow', async () => {
  expect(
    wordsOf(await maya.text('/reports?network=myspace&category=love&priority=P9&language=%3Cb%3E')),
  ).toContain('complaints 3 (2)')
})

test('the definitions stand on the desk, for reps too', async () => {
  const ben = await desk.signIn('Ben')
  const page = await ben.text('/figures')
  expect(page).toContain('id="clock-reply"')
  expect(wordsOf(page)).toContain('There are no means: one forgotten case would hide in them.')
  expect((await desk.stranger().ask('/figures')).status).toBe(401)
  const report = await maya.text('/reports')
  for (const id of ['clock-claim', 'medians', 'in-time', 'repaired', 'promises', 'complaints', 'happened'])
    expect(linkTo(report, `/figures#${id}`)).toBe(`/figures#${id}`)
})

test('the cases behind a figure are those of the page that led there, whatever came since', async () => {
  const link = linkTo(await maya.text('/reports'), 'of=opened')
  world.wait(MINUTE)
  world.take(post('new and loud, acme air (4/3 safety)', { author: author('new.example') }))
  world.wait(MINUTE)
  expect(wordsOf(await maya.text(link))).not.toContain('new and loud')
  expect(wordsOf(await maya.text('/reports'))).toContain('complaints 4 (2)')
})

test('days chosen by hand narrow the report; days that make no period say so', async () => {
  const old = wordsOf(await maya.text('/reports?from=2026-01-05&to=2026-01-05'))
  expect(old).toContain('complaints 2 (–)')
  for (const address of [
    '/reports?from=2026-01-09&to=2026-01-05',
    '/reports?to=2026-01-05',
    '/reports?from=yesterday',
    '/reports?last=forever',
  ])
    expect(wordsOf(await maya.text(address))).toContain('These days make no period')
})

test('a report of a brand that nobody watches is one of all brands, and an empty brand has empty figures', async () => {
  expect(wordsOf(await maya.text('/reports?brand=Nobody'))).toContain('All brands,')
  const empty = wordsOf(await maya.text('/reports?brand=Acme+Rail'))
  expect(empty).toContain('complaints 0 (–)')
  expect(empty).toContain('No complaint came in.')
})

test('all figures can be taken along, formulas made harmless', async () => {
  world.act(3, { type: 'resolve', outcome: 'fixed', note: null, cause: '=HYPERLINK("x")' }, lee)
  world.wait(MINUTE)
  const answer = await maya.ask(linkTo(await maya.text('/reports'), '/reports.csv'))
  expect(answer.headers.get('content-disposition')).toContain('amends-report.csv')
  const lines = (await answer.text()).split('\r\n')
  expect(lines[0]).toBe('period,from,to,section,by,group,figure,value,low,high,n,unit')
  expect(lines.some((line) => line.includes(`"'=HYPERLINK(""x"")"`))).toBe(true)
})

test('reps are told politely, strangers learn nothing', async () => {
  const ben = await desk.signIn('Ben')
  for (const path of ['/reports', '/reports/cases?of=opened', '/reports.csv', '/reports/chart/week.svg']) {
    const answer = await ben.ask(path)
    expect(answer.status).toBe(403)
    const words = wordsOf(await answer.text())
    expect(words).toContain('for managers and admins')
    expect(words).not.toContain('acme air')
    expect((await desk.stranger().ask(path)).status).toBe(401)
  }
  expect(await ben.text('/')).not.toContain('href="/reports"')
})

test('an address that names no figure and no picture leads nowhere', async () => {
  for (const path of [
    '/reports/cases?of=happiness',
    '/reports/cases?of=hour&what=168',
    '/reports/chart/x.svg',
  ])
    expect((await maya.ask(path)).status).toBe(404)
})
