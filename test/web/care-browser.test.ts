import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/time.js'
import { busyMorning } from '../support/busy-morning.js'
import { type CareDesk, openCareDesk } from '../support/care-desk.js'
import { openBrowser } from '../support/chromium.js'
import { author } from '../support/posts.js'
import { browserRoom, sideways } from '../support/sit-down.js'

const browser: Browser | null = await openBrowser()
const inBrowser = test.skipIf(browser === null)
const DEVON = 10
const GOOD =
  'Hi Devon, a third cancelled flight with the desk closed is awful and on us. I am sorry. I am rebooking you now and you hear from me by 10 am.'

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

inBrowser(
  'on a phone: one press claims and opens the draft; it is filled, sent, and seen to arrive',
  async () => {
    const ana = await room.sitDown('Ana', { phone: true })
    await ana.goto(`${desk.url}/cases/${DEVON}`)
    await ana.locator('.acts').getByRole('button', { name: 'Reply' }).click()
    await ana.waitForURL(`**/cases/${DEVON}/reply`)
    expect(desk.world.card(DEVON).case).toMatchObject({ status: 'claimed', owner: { name: 'Ana' } })

    const text = ana.getByLabel('Your reply')
    await ana.locator('button.gap').first().click()
    const chosen = await text.evaluate((field) => {
      const area = field as unknown as { value: string; selectionStart: number; selectionEnd: number }
      return area.value.slice(area.selectionStart, area.selectionEnd)
    })
    expect(chosen).toMatch(/^\[.+\]$/)
    await ana.getByRole('button', { name: 'Send' }).click()
    await ana.getByText('This cannot go out yet').waitFor()
    expect(await sideways(ana)).toBe(0)

    await text.fill(GOOD)
    await ana.getByText('No gap left').waitFor()
    await ana.getByText(`${GOOD.length} of 300`).waitFor()
    const send = await ana.getByRole('button', { name: 'Send' }).boundingBox()
    expect(send?.height).toBeGreaterThanOrEqual(44)
    await ana.getByRole('button', { name: 'Send' }).click()
    await ana.waitForURL(`**/cases/${DEVON}`)
    await ana.getByText('sending …').waitFor()
    await desk.deliver()
    await ana.getByText(/^sent /).waitFor()
    expect(desk.network.published.size).toBe(1)
    expect(await sideways(ana)).toBe(0)

    desk.hear('thank you, and the bag?', {
      author: author('devon.bsky.social'),
      root: desk.world.card(DEVON).opening.post.uri,
    })
    await ana.locator('.theirs').getByText('thank you, and the bag?').waitFor()
  },
)

inBrowser(
  'after advice, Send anyway is for those words; once they are others, it is Send again',
  async () => {
    const ana = await room.sitDown('Ana')
    await ana.goto(`${desk.url}/cases/${DEVON}/reply`)
    const text = ana.getByLabel('Your reply')
    await text.fill('We apologise for any inconvenience this may have caused.')
    await ana.getByRole('button', { name: 'Send' }).click()
    const anyway = ana.getByRole('button', { name: 'Send anyway' })
    await anyway.waitFor()
    await text.fill(GOOD)
    await anyway.waitFor({ state: 'hidden' })
    await ana.getByRole('button', { name: 'Send', exact: true }).click()
    await ana.waitForURL(`**/cases/${DEVON}`)
    await desk.deliver()
    expect([...desk.network.published.values()].map(({ order }) => order.text)).toEqual([GOOD])
  },
)

inBrowser('a claim does not run out under the hands of somebody who writes', async () => {
  const ana = await room.sitDown('Ana')
  await ana.goto(`${desk.url}/cases/${DEVON}`)
  await ana.locator('.acts').getByRole('button', { name: 'Reply' }).click()
  const text = ana.getByLabel('Your reply')
  await text.waitFor()
  desk.world.wait(14 * MINUTE)
  await text.fill('Hi Devon, ')
  await expect.poll(() => desk.world.story(DEVON).at(-1)).toBe('renewed by Ana')
  desk.world.wait(2 * MINUTE)
  desk.watch()
  expect(desk.world.card(DEVON).case.status).toBe('claimed')
})

inBrowser('snoozing, noting and handing over open under More, by keyboard too', async () => {
  const ana = await room.sitDown('Ana', { phone: true })
  await ana.goto(`${desk.url}/cases/${DEVON}`)
  await ana.locator('.acts').getByRole('button', { name: 'Claim' }).click()
  await ana.getByText(`Case #${DEVON} is yours until`).waitFor()
  await ana.locator('#more > summary').focus()
  await ana.keyboard.press('Enter')
  await ana.keyboard.press('Tab')
  await ana.keyboard.press('Enter')
  await ana.keyboard.press('Tab')
  await ana.keyboard.type('Rui holds two seats')
  await ana.keyboard.press('Tab')
  await ana.keyboard.press('Enter')
  await ana.locator('.note-text', { hasText: 'Rui holds two seats' }).waitFor()
  await ana.locator('#more-snooze > summary').click()
  expect(await sideways(ana)).toBe(0)
  await ana.getByLabel('Day and time').fill('2026-01-06T10:00')
  await ana.getByRole('button', { name: 'Snooze' }).click()
  await ana.getByText(`Case #${DEVON} is put aside until`).waitFor()
  const current = desk.world.card(DEVON).case
  expect(current).toMatchObject({ snooze: { until: Date.UTC(2026, 0, 6, 10) } })
})

inBrowser('a last line follows the press that resolves, where it is asked for', async () => {
  const ana = await room.sitDown('Ana')
  await ana.goto(`${desk.url}/cases/${DEVON}`)
  await ana.locator('.acts').getByRole('button', { name: 'Claim' }).click()
  await ana.locator('#resolve-box > summary').click()
  await ana.getByRole('radio', { name: 'Fixed' }).check()
  await ana.getByLabel('Then write a closing line').check()
  await ana.locator('#resolve').getByRole('button', { name: 'Resolve' }).click()
  await ana.waitForURL(`**/cases/${DEVON}/reply?kind=closing`)
  await ana.getByRole('heading', { name: 'A closing line' }).waitFor()
  expect(desk.world.card(DEVON).case).toMatchObject({ status: 'resolved', outcome: 'fixed' })
})

inBrowser('without JavaScript the whole way: claimed, answered after advice, resolved', async () => {
  const ana = await room.sitDown('Ana', { javaScriptEnabled: false })
  await ana.locator(`#case-${DEVON}`).getByRole('button', { name: 'Claim' }).click()
  await ana.getByText(`Case #${DEVON} is yours until`).waitFor()
  await ana.getByRole('link', { name: 'Mine' }).click()
  await ana.locator(`#case-${DEVON} .open-case`).click()
  await ana.locator('.acts').getByRole('link', { name: 'Reply' }).click()
  await ana.waitForURL(`**/cases/${DEVON}/reply`)
  await ana.getByLabel('Your reply').fill('We apologise for any inconvenience this may have caused.')
  await ana.getByRole('button', { name: 'Send' }).click()
  await ana.getByRole('button', { name: 'Send anyway' }).click()
  await ana.getByText('Your reply is on its way.').waitFor()
  await desk.deliver()
  expect(desk.network.published.size).toBe(1)

  await ana.reload()
  await ana.getByText(/^sent /).waitFor()
  await ana.locator('#resolve-box > summary').click()
  await ana.getByRole('radio', { name: 'Answered' }).check()
  await ana.locator('#resolve').getByRole('button', { name: 'Resolve' }).click()
  await ana.getByText('Ana resolved it').first().waitFor()
  expect(desk.world.card(DEVON).case).toMatchObject({ status: 'resolved', outcome: 'answered' })
})

inBrowser('on a phone no page of the workflow is wider than the screen', async () => {
  const ana = await room.sitDown('Ana', { phone: true })
  await ana.goto(`${desk.url}/cases/${DEVON}`)
  await ana.locator('.acts').getByRole('button', { name: 'Claim' }).click()
  await ana.getByText(`Case #${DEVON} is yours until`).waitFor()
  for (const path of [
    `/cases/${DEVON}`,
    `/cases/${DEVON}/reply`,
    '/cases/11/reply',
    '/open',
    '/?status=snoozed',
    '/audit',
  ]) {
    await ana.goto(desk.url + path)
    expect(await sideways(ana), path).toBe(0)
  }
})
