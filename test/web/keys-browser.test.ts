import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { busyMorning } from '../support/busy-morning.js'
import { type CareDesk, openCareDesk } from '../support/care-desk.js'
import { openBrowser } from '../support/chromium.js'
import { browserRoom, sideways } from '../support/sit-down.js'

const browser: Browser | null = await openBrowser()
const inBrowser = test.skipIf(browser === null)

let desk: CareDesk
let room: ReturnType<typeof browserRoom>

afterAll(() => browser?.close())
beforeEach(async () => {
  desk = await openCareDesk({ world: busyMorning(), connectors: ['bluesky:acme'] })
  room = browserRoom(browser, desk.world, desk)
})
afterEach(async () => {
  await room.leave()
  await desk.close()
  expect(room.complaints).toEqual([])
})

const focused = 'document.activeElement.closest(".case")?.id ?? null'

inBrowser('Ana works through the list without a mouse: down, up, select, claim, open', async () => {
  const ana = await room.sitDown('Ana')
  const order = (await ana
    .locator('.case')
    .evaluateAll((rows) => rows.map((row) => (row as unknown as { id: string }).id))) as string[]
  await ana.keyboard.press('j')
  expect(await ana.evaluate(focused)).toBe(order[0])
  await ana.keyboard.press('j')
  await ana.keyboard.press('j')
  await ana.keyboard.press('k')
  expect(await ana.evaluate(focused)).toBe(order[1])

  await ana.keyboard.press('x')
  expect(await ana.locator(`#${order[1]} .pick input`).isChecked()).toBe(true)
  await ana.keyboard.press('x')
  expect(await ana.locator(`#${order[1]} .pick input`).isChecked()).toBe(false)

  await ana.keyboard.press('c')
  await ana.getByText(/is yours until/).waitFor()
  const id = Number(order[1]?.replace('case-', ''))
  expect(desk.world.card(id).case).toMatchObject({ status: 'claimed', owner: { name: 'Ana' } })

  await ana.keyboard.press('k')
  const open = (await ana.evaluate(focused)) as string
  await ana.keyboard.press('Enter')
  await ana.waitForURL(`**/cases/${open.replace('case-', '')}`)
})

inBrowser(
  'r after c answers the case that was taken, though it has left the list; after j the next one',
  async () => {
    const ana = await room.sitDown('Ana')
    await ana.keyboard.press('j')
    const taken = (await ana.evaluate(focused)) as string
    await ana.keyboard.press('c')
    await ana.getByText(/is yours until/).waitFor()
    await expect.poll(() => ana.evaluate(focused)).not.toBe(taken)
    await ana.keyboard.press('r')
    await ana.waitForURL(`**/cases/${taken.replace('case-', '')}/reply`)

    await ana.goBack()
    await ana.keyboard.press('j')
    await ana.keyboard.press('c')
    await ana.getByText(/is yours until/).waitFor()
    await ana.keyboard.press('j')
    const next = ((await ana.evaluate(focused)) as string).replace('case-', '')
    await ana.keyboard.press('r')
    await ana.waitForURL(new RegExp(`/cases/${next}(/reply)?$`))
  },
)

inBrowser('the keys stand in a box that ? opens, and who does not want them switches them off', async () => {
  const ana = await room.sitDown('Ana')
  await ana.keyboard.press('?')
  await ana.getByRole('heading', { name: 'Keys' }).waitFor()
  await ana.getByLabel('Use these keys in this browser').uncheck()
  await ana.getByRole('button', { name: 'Close' }).click()
  await ana.keyboard.press('j')
  expect(await ana.evaluate(focused)).toBe(null)
  await ana.reload()
  await ana.keyboard.press('j')
  expect(await ana.evaluate(focused)).toBe(null)
  await ana.getByRole('button', { name: 'Keys' }).click()
  await ana.getByLabel('Use these keys in this browser').check()
  await ana.keyboard.press('Escape')
  await ana.keyboard.press('j')
  expect(await ana.evaluate(focused)).not.toBe(null)
})

inBrowser('letters typed into a field stay letters', async () => {
  const ana = await room.sitDown('Ana')
  await ana.goto(`${desk.url}/cases/10/reply`)
  const before = ana.url()
  await ana.keyboard.type('jcrx?')
  expect(ana.url()).toBe(before)
  expect(desk.world.card(10).case.status).toBe('open')
})

inBrowser('on a phone Ben selects two, and one press closes both', async () => {
  const ben = await room.sitDown('Ben', { phone: true })
  const [first, second] = [ben.locator('.pick').nth(0), ben.locator('.pick').nth(2)]
  expect((await first.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await first.click()
  await second.click()
  expect(await ben.locator('.pick input:checked').count()).toBe(2)
  const press = ben.getByRole('button', { name: 'None of the selected is a complaint' })
  expect((await press.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await press.click()
  await ben.getByText('2 cases are resolved as not a complaint').waitFor()
  expect(await sideways(ben)).toBe(0)
  expect(await ben.locator('.pick input:checked').count()).toBe(0)
})

inBrowser('without JavaScript several are closed all the same', async () => {
  const ben = await room.sitDown('Ben', { javaScriptEnabled: false })
  await ben.locator('.pick input').nth(0).check()
  await ben.locator('.pick input').nth(1).check()
  await ben.getByRole('button', { name: 'None of the selected is a complaint' }).click()
  expect(await ben.getByText('2 cases are resolved as not a complaint').isVisible()).toBe(true)
})
