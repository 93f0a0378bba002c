import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/time.js'
import { openBrowser } from '../support/chromium.js'
import { healthy, openWebDesk, type Visitor } from '../support/desk-visitor.js'
import { openMorning } from '../support/open-morning.js'
import { threeWeeks } from '../support/three-weeks.js'

const browser: Browser | null = await openBrowser()

/** Each page is read four times from end to end. */
const A_LONG_TIME = 120_000

/** Where a page stands, and what somebody does on it before it is looked at. */
type Look = readonly [path: string, first?: (page: Page) => Promise<unknown>]

const more = (name: string) => async (page: Page) => {
  if ((await page.locator('#more[open]').count()) === 0) await page.locator('#more > summary').click()
  await page.locator('#more summary', { hasText: name }).first().click()
}
const write = (words: string) => async (page: Page) => {
  await page.getByLabel('Your reply').fill(words)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('#findings').waitFor()
}
const signIn = async (page: Page) => {
  await page.getByLabel('Your name').fill('Eve')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForLoadState()
}
const openAll = (page: Page) =>
  page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true })`)

/** A morning at the desk, some of its cases under way. Cases: 11 open, 10 and 9 answered, 8 Ben's, 7 asleep, 1 resolved. */
const MORNING: readonly Look[] = [
  ['/'],
  ['/?mine=1'],
  ['/?status=claimed'],
  ['/?status=waiting'],
  ['/?status=snoozed'],
  ['/?status=resolved'],
  ['/?status=all'],
  ['/?status=open&brand=Acme+Rail'],
  ['/', (page) => page.keyboard.press('?')],
  ['/cases/11'],
  ['/cases/10'],
  ['/cases/8'],
  ['/cases/7'],
  ['/cases/1'],
  ['/cases/11', openAll],
  ['/cases/10', openAll],
  ['/cases/8', more('Take over')],
  ['/cases/10', (page) => page.locator('#resolve-box > summary').click()],
  ['/cases/11/reply'],
  [
    '/cases/10/reply',
    write('Dear customer, we apologise for any inconvenience. Send us your card number here.'),
  ],
  ['/cases/8/reply'],
  ['/replies/1/take-down'],
  ['/open'],
  ['/team'],
  ['/audit'],
  ['/cases/9999'],
]

/** Three weeks of figures. */
const WEEKS: readonly Look[] = [
  ['/reports'],
  ['/reports?last=30d', openAll],
  ['/reports?last=30d&network=bluesky&language=es'],
  ['/reports?from=2026-01-09&to=2026-01-05'],
  ['/reports?from=2020-01-01&to=2020-01-02', openAll],
  ['/reports/cases?last=30d&of=reply&part=all&mark=median'],
  ['/reports/cases?of=promises&what=late'],
  ['/figures'],
  ['/coverage'],
  ['/settings'],
  ['/team'],
]

/** A desk that hears nothing. */
const BLIND: readonly Look[] = [['/'], ['/coverage'], ['/?status=mine']]

/** Whoever is not signed in, or may not. */
const OUTSIDE: readonly Look[] = [
  ['/'],
  ['/sign-in?token=new'],
  ['/sign-in?token=spent', signIn],
  ['/sign-in'],
  ['/nowhere'],
]
const REP: readonly Look[] = [['/reports'], ['/settings'], ['/nowhere'], ['/coverage']]

let morning: Awaited<ReturnType<typeof openMorning>>
let weeks: Awaited<ReturnType<typeof openWebDesk>>
let blind: Awaited<ReturnType<typeof openWebDesk>>
let store: { close(): void }

beforeAll(async () => {
  morning = await openMorning()
  const world = threeWeeks()
  const settings = [{ key: 'claim.lease', value: '15 min', meaning: 'How long.' }]
  weeks = await openWebDesk(world, { settings })
  blind = await openWebDesk(world, { health: () => deaf(world.now()), demo: true })
  store = world.store
}, A_LONG_TIME)
afterAll(async () => {
  await browser?.close()
  await Promise.all([morning.desk.close(), weeks.web.stop(), blind.web.stop()])
  store.close()
}, A_LONG_TIME)

function deaf(now: number): ReturnType<typeof healthy> {
  const well = healthy(now)
  const why = 'bsky.social refuses the app password: make a new one'
  return {
    ...well,
    ok: false,
    parts: well.parts.map((part) =>
      part.source === undefined
        ? { ...part, board: { owed: 3, oldestAt: now - 4 * MINUTE, abandoned: 2 } }
        : {
            ...part,
            ok: false,
            detail: why,
            source: { ...part.source, failingSince: now - 40 * MINUTE, failures: 12 },
          },
    ),
  }
}

async function sitDown(url: string, person: Visitor | null): Promise<Page> {
  if (browser === null) throw new Error('no browser')
  const context = await browser.newContext({ timezoneId: 'UTC' })
  await context.addCookies([...(person?.cookies ?? [])].map(([name, value]) => ({ name, value, url })))
  const page = await context.newPage()
  await page.clock.setFixedTime(morning.world.now())
  return page
}

type Found = { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }

/** Dark differs in its colours alone; a phone may hide and move things, so that all is asked again. */
const CHECKS = [
  ['light', 1280, `['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']`],
  ['light', 390, `['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']`],
  ['dark', 390, `['color-contrast']`],
  ['dark', 1280, `['color-contrast']`],
] as const

/** What axe finds wrong by WCAG 2.1 A and AA, in dark and light, wide and narrow. */
async function faultsOf(page: Page, url: string, [path, first]: Look): Promise<string[]> {
  const faults: string[] = []
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(url + path)
  await first?.(page)
  await page.evaluate(axe.source)
  for (const [colorScheme, width, rules] of CHECKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    const { violations } = (await page.evaluate(
      `axe.run(document, { runOnly: ${rules}, resultTypes: ['violations'], preload: false })`,
    )) as Found
    faults.push(
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${colorScheme} ${width}: ${id} ${node.target} ${node.failureSummary}`),
      ),
    )
  }
  return faults
}

/** Each page is a test of its own; one browser window walks through all of them. */
function walk(
  title: string,
  looks: readonly Look[],
  enter: () => Promise<{ readonly url: string; readonly person: Visitor | null }>,
): void {
  describe.skipIf(browser === null)(title, () => {
    let at: { readonly url: string; readonly page: Page }
    beforeAll(async () => {
      const { url, person } = await enter()
      at = { url, page: await sitDown(url, person) }
    }, A_LONG_TIME)
    test.each(looks.map((look, i) => ({ look, named: `${look[0]} (${i + 1})` })))(
      '$named',
      { timeout: A_LONG_TIME },
      async ({ look }) => {
        expect(await faultsOf(at.page, at.url, look)).toEqual([])
      },
    )
  })
}

walk('axe finds nothing wrong with a morning at the desk:', MORNING, async () => ({
  url: morning.desk.url,
  person: morning.ana,
}))
walk('nor with the figures of three weeks:', WEEKS, async () => ({
  url: weeks.url,
  person: await weeks.signIn('Maya', 'admin'),
}))
walk('nor with a desk that hears nothing:', BLIND, async () => ({
  url: blind.url,
  person: await blind.signIn('Maya', 'manager'),
}))
walk('nor with what strangers read:', OUTSIDE, async () => ({ url: weeks.url, person: null }))
walk('nor with what reps read who may not enter:', REP, async () => ({
  url: weeks.url,
  person: await weeks.signIn('Ben'),
}))

test.skipIf(browser === null)(
  'axe is awake: it would have found pale words and a field without a name',
  async () => {
    const page = await sitDown(morning.desk.url, morning.ana)
    const spoil = () =>
      page.evaluate(`{
      const pale = document.createElement('p')
      pale.className = 'pale'
      pale.textContent = 'hardly to be read'
      pale.style.color = '#777'
      pale.style.background = '#888'
      const nameless = document.createElement('input')
      nameless.id = 'nameless'
      document.querySelector('main').append(pale, nameless)
    }`)
    const faults = await faultsOf(page, morning.desk.url, ['/team', spoil])
    expect(faults.filter((fault) => fault.includes('color-contrast .pale'))).toHaveLength(4)
    expect(faults.filter((fault) => fault.includes('label #nameless'))).toHaveLength(2)
  },
  120_000,
)
