import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { busyMorning } from '../support/busy-morning.js'
import { openBrowser } from '../support/chromium.js'
import { openWebDesk } from '../support/desk-visitor.js'
import { author, post } from '../support/posts.js'
import { browserRoom, sideways } from '../support/sit-down.js'

const browser: Browser | null = await openBrowser()
const inBrowser = test.skipIf(browser === null)

let world: ReturnType<typeof busyMorning>
let desk: Awaited<ReturnType<typeof openWebDesk>>
let room: ReturnType<typeof browserRoom>
const sitDown: typeof room.sitDown = (...args) => room.sitDown(...args)

afterAll(() => browser?.close())
beforeEach(async () => {
  world = busyMorning()
  desk = await openWebDesk(world)
  room = browserRoom(browser, world, desk)
})
afterEach(async () => {
  await room.leave()
  await desk.web.stop()
  world.store.close()
  expect(room.complaints).toEqual([])
})

const row = (page: Page, id: number) => page.locator(`#case-${id}`)

inBrowser('a complaint that arrives is seen and heard in an open window, in its place', async () => {
  const ana = await sitDown('Ana')
  await expect.poll(() => row(ana, 12).count()).toBe(0)
  world.hearOneMore()
  await row(ana, 12).waitFor()
  const ids = await ana.locator('.case').evaluateAll((rows) => rows.map((found) => found.id))
  // Behind the three that are as pressing and have waited longer.
  expect(ids.indexOf('case-12')).toBe(3)
  await expect
    .poll(() => ana.locator('#announcer').textContent())
    .toContain('P1, serious, Acme Air on Bluesky')
  expect(await ana.title()).toBe('(12) Cases · Amends')
})

inBrowser('two windows: one claims, the other sees whose it is without reloading', async () => {
  const [ana, ben] = [await sitDown('Ana'), await sitDown('Ben')]
  await ben.goto(`${desk.url}/cases/11`)
  await ben.getByText('Nobody is on it').waitFor()
  await row(ana, 11).getByRole('button', { name: 'Claim' }).click()
  await ana.getByText('Case #11 is yours until').waitFor()
  await row(ana, 11).waitFor({ state: 'detached' })
  await ben.getByText('Ana is on it').waitFor()
  expect(await ben.getByRole('button', { name: 'Claim' }).count()).toBe(0)
})

inBrowser('two press Claim at once: one has it, the other reads who', async () => {
  // Both see the case free until they press, however slow this machine is.
  const windows = [await sitDown('Ana', { deaf: true }), await sitDown('Ben', { deaf: true })]
  await Promise.all(windows.map((page) => row(page, 11).getByRole('button', { name: 'Claim' }).click()))
  await expect.poll(() => world.card(11).case.status).toBe('claimed')
  const current = world.card(11).case
  if (current.status !== 'claimed') throw new Error(current.status)
  const [winner, loser] = windows.toSorted((page) => (page.person === current.owner.name ? -1 : 1))
  await winner?.getByText('Case #11 is yours until').waitFor()
  await loser?.getByText(`${current.owner.name} has had this case since`).waitFor()
})

inBrowser('a half-written note, the focus and the place survive what others do', async () => {
  const ana = await sitDown('Ana')
  await row(ana, 11).getByRole('button', { name: 'Claim' }).click()
  await ana.getByText('Case #11 is yours until').waitFor()
  await ana.goto(`${desk.url}/cases/11#resolve`)
  await ana.getByLabel('Fixed').check()
  const note = ana.getByLabel('Note')
  await note.fill('Wheelchair found, on its')
  const top = (await note.boundingBox())?.y ?? 0
  world.take(post('still nobody here, acme air (4/3 safety)', { author: author('marta.bsky.social') }))
  await ana.getByText('still nobody here').first().waitFor()
  await note.press('End')
  await ana.keyboard.type(' way to B12')
  expect(await note.inputValue()).toBe('Wheelchair found, on its way to B12')
  expect(await ana.getByLabel('Fixed').isChecked()).toBe(true)
  expect((await note.boundingBox())?.y).toBe(top)
})

inBrowser('the list stays under the finger while cases arrive', async () => {
  const ana = await sitDown('Ana')
  const button = row(ana, 5).getByRole('button', { name: 'Claim' })
  await button.focus()
  const before = (await button.boundingBox())?.y ?? 0
  world.hearOneMore()
  await row(ana, 12).waitFor()
  expect(Math.abs(((await button.boundingBox())?.y ?? 0) - before)).toBeLessThan(2)
  expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)
})

inBrowser('moments are in the reader’s own time zone', async () => {
  const ana = await sitDown('Ana')
  await row(ana, 11).getByRole('button', { name: 'Claim' }).click()
  await ana.getByText(/Case #11 is yours until (0?4:15|4:15)/).waitFor()
})

inBrowser('a lost connection is told, and what was missed is caught up', async () => {
  const ana = await sitDown('Ana')
  const port = Number(new URL(desk.url).port)
  await desk.web.stop()
  await ana.getByText('Reconnecting').waitFor()
  world.hearOneMore()
  const again = await openWebDesk(world, { port })
  try {
    await row(ana, 12).waitFor()
    await ana.getByText('Live', { exact: true }).waitFor()
  } finally {
    await again.web.stop()
  }
})

inBrowser('on a phone nothing is wider than the screen, and buttons fit a thumb', async () => {
  const ana = await sitDown('Ana', { phone: true })
  for (const path of ['/', '/?status=all&priority=P2', '/cases/11', '/team', '/cases/999']) {
    await ana.goto(desk.url + path)
    expect(await sideways(ana), path).toBe(0)
  }
  await ana.goto(desk.url)
  const claim = await row(ana, 11).getByRole('button', { name: 'Claim' }).boundingBox()
  expect(claim?.height).toBeGreaterThanOrEqual(44)
  await ana.goto(`${desk.url}/cases/11`)
  const bar = await ana.getByRole('button', { name: 'Claim' }).boundingBox()
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(844)
  expect(bar?.y).toBeGreaterThan(700)
})

inBrowser('without JavaScript everything can still be done', async () => {
  const ana = await sitDown('Ana', { javaScriptEnabled: false })
  await row(ana, 11).getByRole('button', { name: 'Claim' }).click()
  await ana.getByText('Case #11 is yours until 09:15 UTC').waitFor()
  await ana.goto(`${desk.url}/cases/11#resolve`)
  await ana.getByLabel('Fixed').check()
  await ana.getByLabel('Note').fill('Found it')
  await ana.locator('.resolve').getByRole('button', { name: 'Resolve' }).click()
  await ana.getByText('Ana resolved it').waitFor()
  expect(world.card(11).case).toMatchObject({ status: 'resolved', outcome: 'fixed', note: 'Found it' })
})
