/**
 * Makes the pictures of the web desk in the documentation, from made-up cases: part of `npm run pictures`. After a build,
 * `node dist/test/support/take-pictures.js --all FOLDER` adds dark and narrow ones to look at.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { ROOT } from '../../src/cli/root.js'
import { loadConfig } from '../../src/config/load.js'
import { settingsOf } from '../../src/config/settings.js'
import type { Setting } from '../../src/web/options.js'
import { openBrowser } from './chromium.js'
import { openDemoDesk } from './demo-desk.js'
import { ASSETS, openWebDesk, type Visitor } from './desk-visitor.js'
import { openMorning } from './open-morning.js'
import { threeWeeks } from './three-weeks.js'

const DESKTOP = { width: 1280, height: 860 }
const TALL = { width: 1280, height: 1000 }
const LOW = { width: 1280, height: 520 }
const PHONE = { width: 390, height: 844 }
const DOCS = join(ASSETS, '../../../docs/images')

type Picture = {
  readonly name: string
  readonly path: string
  readonly viewport: typeof DESKTOP
  readonly colorScheme?: 'light' | 'dark'
  readonly fullPage?: boolean
  /** Seen by somebody who is not signed in. */
  readonly stranger?: boolean
  /** What somebody does on the page first. */
  readonly first?: (page: Page) => Promise<unknown>
}

const MONTH = '/reports?last=30d'
const ITALIAN = 'of=claim&part=all&by=language&group=it&mark=median'

const STIFF =
  'Dear customer, we apologise for any inconvenience this may have caused. If the delay upset you, please send us your card number here.'
const ADVISED =
  'Hola Marta, sentimos las molestias ocasionadas. Vamos a revisar lo de la silla de ruedas de tu hijo.'

const write = (words: string) => async (page: Page) => {
  await page.getByLabel('Your reply').fill(words)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('#findings').waitFor()
}
const more = (name: string) => async (page: Page) => {
  if ((await page.locator('#more[open]').count()) === 0) await page.locator('#more > summary').click()
  await page.locator('#more summary', { hasText: name }).click()
}
/** Every picture of the page is there, those below its edge too. */
const drawn = (page: Page) =>
  page.evaluate(`Promise.all([...document.images].map((image) => {
    image.loading = 'eager'
    return image.decode()
  })).then(() => null)`)
/** From a heading on, as far as the window goes. */
const from = (heading: string) => async (page: Page) => {
  await drawn(page)
  await page
    .getByRole('heading', { name: heading })
    .evaluate((found) => (found as unknown as { scrollIntoView(): void }).scrollIntoView())
}
const counted = (page: Page) => page.locator('button.gap').first().waitFor()

const browser = await openBrowser()
if (browser === null) throw new Error('no browser to take pictures with')
const extra = process.argv[2] === '--all' ? (process.argv[3] ?? 'var/pictures') : null
try {
  await take(browser, DOCS, [
    { name: 'desk', path: '/', viewport: DESKTOP },
    { name: 'desk-phone', path: '/', viewport: PHONE },
    { name: 'desk-case', path: '/cases/10', viewport: TALL },
    { name: 'workflow-reply', path: '/cases/11/reply', viewport: DESKTOP, first: counted },
    { name: 'workflow-coach', path: '/cases/11/reply', viewport: DESKTOP, first: write(ADVISED) },
    {
      name: 'workflow-reply-phone',
      path: '/cases/11/reply',
      viewport: PHONE,
      fullPage: true,
      first: counted,
    },
    { name: 'workflow-more', path: '/cases/10', viewport: TALL, first: more('Snooze') },
    { name: 'workflow-resolve', path: '/cases/10#resolve', viewport: TALL },
    { name: 'workflow-audit', path: '/audit', viewport: DESKTOP },
    { name: 'desk-open', path: '/open', viewport: LOW },
    { name: 'desk-team', path: '/team', viewport: LOW },
    { name: 'desk-sign-in', path: '/sign-in?token=made-up', viewport: LOW, stranger: true },
  ])
  await takeWeeks(browser, DOCS, [
    { name: 'desk-coverage', path: '/coverage', viewport: DESKTOP },
    { name: 'desk-settings', path: '/settings', viewport: DESKTOP },
  ])
  await takeDemo(browser, DOCS, [
    { name: 'desk-reports', path: MONTH, viewport: { width: 1280, height: 1250 }, first: drawn },
    { name: 'desk-slow', path: MONTH, viewport: TALL, first: from('Where is it slow?') },
    {
      name: 'desk-trust',
      path: MONTH,
      viewport: { width: 1280, height: 760 },
      first: from('Whom did we win back?'),
    },
    { name: 'desk-behind', path: `/reports/cases?last=30d&${ITALIAN}`, viewport: DESKTOP },
    { name: 'desk-figures', path: '/figures', viewport: DESKTOP },
  ])
  if (extra !== null)
    await take(browser, extra, [
      { name: 'list-dark', path: '/', viewport: DESKTOP, colorScheme: 'dark' },
      { name: 'list-all', path: '/?status=all', viewport: { width: 900, height: 900 } },
      { name: 'list-mine', path: '/?mine=1', viewport: DESKTOP },
      { name: 'phone-waiting-dark', path: '/?status=waiting', viewport: PHONE, colorScheme: 'dark' },
      { name: 'phone-case', path: '/cases/10', viewport: PHONE, fullPage: true },
      { name: 'phone-case-top', path: '/cases/10', viewport: PHONE },
      { name: 'phone-open-case', path: '/cases/11', viewport: PHONE, fullPage: true },
      { name: 'phone-more', path: '/cases/10', viewport: PHONE, fullPage: true, first: more('Snooze') },
      { name: 'case-open', path: '/cases/11', viewport: DESKTOP, fullPage: true },
      { name: 'case-dark', path: '/cases/10', viewport: DESKTOP, colorScheme: 'dark', fullPage: true },
      { name: 'case-theirs', path: '/cases/8', viewport: DESKTOP, fullPage: true, first: more('Take over') },
      { name: 'case-resolved', path: '/cases/1', viewport: DESKTOP, fullPage: true },
      { name: 'case-correct', path: '/cases/10', viewport: DESKTOP, fullPage: true, first: more('Correct') },
      { name: 'reply-dark', path: '/cases/11/reply', viewport: DESKTOP, colorScheme: 'dark', first: counted },
      { name: 'reply-blocked', path: '/cases/10/reply', viewport: DESKTOP, first: write(STIFF) },
      { name: 'reply-again', path: '/cases/10/reply', viewport: DESKTOP, fullPage: true },
      {
        name: 'reply-phone-coach',
        path: '/cases/11/reply',
        viewport: PHONE,
        fullPage: true,
        first: write(ADVISED),
      },
      {
        name: 'reply-phone-dark',
        path: '/cases/11/reply',
        viewport: PHONE,
        colorScheme: 'dark',
        fullPage: true,
      },
      { name: 'reply-not-mine', path: '/cases/8/reply', viewport: PHONE },
      { name: 'take-down', path: '/replies/1/take-down', viewport: DESKTOP },
      { name: 'take-down-phone', path: '/replies/1/take-down', viewport: PHONE },
      { name: 'open-by-hand', path: '/open', viewport: PHONE },
      { name: 'audit-phone', path: '/audit', viewport: PHONE },
      { name: 'snoozed', path: '/?status=snoozed', viewport: DESKTOP },
      { name: 'team', path: '/team', viewport: DESKTOP },
      { name: 'missing', path: '/cases/9999', viewport: PHONE },
    ])
  if (extra !== null)
    await takeWeeks(browser, extra, [
      { name: 'reports-weeks', path: '/reports', viewport: DESKTOP, fullPage: true, first: drawn },
    ])
  if (extra !== null)
    await takeDemo(browser, extra, [
      { name: 'reports', path: '/reports', viewport: DESKTOP, fullPage: true, first: drawn },
      {
        name: 'reports-dark',
        path: '/reports?last=30d',
        viewport: DESKTOP,
        colorScheme: 'dark',
        fullPage: true,
        first: drawn,
      },
      { name: 'reports-phone', path: '/reports', viewport: PHONE, fullPage: true, first: drawn },
      { name: 'reports-behind', path: '/reports/cases?of=reply&part=missed', viewport: DESKTOP },
      { name: 'coverage-phone-dark', path: '/coverage', viewport: PHONE, colorScheme: 'dark' },
      { name: 'keys', path: '/', viewport: DESKTOP, first: (page) => page.keyboard.press('?') },
    ])
} finally {
  await browser.close()
}

async function take(browser: Browser, folder: string, pictures: readonly Picture[]): Promise<void> {
  const { world, desk, ana } = await openMorning()
  try {
    await look(browser, folder, pictures, { url: desk.url, now: world.now(), person: ana })
  } finally {
    await desk.close()
  }
}

/** Of three weeks' work, which reports need. */
async function takeWeeks(browser: Browser, folder: string, pictures: readonly Picture[]): Promise<void> {
  const world = threeWeeks()
  const desk = await openWebDesk(world, { brands: ['Acme Air'], settings: exampleSettings() })
  try {
    const person = await desk.signIn('Ana', 'admin')
    await look(browser, folder, pictures, { url: desk.url, now: world.now(), person })
  } finally {
    await desk.web.stop()
    world.store.close()
  }
}

/** What amends.example.yaml makes of Amends, wherever this machine keeps it. */
function exampleSettings(): readonly Setting[] {
  const env = { BLUESKY_PASSWORD: 'x', MASTODON_TOKEN: 'x', DISCORD_TOKEN: 'x' }
  const loaded = loadConfig({ file: join(ROOT, 'amends.example.yaml'), env, isCron: () => true })
  if (!loaded.ok) throw new Error('the example cannot be used')
  return settingsOf(loaded.config).map((one) => ({
    ...one,
    value: one.value.replaceAll(ROOT, '/srv/amends'),
  }))
}

/** Of the demo's made-up weeks. */
async function takeDemo(browser: Browser, folder: string, pictures: readonly Picture[]): Promise<void> {
  const demo = await openDemoDesk(Date.UTC(2026, 4, 20, 18, 30))
  try {
    await look(browser, folder, pictures, { ...demo, person: demo.manager })
  } finally {
    await demo.close()
  }
}

async function look(
  browser: Browser,
  folder: string,
  pictures: readonly Picture[],
  { url, now, person }: { url: string; now: number; person: Visitor },
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const cookie = [...person.cookies].map(([name, value]) => ({ name, value, url }))
  for (const picture of pictures) {
    const { name, path, viewport, first, stranger, colorScheme = 'light', fullPage = false } = picture
    const context = await browser.newContext({
      viewport,
      colorScheme,
      deviceScaleFactor: 1.5,
      timezoneId: 'UTC',
      locale: 'en-GB',
    })
    if (stranger !== true) await context.addCookies(cookie)
    const page = await context.newPage()
    await page.clock.setFixedTime(now)
    await page.goto(new URL(path, url).href)
    await page.waitForLoadState('load')
    await page.waitForFunction(() => {
      const mark = (
        globalThis as unknown as { document: { getElementById(id: string): { hidden: boolean } | null } }
      ).document.getElementById('live')
      return mark === null || !mark.hidden
    })
    await first?.(page)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
    await context.close()
  }
}
