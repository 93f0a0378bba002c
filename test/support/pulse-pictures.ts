import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { openPulseDesk } from './pulse-desk.js'

/** What a customer sees of the trust question on a phone, and what a rep does of it on the desk. */
export async function takePulse(browser: Browser, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const desk = await openPulseDesk()
  const open = async (viewport: { width: number; height: number }, path: string) => {
    const context = await browser.newContext({ viewport, deviceScaleFactor: 1.5, timezoneId: 'UTC' })
    const page = await context.newPage()
    await page.goto(path)
    return page
  }
  try {
    const link = desk.world.ask(desk.world.answered('en'))
    const phone = await open({ width: 390, height: 700 }, `${desk.url}${link}`)
    await phone.getByText('Mostly').click()
    await phone.screenshot({ path: join(folder, 'pulse-phone.png') })

    const id = desk.world.answered('es')
    desk.world.act(id, { type: 'release' }, { id: 'discord:1', name: 'Dana' })
    const ana = await open({ width: 760, height: 640 }, desk.web.invite('rep'))
    await ana.getByLabel('Your name').fill('Ana')
    await ana.getByRole('button', { name: 'Sign in' }).click()
    await ana.goto(`${desk.url}/cases/${id}`)
    await ana.locator('#more > summary').click()
    await ana.getByRole('button', { name: 'Trust question' }).click()
    await ana.getByText('Ready to send').waitFor()
    await ana.screenshot({ path: join(folder, 'pulse-ask.png') })
  } finally {
    for (const context of browser.contexts()) await context.close()
    await desk.close()
  }
}
