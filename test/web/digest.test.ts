import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { openWebDesk, type Visitor, wordsOf } from '../support/desk-visitor.js'
import { threeWeeks } from '../support/three-weeks.js'
import { startWorld, type World } from '../support/world.js'

let world: World
let desk: Awaited<ReturnType<typeof openWebDesk>>
let maya: Visitor
let due: number | null

const open = async (on: World, brand: string | null = null) => {
  world = on
  due = world.now() - HOUR
  desk = await openWebDesk(world, { digest: { last: 7 * DAY, brand, lastDue: () => due } })
  maya = await desk.signIn('Maya', 'manager')
}
const close = async () => {
  await desk.web.stop()
  world.store.close()
}

beforeEach(() => open(threeWeeks()))
afterEach(close)

test('a manager reads the last digest without Discord and without JavaScript, and gets from it to the cases', async () => {
  const page = await maya.text('/digest')
  const words = wordsOf(page)
  expect(words).toContain('Digest: all brands Mon 29 Dec, 08:00 to Mon 5 Jan, 08:00 (UTC)')
  for (const title of ['What changed', 'Early warnings', 'Needs somebody now', 'Good catches'])
    expect(page).toContain(`<h2>${title}</h2>`)
  const [, id = ''] = /answered within[^<]*<a href="\/cases\/(\d+)"/.exec(page) ?? []
  expect((await maya.ask(`/cases/${id}`)).status).toBe(200)
  expect(page).not.toMatch(/ style=|<style|<script(?! type="module" src)/)
})

test('its picture and all of its figures are of the same days', async () => {
  const page = await maya.text('/digest')
  const addresses = [...page.matchAll(/(?:src|srcset|href)="(\/reports[^"]+)"/g)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&'),
  )
  expect(addresses).toHaveLength(5)
  for (const address of addresses) expect((await maya.ask(address)).status).toBe(200)
  const report = wordsOf(await maya.text(addresses.find((one) => !one.includes('chart')) ?? ''))
  expect(report).toContain('29 Dec 2025, 08:00 to 5 Jan 2026, 08:00')
  expect(wordsOf(page)).toContain(`Complaints: ${/complaints (\d+)/.exec(report)?.[1]} (`)
})

test('nobody is named on it who did not choose so, and no customer ever', async () => {
  expect(wordsOf(await maya.text('/digest'))).not.toMatch(/ by (Dana|Lee)/)
  for (const id of ['discord:1', 'discord:2']) world.store.team.setNamed(id, true, world.now())
  due = world.now() - 30 * MINUTE
  const page = await maya.text('/digest')
  expect(wordsOf(page)).toMatch(/ by (Dana|Lee) · #\d/)
  expect(page).not.toMatch(/person\d|Thank you|bsky\.app/)
})

test('reports lead to it, and where none is made there is none', async () => {
  expect(await maya.text('/reports')).toContain('<a href="/digest">The last digest</a>')
  const other = await openWebDesk(world, { digest: null })
  const boss = await other.signIn('Boss', 'admin')
  expect((await boss.ask('/digest')).status).toBe(404)
  expect(await boss.text('/reports')).not.toContain('/digest')
  await other.web.stop()
})

test('reps are told politely, strangers learn nothing', async () => {
  const ben = await desk.signIn('Ben')
  const answer = await ben.ask('/digest')
  expect(answer.status).toBe(403)
  expect(wordsOf(await answer.text())).toContain('for managers and admins')
  expect((await desk.stranger().ask('/digest')).status).toBe(401)
})

test('before the first one there is a word on when it comes', async () => {
  await close()
  await open(startWorld({ boards: [] }))
  expect(wordsOf(await maya.text('/digest'))).toContain('No digest yet')
  due = null
  expect(wordsOf(await maya.text('/digest'))).toContain('No digest yet')
})

test('a brand of which nothing was heard has none yet', async () => {
  await close()
  await open(threeWeeks(), 'Acme Rail')
  expect(wordsOf(await maya.text('/digest'))).toContain('No digest yet')
})
