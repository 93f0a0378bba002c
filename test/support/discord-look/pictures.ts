/**
 * Draws cards as Discord's dark theme shows them: `node dist/test/support/discord-look/pictures.js [folder]`.
 * Writes card.png (one open case), card-phone.png (two, as narrow as a phone) and cards.png (all samples). Needs Chromium.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { caseCard } from '../../../src/discord/case-card.js'
import type { Card } from '../../../src/domain/card.js'
import { en } from '../../../src/texts/en.js'
import { openBrowser } from '../chromium.js'
import type { Json } from '../fake-discord/index.js'
import { discordPage } from './html.js'
import { cardsOf, SAMPLES } from './sample-cards.js'

const folder = process.argv[2] ?? 'docs/images'
const { cards: samples, now } = cardsOf(SAMPLES)
await mkdir(folder, { recursive: true })
const browser = await openBrowser()
if (browser !== null) {
  await draw(browser, 'card.png', samples.slice(0, 1), 700)
  await draw(browser, 'card-phone.png', samples.slice(0, 2), 390)
  await draw(browser, 'cards.png', samples, 760)
  await browser.close()
}

async function draw(on: Browser, name: string, cards: readonly Card[], width: number): Promise<void> {
  const page = await on.newPage({ viewport: { width, height: 200 }, deviceScaleFactor: 2 })
  const messages = cards.map((card) => ({ components: caseCard(card, en) as unknown as Json[] }))
  await page.setContent(discordPage(messages, { now, channel: 'social-care' }))
  await page.screenshot({ path: join(folder, name), fullPage: true })
  await page.close()
  console.log(join(folder, name))
}
