import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { busyMorning } from '../support/busy-morning.js'
import { openBrowser } from '../support/chromium.js'
import { openDiscordDoor } from '../support/discord-door.js'
import { sideways } from '../support/sit-down.js'

const browser: Browser | null = await openBrowser()
const inBrowser = test.skipIf(browser === null)

let world: ReturnType<typeof busyMorning>
let door: Awaited<ReturnType<typeof openDiscordDoor>>
let contexts: BrowserContext[]

afterAll(() => browser?.close())
beforeEach(async () => {
  contexts = []
  world = busyMorning()
  door = await openDiscordDoor(world)
})
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  await door.close()
  world.store.close()
})

async function open(path: string, { javaScriptEnabled = true, phone = false } = {}): Promise<Page> {
  if (browser === null) throw new Error('no browser')
  const viewport = phone ? { width: 390, height: 844 } : { width: 1280, height: 860 }
  const context = await browser.newContext({ javaScriptEnabled, viewport })
  contexts.push(context)
  const page = await context.newPage()
  if (javaScriptEnabled) await page.clock.setFixedTime(world.now())
  await page.goto(`${door.desk.url}${path}`)
  return page
}

async function signIn(page: Page, name: string, role: string): Promise<void> {
  door.discord.oauth.person = door.discord.people.join(name, role)
  await page.getByRole('link', { name: 'Sign in with Discord' }).click()
  await page.getByRole('link', { name: 'Authorize' }).click()
}

inBrowser(
  'a rep signs in, lands on the case they came for, and is out when an admin ends the session',
  async () => {
    const ana = await open('/cases/11')
    await ana.getByText('Sign in to see the desk').waitFor()
    await signIn(ana, 'Ana', 'rep')
    await ana.waitForURL(`${door.desk.url}/cases/11`)
    await ana.getByText('Live').first().waitFor()
    await ana.getByRole('button', { name: 'Claim' }).first().click()
    await ana.getByText('Case #11 is yours until').waitFor()

    const boss = await open('/team', { phone: true })
    await signIn(boss, 'Bo', 'admin')
    await boss.waitForURL(`${door.desk.url}/team`)
    expect(await sideways(boss)).toBe(0)
    await boss.getByRole('button', { name: 'End session of Ana' }).click()
    await boss.getByText('The session of Ana is ended.').waitFor()

    await ana.getByText('Sign in to see the desk').waitFor()
    // Where they were is where they come back to.
    await signIn(ana, 'Ana again', 'rep')
    await ana.waitForURL(`${door.desk.url}/cases/11`)
  },
  60_000,
)

inBrowser('who says no to Discord reads so, and needs no script to try again', async () => {
  const ana = await open('/?status=all', { javaScriptEnabled: false, phone: true })
  door.discord.oauth.person = door.discord.people.join('Ana', 'rep')
  await ana.getByRole('link', { name: 'Sign in with Discord' }).click()
  await ana.getByRole('link', { name: 'Cancel' }).click()
  await ana.getByText('You did not let Discord tell us who you are').waitFor()
  expect(await sideways(ana)).toBe(0)
  await ana.getByRole('link', { name: 'Try again' }).click()
  await ana.getByRole('link', { name: 'Authorize' }).click()
  await ana.waitForURL(`${door.desk.url}/?status=all`)
})
