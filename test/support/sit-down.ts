import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { WebDesk } from '../../src/web/index.js'
import type { World } from './world.js'

export type Window = Page & { readonly person: string }

/** Lost races (409), advice (422), pages that are not there, and a desk that was stopped: what a test brings about on purpose. */
const ON_PURPOSE = /\b(409|422|404|403)\b|ERR_(CONNECTION|INCOMPLETE|EMPTY|FAILED)/

/** A room with browsers, in which people sit down at a desk. `complaints`: what the browsers themselves found wrong. */
export function browserRoom(
  browser: Browser | null,
  world: Pick<World, 'now'>,
  desk: { readonly web: WebDesk; readonly url: string },
) {
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  return {
    complaints,
    leave: () => Promise.all(contexts.map((context) => context.close())),

    /** Somebody signs in by a link, in a browser of their own. */
    async sitDown(
      person: string,
      options: { phone?: boolean; javaScriptEnabled?: boolean; deaf?: boolean } = {},
    ): Promise<Window> {
      if (browser === null) throw new Error('no browser')
      const { phone = false, javaScriptEnabled = true, deaf = false } = options
      const context = await browser.newContext({
        viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
        hasTouch: phone,
        javaScriptEnabled,
        timezoneId: 'America/New_York',
      })
      contexts.push(context)
      if (deaf) await context.route('**/events', (route) => route.abort())
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' && !ON_PURPOSE.test(message.text())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      if (javaScriptEnabled) await page.clock.setFixedTime(world.now())
      await page.goto(desk.web.invite('rep'))
      await page.getByLabel('Your name').fill(person)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL(`${desk.url}/`)
      if (javaScriptEnabled)
        await page
          .getByText(deaf ? 'Reconnecting' : 'Live')
          .first()
          .waitFor()
      return Object.assign(page, { person })
    },
  }
}

/** How far the page can be moved sideways, in CSS pixels. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate('document.scrollingElement.scrollWidth - document.documentElement.clientWidth')
