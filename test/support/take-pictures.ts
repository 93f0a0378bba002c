/**
 * Makes the pictures of the web desk in the documentation, from made-up cases: `node dist/test/support/take-pictures.js`
 * (after `npm run build`; `--all` adds dark ones and the case page, in the folder given after it).
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { busyMorning } from './busy-morning.js'
import { openBrowser } from './chromium.js'
import { ASSETS, openWebDesk } from './desk-visitor.js'

const DESKTOP = { width: 1280, height: 860 }
const PHONE = { width: 390, height: 844 }
const DOCS = join(ASSETS, '../../../docs/images')

type Picture = {
  readonly name: string
  readonly path: string
  readonly viewport: typeof DESKTOP
  readonly colorScheme?: 'light' | 'dark'
  readonly fullPage?: boolean
}

const browser = await openBrowser()
if (browser === null) throw new Error('no browser to take pictures with')
const extra = process.argv[2] === '--all' ? (process.argv[3] ?? 'var/pictures') : null
try {
  await take(browser, DOCS, [
    { name: 'desk', path: '/', viewport: DESKTOP },
    { name: 'desk-phone', path: '/', viewport: PHONE },
    { name: 'desk-case', path: '/cases/11', viewport: DESKTOP },
  ])
  if (extra !== null)
    await take(browser, extra, [
      { name: 'list-dark', path: '/', viewport: DESKTOP, colorScheme: 'dark' },
      { name: 'list-claimed', path: '/?status=all', viewport: { width: 900, height: 900 } },
      { name: 'phone-dark', path: '/', viewport: PHONE, colorScheme: 'dark' },
      { name: 'phone-case', path: '/cases/10', viewport: PHONE, fullPage: true },
      { name: 'case-full', path: '/cases/11', viewport: DESKTOP, fullPage: true },
      { name: 'case-mine', path: '/cases/10', viewport: DESKTOP, colorScheme: 'dark', fullPage: true },
      { name: 'empty', path: '/?status=waiting', viewport: DESKTOP },
      { name: 'team', path: '/team', viewport: DESKTOP },
      { name: 'filters', path: '/?priority=P2', viewport: PHONE },
      { name: 'missing', path: '/cases/9999', viewport: PHONE },
    ])
} finally {
  await browser.close()
}

async function take(browser: Browser, folder: string, pictures: readonly Picture[]): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const world = busyMorning()
  const { web, url, signIn } = await openWebDesk(world)
  try {
    const [ana, ben] = [await signIn('Ana', 'manager'), await signIn('Ben')]
    await ben.press('/cases/8/claim')
    await ana.press('/cases/10/claim')
    await ben.press('/cases/1/dismiss')
    const cookie = [...ana.cookies].map(([name, value]) => ({ name, value, url }))
    for (const { name, path, viewport, colorScheme = 'light', fullPage = false } of pictures) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        deviceScaleFactor: 1.5,
        timezoneId: 'UTC',
        locale: 'en-GB',
      })
      await context.addCookies(cookie)
      const page = await context.newPage()
      await page.clock.setFixedTime(world.now())
      await page.goto(new URL(path, url).href)
      await page.waitForLoadState('load')
      await page.waitForFunction(() => {
        const mark = (
          globalThis as unknown as { document: { getElementById(id: string): { hidden: boolean } | null } }
        ).document.getElementById('live')
        return mark === null || !mark.hidden
      })
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
      await context.close()
    }
  } finally {
    await web.stop()
    world.store.close()
  }
}
