import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { PULSE_LANGUAGES } from '../../src/domain/pulse.js'
import { openBrowser } from '../support/chromium.js'
import { openPulseDesk, type PulseDesk } from '../support/pulse-desk.js'
import { browserRoom, sideways } from '../support/sit-down.js'
import { dana } from '../support/world.js'

const browser: Browser | null = await openBrowser()
const inBrowser = test.skipIf(browser === null)
/** Axe reads every page whole, and some machines are slow. */
const A_WHILE = 120_000
const PHONE = { width: 390, height: 844 }

let desk: PulseDesk
let room: ReturnType<typeof browserRoom>
let complaints: string[]
let close: (() => Promise<void>)[]

afterAll(() => browser?.close())
beforeEach(async () => {
  desk = await openPulseDesk()
  room = browserRoom(browser, desk.world, desk)
  complaints = []
  close = []
})
afterEach(async () => {
  await Promise.all(close.map((end) => end()))
  await room.leave()
  await desk.close()
  expect([...complaints, ...room.complaints]).toEqual([])
})

async function customer(options: {
  colorScheme?: 'light' | 'dark'
  javaScriptEnabled?: boolean
}): Promise<Page> {
  if (browser === null) throw new Error('no browser')
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, ...options })
  close.push(() => context.close())
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' && !/\b(410|422|409)\b/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== desk.url && request.url() !== 'data:,')
      complaints.push(`asked elsewhere: ${request.url()}`)
    if ((request.headers()['referer'] ?? '') !== '') complaints.push(`told where it was: ${request.url()}`)
  })
  return page
}

/** What axe finds wrong with a page, by the rules of WCAG 2.2 AA and good practice. */
async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = (await page.evaluate('axe.run(document)')) as axe.AxeResults
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

for (const colorScheme of ['light', 'dark'] as const)
  inBrowser(
    `the page is clean in every language on a phone, ${colorScheme}`,
    async () => {
      const page = await customer({ colorScheme })
      for (const lang of PULSE_LANGUAGES) {
        await page.goto(`${desk.url}${desk.world.ask(desk.world.answered(lang))}`)
        expect(await faults(page), lang).toEqual([])
        expect(await sideways(page), lang).toBe(0)
        const choices = await page.locator('label').all()
        expect(choices).toHaveLength(5)
        for (const target of [...choices, page.getByRole('button')])
          expect((await target.boundingBox())?.height, lang).toBeGreaterThanOrEqual(48)
        // All that has to be pressed is in sight without scrolling.
        const send = await page.getByRole('button').boundingBox()
        expect((send?.y ?? 0) + (send?.height ?? 0), lang).toBeLessThanOrEqual(PHONE.height)
      }
      await page.locator('label').nth(3).click()
      expect(await faults(page)).toEqual([])
      await page.getByRole('button').click()
      await page.getByRole('button').waitFor({ state: 'detached' })
      expect(await faults(page)).toEqual([])
      await page.goto(`${desk.url}/pulse/nothing`)
      expect(await faults(page)).toEqual([])
    },
    A_WHILE,
  )

inBrowser('a customer answers by keyboard alone, without JavaScript, and leaves no cookie', async () => {
  const page = await customer({ javaScriptEnabled: false })
  await page.goto(`${desk.url}${desk.world.ask(desk.world.answered('es'))}`)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  expect(await page.getByRole('radio', { name: 'A medias' }).isChecked()).toBe(true)
  expect(await page.getByRole('group', { name: '¿Hasta qué punto confías' }).count()).toBe(1)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Gracias' }).waitFor()
  expect(await page.context().cookies()).toEqual([])
  expect(desk.world.store.pulses.of(1)).toMatchObject({ answered: true })
})

inBrowser(
  'a rep makes the link, copies the sentence, and sees later that it was answered',
  async () => {
    const id = desk.world.answered('fr')
    desk.world.act(id, { type: 'resolve', outcome: 'fixed', note: null }, dana)
    const ana = await room.sitDown('Ana', { phone: true })
    await ana.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await ana.goto(`${desk.url}/cases/${id}`)
    if ((await ana.locator('#more[open]').count()) === 0) await ana.locator('#more > summary').click()
    await ana.getByRole('button', { name: 'Trust question' }).click()
    await ana.getByRole('heading', { name: `Trust question for case #${id}` }).waitFor()
    expect(await ana.getByText('Never under a public post').count()).toBe(1)
    expect(await faults(ana)).toEqual([])
    expect(await sideways(ana)).toBe(0)
    await ana.getByRole('button', { name: 'Copy' }).click()
    await ana.getByRole('button', { name: 'Copied' }).waitFor()
    const copied = String(await ana.evaluate('navigator.clipboard.readText()'))
    expect(copied).toContain('Puis-je vous poser une question ?')

    const page = await customer({})
    await page.goto(`${desk.url}${new URL(copied.split('\n')[1] ?? '').pathname}`)
    await page.getByLabel('Entièrement').check()
    await page.getByRole('button', { name: 'Envoyer ma réponse' }).click()
    await page.getByRole('heading', { name: 'Merci' }).waitFor()

    await ana.getByRole('link', { name: 'Back to the case' }).click()
    await ana.getByText('Trust question: answered').waitFor()
    expect(await ana.getByRole('button', { name: 'Trust question' }).count()).toBe(0)
    expect(await faults(ana)).toEqual([])
  },
  A_WHILE,
)
