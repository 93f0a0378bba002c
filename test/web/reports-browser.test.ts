import { readFileSync } from 'node:fs'
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

inBrowser(
  'Maya finds where it is slow: a month, one network, half of the replies, and the case in the middle',
  async () => {
    const maya = await sitDown({ width: 1280 })
    await maya.getByRole('link', { name: 'Reports' }).click()
    await maya.getByRole('link', { name: 'Last 30 days' }).click()
    await maya.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Bluesky' })
    await maya.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'English' })
    await maya.getByRole('button', { name: 'Show' }).click()
    await maya.getByRole('link', { name: 'Network: Bluesky' }).waitFor()
    expect(new URL(maya.url()).search).toBe('?network=bluesky&language=en&last=30d')

    const median = maya
      .getByRole('row', { name: /^first reply/ })
      .locator('a[href*="mark=median"]')
      .first()
    const length = (await median.textContent()) ?? ''
    await median.click()
    await maya.getByRole('heading', { name: 'first reply, median' }).waitFor()
    const marked = maya.locator('.is-mark')
    expect(await marked.locator('.counted b').textContent()).toBe(length)
    expect(await marked.textContent()).toContain('the median')
    const lengths = await maya.locator('.counted b').allTextContents()
    expect(lengths.filter((text) => text === length).length).toBeGreaterThan(0)

    await maya.getByRole('link', { name: 'Language: English' }).click()
    await maya.getByRole('heading', { name: 'first reply, median' }).waitFor()
    expect(maya.url()).not.toContain('language')
    await maya.locator('.is-mark .open-case').click()
    await maya.waitForURL(/\/cases\/\d+$/)
  },
)

inBrowser('a name leads to its definition, and back', async () => {
  const maya = await sitDown({ width: 1280 })
  await maya.goto(`${desk.url}/reports`)
  await maya.getByRole('link', { name: 'reply, as the customer feels it' }).click()
  await maya.waitForURL('**/figures#clock-felt')
  await maya.locator('#clock-felt').getByText('What the customer felt').waitFor()
})

inBrowser('Maya takes all figures along, and reads what can be seen', async () => {
  const maya = await sitDown({ width: 1280 })
  await maya.goto(`${desk.url}/reports?last=30d&network=mastodon`)
  const coming = maya.waitForEvent('download')
  await maya.getByRole('link', { name: 'Download all figures as CSV' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toBe('amends-report-mastodon.csv')
  const lines = readFileSync(await file.path(), 'utf8').split('\r\n')
  const volume = lines.find((line) => line.startsWith('this,') && line.includes(',volume,,,cases,'))
  const tile = await maya
    .locator('.tile', { hasText: 'complaints' })
    .locator('a[href*="/reports/cases"]')
    .textContent()
  expect(volume?.split(',')[7]).toBe(tile)
  await maya.getByRole('link', { name: 'Coverage' }).click()
  await maya.getByText('Every source answers').waitFor()
  await maya
    .getByText(/half reach us within/)
    .first()
    .waitFor()
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
  for (const path of [
    '/reports',
    '/reports?network=bluesky&language=es&priority=P1',
    '/reports/cases?of=reply&part=all&mark=median',
    '/figures',
    '/coverage',
    '/settings',
    '/me',
    '/',
  ]) {
    await maya.goto(desk.url + path)
    expect([path, await sideways(maya)]).toEqual([path, 0])
  }
})

inBrowser(
  'no table that stands open is cut off, and on a phone none is: each figure has its name and each picture its letters',
  async () => {
    for (const width of [1280, 390, 320]) {
      const isPhone = width < 640
      const maya = await sitDown({ width })
      await maya.goto(`${desk.url}/reports`)
      await maya.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true })`)
      const cut = await maya
        .locator(isPhone ? '.sheet' : '.sheet:not(details *)')
        .evaluateAll((sheets) =>
          sheets
            .filter((sheet) => sheet.scrollWidth > sheet.clientWidth)
            .map((sheet) => sheet.getAttribute('aria-label')),
        )
      expect([width, cut]).toEqual([width, []])
      const name = await maya.evaluate(
        `getComputedStyle(document.querySelector('.sheet.long td'), '::before').content`,
      )
      expect(name).toBe(isPhone ? '"Waits"' : 'none')
      const picture = maya.locator('.picture img').first()
      await picture.scrollIntoViewIfNeeded()
      await expect
        .poll(() => maya.evaluate(`document.querySelector('.picture img').currentSrc.includes('size=phone')`))
        .toBe(isPhone)
    }
  },
)
