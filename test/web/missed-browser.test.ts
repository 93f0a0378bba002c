import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/chromium.js'
import { openWebDesk } from '../support/desk-visitor.js'
import { missedMorning } from '../support/missed-morning.js'
import { sideways } from '../support/sit-down.js'

const browser: Browser | null = await openBrowser()
const inBrowser = test.skipIf(browser === null)

let world: ReturnType<typeof missedMorning>
let desk: Awaited<ReturnType<typeof openWebDesk>>
let complaints: string[] = []
let contexts: BrowserContext[] = []

beforeAll(async () => {
  world = missedMorning()
  desk = await openWebDesk(world, { brands: ['Acme Air'] })
})
afterAll(async () => {
  await browser?.close()
  await desk.web.stop()
  world.store.close()
})
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  contexts = []
  expect(complaints).toEqual([])
  complaints = []
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
  await page.goto(desk.web.invite('manager'))
  await page.getByLabel('Your name').fill('Maya')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${desk.url}/`)
  return page
}

inBrowser(
  'Maya goes from a case opened by hand to what let it pass, adds it to the set, and takes it out again',
  async () => {
    const maya = await sitDown({ width: 1280 })
    await maya.goto(`${desk.url}/cases/1`)
    await maya.getByRole('link', { name: 'Why did we not hear it?' }).click()
    await maya.getByRole('heading', { name: 'What let it pass' }).waitFor()
    await maya.getByLabel('Severity').selectOption('4')
    await maya.getByRole('button', { name: 'Add to the regression set' }).click()
    await maya.getByText('Added to the regression set.').waitFor()
    expect(await maya.getByLabel('Severity').inputValue()).toBe('4')
    await maya.getByRole('button', { name: 'Undo' }).click()
    await maya.getByText('Back among the posts to look at.').waitFor()
  },
  60_000,
)

inBrowser(
  'without JavaScript a post is set aside all the same',
  async () => {
    const maya = await sitDown({ width: 1280, javaScriptEnabled: false })
    await maya.goto(`${desk.url}/missed`)
    const before = await maya.locator('.miss').count()
    await maya.locator('.miss').last().getByRole('button', { name: 'Set aside' }).click()
    await maya.locator('.notice', { hasText: 'Set aside.' }).waitFor()
    expect(await maya.locator('.miss').count()).toBe(before - 1)
  },
  60_000,
)

inBrowser(
  'on a phone neither page is wider than the screen',
  async () => {
    const maya = await sitDown({ width: 390 })
    const { mentionId } = world.store.missed.list({}, { limit: 1, offset: 0 })[0] ?? { mentionId: 0 }
    for (const path of ['/missed', '/missed?state=in-the-set', `/missed/${mentionId}`]) {
      await maya.goto(desk.url + path)
      expect([path, await sideways(maya)]).toEqual([path, 0])
    }
  },
  60_000,
)
