import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from '../support/chromium.js'
import { openWebDesk } from '../support/desk-visitor.js'
import { sideways } from '../support/sit-down.js'
import { threeWeeks } from '../support/three-weeks.js'

const browser: Browser | null = await openBrowser()
const inBrowser = test.skipIf(browser === null)

let world: ReturnType<typeof threeWeeks>
let desk: Awaited<ReturnType<typeof openWebDesk>>
let complaints: string[]
let contexts: BrowserContext[]

beforeAll(async () => {
  world = threeWeeks()
  desk = await openWebDesk(world, {
    settings: [{ key: 'claim.lease', value: '15 min', meaning: 'How long.' }],
  })
})
afterAll(async () => {
  await browser?.close()
  await desk.web.stop()
  world.store.close()
})
beforeEach(() => {
  complaints = []
  contexts = []
})
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  expect(complaints).toEqual([])
})

async function sitDown(options: { width: number; javaScriptEnabled?: boolean }) {
  if (browser === null) throw new Error('no browser')
  const { width, javaScriptEnabled = true } = options
  const context = await browser.newContext({ viewport: { width, height: 844 }, javaScriptEnabled })
  contexts.push(context)
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(desk.web.invite('admin'))
  await page.getByLabel('Your name').fill('Maya')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${desk.url}/`)
  return page
}

inBrowser('Maya goes from a late reply in the figures to the case it was, without JavaScript', async () => {
  const maya = await sitDown({ width: 1280, javaScriptEnabled: false })
  await maya.getByRole('link', { name: 'Reports' }).click()
  await maya.getByRole('link', { name: 'Last 30 days' }).click()
  const late = maya
    .getByRole('row', { name: /^first reply/ })
    .getByRole('link')
    .last()
  const n = Number(await late.textContent())
  await late.click()
  await maya.getByRole('heading', { name: 'first reply, too late' }).waitFor()
  expect(await maya.locator('.case').count()).toBeLessThanOrEqual(Math.min(n, 50))
  await maya.locator('.open-case').first().click()
  await maya.waitForURL(/\/cases\/\d+$/)
})

inBrowser('every picture of the report is drawn, and its table opens', async () => {
  const maya = await sitDown({ width: 1280 })
  await maya.goto(`${desk.url}/reports`)
  const sizes =
    (await maya.evaluate(`Promise.all([...document.querySelectorAll('.picture img')].map(async (image) => {
    image.loading = 'eager'
    await image.decode()
    return image.naturalWidth
  }))`)) as number[]
  expect(sizes).toEqual(new Array(7).fill(760))
  const table = maya.getByRole('table', { name: 'Complaints by severity' })
  expect(await table.isVisible()).toBe(false)
  await maya.locator('.picture', { hasText: 'serious or critical' }).getByText('The same as a table').click()
  expect(await table.isVisible()).toBe(true)
})

inBrowser('days are chosen from the calendar and stand in the address', async () => {
  const maya = await sitDown({ width: 1280 })
  await maya.goto(`${desk.url}/reports`)
  await maya.getByLabel('From', { exact: true }).fill('2025-12-20')
  await maya.getByLabel('To', { exact: true }).fill('2025-12-26')
  await maya.getByRole('button', { name: 'Show' }).click()
  await maya.getByText('20 Dec 2025, 00:00 to 27 Dec 2025, 00:00').waitFor()
  expect(maya.url()).toContain('from=2025-12-20&to=2025-12-26')
})

inBrowser('on a phone no page for managers is wider than the screen', async () => {
  const maya = await sitDown({ width: 390 })
  for (const path of ['/reports', '/reports/cases?of=opened', '/coverage', '/settings', '/me', '/']) {
    await maya.goto(desk.url + path)
    expect([path, await sideways(maya)]).toEqual([path, 0])
  }
})
